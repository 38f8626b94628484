// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/selectionbar.h"
#include "ui/segment/definition/tabstops.h"
#include "ui/widgets/layoutpause.h"

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
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setInterval(0);
    connect(&m_nextSlice, &QTimer::timeout, this, &DefinitionView::placeRows);
    addShortcuts();
    rebuild();
}

void DefinitionView::setDoc(const SegmentDoc &doc)
{
    const LayoutPause pause(boxes());
    m_doc = doc;
    if (QString shape = shapeOf(doc.root); shape != m_shape) {
        m_shape = std::move(shape);
        return rebuild();
    }
    refresh();
    restoreFocus();
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
        number += node.group() ? 0 : 1;
        if (auto *condition = qobject_cast<ConditionRow *>(shown))
            condition->setNode(node, number);
    });
    showVerdicts();
    orderTabStops(this);
}

void DefinitionView::setExplanation(const std::optional<Explanation> &explanation, const QTimeZone &zone)
{
    const LayoutPause pause(boxes());
    m_explanation = explanation;
    m_zone = zone;
    showVerdicts();
}

void DefinitionView::showVerdicts()
{
    std::map<NodePath, const ExplainedNode *> verdicts;
    const std::function<void(const ExplainedNode &)> show = [&](const ExplainedNode &node) {
        if (!node.path.isRoot())
            verdicts[node.path] = &node;
        // Below a condition stand the trees of the segments it names.
        const SegmentNode *own = nodeAt(m_doc, node.path);
        if (own && own->group())
            std::ranges::for_each(node.children, show);
    };
    if (m_explanation)
        show(m_explanation->root);
    for (const auto &[path, shown] : m_rows) {
        const auto verdict = verdicts.find(path);
        shown->setVerdict(verdict == verdicts.end() ? nullptr : verdict->second, m_zone);
    }
}

NodeRow *DefinitionView::row(const NodePath &path) const
{
    const auto found = m_rows.find(path);
    return found == m_rows.end() ? nullptr : found->second;
}

void DefinitionView::startCondition()
{
    if (auto *root = qobject_cast<GroupRow *>(row({})))
        root->openAddCondition();
}

void DefinitionView::goTo(const NodePath &path)
{
    m_wantsFocus = {path};
    restoreFocus();
}

void DefinitionView::restoreFocus()
{
    if (m_wantsFocus.empty() || (m_nextSlice.isActive() && !row(m_wantsFocus.back())))
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
    QTimer::singleShot(0, first, [this, first, opens] {
        auto *condition = qobject_cast<ConditionRow *>(first);
        auto *group = qobject_cast<GroupRow *>(first);
        bringIntoView(*first);
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
