// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/journey.h"

#include <map>

namespace perennial {

// One journey under way.
struct JourneyState
{
    quint32 person = 0;
    quint32 number = 0; // among those of the person in this replay, from 0
    Journey way;
    int trigger = 0;
    int node = 0;                 // where it is
    qint64 arrived = 0;           // there
    qint64 due = TimeRange::End;  // when it goes on by itself
    qint64 look = TimeRange::End; // when it must be looked at next
    bool isOver = false;
    std::vector<bool> goals;     // by FlowObserver's number of a goal: reached
    std::map<int, size_t> rungs; // by node: how many were given
};

enum class TurnedAway { Filter, ReEntry };
enum class Skipped { QuietHours, NoAddress, Suppressed, NoConsent, SmartSending, Cap };
inline constexpr size_t SkipReasons = 6;

// Is told what happens in a replay, person by person, in the order in which it happens.
class FlowObserver
{
public:
    virtual ~FlowObserver() = default;
    virtual void turnedAway(quint32 /*person*/, int /*trigger*/, qint64 /*now*/, TurnedAway) {}
    // At a node; first at the trigger.
    virtual void arrived(const JourneyState &, qint64 /*now*/) {}
    // On by a port, a place in BoundNode::ports; to no node: the journey is completed.
    virtual void went(const JourneyState &, size_t /*port*/, qint64 /*now*/) {}
    // Left from where it is: by an exit of the flow, or by the exit node (none).
    virtual void left(const JourneyState &, std::optional<size_t> /*exit*/, qint64 /*now*/) {}
    // A goal node's place, or the number of nodes and an exit's place.
    virtual void reachedGoal(const JourneyState &, size_t /*goal*/, qint64 /*now*/) {}
    virtual void sent(const JourneyState &, qint64 /*now*/) {}
    virtual void skipped(const JourneyState &, Skipped, qint64 /*now*/) {}
    // A message waits for the end of the quiet hours.
    virtual void held(const JourneyState &, qint64 /*now*/) {}
    // Still there at the end of what is replayed.
    virtual void waits(const JourneyState &) {}
};

} // namespace perennial
