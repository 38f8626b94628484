// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/noderun.h"

#include "core/segment/plan/planrun.h"

namespace perennial {

NodeRun::NodeRun(const Plan &plan)
    : m_plan(&plan)
    , m_verdicts(plan.nodes.size())
{
}

void NodeRun::evaluate(const PeopleChunk &chunk)
{
    m_chunk = chunk;
    markKnown(*m_plan->table, m_plan->asOf, chunk, m_known);
    if (m_plan->nodes.front().finished)
        judge(0);
    else
        m_verdicts.front().assign(chunk.wordCount(), ~quint64(0));
}

void NodeRun::judge(size_t node)
{
    if (m_plan->nodes[node].match)
        judgeGroup(node);
    else
        judgeLeaf(node);
}

void NodeRun::judgeLeaf(size_t node)
{
    std::vector<quint64> &verdicts = m_verdicts[node];
    verdicts.assign(m_chunk.wordCount(), 0);
    m_unknown.assign(m_chunk.wordCount(), 0);
    if (m_chunk.isStopped())
        return;
    m_plan->nodes[node].leaf->evaluate(m_chunk, {verdicts, m_unknown});
    for (size_t i = 0; m_plan->nodes[node].unknown == UnknownRule::In && i < verdicts.size(); ++i)
        verdicts[i] |= m_unknown[i];
}

void NodeRun::judgeGroup(size_t node)
{
    const GroupMatch match = *m_plan->nodes[node].match;
    std::vector<quint64> &verdicts = m_verdicts[node];
    verdicts.assign(m_chunk.wordCount(), match == GroupMatch::Any ? 0 : ~quint64(0));
    for (const size_t child : m_plan->nodes[node].children) {
        if (!m_plan->nodes[child].finished)
            continue;
        judge(child);
        for (size_t i = 0; i < verdicts.size(); ++i) {
            const quint64 word = m_verdicts[child][i];
            verdicts[i] = match == GroupMatch::Any   ? verdicts[i] | word
                          : match == GroupMatch::All ? verdicts[i] & word
                                                     : verdicts[i] & ~word;
        }
    }
}

} // namespace perennial
