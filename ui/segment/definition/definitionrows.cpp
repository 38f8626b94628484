// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/rowpool.h"
#include "ui/widgets/layoutpause.h"

#include <QVBoxLayout>

#include <algorithm>

// Rows: made in slices or used again, and what is shown in them whenever they come.

namespace perennial {

namespace {

constexpr int SliceMs = 12; // laying out what was made takes as long again

} // namespace

void DefinitionView::rebuild()
{
    if (m_wantsFocus.empty()) {
        if (const NodeRow *row = focusedRow())
            m_wantsFocus = {row->path()};
    }
    select({});
    m_figures.reset();
    m_distributions.clear();
    m_problems.clear();
    placeRows();
}

std::vector<QWidget *> DefinitionView::boxes()
{
    std::vector<QWidget *> all{this};
    for (const auto &[path, shown] : m_rows) {
        if (qobject_cast<GroupRow *>(shown))
            all.push_back(shown);
    }
    return all;
}

// The rows there are come to their places, and as many more are made as fit into a slice.
void DefinitionView::placeRows()
{
    const LayoutPause pause(boxes());
    m_nextSlice.stop();
    m_slice.start();
    m_late.clear();
    {
        RowPool pool(std::exchange(m_rows, {}), m_doc);
        auto *root = static_cast<GroupRow *>(placeRow({}, m_doc.root, pool));
        if (m_root != root) {
            m_column->insertWidget(0, m_root = root);
            m_column->setAlignment(m_root, Qt::AlignTop);
        }
    }
    m_dropLine->raise();
    refresh();
    catchUp(m_late);
    restoreFocus();
}

NodeRow *DefinitionView::placeRow(const NodePath &path, const SegmentNode &node, RowPool &pool)
{
    NodeRow *placed = pool.take(path);
    if (!placed && m_slice.elapsed() >= SliceMs) {
        m_nextSlice.start();
        return nullptr;
    }
    if (!placed)
        placed = node.group() ? makeGroup(path) : makeCondition(path, node);
    placed->setPath(path);
    m_rows[path] = placed;
    if (const SegmentGroup *group = node.group()) {
        std::vector<NodeRow *> rows;
        for (size_t i = 0; i < group->children.size(); ++i) {
            if (NodeRow *row = placeRow(path.child(static_cast<int>(i)), group->children[i], pool))
                rows.push_back(row);
        }
        static_cast<GroupRow *>(placed)->setRows(rows);
    }
    return placed;
}

GroupRow *DefinitionView::makeGroup(const NodePath &path)
{
    auto *group = new GroupRow(path, m_context, this);
    connectGroup(group);
    connectRow(group);
    m_late.push_back(group);
    return group;
}

NodeRow *DefinitionView::makeCondition(const NodePath &path, const SegmentNode &node)
{
    auto *condition = new ConditionRow(path, node, m_context, this);
    connectRow(condition);
    m_late.push_back(condition);
    return condition;
}

// New rows show what was shown before they were there.
void DefinitionView::catchUp(const std::vector<NodeRow *> &rows)
{
    for (NodeRow *late : rows) {
        late->setSelected(m_selected.contains(late->path()));
        if (m_figures)
            showFigures(*late);
        else
            late->setAnswer({}, {.most = 0, .people = m_people});
        late->setBusy(m_isBusy);
        auto *condition = qobject_cast<ConditionRow *>(late);
        if (!condition)
            continue;
        if (const auto known = m_distributions.find(late->path()); known != m_distributions.end())
            condition->setDistribution(known->second, m_currency);
        if (const auto problem = m_problems.find(late->path()); problem != m_problems.end())
            condition->setProblem(problem->second);
    }
}

void DefinitionView::setFigures(const SegmentFigures &figures)
{
    const LayoutPause pause(boxes());
    m_people = figures.people;
    m_figures = figures;
    m_isBusy = false;
    m_problems.clear();
    m_most.clear();
    for (const auto &[path, count] : figures.nodes) {
        if (!path.isRoot())
            m_most[path.parent()] = qMax(m_most[path.parent()], count.running);
    }
    for (const auto &[path, shown] : m_rows) {
        showFigures(*shown);
        shown->setBusy(false);
        if (auto *condition = qobject_cast<ConditionRow *>(shown))
            condition->setProblem({});
    }
}

void DefinitionView::showFigures(NodeRow &row)
{
    const auto count = m_figures->nodes.find(row.path());
    row.setAnswer(count == m_figures->nodes.end() ? std::nullopt : std::optional(count->second),
                  {.most = m_most[row.path().parent()], .people = m_figures->people});
}

void DefinitionView::setDistributions(const Distributions &distributions, const QString &currency)
{
    const LayoutPause pause(boxes());
    m_currency = currency;
    for (const auto &[path, distribution] : distributions) {
        m_distributions[path] = distribution;
        if (auto *condition = qobject_cast<ConditionRow *>(row(path)))
            condition->setDistribution(distribution, currency);
    }
}

void DefinitionView::setProblem(const NodePath &path, const QString &problem)
{
    m_problems[path] = problem;
    if (auto *condition = qobject_cast<ConditionRow *>(row(path)))
        condition->setProblem(problem);
}

void DefinitionView::setBusy(bool busy)
{
    m_isBusy = busy;
    for (const auto &[path, shown] : m_rows)
        shown->setBusy(busy);
}

} // namespace perennial
