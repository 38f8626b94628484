// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/dropoverlay.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace perennial {

DropOverlay::DropOverlay(QWidget *window)
    : QWidget(window)
    , m_hint(tr("Drop files or folders to import them"))
{
    setObjectName(QStringLiteral("dropOverlay"));
    setAcceptDrops(true);
    setAccessibleName(m_hint);
    window->setAcceptDrops(true);
    qApp->installEventFilter(this);
    hide();
}

void DropOverlay::setHint(const QString &hint)
{
    m_hint = hint;
    setAccessibleName(hint);
}

QStringList DropOverlay::localPaths(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls)
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

// Files belong to the window wherever they enter it, also over a text field.
bool DropOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter || watched == this || isVisible())
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    auto *drag = static_cast<QDragEnterEvent *>(event);
    if (!widget || widget->window() != window() || localPaths(*drag->mimeData()).isEmpty())
        return false;
    setGeometry(parentWidget()->rect());
    show();
    raise();
    drag->acceptProposedAction();
    return true;
}

void DropOverlay::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DropOverlay::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}
void DropOverlay::dragLeaveEvent(QDragLeaveEvent *)
{
    hide();
}

void DropOverlay::dropEvent(QDropEvent *event)
{
    hide();
    event->acceptProposedAction();
    Q_EMIT dropped(localPaths(*event->mimeData()));
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    QColor veil = tokens.window;
    veil.setAlpha(225);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), size::Radius, size::Radius);
    const QRectF mark(rect().center().x() - 24, rect().center().y() - 56, 48, 48);
    paintIcon(painter, QStringLiteral("data"), mark, tokens.accent);
    painter.setFont(fontFor(TextSize::Title));
    painter.setPen(tokens.text);
    painter.drawText(rect().adjusted(0, 40, 0, 40), Qt::AlignCenter, m_hint);
}

} // namespace perennial
