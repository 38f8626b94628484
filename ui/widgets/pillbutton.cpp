// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pillbutton.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"

#include <QFrame>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Height = 28;
constexpr int Side = 10;
constexpr int ArrowBox = 14;
constexpr int Widest = 320;

// The frame that holds a picker while it is open.
class PopupFrame final : public QFrame
{
public:
    PopupFrame(QWidget *content, QWidget *parent)
        : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(size::Unit, size::Unit, size::Unit, size::Unit);
        layout->addWidget(content);
        setFocusProxy(content);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintRounded(painter, rect(), 0, Tokens::current().card, Tokens::current().strongLine);
    }
};

QPoint placeFor(const QWidget &anchor, const QSize &wanted)
{
    const QRect screen = anchor.screen()->availableGeometry();
    const QRect at(anchor.mapToGlobal(QPoint(0, 0)), anchor.size());
    const bool rtl = anchor.layoutDirection() == Qt::RightToLeft;
    int x = rtl ? at.right() - wanted.width() + 1 : at.left();
    int y = at.bottom() + size::Gap;
    if (y + wanted.height() > screen.bottom() && at.top() - size::Gap - wanted.height() >= screen.top())
        y = at.top() - size::Gap - wanted.height();
    x = qBound(screen.left(), x, qMax(screen.left(), screen.right() - wanted.width()));
    return {x, y};
}

} // namespace

PillButton::PillButton(const QString &role, QWidget *parent)
    : QAbstractButton(parent)
    , m_role(role)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &PillButton::openPopup);
    nameAgain();
}

void PillButton::setValue(const QString &value)
{
    m_value = value;
    nameAgain();
}

void PillButton::setPlaceholder(const QString &placeholder)
{
    m_placeholder = placeholder;
    nameAgain();
}

void PillButton::setProblem(const QString &problem)
{
    m_problem = problem;
    setToolTip(problem);
    nameAgain();
}

void PillButton::nameAgain()
{
    setText(shown());
    setAccessibleName(tr("%1: %2", "what a control sets: its value").arg(m_role, shown()));
    setAccessibleDescription(m_problem);
    updateGeometry();
    update();
}

QString PillButton::shown() const
{
    return m_value.isEmpty() ? m_placeholder : m_value;
}

void PillButton::setPopup(QWidget *popup)
{
    Q_ASSERT(!m_popup);
    m_popup = new PopupFrame(popup, this);
    m_popup->setAccessibleName(m_role);
    updateGeometry();
}

void PillButton::openPopup()
{
    Q_EMIT popupAboutToOpen();
    if (!m_popup)
        return;
    m_popup->setLayoutDirection(layoutDirection());
    m_popup->adjustSize();
    m_popup->move(placeFor(*this, m_popup->size()));
    m_popup->show();
    m_popup->setFocus(Qt::PopupFocusReason);
}

void PillButton::closePopup()
{
    if (m_popup)
        m_popup->hide();
    setFocus(Qt::PopupFocusReason);
}

QSize PillButton::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(shown());
    const int arrow = m_popup ? ArrowBox + size::Gap : 0;
    return {qMin(Widest, text + 2 * Side + arrow + 1), qMax(Height, fontMetrics().height() + 2 * size::Gap)};
}

QSize PillButton::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), 6 * size::Unit), sizeHint().height()};
}

bool PillButton::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

void PillButton::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Down && m_popup))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void PillButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const bool unfinished = m_value.isEmpty();
    const bool open = isDown() || (m_popup && m_popup->isVisible());
    const QColor line = !m_problem.isEmpty() ? tokens.danger : unfinished ? tokens.strongLine : tokens.line;
    QColor fill = unfinished ? tokens.card : tokens.inset;
    if (open)
        fill = tokens.accentSoft;
    else if (underMouse() && isEnabled())
        fill = tokens.pressed();
    const double radius = height() / 2.0;
    paintRounded(painter, rect(), radius, fill, line);
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), radius);
    QRect text = rect().adjusted(Side, 0, -Side, 0);
    if (m_popup) {
        const QRect arrow = QStyle::visualRect(
            layoutDirection(), text, {text.right() - ArrowBox + 1, (height() - ArrowBox) / 2, ArrowBox, ArrowBox});
        paintIcon(painter, QStringLiteral("chevron-down"), arrow, tokens.muted);
        text = QStyle::visualRect(layoutDirection(), rect(), text.adjusted(0, 0, -ArrowBox - size::Gap, 0));
    }
    painter.setFont(font());
    painter.setPen(unfinished || !isEnabled() ? tokens.muted : tokens.text);
    painter.drawText(text,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
                     fontMetrics().elidedText(shown(), Qt::ElideRight, text.width()));
}

} // namespace perennial
