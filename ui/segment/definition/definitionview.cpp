// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/selectionbar.h"
#include "ui/segment/definition/tabstops.h"

#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

// Documents of one shape are shown by the same rows.
QString shapeOf(const SegmentNode &node)
{
    const SegmentGroup *group = node.group();
    if (!group)
        return QString::number(node.is.index());
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
    , m_zone(QTimeZone::utc())
    , m_column(new QVBoxLayout(this))
    , m_bar(new SelectionBar(this))
    , m_dropLine(new DropLine(this))
{
    m_context.doc = &m_doc;
    m_column->setContentsMargins(0, 0, 0, 0);
    setAcceptDrops(true);
    setObjectName(QStringLiteral("definition"));
    setAccessibleName(tr("Definition"));
    m_column->addStretch(1);
    m_column->addWidget(m_bar);
    connect(m_bar, &SelectionBar::actionChosen, this, &DefinitionView::act);
    addShortcuts();
    rebuild();
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
    if (m_wantsFocus.empty()) {
        if (const NodeRow *row = focusedRow())
            m_wantsFocus = {row->path()};
    }
    select({});
    if (m_root) {
        m_root->hide();
        m_root->deleteLater();
    }
    m_rows.clear();
    m_shape = shapeOf(m_doc.root);
    m_root = buildRow({}, m_doc.root, nullptr);
    m_column->insertWidget(0, m_root);
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
    connect(row, &NodeRow::actionChosen, this, &DefinitionView::actOn);
    connect(row, &NodeRow::pressed, this, &DefinitionView::press);
    connect(row, &NodeRow::dragWanted, this, &DefinitionView::drag);
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
    showVerdicts();
    orderTabStops(this);
}

void DefinitionView::setExplanation(const std::optional<Explanation> &explanation, const QTimeZone &zone)
{
    m_explanation = explanation;
    m_zone = zone;
    showVerdicts();
}

void DefinitionView::showVerdicts()
{
    for (const auto &[path, shown] : m_rows)
        shown->setVerdict(nullptr, m_zone);
    const std::function<void(const ExplainedNode &)> show = [&](const ExplainedNode &node) {
        if (NodeRow *shown = row(node.path); shown && !node.path.isRoot())
            shown->setVerdict(&node, m_zone);
        // Below a condition stand the trees of the segments it names.
        const SegmentNode *own = nodeAt(m_doc, node.path);
        if (own && own->group())
            std::ranges::for_each(node.children, show);
    };
    if (m_explanation)
        show(m_explanation->root);
}

void DefinitionView::setDistributions(const Distributions &distributions, const QString &currency)
{
    for (const auto &[path, distribution] : distributions) {
        if (auto *condition = qobject_cast<ConditionRow *>(row(path)))
            condition->setDistribution(distribution, currency);
    }
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
    if (m_wantsFocus.empty())
        return;
    const Selection wanted = std::exchange(m_wantsFocus, {});
    const bool opens = std::exchange(m_opensUnfinished, false);
    if (wanted.size() > 1)
        select({wanted.begin(), wanted.end()});
    NodeRow *first = row(wanted.front());
    if (!first)
        return;
    m_anchor = first->path();
    // New rows take the focus once they are laid out.
    QTimer::singleShot(0, first, [first, opens] {
        auto *condition = qobject_cast<ConditionRow *>(first);
        auto *group = qobject_cast<GroupRow *>(first);
        if (opens && group)
            group->openAddCondition();
        else if (!(opens && condition && condition->editor()->openUnfinished()))
            first->setFocus(Qt::OtherFocusReason);
    });
}

void DefinitionView::insertAtEnd(const NodePath &group, const SegmentNode &node, const QString &what)
{
    m_opensUnfinished = true;
    tell(inserted(m_doc, group.child(childCount(m_doc, group)), {node}), what);
}

void DefinitionView::tell(const Moved &moved, const QString &what)
{
    if (moved.doc == m_doc)
        return;
    m_wantsFocus = moved.now;
    Q_EMIT edited(moved.doc, what, {});
}

} // namespace perennial
