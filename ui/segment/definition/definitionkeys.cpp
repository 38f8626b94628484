// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/conditionclip.h"
#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/selectionbar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMimeData>

// Rows by keys: which are selected, where the focus goes, and what is done with them.

namespace perennial {

namespace {

// What is typed into a picker is not meant for its row.
bool isInPicker(const QWidget *view)
{
    const QWidget *focused = QApplication::focusWidget();
    return focused && focused->window() != view->window();
}

bool inAnyOf(const std::map<NodePath, NodeRow *> &rows, const NodePath &path)
{
    return rows.contains(path) && !path.isRoot();
}

} // namespace

void DefinitionView::addShortcuts()
{
    for (const RowActionFace &face : rowActions()) {
        if (face.action == RowAction::Delete)
            continue; // the key alone is for fields too
        auto *action = new QAction(this);
        action->setShortcut(QKeySequence(QLatin1String(face.keys)));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, does = face.action] {
            if (!isInPicker(this))
                act(does);
        });
        addAction(action);
    }
    auto *all = new QAction(this);
    all->setShortcut(QKeySequence::SelectAll);
    all->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(all, &QAction::triggered, this, [this] {
        std::set<NodePath> paths;
        for (int i = 0; i < childCount(m_doc, {}); ++i)
            paths.insert(NodePath().child(i));
        if (!isInPicker(this))
            select(paths);
    });
    addAction(all);
}

Selection DefinitionView::selection() const
{
    return selectionOf({m_selected.begin(), m_selected.end()});
}

Selection DefinitionView::chosen() const
{
    const NodeRow *now = focusedRow();
    if (!m_selected.empty() && (!now || now->path().isRoot() || m_selected.contains(now->path())))
        return selection();
    return now ? selectionOf({now->path()}) : Selection();
}

void DefinitionView::select(const std::set<NodePath> &paths)
{
    m_selected = paths;
    for (const auto &[path, shown] : m_rows)
        shown->setSelected(paths.contains(path));
    m_bar->setCount(paths.size());
}

void DefinitionView::selectTo(const NodePath &path)
{
    const auto [from, to] = std::minmax(m_anchor, path);
    std::set<NodePath> paths;
    for (const auto &[at, shown] : m_rows) {
        if (!at.isRoot() && at >= from && at <= to)
            paths.insert(at);
    }
    select(paths);
}

void DefinitionView::press(const NodePath &path, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier) && inAnyOf(m_rows, m_anchor))
        return selectTo(path);
    if (!modifiers.testFlag(Qt::ControlModifier)) {
        m_anchor = path;
        return select({});
    }
    std::set<NodePath> paths = m_selected;
    if (paths.empty() && inAnyOf(m_rows, m_anchor) && m_anchor != path)
        paths.insert(m_anchor);
    if (paths.contains(path))
        paths.erase(path);
    else
        paths.insert(path);
    m_anchor = path;
    select(paths);
}

void DefinitionView::actOn(const NodePath &path, RowAction action)
{
    if (!m_selected.contains(path))
        select({});
    if (NodeRow *acted = row(path))
        acted->setFocus(Qt::OtherFocusReason);
    act(action);
}

void DefinitionView::act(RowAction action)
{
    const Selection nodes = chosen();
    const QString what = textOf(action);
    if (action == RowAction::Paste)
        return paste();
    if (nodes.empty())
        return;
    switch (action) {
    case RowAction::MoveUp:
        return tell(movedUp(m_doc, nodes), what);
    case RowAction::MoveDown:
        return tell(movedDown(m_doc, nodes), what);
    case RowAction::MoveIn:
        return tell(movedIn(m_doc, nodes), what);
    case RowAction::MoveOut:
        return tell(movedOut(m_doc, nodes), what);
    case RowAction::Duplicate:
        return tell(duplicated(m_doc, nodes), what);
    case RowAction::Group:
        return tell(grouped(m_doc, nodes), what);
    case RowAction::Ungroup:
        return tell(ungrouped(m_doc, nodes), what);
    case RowAction::Negate:
        return tell(negated(m_doc, nodes), what);
    case RowAction::Cut:
        copy(nodes);
        return tell(removed(m_doc, nodes), what);
    case RowAction::Copy:
        return copy(nodes);
    case RowAction::Delete:
        return tell(removed(m_doc, nodes), what);
    case RowAction::Paste:
        return;
    }
}

void DefinitionView::copy(const Selection &nodes) const
{
    QApplication::clipboard()->setMimeData(clipOf(copyOf(m_doc, nodes)));
}

// After what is acted on, at the end of a group that is, or at the end of all.
NodePath DefinitionView::placeToPaste() const
{
    const Selection nodes = chosen();
    if (nodes.empty())
        return NodePath().child(childCount(m_doc, {}));
    const SegmentNode *last = nodeAt(m_doc, nodes.back());
    if (last && last->group())
        return nodes.back().child(childCount(m_doc, nodes.back()));
    return nodes.back().parent().child(nodes.back().index() + 1);
}

void DefinitionView::paste()
{
    tell(inserted(m_doc, placeToPaste(), nodesIn(QApplication::clipboard()->mimeData(), m_context.askedIn())),
         tr("Paste"));
}

NodeRow *DefinitionView::focusedRow() const
{
    QWidget *widget = QApplication::focusWidget();
    while (widget && widget != this) {
        if (auto *found = qobject_cast<NodeRow *>(widget); found && isAncestorOf(found))
            return found;
        widget = widget->parentWidget();
    }
    return nullptr;
}

void DefinitionView::focus(const NodePath &path, bool extend)
{
    row(path)->setFocus(Qt::TabFocusReason);
    bringIntoView(*row(path));
    if (extend)
        return selectTo(path);
    m_anchor = path;
    select({});
}

// The row that an arrow leads to; the root's own row takes no focus. Null where there is none.
const NodePath *DefinitionView::neighbour(const NodePath &path, int key) const
{
    const auto first = std::next(m_rows.begin()), here = m_rows.find(path), end = m_rows.end();
    if (first == end || here == end)
        return nullptr;
    auto there = end;
    switch (key) {
    case Qt::Key_Down:
        there = std::next(here);
        break;
    case Qt::Key_Up:
        there = here == first || here == m_rows.begin() ? end : std::prev(here);
        break;
    case Qt::Key_Home:
        there = first;
        break;
    case Qt::Key_End:
        there = std::prev(end);
        break;
    default:
        there = path.parent().isRoot() ? end : m_rows.find(path.parent());
    }
    return there == end ? nullptr : &there->first;
}

bool DefinitionView::moveByKey(int key, Qt::KeyboardModifiers modifiers)
{
    const NodeRow *now = focusedRow();
    const bool extend = modifiers == Qt::ShiftModifier;
    if (!now || (modifiers != Qt::NoModifier && !extend))
        return false;
    const int out = layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left;
    const bool along = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End;
    if (!along && !(key == out && now->hasFocus()))
        return false;
    if (const NodePath *next = neighbour(now->path(), key))
        focus(*next, extend);
    return true;
}

void DefinitionView::keyPressEvent(QKeyEvent *event)
{
    NodeRow *now = focusedRow();
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (moveByKey(event->key(), event->modifiers()))
        return;
    if (now && plain && event->key() == Qt::Key_Delete)
        return act(RowAction::Delete);
    if (now && plain && event->key() == Qt::Key_Insert) {
        auto *group = qobject_cast<GroupRow *>(now);
        if (!group)
            group = qobject_cast<GroupRow *>(row(now->path().parent()));
        return group->openAddCondition();
    }
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F2;
    if (now && now->hasFocus() && plain && enters)
        return now->enter();
    if (!m_selected.empty() && event->key() == Qt::Key_Escape)
        return select({});
    QWidget::keyPressEvent(event);
}

} // namespace perennial
