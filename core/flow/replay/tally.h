// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/boundflow.h"
#include "core/flow/replay/flowreplay.h"
#include "core/segment/moments/personrun.h"

namespace perennial {

// Counts what one thread's replay does.
class Tally final : public FlowObserver
{
public:
    Tally(const BoundFlow &flow, const ReplaySetting &setting);

    void turnedAway(quint32 person, int trigger, qint64 now, TurnedAway why) override;
    void arrived(const JourneyState &journey, qint64 now) override;
    void went(const JourneyState &journey, size_t port, qint64 now) override;
    void left(const JourneyState &journey, std::optional<size_t> exit, qint64 now) override;
    void reachedGoal(const JourneyState &journey, size_t goal, qint64 now) override;
    void sent(const JourneyState &journey, qint64 now) override;
    void skipped(const JourneyState &journey, Skipped why, qint64 now) override;
    void held(const JourneyState &journey, qint64 now) override;
    void waits(const JourneyState &journey) override;

    // Takes the counts of another thread, which are worth nothing then.
    void add(Tally &&other);
    [[nodiscard]] ReplayResult take() { return std::move(m_result); }

private:
    void count(Traffic &traffic, quint32 person, qint64 now);
    void countOrders(Followed &followed, quint32 person, qint64 now);
    [[nodiscard]] bool hasOrdered(quint32 person, qint64 from, qint64 to);
    [[nodiscard]] NodeVisits &at(const JourneyState &journey)
    {
        return m_result.nodes[static_cast<size_t>(journey.node)];
    }

    const BoundFlow &m_flow;
    const ZoneClock &m_clock;
    DayRange m_days;
    const EventColumn *m_orders;
    PersonRun m_orderRun;
    qint64 m_observed; // in ms
    ReplayResult m_result;
};

} // namespace perennial
