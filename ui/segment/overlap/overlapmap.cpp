// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapmap.h"

#include "core/segment/document/sentence.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::Overlap", text);
}

Result<ProfileSet> membersOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                             const Progress &progress)
{
    const auto plan = SegmentEngine::compile(doc, table, asOf, {.stop = progress.stopToken()});
    return plan ? membersOf(*plan, progress) : Result<ProfileSet>(failure(plan.error()));
}

std::vector<ProfileId> idsOf(const ProfileTable &table)
{
    std::vector<ProfileId> ids(table.profileCount());
    for (quint32 person = 0; person < table.profileCount(); ++person)
        ids[person] = table.idAt(person);
    return ids;
}

// Adds a segment to those that can be compared, or to those that cannot. An error only where it was stopped.
Result<void> add(OverlapMembers &all, const SavedSegment &segment, const std::shared_ptr<const ProfileTable> &table,
                 const Progress &progress)
{
    const auto miss = [&](const QString &why) { all.absent.push_back({segment.id, segment.name, why}); };
    const auto doc = SegmentDoc::fromJson(segment.document);
    if (!doc) {
        miss(doc.error().message);
        return {};
    }
    if (!isFinished(doc->root)) {
        miss(tr("It has no finished condition yet."));
        return {};
    }
    auto members = membersOf(*doc, table, all.asOf, progress);
    if (progress.stopRequested())
        return stopped();
    if (!members) {
        miss(members.error().message);
        return {};
    }
    const quint32 count = members->count();
    all.segments.push_back({segment.id, segment.name, sentenceOf(*doc), std::move(*members), count});
    return {};
}

} // namespace

Result<std::shared_ptr<const OverlapMembers>> readOverlapMembers(const QString &path,
                                                                 const std::shared_ptr<const ProfileTable> &table,
                                                                 Instant asOf, OverlapTally &tally,
                                                                 const Progress &progress)
{
    auto store = Store::openReader(path);
    if (!store)
        return failure(store.error());
    const auto saved = SegmentShelf(*store).list();
    if (!saved)
        return failure(saved.error());
    tally.total = static_cast<int>(saved->size());
    auto all = std::make_shared<OverlapMembers>(OverlapMembers{asOf, idsOf(*table), table->knownAt(asOf), {}, {}});
    for (const SavedSegment &segment : *saved) {
        if (const auto added = add(*all, segment, table, progress); !added)
            return failure(added.error());
        ++tally.done;
    }
    std::ranges::stable_sort(all->segments, [](const OverlapSegment &a, const OverlapSegment &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return all;
}

Result<std::shared_ptr<const OverlapMap>> OverlapMap::of(std::shared_ptr<const OverlapMembers> members,
                                                         const Choice &choice, const Progress &progress)
{
    std::shared_ptr<OverlapMap> map(new OverlapMap);
    map->m_members = std::move(members);
    map->m_shown = choice.shown;
    auto overlap = overlapOf(map->sets(), map->m_members->everybody, progress);
    if (!overlap)
        return failure(overlap.error());
    map->m_overlap = std::move(*overlap);
    map->sortCombined(choice.combined);
    auto combinations = combinationsOf(map->sets(map->m_combined), map->m_members->everybody, progress);
    if (!combinations)
        return failure(combinations.error());
    map->m_combinations = std::move(*combinations);
    return map;
}

void OverlapMap::sortCombined(const std::vector<size_t> &wanted)
{
    for (size_t place = 0; place < m_shown.size(); ++place) {
        if (std::ranges::find(wanted, m_shown[place]) != wanted.end())
            m_combined.push_back(place);
    }
    std::ranges::stable_sort(m_combined, std::ranges::greater(), [this](size_t place) { return count(place); });
}

std::vector<const ProfileSet *> OverlapMap::sets(const std::vector<size_t> &places) const
{
    std::vector<const ProfileSet *> sets;
    for (const size_t place : places)
        sets.push_back(&segment(place).members);
    return sets;
}

std::vector<const ProfileSet *> OverlapMap::sets() const
{
    std::vector<const ProfileSet *> sets;
    for (size_t place = 0; place < size(); ++place)
        sets.push_back(&segment(place).members);
    return sets;
}

std::optional<size_t> OverlapMap::placeOf(SegmentId id) const
{
    for (size_t place = 0; place < size(); ++place) {
        if (segment(place).id == id)
            return place;
    }
    return std::nullopt;
}

QStringList OverlapMap::names() const
{
    QStringList names;
    for (size_t place = 0; place < size(); ++place)
        names.append(segment(place).name);
    return names;
}

quint32 OverlapMap::both(size_t a, size_t b) const
{
    if (a == b)
        return count(a);
    const auto [first, second] = std::minmax(a, b);
    // Each pair stands once in the list, by its first, then by its second.
    const size_t before = first * (2 * size() - first - 1) / 2;
    return m_overlap.pairs[before + second - first - 1].both;
}

double OverlapMap::jaccard(size_t a, size_t b) const
{
    const quint32 shared = both(a, b), either = count(a) + count(b) - shared;
    return either == 0 ? 0 : double(shared) / double(either);
}

SetRegion OverlapMap::regionOf(size_t combination) const
{
    SetRegion region = m_combinations.region(combination);
    for (auto *places : {&region.in, &region.notIn}) {
        for (size_t &place : *places)
            place = m_combined[place];
    }
    return region;
}

std::vector<ProfileId> OverlapMap::idsIn(const SetRegion &region) const
{
    return idsOf(peopleIn(region, sets(), m_members->everybody));
}

std::vector<ProfileId> OverlapMap::idsInOne() const
{
    return idsOf(peopleInOne(sets(), m_members->everybody));
}

std::vector<ProfileId> OverlapMap::idsOf(const ProfileSet &people) const
{
    std::vector<ProfileId> ids;
    ids.reserve(people.count());
    people.forEach([&](quint32 index) { ids.push_back(m_members->ids[index]); });
    return ids;
}

} // namespace perennial
