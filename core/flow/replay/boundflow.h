// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/flow/replay/clockwork.h"
#include "core/segment/evaluate/eventfilter.h"
#include "core/segment/moments/momentplan.h"

#include <map>

namespace perennial {

// Filters of events, asked of events of any metric.
class EventSieve
{
public:
    EventSieve(FilterSet filters, const MomentBinding &binding);

    [[nodiscard]] bool passes(const EventColumn &column, quint32 event, qint64 now) const;

private:
    FilterSet m_filters;
    const MomentBinding &m_binding;
    bool m_dependsOnMoment;
    mutable std::map<const EventColumn *, EventFilter> m_byColumn;
};

// What a node of a flow means for one table.
struct BoundNode
{
    const FlowNode *written = nullptr;
    std::vector<FlowPort> ports;
    std::vector<int> to;                  // by port: a place in BoundFlow::nodes, or End
    std::vector<MomentPlan> plans;        // of what it waits for or splits by, branch by branch
    std::unique_ptr<EventSieve> sieve;    // of a trigger or a split by it
    const EventColumn *metric = nullptr;  // of a trigger
    const PropertyColumn *date = nullptr; // of a trigger
    qint64 seed = 0;                      // of a random split
    std::vector<double> shares;           // of a random split: where each arm ends, the last at 1

    static constexpr int End = -1;
};

struct BoundExit
{
    const FlowExit *written = nullptr;
    MomentPlan plan;
};

// A flow bound to a table: for one thread. The document must outlive it.
struct BoundFlow
{
    // Errors name the JSON path: "nodes[3].until.children[0]".
    [[nodiscard]] static Result<std::unique_ptr<BoundFlow>>
    bind(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table, const MomentSetting &setting);

    const FlowDoc &written;
    std::shared_ptr<const ProfileTable> table;
    MomentBinding binding;
    std::vector<BoundNode> nodes;
    std::vector<int> triggers; // places in nodes, in their order
    std::optional<MomentPlan> entry;
    std::vector<BoundExit> exits;
    PersonZones zones;
    bool asksEarlier = false; // something asks who was in this flow before

    explicit BoundFlow(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table_, const QTimeZone &zone)
        : written(flow)
        , table(table_)
        , zones(*table_, flow.zoneProperty, zone)
    {
    }
    [[nodiscard]] const QTimeZone &zone() const { return binding.zone; }
};

} // namespace perennial
