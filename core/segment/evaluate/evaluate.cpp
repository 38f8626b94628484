// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/plan/planrun.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace perennial {

namespace {

quint32 countOf(std::span<const quint64> words)
{
    quint32 count = 0;
    for (const quint64 word : words)
        count += static_cast<quint32>(std::popcount(word));
    return count;
}

// One thread's execution of a plan, chunk after chunk, with the counts it found.
class Run
{
public:
    explicit Run(const Plan &plan)
        : m_plan(plan)
        , m_counts(plan.nodes.size())
    {
    }

    // Writes the members of the chunk to its place in `members`.
    void evaluate(const PeopleChunk &chunk, quint64 *members)
    {
        m_chunk = chunk;
        markKnown(*m_plan.table, m_plan.asOf, chunk, m_known);
        m_undecided.assign(chunk.wordCount(), 0);
        m_of += countOf(m_known);
        std::span<quint64> result = scratch(0);
        if (m_plan.nodes.front().finished)
            evaluateGroup(0, result, 1);
        else
            std::ranges::copy(m_known, result.begin());
        std::ranges::copy(result, members);
        m_unknown += countOf(m_undecided);
    }

    void addTo(SegmentAnswer &answer) const
    {
        answer.of += m_of;
        answer.unknown += m_unknown;
        for (size_t i = 0; i < m_counts.size(); ++i) {
            answer.nodes[i].alone += m_counts[i].alone;
            answer.nodes[i].running += m_counts[i].running;
            answer.nodes[i].unknown += m_counts[i].unknown;
        }
    }

private:
    struct Counts
    {
        quint32 alone = 0;
        quint32 running = 0;
        quint32 unknown = 0;
    };

    std::span<quint64> scratch(size_t place)
    {
        while (m_scratch.size() <= place)
            m_scratch.push_back(std::make_unique<quint64[]>(PeopleChunk::Most / 64));
        return {m_scratch[place].get(), m_chunk.wordCount()};
    }

    // `depth` is the first free place of scratch.
    void evaluateNode(size_t node, std::span<quint64> result, size_t depth)
    {
        if (m_plan.nodes[node].match)
            evaluateGroup(node, result, depth);
        else
            evaluateLeaf(node, result, depth);
        m_counts[node].alone += countOf(result);
    }

    void evaluateLeaf(size_t node, std::span<quint64> result, size_t depth)
    {
        const std::span<quint64> unknown = scratch(depth);
        std::ranges::fill(result, 0);
        std::ranges::fill(unknown, 0);
        m_plan.nodes[node].leaf->evaluate(m_chunk, {result, unknown});
        const quint64 unknownsAreIn = m_plan.nodes[node].unknown == UnknownRule::In ? ~quint64(0) : 0;
        for (size_t i = 0; i < result.size(); ++i) {
            unknown[i] &= m_known[i];
            m_undecided[i] |= unknown[i];
            result[i] = (result[i] & m_known[i]) | (unknown[i] & unknownsAreIn);
        }
        m_counts[node].unknown += countOf(unknown);
    }

    void evaluateGroup(size_t node, std::span<quint64> result, size_t depth)
    {
        const GroupMatch match = *m_plan.nodes[node].match;
        if (match == GroupMatch::Any)
            std::ranges::fill(result, 0);
        else
            std::ranges::copy(m_known, result.begin());
        const std::span<quint64> child = scratch(depth);
        for (const size_t place : m_plan.nodes[node].children) {
            if (m_chunk.isStopped())
                return;
            if (m_plan.nodes[place].finished) {
                evaluateNode(place, child, depth + 1);
                join(match, result, child);
            }
            m_counts[place].running += countOf(result);
        }
        if (node == 0) {
            m_counts[0].alone += countOf(result);
            m_counts[0].running += countOf(result);
        }
    }

    static void join(GroupMatch match, std::span<quint64> result, std::span<const quint64> child)
    {
        for (size_t i = 0; i < result.size(); ++i) {
            if (match == GroupMatch::All)
                result[i] &= child[i];
            else if (match == GroupMatch::Any)
                result[i] |= child[i];
            else
                result[i] &= ~child[i];
        }
    }

    const Plan &m_plan;
    std::vector<Counts> m_counts;
    PeopleChunk m_chunk;
    std::vector<quint64> m_known;
    std::vector<quint64> m_undecided;
    std::vector<std::unique_ptr<quint64[]>> m_scratch;
    quint32 m_of = 0;
    quint32 m_unknown = 0;
};

SegmentAnswer emptyAnswer(const Plan &plan)
{
    SegmentAnswer answer;
    answer.asOf = plan.asOf;
    answer.members = ProfileSet(plan.table->profileCount());
    for (const PlanNode &node : plan.nodes)
        answer.nodes.push_back({node.path, node.finished});
    return answer;
}

} // namespace

Result<SegmentAnswer> SegmentEngine::evaluate(const Plan &plan, const Progress &progress)
{
    SegmentAnswer answer = emptyAnswer(plan);
    const quint32 people = plan.table->profileCount();
    std::atomic<quint32> next = 0;
    const unsigned threads = people > PeopleChunk::Most ? workerCount() : 1;
    std::vector<Run> runs;
    for (unsigned i = 0; i < threads; ++i)
        runs.emplace_back(plan);
    std::vector<std::function<void()>> tasks;
    for (Run &run : runs) {
        tasks.emplace_back([&] {
            for (quint32 first = next.fetch_add(PeopleChunk::Most); first < people && !progress.stopRequested();
                 first = next.fetch_add(PeopleChunk::Most))
                run.evaluate({first, std::min(PeopleChunk::Most, people - first), &progress.stopToken()},
                             answer.members.words().data() + first / 64);
        });
    }
    runInParallel(tasks, threads);
    if (progress.stopRequested())
        return stopped();
    for (const Run &run : runs)
        run.addTo(answer);
    answer.count = answer.members.count();
    return answer;
}

} // namespace perennial
