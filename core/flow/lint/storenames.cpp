// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/lint/storenames.h"

#include "core/segment/saved/lifecycleshelf.h"
#include "core/segment/saved/templateshelf.h"
#include "core/store/flowshelf.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

namespace perennial {

namespace {

template <class Things>
Result<QStringList> namesOf(const Result<Things> &things)
{
    if (!things)
        return failure(things.error());
    QStringList names;
    for (const auto &thing : *things)
        names.append(thing.name);
    return names;
}

} // namespace

Result<StoreNames> namesIn(Store &store)
{
    const auto segments = namesOf(SegmentShelf(store).list());
    const auto lists = segments ? namesOf(ListShelf(store).list()) : segments;
    const auto queries = lists ? namesOf(TemplateShelf(store).list()) : lists;
    const auto flows = queries ? namesOf(FlowShelf(store).list()) : queries;
    if (!flows)
        return failure(flows.error());
    const auto lifecycle = LifecycleShelf(store).current();
    if (!lifecycle)
        return failure(lifecycle.error());
    return StoreNames{*segments, *lists, lifecycle->names(), *queries, *flows};
}

} // namespace perennial
