// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/conditionrow.h"

#include "ui/segment/definition/nodedrag.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QDrag>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace perennial {

namespace {

struct MenuLine
{
    RowAction action;
    const char *text;
    const char *iconName;
    const char *keys;
    bool groupsOnly;
};

constexpr MenuLine MenuLines[]{
    {RowAction::MoveUp, QT_TRANSLATE_NOOP("perennial::NodeRow", "Move up"), "chevron-up", "Alt+Up", false},
    {RowAction::MoveDown, QT_TRANSLATE_NOOP("perennial::NodeRow", "Move down"), "chevron-down", "Alt+Down", false},
    {RowAction::MoveIn, QT_TRANSLATE_NOOP("perennial::NodeRow", "Move into a group"), "chevron-right", "Alt+Right",
     false},
    {RowAction::MoveOut, QT_TRANSLATE_NOOP("perennial::NodeRow", "Move out of the group"), "chevron-left", "Alt+Left",
     false},
    {RowAction::Duplicate, QT_TRANSLATE_NOOP("perennial::NodeRow", "Duplicate"), "duplicate", "Ctrl+D", false},
    {RowAction::Ungroup, QT_TRANSLATE_NOOP("perennial::NodeRow", "Ungroup"), "group", "", true},
    {RowAction::Delete, QT_TRANSLATE_NOOP("perennial::NodeRow", "Delete"), "trash", "Del", false},
};

// Rows are spoken as items of a list rather than as nameless panes.
QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *row = qobject_cast<NodeRow *>(object);
    return row ? new QAccessibleWidget(row, QAccessible::ListItem) : nullptr;
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

QToolButton *NodeRow::makeMenuButton(bool group)
{
    auto *button = new QToolButton(this);
    auto *menu = new QMenu(button);
    for (const MenuLine &line : MenuLines) {
        if (line.groupsOnly && !group)
            continue;
        QAction *action = menu->addAction(icon(QLatin1String(line.iconName), Ink::Muted), tr(line.text));
        if (*line.keys != '\0')
            action->setText(action->text() + u'\t' +
                            QKeySequence(QLatin1String(line.keys)).toString(QKeySequence::NativeText));
        action->setData(static_cast<int>(line.action));
    }
    connect(menu, &QMenu::triggered, this, [this](const QAction *action) {
        Q_EMIT actionChosen(m_path, static_cast<RowAction>(action->data().toInt()));
    });
    button->setObjectName(QStringLiteral("rowMenu"));
    button->setIcon(icon(QStringLiteral("more"), Ink::Muted));
    button->setFixedSize(28, 28);
    connect(button, &QToolButton::clicked, menu,
            [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    button->setAccessibleName(tr("More for this line"));
    setLook(button, Look::Quiet);
    return button;
}

bool NodeRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_handle)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        m_pressedAt = static_cast<QMouseEvent *>(event)->pos();
        setFocus(Qt::MouseFocusReason);
    } else if (event->type() == QEvent::MouseMove) {
        const auto *move = static_cast<QMouseEvent *>(event);
        if (move->buttons().testFlag(Qt::LeftButton) &&
            (move->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
            startDrag();
    }
    return QFrame::eventFilter(watched, event);
}

void NodeRow::startDrag()
{
    m_handle->setDown(false);
    auto *drag = new QDrag(this);
    auto *mime = new QMimeData;
    mime->setData(NodeMimeType, m_path.toString().toLatin1());
    drag->setMimeData(mime);
    QPixmap picture = grab();
    drag->setPixmap(picture);
    drag->setHotSpot(m_handle->pos() + m_pressedAt);
    drag->exec(Qt::MoveAction);
}

void NodeRow::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    paintRounded(painter, rect(), size::ControlRadius, Tokens::current().accentSoft);
    paintFocusRing(painter, rect(), size::ControlRadius);
}

} // namespace perennial
