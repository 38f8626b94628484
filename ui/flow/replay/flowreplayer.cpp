// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/flowreplayer.h"

#include "core/segment/document/window.h"
#include "core/workspace/workspace.h"

namespace perennial {

namespace {

TimeSpan spanOf(ReplayReach reach)
{
    switch (reach) {
    case ReplayReach::Month:
        return {30, TimeUnit::Day};
    case ReplayReach::Quarter:
        return {90, TimeUnit::Day};
    case ReplayReach::Year:
        return {1, TimeUnit::Year};
    default:
        return {2, TimeUnit::Year};
    }
}

} // namespace

std::vector<ProfileId> Replayed::idsOf(const ProfileSet &people) const
{
    std::vector<ProfileId> ids;
    people.forEach([&](quint32 index) { ids.push_back(table->idAt(index)); });
    return ids;
}

FlowReplayer::FlowReplayer(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_replaying(workspace.runner(),
                  [this](Result<ReplayedPointer> answer) {
                      m_look.stop();
                      if (answer)
                          Q_EMIT answered(*answer);
                      else
                          Q_EMIT failed(answer.error());
                  })
    , m_following(workspace.runner(), [this](Result<std::vector<PathStep>> steps) {
        if (steps)
            Q_EMIT followed(*steps);
        else
            Q_EMIT followingFailed(steps.error());
    })
{
    constexpr int lookEveryMs = 100;
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, [this] { Q_EMIT progressed(m_count->done, m_count->total); });
}

bool FlowReplayer::hasTable() const
{
    return m_workspace.table() != nullptr;
}

QStringList reachNames()
{
    return {FlowReplayer::tr("30 days"), FlowReplayer::tr("90 days"), FlowReplayer::tr("12 months"),
            FlowReplayer::tr("2 years"), FlowReplayer::tr("All time")};
}

ReplaySetting rangeOf(ReplayReach reach, const QTimeZone &zone, const Workspace &workspace)
{
    const Instant now = Instant::now();
    const auto first = workspace.table() ? workspace.table()->firstEvent() : std::nullopt;
    Instant from{shiftedBack(now.ms, spanOf(reach).n, spanOf(reach).unit, zone)};
    if (reach == ReplayReach::Everything && first)
        from = *first;
    return {{startOfDayMs(localDay(from.ms, zone), zone)}, {now.ms + 1}};
}

QTimeZone FlowReplayer::zoneFor(const FlowDoc &flow) const
{
    return zoneOf(documentOf(flow, flow.entry), m_workspace.homeZone());
}

ReplaySetting FlowReplayer::settingOf(const FlowDoc &flow, ReplayReach reach) const
{
    return rangeOf(reach, zoneFor(flow), m_workspace);
}

void FlowReplayer::replay(const FlowDoc &flow, const ReplaySetting &setting)
{
    const auto table = m_workspace.table();
    if (!table)
        return;
    Q_EMIT started();
    m_count = std::make_shared<Count>();
    m_look.start();
    m_replaying.ask(tr("Replaying the flow"),
                    [=, count = m_count](const Progress &progress) -> Result<ReplayedPointer> {
                        const Progress counted(progress.stopToken(), [count](const ProgressStep &step) {
                            count->done = step.done;
                            count->total = step.total;
                        });
                        auto result = perennial::replay(flow, table, setting, counted);
                        if (!result)
                            return failure(result.error());
                        return std::make_shared<const Replayed>(Replayed{flow, table, std::move(*result)});
                    });
}

void FlowReplayer::follow(const FlowDoc &flow, ProfileId person, const PathSetting &setting)
{
    const auto table = m_workspace.table();
    if (!table)
        return;
    m_following.ask(tr("Following one person"),
                    [=](const Progress &progress) { return pathOf(flow, table, person, setting, progress); });
}

void FlowReplayer::forget()
{
    m_look.stop();
    m_replaying.cancel();
    m_following.cancel();
}

} // namespace perennial
