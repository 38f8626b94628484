// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/flowreplay.h"

#include "core/flow/replay/everybody.h"
#include "core/flow/replay/personreplay.h"
#include "core/flow/replay/tally.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// What one thread needs for its people.
class ReplayWorker
{
public:
    ReplayWorker(std::unique_ptr<BoundFlow> flow, const ReplaySetting &setting)
        : m_flow(std::move(flow))
        , m_tally(std::make_unique<Tally>(*m_flow, setting))
        , m_replay(std::make_unique<PersonReplay>(*m_flow, setting.from.ms, setting.to.ms, *m_tally))
    {
    }

    void run(quint32 person) { m_replay->run(person); }
    [[nodiscard]] Tally &tally() { return *m_tally; }

private:
    std::unique_ptr<BoundFlow> m_flow;
    std::unique_ptr<Tally> m_tally;
    std::unique_ptr<PersonReplay> m_replay;
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
    auto bound = boundForThreads({&flow}, table, progress);
    if (!bound)
        return failure(bound.error());
    auto workers = replayEverybody<ReplayWorker>(std::move(*bound), *table, progress, [&](BoundFlows mine) {
        return ReplayWorker(std::move(mine.front()), setting);
    });
    if (!workers)
        return failure(workers.error());
    Tally &all = workers->front().tally();
    for (size_t i = 1; i < workers->size(); ++i)
        all.add(std::move((*workers)[i].tally()));
    return all.take();
}

} // namespace perennial
