// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/tabstops.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <array>

namespace perennial {

namespace {

// Documents of one shape are shown by the same rows.
QString shapeOf(const SegmentNode &node)
{
    const SegmentGroup *group = node.group();
    if (!group)
        return QString::number(node.is.index()) + (isEditable(node) ? u'e' : u'k');
    QString shape = QStringLiteral("(");
    for (const SegmentNode &child : group->children)
        shape += shapeOf(child) + u',';
    return shape + u')';
}

class DropLine final : public QWidget
{
public:
    explicit DropLine(QWidget *parent)
        : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Highlight);
        hide();
    }
};

} // namespace

DefinitionView::DefinitionView(BuilderContext context, QWidget *parent)
    : QWidget(parent)
    , m_context(std::move(context))
    , m_column(new QVBoxLayout(this))
    , m_dropLine(new DropLine(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    setAcceptDrops(true);
    setObjectName(QStringLiteral("definition"));
    setAccessibleName(tr("Definition"));
    addShortcuts();
    rebuild();
}

void DefinitionView::addShortcuts()
{
    struct Shortcut
    {
        RowAction action;
        const char *keys;
    };
    constexpr std::array shortcuts{Shortcut{RowAction::MoveUp, "Alt+Up"}, Shortcut{RowAction::MoveDown, "Alt+Down"},
                                   Shortcut{RowAction::MoveIn, "Alt+Right"}, Shortcut{RowAction::MoveOut, "Alt+Left"},
                                   Shortcut{RowAction::Duplicate, "Ctrl+D"}};
    for (const Shortcut &shortcut : shortcuts) {
        auto *action = new QAction(this);
        action->setShortcut(QKeySequence(QLatin1String(shortcut.keys)));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, does = shortcut.action] {
            if (const NodeRow *row = focusedRow())
                act(row->path(), does);
        });
        addAction(action);
    }
}

void DefinitionView::setDoc(const SegmentDoc &doc)
{
    m_doc = doc;
    if (shapeOf(doc.root) != m_shape)
        return rebuild();
    refresh();
    restoreFocus();
}

void DefinitionView::rebuild()
{
    if (!m_wantsFocus) {
        if (const NodeRow *row = focusedRow())
            m_wantsFocus = row->path();
    }
    if (m_root) {
        m_root->hide();
        m_root->deleteLater();
    }
    m_rows.clear();
    m_shape = shapeOf(m_doc.root);
    m_root = buildRow({}, m_doc.root, nullptr);
    m_column->addWidget(m_root);
    m_column->setAlignment(m_root, Qt::AlignTop);
    m_root->show();
    m_dropLine->raise();
    refresh();
    restoreFocus();
}

NodeRow *DefinitionView::buildRow(const NodePath &path, const SegmentNode &node, GroupRow *parent)
{
    QWidget *owner = parent ? static_cast<QWidget *>(parent) : this;
    NodeRow *row = nullptr;
    if (const SegmentGroup *group = node.group()) {
        auto *groupRow = new GroupRow(path, m_context, owner);
        connectGroup(groupRow);
        for (size_t i = 0; i < group->children.size(); ++i)
            groupRow->addChild(buildRow(path.child(static_cast<int>(i)), group->children[i], groupRow));
        row = groupRow;
    } else {
        row = new ConditionRow(path, node, m_context, owner);
    }
    row->setAnswer({}, {.most = 0, .people = m_people});
    connectRow(row);
    m_rows[path] = row;
    return row;
}

void DefinitionView::connectRow(NodeRow *row)
{
    connect(row, &NodeRow::edited, this,
            [this](const NodePath &path, const SegmentNode &node, const QString &what, const QString &key) {
                Q_EMIT edited(withNode(m_doc, path, node), what,
                              key.isEmpty() ? QString() : path.toString() + u'/' + key);
            });
    connect(row, &NodeRow::actionChosen, this, &DefinitionView::act);
}

void DefinitionView::connectGroup(GroupRow *row)
{
    connect(row, &GroupRow::conditionWanted, this,
            [this](const NodePath &group, const SegmentNode &node) { insertAtEnd(group, node, tr("Add condition")); });
    connect(row, &GroupRow::groupWanted, this, [this](const NodePath &group) {
        insertAtEnd(group, SegmentNode{.is = SegmentGroup{.match = GroupMatch::Any, .children = {}}}, tr("Add group"));
    });
}

void DefinitionView::refresh()
{
    int number = 0;
    visitNodes(m_doc, [&](const NodePath &path, const SegmentNode &node) {
        NodeRow *shown = row(path);
        if (auto *group = qobject_cast<GroupRow *>(shown))
            group->setGroup(node);
        else if (auto *condition = qobject_cast<ConditionRow *>(shown))
            condition->setNode(node, ++number);
    });
    orderTabStops(this);
}

NodeRow *DefinitionView::row(const NodePath &path) const
{
    const auto found = m_rows.find(path);
    return found == m_rows.end() ? nullptr : found->second;
}

void DefinitionView::setFigures(const SegmentFigures &figures)
{
    m_people = figures.people;
    std::map<NodePath, qint64> most;
    for (const auto &[path, count] : figures.nodes) {
        if (!path.isRoot())
            most[path.parent()] = qMax(most[path.parent()], count.running);
    }
    for (const auto &[path, shown] : m_rows) {
        const auto count = figures.nodes.find(path);
        shown->setAnswer(count == figures.nodes.end() ? std::nullopt : std::optional(count->second),
                         {.most = most[path.parent()], .people = figures.people});
        shown->setBusy(false);
        if (auto *condition = qobject_cast<ConditionRow *>(shown))
            condition->setProblem({});
    }
}

void DefinitionView::setProblem(const NodePath &path, const QString &problem)
{
    if (auto *condition = qobject_cast<ConditionRow *>(row(path)))
        condition->setProblem(problem);
}

void DefinitionView::setBusy(bool busy)
{
    for (const auto &[path, shown] : m_rows)
        shown->setBusy(busy);
}

void DefinitionView::startCondition()
{
    if (auto *root = qobject_cast<GroupRow *>(row({})))
        root->openAddCondition();
}

void DefinitionView::restoreFocus()
{
    if (!m_wantsFocus)
        return;
    NodeRow *wanted = row(*m_wantsFocus);
    m_wantsFocus.reset();
    const bool opens = std::exchange(m_opensUnfinished, false);
    if (!wanted)
        return;
    // New rows take the focus once they are laid out.
    QTimer::singleShot(0, wanted, [wanted, opens] {
        auto *condition = qobject_cast<ConditionRow *>(wanted);
        auto *group = qobject_cast<GroupRow *>(wanted);
        if (opens && group)
            group->openAddCondition();
        else if (!(opens && condition && condition->editor()->openUnfinished()))
            wanted->setFocus(Qt::OtherFocusReason);
    });
}

void DefinitionView::insertAtEnd(const NodePath &group, const SegmentNode &node, const QString &what)
{
    const NodePath path = group.child(childCount(m_doc, group));
    m_opensUnfinished = true;
    tell({withInserted(m_doc, path, node), path}, what);
}

void DefinitionView::tell(const Moved &moved, const QString &what)
{
    if (moved.doc == m_doc)
        return;
    m_wantsFocus = moved.now;
    Q_EMIT edited(moved.doc, what, {});
}

void DefinitionView::act(const NodePath &path, RowAction action)
{
    switch (action) {
    case RowAction::MoveUp:
        return tell(movedUp(m_doc, path), tr("Move up"));
    case RowAction::MoveDown:
        return tell(movedDown(m_doc, path), tr("Move down"));
    case RowAction::MoveIn:
        return tell(movedIn(m_doc, path), tr("Move into a group"));
    case RowAction::MoveOut:
        return tell(movedOut(m_doc, path), tr("Move out of the group"));
    case RowAction::Duplicate:
        return tell(duplicated(m_doc, path), tr("Duplicate"));
    case RowAction::Ungroup:
        return tell({ungrouped(m_doc, path), path}, tr("Ungroup"));
    case RowAction::Delete:
        return remove(path);
    }
}

void DefinitionView::remove(const NodePath &path)
{
    if (path.isRoot())
        return;
    const bool last = path.index() + 1 >= childCount(m_doc, path.parent());
    const NodePath next = !last ? path : path.index() > 0 ? path.parent().child(path.index() - 1) : path.parent();
    tell({withRemoved(m_doc, path), next}, tr("Delete"));
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

void DefinitionView::moveFocus(int by)
{
    const NodeRow *now = focusedRow();
    auto place = now ? m_rows.find(now->path()) : m_rows.end();
    if (place == m_rows.end() || (by < 0 && place == m_rows.begin()))
        return;
    std::advance(place, by);
    if (place != m_rows.end() && place->second->focusPolicy() != Qt::NoFocus)
        place->second->setFocus(Qt::TabFocusReason);
}

void DefinitionView::keyPressEvent(QKeyEvent *event)
{
    const NodeRow *now = focusedRow();
    if (now && event->key() == Qt::Key_Delete)
        remove(now->path());
    else if (now && event->modifiers() == Qt::NoModifier &&
             (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        moveFocus(event->key() == Qt::Key_Down ? 1 : -1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace perennial
