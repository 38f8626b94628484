// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/saved/flowsaving.h"

namespace perennial {

namespace {

// It opens again only where it can be read.
Result<FlowDoc> tidied(FlowDoc flow)
{
    flow.name = flow.name.trimmed();
    const auto reading = readFlow(flow.toJson());
    return reading ? Result<FlowDoc>(std::move(flow)) : failure(reading.error());
}

} // namespace

Result<SavedFlow> saveFlow(FlowShelf &shelf, const FlowDoc &flow, Instant at)
{
    const auto tidy = tidied(flow);
    return tidy ? shelf.save(tidy->name, tidy->toJson(), at) : failure(tidy.error());
}

Result<SavedFlow> saveFlow(FlowShelf &shelf, FlowId id, const FlowDoc &flow, Instant at)
{
    return amendFlow(shelf, id, 0, flow, at);
}

Result<SavedFlow> amendFlow(FlowShelf &shelf, FlowId id, int version, const FlowDoc &flow, Instant at)
{
    const auto tidy = tidied(flow);
    return tidy ? shelf.amend(id, version, tidy->name, tidy->toJson(), at) : failure(tidy.error());
}

} // namespace perennial
