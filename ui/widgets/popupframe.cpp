// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popupframe.h"

#include "ui/widgets/controlpainter.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace perennial {

namespace {

// Readers are told that they came into a box of its own, and where it belongs: to its anchor, though it is a window.
class PopupFace final : public QAccessibleWidget
{
public:
    explicit PopupFace(PopupFrame *popup)
        : QAccessibleWidget(popup, QAccessible::Dialog)
    {
    }

    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(widget()->parentWidget());
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *popup = qobject_cast<PopupFrame *>(object);
    return popup ? new PopupFace(popup) : nullptr;
}

constexpr int LeastRoom = 160;

// Of the larger side, below or above.
int roomAt(const QWidget &anchor)
{
    const QRect screen = anchor.screen()->availableGeometry();
    const int top = anchor.mapToGlobal(QPoint(0, 0)).y(), bottom = top + anchor.height();
    return qMax(screen.bottom() + 1 - bottom, top - screen.top()) - size::Gap;
}

int within(int least, int wanted, int most)
{
    return qMax(least, qMin(wanted, most));
}

// On the side it has, if there is one and room for it: a popup that grows or shrinks while somebody types does not
// jump.
QPoint placeFor(const QWidget &anchor, const QSize &wanted, std::optional<bool> &isAbove)
{
    const QRect screen = anchor.screen()->availableGeometry();
    const QRect at(anchor.mapToGlobal(QPoint(0, 0)), anchor.size());
    const bool rtl = anchor.layoutDirection() == Qt::RightToLeft;
    const int x = rtl ? at.right() - wanted.width() + 1 : at.left();
    const int above = at.top() - size::Gap - wanted.height();
    const int below = at.bottom() + size::Gap;
    const bool fitsAbove = above >= screen.top();
    const bool fitsBelow = below + wanted.height() <= screen.bottom() + 1;
    if (!isAbove || (*isAbove ? !fitsAbove : !fitsBelow))
        isAbove = !fitsBelow && fitsAbove;
    return {within(screen.left(), x, screen.right() + 1 - wanted.width()),
            within(screen.top(), *isAbove ? above : below, screen.bottom() + 1 - wanted.height())};
}

} // namespace

PopupFrame::PopupFrame(QWidget *content, QWidget *anchor)
    : QFrame(anchor, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    , m_content(content)
    , m_anchor(anchor)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::Unit, size::Unit, size::Unit, size::Unit);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(content);
    setFocusProxy(content);
}

void PopupFrame::open()
{
    setLayoutDirection(m_anchor->layoutDirection());
    m_content->setMaximumHeight(qMax(LeastRoom, roomAt(*m_anchor) - 2 * size::Unit));
    layout()->activate();
    m_isAbove.reset();
    place();
    watchAnchor(true);
    show();
    setFocus(Qt::PopupFocusReason);
}

void PopupFrame::place()
{
    move(placeFor(*m_anchor, size(), m_isAbove));
}

// Whatever stands around the anchor may move it.
void PopupFrame::watchAnchor(bool watch)
{
    for (QWidget *widget = m_anchor; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
        if (watch)
            widget->installEventFilter(this);
        else
            widget->removeEventFilter(this);
    }
}

bool PopupFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void PopupFrame::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    place();
}

void PopupFrame::keyPressEvent(QKeyEvent *event)
{
    const bool isEscape = event->matches(QKeySequence::Cancel);
    QFrame::keyPressEvent(event);
    if (isEscape)
        Q_EMIT escaped();
}

void PopupFrame::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    watchAnchor(false);
    Q_EMIT closed();
}

void PopupFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(painter, rect(), 0, Tokens::current().card, Tokens::current().strongLine);
}

} // namespace perennial
