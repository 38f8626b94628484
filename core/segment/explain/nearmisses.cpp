// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/nearmisses.h"

#include "core/base/parallel.h"
#include "core/base/stoppablesort.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/docjudge.h"
#include "core/segment/saved/sourcesonce.h"

#include <algorithm>
#include <atomic>

namespace perennial {

namespace {

struct Candidate
{
    double way;
    quint32 person;
    size_t reason;

    friend auto operator<=>(const Candidate &, const Candidate &) = default;
};

// The nearest of those who were offered.
class Nearest
{
public:
    explicit Nearest(size_t limit)
        : m_limit(limit)
    {
    }

    void offer(const Candidate &candidate)
    {
        if (m_heap.size() < m_limit) {
            m_heap.push_back(candidate);
            std::ranges::push_heap(m_heap);
        } else if (m_limit > 0 && candidate < m_heap.front()) {
            std::ranges::pop_heap(m_heap);
            m_heap.back() = candidate;
            std::ranges::push_heap(m_heap);
        }
    }
    [[nodiscard]] const std::vector<Candidate> &all() const { return m_heap; }

private:
    size_t m_limit;
    std::vector<Candidate> m_heap; // the farthest first
};

class NearSearch
{
public:
    NearSearch(const DocJudge &judge, const ProfileTable &table, const std::vector<OnlyReason> &only, size_t limit,
               std::stop_token stop)
        : m_judge(judge)
        , m_table(table)
        , m_only(only)
        , m_limit(limit)
        , m_stop(std::move(stop))
    {
    }

    Result<std::vector<NearMiss>> find()
    {
        std::vector<Nearest> found(workerCount(), Nearest(m_limit));
        std::vector<std::function<void()>> tasks;
        for (Nearest &nearest : found)
            tasks.emplace_back([&] { look(nearest); });
        runInParallel(tasks);
        std::vector<Candidate> all;
        for (const Nearest &nearest : found)
            all.insert(all.end(), nearest.all().begin(), nearest.all().end());
        if (!sortUnlessStopped(all, m_stop))
            return stopped();
        all.resize(std::min(all.size(), m_limit));
        return worded(all);
    }

private:
    void look(Nearest &nearest)
    {
        constexpr size_t step = 64;
        const size_t words = (m_table.profileCount() + 63) / 64;
        for (size_t first = m_next.fetch_add(step); first < words; first = m_next.fetch_add(step)) {
            for (size_t word = first; word < std::min(first + step, words) && !m_stop.stop_requested(); ++word)
                lookAt(word, nearest);
        }
    }

    void lookAt(size_t word, Nearest &nearest) const
    {
        for (size_t reason = 0; reason < m_only.size(); ++reason) {
            quint64 rest = m_only[reason].people.words()[word];
            for (; rest != 0 && !m_stop.stop_requested(); rest &= rest - 1) {
                const auto person = static_cast<quint32>(word * 64 + static_cast<size_t>(std::countr_zero(rest)));
                nearest.offer({gapOf(person, reason, false).way, person, reason});
            }
        }
    }

    [[nodiscard]] Gap gapOf(quint32 person, size_t reason, bool inWords) const
    {
        return m_judge.gap(m_only[reason].path, PersonFacts(m_table, person, m_judge.asOf(), m_stop), inWords);
    }

    [[nodiscard]] Result<std::vector<NearMiss>> worded(const std::vector<Candidate> &candidates) const
    {
        std::vector<NearMiss> people;
        for (const Candidate &candidate : candidates) {
            if (m_stop.stop_requested())
                return stopped();
            people.push_back({m_table.idAt(candidate.person), m_only[candidate.reason].path, candidate.way,
                              gapOf(candidate.person, candidate.reason, true).missing});
        }
        return people;
    }

    const DocJudge &m_judge;
    const ProfileTable &m_table;
    const std::vector<OnlyReason> &m_only;
    size_t m_limit;
    std::stop_token m_stop;
    std::atomic<size_t> m_next = 0;
};

} // namespace

Result<NearMisses> nearMissesOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                size_t limit, const Progress &progress, const SegmentSources *sources)
{
    const StoreSources own(table->columns().storePath, progress.stopToken());
    const SourcesOnce asked(sources ? *sources : own);
    const CompileSetting setting{.sources = &asked, .stop = progress.stopToken()};
    const auto plan = SegmentEngine::compile(doc, table, asOf, setting);
    if (!plan)
        return failure(plan.error());
    auto reasons = reasonsOf(*plan, progress);
    if (!reasons)
        return failure(reasons.error());
    NearMisses near;
    if (reasons->empty() || !reasons->front().path.isRoot())
        return near;
    near.only = std::move(reasons->front().only);
    const JudgeSources remembered(asked, *table, asOf, progress.stopToken());
    const auto judge = DocJudge::bind(doc, *table, asOf, remembered);
    if (!judge)
        return failure(judge.error());
    auto people = NearSearch(*judge, *table, near.only, limit, progress.stopToken()).find();
    if (!people)
        return failure(people.error());
    near.people = std::move(*people);
    return near;
}

} // namespace perennial
