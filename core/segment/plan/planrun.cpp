// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/planrun.h"

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

void PlanRun::evaluate(const PeopleChunk &chunk, std::span<quint64> members, std::span<const quint64> wanted)
{
    m_chunk = chunk;
    markKnown(*m_plan.table, m_plan.asOf, chunk, m_known);
    for (size_t i = 0; i < wanted.size(); ++i)
        m_known[i] &= wanted[i];
    if (m_plan.nodes.front().finished)
        evaluateNode(0, members, m_known, 0);
    else
        std::ranges::copy(m_known, members.begin());
}

void PlanRun::evaluate(size_t node, const PeopleChunk &chunk, std::span<quint64> people)
{
    m_chunk = chunk;
    markKnown(*m_plan.table, m_plan.asOf, chunk, m_known);
    evaluateNode(node, people, m_known, 0);
}

PlanRun::Words PlanRun::scratch(size_t place)
{
    while (m_scratch.size() <= place)
        m_scratch.push_back(std::make_unique<quint64[]>(PeopleChunk::Most / 64));
    return {m_scratch[place].get(), m_chunk.wordCount()};
}

// `depth` is the first free place of scratch. What is written lies within `wanted`.
void PlanRun::evaluateNode(size_t node, Words result, Wanted wanted, size_t depth)
{
    const auto match = m_plan.nodes[node].match;
    if (!match)
        evaluateLeaf(node, result, wanted, depth);
    else if (*match == GroupMatch::Any)
        widen(node, result, wanted, depth);
    else
        narrow(node, result, wanted, depth);
}

void PlanRun::evaluateLeaf(size_t node, Words result, Wanted wanted, size_t depth)
{
    const Words unknown = scratch(depth);
    std::ranges::fill(result, 0);
    std::ranges::fill(unknown, 0);
    m_plan.nodes[node].leaf->evaluate(m_chunk, {result, unknown, wanted});
    const quint64 unknownsAreIn = m_plan.nodes[node].unknown == UnknownRule::In ? ~quint64(0) : 0;
    for (size_t i = 0; i < result.size(); ++i)
        result[i] = (result[i] | (unknown[i] & unknownsAreIn)) & wanted[i];
}

namespace {

bool isEmpty(std::span<const quint64> words)
{
    return std::ranges::all_of(words, [](quint64 word) { return word == 0; });
}

} // namespace

// All or none: each child is asked about those who are still in.
void PlanRun::narrow(size_t node, Words result, Wanted wanted, size_t depth)
{
    const bool all = m_plan.nodes[node].match == GroupMatch::All;
    std::ranges::copy(wanted, result.begin());
    const Words child = scratch(depth);
    for (const size_t place : m_plan.nodes[node].byCost) {
        if (isEmpty(result) || m_chunk.isStopped())
            return;
        evaluateNode(place, child, result, depth + 1);
        for (size_t i = 0; i < result.size(); ++i)
            result[i] &= all ? child[i] : ~child[i];
    }
}

// Any: each child is asked about those who are not in yet.
void PlanRun::widen(size_t node, Words result, Wanted wanted, size_t depth)
{
    std::ranges::fill(result, 0);
    const Words child = scratch(depth), open = scratch(depth + 1);
    std::ranges::copy(wanted, open.begin());
    for (const size_t place : m_plan.nodes[node].byCost) {
        if (isEmpty(open) || m_chunk.isStopped())
            return;
        evaluateNode(place, child, open, depth + 2);
        for (size_t i = 0; i < result.size(); ++i) {
            result[i] |= child[i];
            open[i] &= ~child[i];
        }
    }
}

} // namespace perennial
