// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/flowreplay.h"

#include "core/flow/replay/personreplay.h"
#include "core/flow/replay/tally.h"
#include "core/segment/plan/chunkrun.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// A multiple of 64; small enough that progress moves and both cores end together.
constexpr quint32 PeopleAtOnce = 4096;

// What one thread needs for its people.
class ReplayThread
{
public:
    ReplayThread(std::unique_ptr<BoundFlow> flow, const ReplaySetting &setting, std::atomic<quint32> &done,
                 const Progress &progress)
        : m_flow(std::move(flow))
        , m_tally(std::make_unique<Tally>(*m_flow, setting))
        , m_replay(std::make_unique<PersonReplay>(*m_flow, setting.from.ms, setting.to.ms, *m_tally))
        , m_done(&done)
        , m_progress(&progress)
    {
    }

    void operator()(const PeopleChunk &chunk)
    {
        for (quint32 person = chunk.first; person < chunk.end() && !chunk.isStopped(); ++person)
            m_replay->run(person);
        const quint32 done = m_done->fetch_add(chunk.count) + chunk.count;
        m_progress->report({QCoreApplication::translate("perennial", "Replaying the flow"), done,
                            m_flow->table->profileCount(), done, 0});
    }

    [[nodiscard]] Tally &tally() { return *m_tally; }

private:
    std::unique_ptr<BoundFlow> m_flow;
    std::unique_ptr<Tally> m_tally;
    std::unique_ptr<PersonReplay> m_replay;
    std::atomic<quint32> *m_done;
    const Progress *m_progress;
};

} // namespace

const NodeVisits *ReplayResult::node(const FlowNodeId &id) const
{
    const auto place = std::ranges::find(nodes, id, &NodeVisits::id);
    return place == nodes.end() ? nullptr : &*place;
}

Result<ReplayResult> replay(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table,
                            const ReplaySetting &setting, const Progress &progress)
{
    if (setting.from >= setting.to)
        return failure(ErrorKind::Usage, QCoreApplication::translate("perennial", "The replay ends before it begins."));
    const MomentSetting moments{AskedIn::Flow, nullptr, progress.stopToken()};
    // Every thread binds the flow for itself: what is bound keeps the person it was asked about last.
    std::vector<std::unique_ptr<BoundFlow>> bound;
    const quint32 people = table->profileCount();
    const unsigned threads = people > PeopleAtOnce ? workerCount() : 1;
    for (unsigned i = 0; i < threads; ++i) {
        auto made = BoundFlow::bind(flow, table, moments);
        if (!made)
            return failure(made.error());
        bound.push_back(std::move(*made));
    }
    std::atomic<quint32> done = 0;
    auto runs = runInChunks(people, PeopleAtOnce, progress, [&] {
        auto mine = std::move(bound.back());
        bound.pop_back();
        return ReplayThread(std::move(mine), setting, done, progress);
    });
    if (!runs)
        return failure(runs.error());
    for (size_t i = 1; i < runs->size(); ++i)
        runs->front().tally().add(std::move((*runs)[i].tally()));
    return runs->front().tally().take();
}

} // namespace perennial
