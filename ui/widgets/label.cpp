// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyle>

namespace perennial {

Label::Label(const QString &text, TextSize size, Ink ink, QWidget *parent)
    : QLabel(text, parent)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(size));
    applyInk();
    applyDirection();
}

void Label::setInk(Ink ink)
{
    m_ink = ink;
    applyInk();
}

void Label::setSize(TextSize size)
{
    setFont(fontFor(size));
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyInk();
    else if (event->type() == QEvent::LayoutDirectionChange)
        applyDirection();
}

// Qt would go by the words: a Latin name in an Arabic window would stand alone at the other side.
void Label::applyDirection()
{
    const bool isOurs = alignment().testFlag(Qt::AlignAbsolute);
    if (!isOurs && !alignment().testFlag(Qt::AlignLeft))
        return;
    const auto side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    setAlignment(side | Qt::AlignAbsolute | (alignment() & Qt::AlignVertical_Mask));
}

void Label::applyInk()
{
    if (m_applying)
        return;
    const QScopedValueRollback guard(m_applying, true);
    if (m_ink == Ink::Text) {
        setPalette({});
        return;
    }
    QPalette own;
    own.setColor(QPalette::Active, QPalette::WindowText, Tokens::current().ink(m_ink));
    own.setColor(QPalette::Inactive, QPalette::WindowText, Tokens::current().ink(m_ink));
    setPalette(own);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(QStringLiteral("…")) * 2 + margins.left() + margins.right(),
            QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    const QString shown = fontMetrics().elidedText(text(), m_mode, contentsRect().width());
    const QString tip = shown == text() ? QString() : text();
    if (toolTip() != tip)
        setToolTip(tip);
    QPainter painter(this);
    const auto align = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())) | Qt::TextSingleLine;
    style()->drawItemText(&painter, contentsRect(), align, palette(), isEnabled(), shown, foregroundRole());
}

} // namespace perennial
