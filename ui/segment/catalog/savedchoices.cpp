// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/savedchoices.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/evaluate/leafmemory.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/saved/templateshelf.h"
#include "core/store/segmentshelf.h"

#include <algorithm>

namespace perennial {

namespace {

QStringList segmentsNamedIn(const QByteArray &document)
{
    QStringList names;
    const auto doc = SegmentDoc::fromJson(document);
    if (!doc)
        return names; // one that cannot be read contains nothing
    visitNodes(*doc, [&](const NodePath &, const SegmentNode &node) {
        const auto *member = std::get_if<MembershipCondition>(&node.is);
        if (member && member->of == MemberOf::Segment && !member->name.isEmpty())
            names.append(member->name);
    });
    return names;
}

qint64 peopleIn(const StayColumn &column, Instant now)
{
    qint64 people = 0;
    quint32 last = 0;
    for (const StayRow &stay : column.stays) {
        if (!stay.holdsAt(now.ms) || (people > 0 && stay.person == last))
            continue;
        last = stay.person;
        ++people;
    }
    return people;
}

} // namespace

Result<SavedChoices> savedChoices(Store &store)
{
    auto segments = SegmentShelf(store).list();
    if (!segments)
        return failure(segments.error());
    auto queries = TemplateShelf(store).list();
    if (!queries)
        return failure(queries.error());
    SavedChoices choices{.segments = {}, .queries = std::move(*queries)};
    for (const SavedSegment &segment : *segments)
        choices.segments.push_back({.name = segment.name, .contains = segmentsNamedIn(segment.document)});
    std::ranges::sort(choices.segments, {}, [](const SegmentChoice &choice) { return choice.name.toCaseFolded(); });
    return choices;
}

std::vector<ListChoice> listsOf(const ProfileTable &table, Instant now)
{
    std::vector<ListChoice> lists;
    for (const StayColumn &list : table.columns().lists)
        lists.push_back({.name = list.name, .people = peopleIn(list, now)});
    std::ranges::sort(lists, {}, [](const ListChoice &choice) { return choice.name.toCaseFolded(); });
    return lists;
}

std::vector<FlowChoice> flowsOf(const ProfileTable &table, Instant now)
{
    std::vector<FlowChoice> flows;
    for (const StayColumn &step : table.columns().flows) { // those of one flow stand together
        if (flows.empty() || flows.back().name != step.name)
            flows.push_back({.name = step.name, .people = 0, .steps = {}});
        flows.back().steps.push_back({.name = step.step, .people = peopleIn(step, now)});
        flows.back().people += flows.back().steps.back().people;
    }
    return flows;
}

Result<std::vector<ListChoice>> segmentSizes(Store &store, const std::shared_ptr<const ProfileTable> &table,
                                             Instant now, const Progress &progress)
{
    const auto segments = SegmentShelf(store).list();
    if (!segments)
        return failure(segments.error());
    std::vector<ListChoice> sizes;
    LeafMemory memory;
    for (const SavedSegment &segment : *segments) {
        if (progress.stopRequested())
            return stopped();
        const auto answer = SegmentDoc::fromJson(segment.document).and_then([&](const SegmentDoc &doc) {
            return SegmentEngine::compile(doc, table, now, {.memory = &memory, .stop = progress.stopToken()})
                .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, progress); });
        });
        if (answer)
            sizes.push_back({.name = segment.name, .people = answer->count});
    }
    return sizes;
}

} // namespace perennial
