// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pillbutton.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/popupframe.h"

#include <QAccessibleWidget>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QPainter>

namespace perennial {

namespace {

constexpr int Height = 28;
constexpr int Side = 10;
constexpr int ArrowBox = 14;
constexpr int Widest = 480;

// A button that holds its open picker: as a window of its own the picker would be nowhere for readers.
class PillFace final : public QAccessibleWidget
{
public:
    explicit PillFace(PillButton *pill)
        : QAccessibleWidget(pill, QAccessible::ButtonMenu)
        , m_pill(pill)
    {
    }

    [[nodiscard]] int childCount() const override { return openPopup() ? 1 : 0; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(openPopup()) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return openPopup() && child && child->object() == openPopup() ? 0 : -1;
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.hasPopup = m_pill->hasPopup();
        state.expandable = state.hasPopup;
        state.expanded = openPopup() != nullptr;
        state.collapsed = state.expandable && !state.expanded;
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return QStringList{pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &name) override
    {
        if (name == pressAction())
            m_pill->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    [[nodiscard]] QWidget *openPopup() const { return m_pill->isOpen() ? m_pill->popup() : nullptr; }

    PillButton *m_pill;
};

void paintDashed(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(QPen(border, 1, Qt::DashLine));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *pill = qobject_cast<PillButton *>(object);
    return pill ? new PillFace(pill) : nullptr;
}

} // namespace

PillButton::PillButton(const QString &role, QWidget *parent)
    : QAbstractButton(parent)
    , m_role(role)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &PillButton::openPopup);
    nameAgain();
}

void PillButton::setValue(const QString &value, const QString &whole)
{
    if (m_value == value && m_whole == whole)
        return;
    m_value = value;
    m_whole = whole;
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
    nameAgain();
}

void PillButton::nameAgain()
{
    setText(shown());
    setAccessibleName(tr("%1: %2", "what a control sets: its value").arg(m_role, told()));
    setAccessibleDescription(m_problem);
    showTip();
    updateGeometry();
    update();
}

void PillButton::showTip()
{
    const bool isCut = width() < sizeHint().width() || sizeHint().width() >= Widest || told() != shown();
    setToolTip(!m_problem.isEmpty() ? m_problem : isCut ? told() : QString());
}

void PillButton::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    showTip();
}

QString PillButton::shown() const
{
    return m_value.isEmpty() ? m_placeholder : m_value;
}

QString PillButton::told() const
{
    return m_whole.isEmpty() ? shown() : m_whole;
}

void PillButton::setPopup(std::function<QWidget *()> makeContent)
{
    Q_ASSERT(!m_popup);
    m_makeContent = std::move(makeContent);
    updateGeometry();
}

QWidget *PillButton::popup()
{
    if (!m_popup && hasPopup()) {
        m_popup = new PopupFrame(m_makeContent(), this);
        m_popup->setAccessibleName(m_role);
        connect(m_popup, &PopupFrame::closed, this, &PillButton::noteOpenness);
        connect(m_popup, &PopupFrame::escaped, this, &PillButton::popupEscaped);
    }
    return m_popup;
}

bool PillButton::isOpen() const
{
    return m_popup && m_popup->isVisible();
}

void PillButton::openPopup()
{
    if (isOpen() || !popup())
        return;
    Q_EMIT popupAboutToOpen();
    m_popup->open();
    noteOpenness();
}

void PillButton::closePopup()
{
    if (m_popup)
        m_popup->hide();
    setFocus(Qt::PopupFocusReason);
}

void PillButton::noteOpenness()
{
    QAccessible::State changed;
    changed.expanded = true;
    QAccessibleStateChangeEvent event(this, changed);
    QAccessible::updateAccessibility(&event);
    update();
}

int PillButton::textWidth() const
{
    if (m_measured != shown() || m_measuredWith != font()) {
        m_measured = shown();
        m_measuredWith = font();
        m_textWidth = fontMetrics().horizontalAdvance(m_measured);
    }
    return m_textWidth;
}

QSize PillButton::sizeHint() const
{
    const int arrow = hasPopup() ? ArrowBox + size::Gap : 0;
    return {qMin(Widest, textWidth() + 2 * Side + arrow + 1), qMax(Height, fontMetrics().height() + 2 * size::Gap)};
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
    if (key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Down && hasPopup()))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void PillButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const bool unfinished = m_value.isEmpty();
    const bool open = isDown() || isOpen();
    const QColor line = !m_problem.isEmpty() ? tokens.danger : unfinished ? tokens.strongLine : tokens.line;
    QColor fill = unfinished ? tokens.card : tokens.inset;
    if (open)
        fill = tokens.accentSoft;
    else if (underMouse() && isEnabled())
        fill = tokens.pressed();
    const double radius = height() / 2.0;
    if (unfinished)
        paintDashed(painter, rect(), radius, fill, line);
    else
        paintRounded(painter, rect(), radius, fill, line);
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), radius);
    QRect text = rect().adjusted(Side, 0, -Side, 0);
    if (hasPopup()) {
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
