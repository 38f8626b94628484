// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/rowpool.h"

#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/definition/grouprow.h"

#include <QTimer>

#include <algorithm>

namespace perennial {

namespace {

constexpr int GoneAtOnce = 20; // per millisecond

const SegmentNode *nodeOf(const NodeRow *row)
{
    const auto *condition = qobject_cast<const ConditionRow *>(row);
    return condition ? &condition->node() : nullptr;
}

// Whether the row can show a node of this kind.
bool canShow(const NodeRow *row, const SegmentNode &node)
{
    const SegmentNode *shown = nodeOf(row);
    return shown ? shown->is.index() == node.is.index() : node.group() != nullptr;
}

} // namespace

RowPool::RowPool(std::map<NodePath, NodeRow *> rows, const SegmentDoc &doc)
    : m_rows(std::move(rows))
{
    takeEqual(doc);
    takeAlike(doc);
}

// A few at a time: to take a row apart takes a while too.
RowPool::~RowPool()
{
    int number = 0;
    for (const auto *left : {&m_rows, &m_taken}) {
        for (const auto &[path, row] : *left) {
            row->hide();
            QTimer::singleShot(number++ / GoneAtOnce, row, &QObject::deleteLater);
        }
    }
}

NodeRow *RowPool::take(const NodePath &path)
{
    const auto taken = m_taken.extract(path);
    return taken ? taken.mapped() : nullptr;
}

// Conditions go with their rows; of several equal ones each takes that in its place, or the first that is left.
void RowPool::takeEqual(const SegmentDoc &doc)
{
    visitNodes(doc, [this](const NodePath &path, const SegmentNode &node) {
        const auto isFor = [&](const auto &entry) {
            const SegmentNode *shown = nodeOf(entry.second);
            return shown && *shown == node;
        };
        auto found = m_rows.find(path);
        if (found == m_rows.end() || !isFor(*found))
            found = std::ranges::find_if(m_rows, isFor);
        if (found == m_rows.end())
            return;
        m_taken[path] = found->second;
        m_rows.erase(found);
    });
}

// Groups, and conditions that have changed, take the row in their place where it is of their kind.
void RowPool::takeAlike(const SegmentDoc &doc)
{
    visitNodes(doc, [this](const NodePath &path, const SegmentNode &node) {
        const auto found = m_rows.find(path);
        if (m_taken.contains(path) || found == m_rows.end() || !canShow(found->second, node))
            return;
        m_taken[path] = found->second;
        m_rows.erase(found);
    });
}

} // namespace perennial
