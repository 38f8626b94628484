// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/noderow.h"

#include "ui/segment/definition/verdictmark.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QToolButton>

namespace perennial {

namespace {

constexpr double SelectedShare = 0.5; // of the focused row's ground

// Rows are spoken as items of a list rather than as nameless panes.
class AccessibleRow final : public QAccessibleWidget
{
public:
    explicit AccessibleRow(NodeRow *row)
        : QAccessibleWidget(row, QAccessible::ListItem)
    {
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.multiSelectable = true;
        state.selected = qobject_cast<NodeRow *>(widget())->isSelected();
        return state;
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *row = qobject_cast<NodeRow *>(object);
    return row ? new AccessibleRow(row) : nullptr;
}

} // namespace

NodeRow::NodeRow(const NodePath &path, QWidget *parent)
    : QFrame(parent)
    , m_path(path)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    setFocusPolicy(path.isRoot() ? Qt::NoFocus : Qt::StrongFocus);
}

void NodeRow::setSelected(bool selected)
{
    if (m_selected == selected)
        return;
    m_selected = selected;
    nameAgain();
    update();
}

void NodeRow::setVerdict(const ExplainedNode *node, const QTimeZone &)
{
    if (!m_mark || !m_mark->setNode(node))
        return;
    nameAgain();
}

QString NodeRow::spokenState() const
{
    QString state;
    if (m_mark && !m_mark->words().isEmpty())
        state += u' ' + tr("For the person looked at it %1.", "it holds").arg(m_mark->words());
    if (m_selected)
        state += u' ' + tr("Selected.");
    return state;
}

QToolButton *NodeRow::makeHandle()
{
    m_handle = new QToolButton(this);
    m_handle->setObjectName(QStringLiteral("handle"));
    m_handle->setIcon(icon(QStringLiteral("drag-handle"), Ink::Muted));
    m_handle->setIconSize({size::IconSmall, size::IconSmall});
    m_handle->setFixedSize(20, 28);
    m_handle->setFocusPolicy(Qt::NoFocus);
    m_handle->setAccessibleName(tr("Drag to move"));
    m_handle->setToolTip(tr("Drag to move, or press Alt and an arrow key"));
    m_handle->setCursor(Qt::OpenHandCursor);
    setLook(m_handle, Look::Quiet);
    m_handle->installEventFilter(this);
    return m_handle;
}

VerdictMark *NodeRow::makeMark()
{
    m_mark = new VerdictMark(this);
    return m_mark;
}

QToolButton *NodeRow::makeMenuButton()
{
    m_menuButton = new QToolButton(this);
    m_menuButton->setObjectName(QStringLiteral("rowMenu"));
    m_menuButton->setIcon(icon(QStringLiteral("more"), Ink::Muted));
    m_menuButton->setFixedSize(28, 28);
    m_menuButton->setAccessibleName(tr("More for this line"));
    setLook(m_menuButton, Look::Quiet);
    connect(m_menuButton, &QToolButton::clicked, this,
            [this] { menu()->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });
    return m_menuButton;
}

QMenu *NodeRow::menu()
{
    if (m_menu)
        return m_menu;
    m_menu = new QMenu(m_menuButton);
    for (const RowActionFace &face : rowActions()) {
        if (face.place == RowActionPlace::MenuOfGroups && !isGroup())
            continue;
        if (face.action == RowAction::Group || face.action == RowAction::Cut || face.action == RowAction::Delete)
            m_menu->addSeparator();
        const QString keys = QKeySequence(QLatin1String(face.keys)).toString(QKeySequence::NativeText);
        QAction *action =
            m_menu->addAction(icon(QLatin1String(face.iconName), Ink::Muted), textOf(face.action) + u'\t' + keys);
        action->setData(static_cast<int>(face.action));
    }
    connect(m_menu, &QMenu::triggered, this, [this](const QAction *action) {
        Q_EMIT actionChosen(m_path, static_cast<RowAction>(action->data().toInt()));
    });
    return m_menu;
}

bool NodeRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_handle)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress)
        noteHandle(*static_cast<QMouseEvent *>(event), true);
    else if (event->type() == QEvent::MouseMove)
        noteHandle(*static_cast<QMouseEvent *>(event), false);
    return QFrame::eventFilter(watched, event);
}

void NodeRow::noteHandle(const QMouseEvent &event, bool press)
{
    if (press) {
        m_pressedAt = event.pos();
        setFocus(Qt::MouseFocusReason);
        // What is selected is dragged together, so a plain press leaves it.
        if (!m_selected || event.modifiers() != Qt::NoModifier)
            Q_EMIT pressed(m_path, event.modifiers());
        return;
    }
    const bool far = (event.pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!event.buttons().testFlag(Qt::LeftButton) || !far)
        return;
    m_handle->setDown(false);
    const QPointer<QToolButton> handle = m_handle;
    Q_EMIT dragWanted(m_path, m_handle->mapTo(this, m_pressedAt));
    if (handle) { // the pointer left it while dragging, which nobody tells
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(handle, &leave);
    }
}

void NodeRow::mousePressEvent(QMouseEvent *event)
{
    if (m_path.isRoot() || event->button() != Qt::LeftButton)
        return QFrame::mousePressEvent(event);
    Q_EMIT pressed(m_path, event->modifiers());
    event->accept();
}

void NodeRow::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_menuButton)
        return QFrame::contextMenuEvent(event);
    setFocus(Qt::MouseFocusReason);
    menu()->popup(event->globalPos());
}

void NodeRow::paintEvent(QPaintEvent *)
{
    if (!hasFocus() && !m_selected)
        return;
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const QColor ground = hasFocus() ? tokens.accentSoft : blend(tokens.card, tokens.accentSoft, SelectedShare);
    paintRounded(painter, rect(), size::ControlRadius, ground);
    if (hasFocus())
        paintFocusRing(painter, rect(), size::ControlRadius);
}

} // namespace perennial
