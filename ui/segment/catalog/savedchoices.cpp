// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/savedchoices.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentcycle.h"
#include "core/segment/evaluate/leafmemory.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/segment/saved/templateshelf.h"
#include "core/store/segmentshelf.h"

#include <algorithm>

namespace perennial {

namespace {

struct Definition
{
    SavedName name;
    SegmentDoc doc;
    std::vector<SavedName> contains;
};

// A stage takes whom none above it took, so it contains those without naming them.
void addStages(std::vector<Definition> &definitions, const Lifecycle &lifecycle)
{
    std::vector<SavedName> above;
    const QStringList stages = lifecycle.names();
    for (qsizetype i = 0; i < stages.size(); ++i) {
        const SavedName name{MemberOf::Stage, stages[i]};
        SegmentDoc doc = lifecycle.definition(static_cast<size_t>(i));
        std::vector<SavedName> contains = definitionsNamedIn(doc);
        contains.insert(contains.end(), above.begin(), above.end());
        definitions.push_back({name, std::move(doc), std::move(contains)});
        above.push_back(name);
    }
}

// Those that can be read.
Result<std::vector<Definition>> readDefinitions(Store &store)
{
    const auto segments = SegmentShelf(store).list();
    if (!segments)
        return failure(segments.error());
    std::vector<Definition> definitions;
    for (const SavedSegment &segment : *segments) {
        if (auto doc = SegmentDoc::fromJson(segment.document)) {
            std::vector<SavedName> contains = definitionsNamedIn(*doc);
            definitions.push_back({{MemberOf::Segment, segment.name}, std::move(*doc), std::move(contains)});
        }
    }
    std::ranges::sort(definitions, {}, [](const Definition &one) { return one.name.name.toCaseFolded(); });
    if (const auto lifecycle = LifecycleShelf(store).current())
        addStages(definitions, *lifecycle);
    return definitions;
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
    const auto definitions = readDefinitions(store);
    if (!definitions)
        return failure(definitions.error());
    auto queries = TemplateShelf(store).list();
    if (!queries)
        return failure(queries.error());
    SavedChoices choices{.definitions = {}, .queries = std::move(*queries)};
    for (const Definition &one : *definitions)
        choices.definitions.push_back({.name = one.name, .contains = one.contains});
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

Result<std::vector<DefinitionSize>> definitionSizes(Store &store, const std::shared_ptr<const ProfileTable> &table,
                                                    Instant now, const Progress &progress)
{
    const auto definitions = readDefinitions(store);
    if (!definitions)
        return failure(definitions.error());
    std::vector<DefinitionSize> sizes;
    LeafMemory memory;
    for (const Definition &one : *definitions) {
        if (progress.stopRequested())
            return stopped();
        const auto answer =
            SegmentEngine::compile(one.doc, table, now, {.memory = &memory, .stop = progress.stopToken()})
                .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, progress); });
        if (answer)
            sizes.push_back({.name = one.name, .people = answer->count});
    }
    return sizes;
}

} // namespace perennial
