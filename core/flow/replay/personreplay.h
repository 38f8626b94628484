// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/journeystate.h"
#include "core/flow/replay/sendingdesk.h"
#include "core/flow/replay/triggermoments.h"

#include <deque>

namespace perennial {

// Replays one person after the other, event by event, as docs/flow-semantics.md says. For one thread.
class PersonReplay
{
public:
    // Of [from, to). All must outlive it.
    PersonReplay(const BoundFlow &flow, qint64 from, qint64 to, FlowObserver &observer);

    // With the triggers of the person, or with others, by time.
    void run(quint32 person) { run(person, m_triggers.of(person)); }
    void run(quint32 person, const std::vector<TriggerMoment> &triggers);

private:
    void lookAtJourneys(qint64 now);
    void startJourney(const TriggerMoment &moment);
    [[nodiscard]] std::optional<TurnedAway> turnedAway(const TriggerMoment &moment, const Journey &way) const;
    void lookAt(JourneyState &journey, qint64 now);
    // False where it left.
    [[nodiscard]] bool passesExits(JourneyState &journey, qint64 now);
    // On by what falls due; false where it stays.
    [[nodiscard]] bool isDue(const JourneyState &journey, qint64 now, size_t &port) const;
    // From where it is until it waits or ends.
    void goOn(JourneyState &journey, std::optional<size_t> port, qint64 now);
    // The port by which it goes on at once; nothing where it waits or is over.
    [[nodiscard]] std::optional<size_t> step(JourneyState &journey, qint64 now);
    void schedule(JourneyState &journey, qint64 now);
    void end(JourneyState &journey, qint64 now);
    void reach(JourneyState &journey, size_t goal, qint64 now);
    // Something that other journeys of the person may ask about is another.
    void lookAgain(qint64 now);
    void noteStays(JourneyState &journey) const;

    [[nodiscard]] const BoundNode &nodeOf(const JourneyState &journey) const
    {
        return m_flow.nodes[static_cast<size_t>(journey.node)];
    }
    [[nodiscard]] static MomentQuestion question(const JourneyState &journey, qint64 now)
    {
        return {journey.person, now, &journey.way};
    }

    // What a node does, one overload for each kind that does something at once.
    struct Doing;
    friend struct Doing;

    const BoundFlow &m_flow;
    qint64 m_to;
    FlowObserver &m_observer;
    TriggerMoments m_triggers;
    SendingDesk m_desk;
    quint32 m_person = 0;
    std::deque<JourneyState> m_journeys; // under way and over, the oldest first
    size_t m_underWay = 0;
    std::vector<TimeRange> m_stays; // of all journeys so far, each until it ended
    std::optional<qint64> m_lastBegan;
    QHash<QString, QJsonValue> m_properties; // what the flow changed
    QHash<QString, bool> m_lists;
};

} // namespace perennial
