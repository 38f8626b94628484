// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/reasons.h"

#include "core/base/parallel.h"
#include "core/base/stoppablesort.h"
#include "core/segment/plan/planrun.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <unordered_map>

namespace perennial {

namespace {

using SetCounts = std::unordered_map<quint32, quint32>; // by the bits of the failing children

struct AskedGroup
{
    const PlanNode *group;
    std::vector<size_t> children; // finished, places in the plan
};

std::vector<AskedGroup> askedGroups(const Plan &plan)
{
    std::vector<AskedGroup> groups;
    for (const PlanNode &node : plan.nodes) {
        if (!node.match || node.match == GroupMatch::Any || !node.finished)
            continue;
        AskedGroup asked{&node, {}};
        for (const size_t child : node.children) {
            if (plan.nodes[child].finished)
                asked.children.push_back(child);
        }
        groups.push_back(std::move(asked));
    }
    return groups;
}

std::vector<GroupReasons> emptyReasons(const Plan &plan, const std::vector<AskedGroup> &groups)
{
    std::vector<GroupReasons> all;
    for (const AskedGroup &asked : groups) {
        GroupReasons &reasons = all.emplace_back();
        reasons.path = asked.group->path;
        for (const size_t child : asked.children)
            reasons.only.push_back({plan.nodes[child].path, 0, ProfileSet(plan.table->profileCount())});
    }
    return all;
}

// One thread's share: chunk after chunk, which children fail whom.
class ReasonRun
{
public:
    ReasonRun(const Plan &plan, const std::vector<AskedGroup> &groups, std::stop_token stop)
        : m_plan(plan)
        , m_groups(groups)
        , m_stop(std::move(stop))
        , m_run(plan)
        , m_failing(groups.size())
        , m_sets(groups.size())
    {
    }

    // Writes the people of the chunk into their places of `reasons`.
    void look(const PeopleChunk &chunk, std::vector<GroupReasons> &reasons)
    {
        markKnown(*m_plan.table, m_plan.asOf, chunk, m_known);
        for (size_t i = 0; i < m_groups.size() && !m_stop.stop_requested(); ++i) {
            judge(m_groups[i], chunk);
            countOnly(i, chunk, reasons[i]);
            if (m_fails.size() <= GroupReasons::MostChildren)
                countSets(i);
        }
    }

    void addTo(size_t group, quint32 &failing, SetCounts &sets) const
    {
        failing += m_failing[group];
        for (const auto &[children, count] : m_sets[group]) {
            if (m_stop.stop_requested())
                return;
            sets[children] += count;
        }
    }

private:
    // Who fails on which child.
    void judge(const AskedGroup &asked, const PeopleChunk &chunk)
    {
        const quint64 wanted = asked.group->match == GroupMatch::All ? ~quint64(0) : 0;
        m_fails.resize(asked.children.size());
        for (size_t i = 0; i < m_fails.size(); ++i) {
            m_fails[i].resize(chunk.wordCount());
            if (m_stop.stop_requested())
                continue;
            m_run.evaluate(asked.children[i], chunk, m_fails[i]);
            for (size_t word = 0; word < m_fails[i].size(); ++word)
                m_fails[i][word] = (m_fails[i][word] ^ wanted) & m_known[word];
        }
    }

    void countOnly(size_t group, const PeopleChunk &chunk, GroupReasons &reasons)
    {
        for (size_t word = 0; word < chunk.wordCount(); ++word) {
            quint64 some = 0, several = 0;
            for (const std::vector<quint64> &fails : m_fails) {
                several |= some & fails[word];
                some |= fails[word];
            }
            m_failing[group] += static_cast<quint32>(std::popcount(some));
            for (size_t i = 0; i < m_fails.size(); ++i)
                reasons.only[i].people.words()[chunk.first / 64 + word] = m_fails[i][word] & ~several;
        }
    }

    // Those of a word who fail on the same children are counted at once.
    void countSets(size_t group)
    {
        const size_t words = m_fails.empty() ? 0 : m_fails.front().size();
        for (size_t word = 0; word < words; ++word) {
            quint64 rest = 0;
            for (const std::vector<quint64> &fails : m_fails)
                rest |= fails[word];
            while (rest != 0) {
                quint64 same = rest;
                const quint32 children = childrenOf(word, std::countr_zero(rest), same);
                m_sets[group][children] += static_cast<quint32>(std::popcount(same));
                rest &= ~same;
            }
        }
    }

    quint32 childrenOf(size_t word, int person, quint64 &same) const
    {
        quint32 children = 0;
        for (size_t i = 0; i < m_fails.size(); ++i) {
            const quint64 fails = m_fails[i][word];
            const bool failed = fails >> person & 1;
            children |= static_cast<quint32>(failed) << i;
            same &= failed ? fails : ~fails;
        }
        return children;
    }

    const Plan &m_plan;
    const std::vector<AskedGroup> &m_groups;
    std::stop_token m_stop;
    PlanRun m_run;
    std::vector<quint64> m_known;
    std::vector<std::vector<quint64>> m_fails; // by child, of one group
    std::vector<quint32> m_failing;
    std::vector<SetCounts> m_sets;
};

std::vector<ReasonSet> mostFrequent(const SetCounts &counts, const GroupReasons &reasons, size_t most,
                                    const Progress &progress)
{
    using Count = std::pair<quint32, quint32>;
    std::vector<Count> sorted(counts.begin(), counts.end());
    const auto isMore = [](const Count &a, const Count &b) {
        return std::pair(b.second, a.first) < std::pair(a.second, b.first);
    };
    if (!sortUnlessStopped(sorted, progress.stopToken(), isMore))
        return {};
    sorted.resize(std::min(sorted.size(), most));
    std::vector<ReasonSet> sets;
    for (const auto &[children, count] : sorted) {
        ReasonSet &set = sets.emplace_back();
        set.count = count;
        for (size_t i = 0; i < reasons.only.size(); ++i) {
            if (children >> i & 1)
                set.paths.push_back(reasons.only[i].path);
        }
    }
    return sets;
}

} // namespace

Result<std::vector<GroupReasons>> reasonsOf(const Plan &plan, const Progress &progress, size_t mostSets)
{
    const std::vector<AskedGroup> groups = askedGroups(plan);
    std::vector<GroupReasons> all = emptyReasons(plan, groups);
    const quint32 people = plan.table->profileCount();
    const unsigned threads = people > PeopleChunk::Most ? workerCount() : 1;
    std::vector<ReasonRun> runs;
    for (unsigned i = 0; i < threads; ++i)
        runs.emplace_back(plan, groups, progress.stopToken());
    std::atomic<quint32> next = 0;
    std::vector<std::function<void()>> tasks;
    for (ReasonRun &run : runs) {
        tasks.emplace_back([&] {
            for (quint32 first = next.fetch_add(PeopleChunk::Most); first < people && !progress.stopRequested();
                 first = next.fetch_add(PeopleChunk::Most))
                run.look({first, std::min(PeopleChunk::Most, people - first), &progress.stopToken()}, all);
        });
    }
    runInParallel(tasks, threads);
    for (size_t i = 0; i < all.size() && !progress.stopRequested(); ++i) {
        SetCounts sets;
        for (const ReasonRun &run : runs)
            run.addTo(i, all[i].failing, sets);
        for (OnlyReason &reason : all[i].only)
            reason.count = reason.people.count();
        all[i].sets = mostFrequent(sets, all[i], mostSets, progress);
    }
    if (progress.stopRequested())
        return stopped();
    return all;
}

} // namespace perennial
