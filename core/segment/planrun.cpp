// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/planrun.h"

#include <algorithm>

namespace perennial {

void markKnown(const ProfileTable &table, Instant asOf, const PeopleChunk &chunk, std::vector<quint64> &known)
{
    known.assign(chunk.wordCount(), ~quint64(0));
    if (chunk.count % 64 != 0)
        known.back() = (quint64(1) << (chunk.count % 64)) - 1;
    if (asOf.ms >= table.columns().lastKnownSince)
        return;
    const qint64 *since = table.columns().knownSince.data() + chunk.first;
    for (quint32 i = 0; i < chunk.count; ++i)
        known[i / 64] &= ~(static_cast<quint64>(since[i] > asOf.ms) << (i & 63));
}

void PlanRun::evaluate(const PeopleChunk &chunk, std::span<quint64> members)
{
    m_chunk = chunk;
    markKnown(*m_plan.table, m_plan.asOf, chunk, m_known);
    if (m_plan.nodes.front().finished)
        evaluateGroup(0, members, 0);
    else
        std::ranges::copy(m_known, members.begin());
}

void PlanRun::evaluate(size_t node, const PeopleChunk &chunk, std::span<quint64> people)
{
    m_chunk = chunk;
    markKnown(*m_plan.table, m_plan.asOf, chunk, m_known);
    evaluateNode(node, people, 0);
}

std::span<quint64> PlanRun::scratch(size_t place)
{
    while (m_scratch.size() <= place)
        m_scratch.push_back(std::make_unique<quint64[]>(PeopleChunk::Most / 64));
    return {m_scratch[place].get(), m_chunk.wordCount()};
}

// `depth` is the first free place of scratch.
void PlanRun::evaluateNode(size_t node, std::span<quint64> result, size_t depth)
{
    if (m_plan.nodes[node].match)
        evaluateGroup(node, result, depth);
    else
        evaluateLeaf(node, result, depth);
}

void PlanRun::evaluateLeaf(size_t node, std::span<quint64> result, size_t depth)
{
    const std::span<quint64> unknown = scratch(depth);
    std::ranges::fill(result, 0);
    std::ranges::fill(unknown, 0);
    m_plan.nodes[node].leaf->evaluate(m_chunk, {result, unknown});
    const quint64 unknownsAreIn = m_plan.nodes[node].unknown == UnknownRule::In ? ~quint64(0) : 0;
    for (size_t i = 0; i < result.size(); ++i)
        result[i] = (result[i] | (unknown[i] & unknownsAreIn)) & m_known[i];
}

void PlanRun::evaluateGroup(size_t node, std::span<quint64> result, size_t depth)
{
    const GroupMatch match = *m_plan.nodes[node].match;
    if (match == GroupMatch::Any)
        std::ranges::fill(result, 0);
    else
        std::ranges::copy(m_known, result.begin());
    const std::span<quint64> child = scratch(depth);
    for (const size_t place : m_plan.nodes[node].children) {
        if (!m_plan.nodes[place].finished)
            continue;
        evaluateNode(place, child, depth + 1);
        for (size_t i = 0; i < result.size(); ++i) {
            if (match == GroupMatch::All)
                result[i] &= child[i];
            else if (match == GroupMatch::Any)
                result[i] |= child[i];
            else
                result[i] &= ~child[i];
        }
    }
}

} // namespace perennial
