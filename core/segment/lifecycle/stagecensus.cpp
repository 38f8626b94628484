// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/lifecycle/stagecensus.h"

#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/plan/chunkrun.h"
#include "core/segment/plan/planrun.h"
#include "core/segment/saved/sourcesonce.h"

namespace perennial {

namespace {

static_assert(Lifecycle::MostStages < StageCensus::NotKnown);

// As of histories: a metric's times and values of all of them fit in a core's own cache.
constexpr quint32 PeopleAtOnce = 4096;

// What a stage is meant for at one moment.
struct StagePlan
{
    quint8 stage;
    Plan plan;
};

struct CensusPlans
{
    const ProfileTable *table;
    Instant asOf;
    quint8 others; // the stage of everybody else
    std::vector<StagePlan> stages;
};

// One thread's share of all censuses; no two share a chunk.
class CensusRun
{
public:
    CensusRun(const std::vector<CensusPlans> &plans, std::vector<StageCensus> &censuses, const Progress &progress)
        : m_plans(&plans)
        , m_censuses(&censuses)
        , m_progress(&progress)
    {
        for (const CensusPlans &at : plans) {
            auto &runs = m_runs.emplace_back();
            for (const StagePlan &stage : at.stages)
                runs.emplace_back(stage.plan);
        }
    }

    void operator()(const PeopleChunk &chunk)
    {
        for (size_t i = 0; i < m_runs.size() && !m_progress->stopRequested(); ++i)
            take((*m_plans)[i], m_runs[i], chunk, (*m_censuses)[i].stages);
    }

private:
    void take(const CensusPlans &plans, std::vector<PlanRun> &runs, const PeopleChunk &chunk,
              std::vector<quint8> &stages)
    {
        m_open.assign(chunk.wordCount(), 0);
        markKnown(*plans.table, plans.asOf, chunk, m_open);
        for (size_t s = 0; s < runs.size(); ++s) {
            m_members.assign(chunk.wordCount(), 0);
            runs[s].evaluate(chunk, m_members, m_open);
            for (size_t i = 0; i < m_open.size(); ++i)
                m_members[i] &= m_open[i];
            mark(chunk, m_members, plans.stages[s].stage, stages);
            for (size_t i = 0; i < m_open.size(); ++i)
                m_open[i] &= ~m_members[i];
        }
        mark(chunk, m_open, plans.others, stages);
    }

    static void mark(const PeopleChunk &chunk, const std::vector<quint64> &people, quint8 stage,
                     std::vector<quint8> &stages)
    {
        for (size_t w = 0; w < people.size(); ++w) {
            for (quint64 rest = people[w]; rest != 0; rest &= rest - 1)
                stages[chunk.first + w * 64 + static_cast<size_t>(std::countr_zero(rest))] = stage;
        }
    }

    const std::vector<CensusPlans> *m_plans;
    std::vector<StageCensus> *m_censuses;
    const Progress *m_progress;
    std::vector<std::vector<PlanRun>> m_runs; // by moment
    std::vector<quint64> m_open;
    std::vector<quint64> m_members;
};

// The plans of one stage at all moments share what they bind to.
Result<void> addStage(std::vector<CensusPlans> &plans, size_t stage, const Lifecycle &lifecycle,
                      const std::shared_ptr<const ProfileTable> &table, const SegmentSources &sources,
                      const Progress &progress)
{
    SegmentDoc doc = lifecycle.meantFor(stage);
    doc.name.clear(); // a segment may be called the same
    SharedBindings shared;
    for (CensusPlans &at : plans) {
        if (progress.stopRequested())
            return stopped();
        auto plan = SegmentEngine::compile(doc, table, at.asOf,
                                           {.sources = &sources, .stop = progress.stopToken(), .shared = &shared});
        if (!plan) {
            Error error = plan.error();
            error.where = QStringLiteral("stages[%1].%2").arg(stage).arg(error.where);
            return failure(error);
        }
        at.stages.push_back({static_cast<quint8>(stage), std::move(*plan)});
    }
    return {};
}

Result<std::vector<CensusPlans>> plansAt(const std::vector<Instant> &moments, const Lifecycle &lifecycle,
                                         const std::shared_ptr<const ProfileTable> &table,
                                         const CompileSetting &setting, const Progress &progress)
{
    const StoreSources own(table->columns().storePath, progress.stopToken());
    const SourcesOnce sources(setting.sources ? *setting.sources : own);
    std::vector<CensusPlans> plans;
    for (const Instant moment : moments)
        plans.push_back({table.get(), moment, static_cast<quint8>(lifecycle.stages.size()), {}});
    for (size_t stage = 0; stage < lifecycle.stages.size(); ++stage) {
        if (!isFinished(lifecycle.stages[stage].root))
            continue;
        if (const auto added = addStage(plans, stage, lifecycle, table, sources, progress); !added)
            return failure(added.error());
    }
    return plans;
}

void count(StageCensus &census, size_t stages)
{
    std::array<quint32, StageCensus::NotKnown + 1> counts{};
    for (const quint8 stage : census.stages)
        ++counts[stage];
    census.counts.assign(counts.begin(), counts.begin() + static_cast<ptrdiff_t>(stages));
    census.of = static_cast<quint32>(census.stages.size()) - counts[StageCensus::NotKnown];
}

} // namespace

ProfileSet StageCensus::peopleIn(quint8 stage) const
{
    ProfileSet people(static_cast<quint32>(stages.size()));
    for (quint32 person = 0; person < people.size(); ++person) {
        if (stages[person] == stage)
            people.add(person);
    }
    return people;
}

Result<std::vector<StageCensus>> stagesAt(const std::vector<Instant> &moments, const Lifecycle &lifecycle,
                                          const std::shared_ptr<const ProfileTable> &table,
                                          const CompileSetting &setting, const Progress &progress)
{
    const auto plans = plansAt(moments, lifecycle, table, setting, progress);
    if (!plans)
        return failure(plans.error());
    std::vector<StageCensus> censuses;
    for (const Instant moment : moments)
        censuses.push_back({moment, std::vector<quint8>(table->profileCount(), StageCensus::NotKnown), {}, 0});
    const auto runs = runInChunks(table->profileCount(), PeopleAtOnce, progress,
                                  [&] { return CensusRun(*plans, censuses, progress); });
    if (!runs)
        return failure(runs.error());
    for (StageCensus &census : censuses)
        count(census, lifecycle.stages.size() + 1);
    return censuses;
}

std::vector<StageMove> movesBetween(const StageCensus &before, const StageCensus &after)
{
    constexpr size_t Codes = StageCensus::NotKnown + 1;
    std::vector<quint32> counts(Codes * Codes);
    for (size_t person = 0; person < before.stages.size(); ++person)
        ++counts[before.stages[person] * Codes + after.stages[person]];
    std::vector<StageMove> moves;
    for (size_t place = 0; place < counts.size(); ++place) {
        const auto from = static_cast<quint8>(place / Codes), to = static_cast<quint8>(place % Codes);
        if (counts[place] > 0 && to != StageCensus::NotKnown)
            moves.push_back({from, to, counts[place]});
    }
    return moves;
}

ProfileSet peopleMoved(const StageCensus &before, const StageCensus &after, quint8 from, quint8 to)
{
    ProfileSet people(static_cast<quint32>(before.stages.size()));
    for (quint32 person = 0; person < people.size(); ++person) {
        if (before.stages[person] == from && after.stages[person] == to)
            people.add(person);
    }
    return people;
}

} // namespace perennial
