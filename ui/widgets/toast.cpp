// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace perennial {

namespace {

constexpr int StayMs = 8000;

} // namespace

Toast::Toast(QWidget *parent)
    : QFrame(parent)
    , m_text(new Label({}, TextSize::Body, Ink::Text, this))
    , m_action(new QPushButton(this))
    , m_timer(this)
{
    setLook(m_action, Look::Quiet);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap);
    row->setSpacing(size::Unit);
    row->addSpacing(3 * size::Unit / 2);
    row->addWidget(m_text);
    row->addWidget(m_action);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Toast::leaveUnlessWanted);
    m_action->setAutoDefault(true); // Enter presses it outside of dialogs, too
    connect(m_action, &QPushButton::clicked, this, &Toast::act);
    parent->installEventFilter(this);
    hide();
}

void Toast::showMessage(const QString &text, const QString &action)
{
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    adjustSize();
    place();
    show();
    raise();
    putNextInTabOrder();
    m_timer.start(StayMs);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::putNextInTabOrder()
{
    QWidget *focus = QApplication::focusWidget();
    if (m_action->isHidden() || !focus || focus == m_action || focus->window() != window())
        return;
    m_before = focus;
    setTabOrder(focus, m_action);
}

void Toast::act()
{
    if (m_action->hasFocus() && m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    hide();
    Q_EMIT actionTriggered();
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::place()
{
    const QRect area = parentWidget()->rect();
    setMinimumHeight(5 * size::Unit);
    resize(qMin(sizeHint().width(), area.width() - 2 * size::PageMargin), sizeHint().height());
    move((area.width() - width()) / 2, area.height() - height() - size::PageMargin);
}

void Toast::leaveUnlessWanted()
{
    if (underMouse() || m_action->hasFocus())
        m_timer.start(StayMs / 4);
    else
        hide();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    paintRounded(painter, rect(), size::Radius, tokens.card, tokens.strongLine);
}

} // namespace perennial
