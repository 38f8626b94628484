// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/flow/document/flowdoc.h"
#include "core/flow/replay/journeystate.h"
#include "core/flow/replay/traffic.h"
#include "core/segment/columns/profiletable.h"

#include <array>

namespace perennial {

struct PortTraffic
{
    FlowPort port;
    FlowNodeId to; // empty: the journey ends there
    Traffic went;
};

// What people did anyway after they came by a node: the observed baseline.
struct Followed
{
    Traffic visits;     // after which an order was placed in FlowDoc::observedDays
    qint64 revenue = 0; // of those orders, gross, minor units of the store's currency; of each visit
};

struct MessageTraffic
{
    Traffic sent;
    Traffic afterOrder;                       // of those: sent after an order that was placed since the journey began
    Traffic held;                             // that waited for the end of quiet hours
    std::array<Traffic, SkipReasons> skipped; // by Skipped
};

struct NodeVisits
{
    FlowNodeId id;
    Traffic in;
    std::vector<PortTraffic> out;
    Traffic exited;
    Traffic waiting; // at the end; by the day of their arrival
    Followed followed;
    std::optional<MessageTraffic> message;
};

struct GoalTraffic
{
    FlowNodeId node; // empty: of an exit
    QString exit;    // the id of an exit
    Traffic reached;
};

// Entered = completed + exited + waiting; at every node in = out + exited + waiting.
struct ReplayResult
{
    Instant from;
    Instant to;
    QTimeZone zone = QTimeZone::utc(); // of the days
    qint64 firstDay = 0;               // since 1970
    int days = 0;
    QString currency;
    quint64 entered = 0;
    quint64 completed = 0;
    quint64 exited = 0;
    quint64 waiting = 0;
    quint64 reachedGoal = 0;           // journeys that reached a goal
    std::array<Traffic, 2> turnedAway; // by TurnedAway
    std::vector<NodeVisits> nodes;     // as in the document
    std::vector<Traffic> exits;        // as FlowDoc::exits
    std::vector<GoalTraffic> goals;    // nodes, then exits

    // Null where there is none.
    [[nodiscard]] const NodeVisits *node(const FlowNodeId &id) const;
};

struct ReplaySetting
{
    Instant from; // [from, to)
    Instant to;
};

// Runs a flow over what really happened. Errors name the JSON path. Stops soon after it is asked to.
[[nodiscard]] Result<ReplayResult> replay(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table,
                                          const ReplaySetting &setting, const Progress &progress);

} // namespace perennial
