// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/flowpath.h"
#include "core/flow/replay/flowreplay.h"
#include "core/job/latestrequest.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace perennial {

class Workspace;

// How far back a flow is replayed.
enum class ReplayReach { Month, Quarter, Year, TwoYears, Everything };

// In their order: "30 days".
[[nodiscard]] QStringList reachNames();
// [from, now) of a reach, in whole days of a zone.
[[nodiscard]] ReplaySetting rangeOf(ReplayReach reach, const QTimeZone &zone, const Workspace &workspace);

// A replay with the flow it is of, and the columns its people stand in.
struct Replayed
{
    FlowDoc flow;
    std::shared_ptr<const ProfileTable> table;
    ReplayResult result;

    [[nodiscard]] std::vector<ProfileId> idsOf(const ProfileSet &people) const;
};
using ReplayedPointer = std::shared_ptr<const Replayed>;

// Replays flows out of sight: only the newest question is answered.
class FlowReplayer : public QObject
{
    Q_OBJECT

public:
    explicit FlowReplayer(Workspace &workspace, QObject *parent = nullptr);

    // By whose clocks a flow goes.
    [[nodiscard]] QTimeZone zoneFor(const FlowDoc &flow) const;
    // [from, now) of a reach, and whole days of the flow's zone.
    [[nodiscard]] ReplaySetting settingOf(const FlowDoc &flow, ReplayReach reach) const;
    void replay(const FlowDoc &flow, const ReplaySetting &setting);
    // One person's way through the flow.
    void follow(const FlowDoc &flow, ProfileId person, const PathSetting &setting);
    // Stops; nothing is answered any more.
    void forget();
    void forgetPath() { m_following.cancel(); }
    [[nodiscard]] bool isBusy() const { return m_replaying.isBusy(); }
    [[nodiscard]] bool hasTable() const;

Q_SIGNALS:
    void started();
    // Now and then: of so many people so many were replayed.
    void progressed(qint64 done, qint64 total);
    void answered(const perennial::ReplayedPointer &answer);
    void failed(const perennial::Error &error);
    void followed(const std::vector<perennial::PathStep> &steps);
    void followingFailed(const perennial::Error &error);

private:
    // Where the newest replay is; its worker may outlive this object.
    struct Count
    {
        std::atomic<qint64> done = 0;
        std::atomic<qint64> total = 0;
    };

    Workspace &m_workspace;
    std::shared_ptr<Count> m_count;
    QTimer m_look;
    LatestRequest<ReplayedPointer> m_replaying;
    LatestRequest<std::vector<PathStep>> m_following;
};

} // namespace perennial
