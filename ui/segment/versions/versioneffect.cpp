// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/versions/versioneffect.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/evaluate/segmentengine.h"

namespace perennial {

namespace {

Result<SegmentAnswer> answerTo(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                               const Progress &progress)
{
    return SegmentEngine::compile(doc, table, asOf, {.stop = progress.stopToken()}).and_then([&](const Plan &plan) {
        return SegmentEngine::evaluate(plan, progress);
    });
}

std::vector<ProfileId> idsOf(const ProfileSet &people, const ProfileSet &without, const ProfileTable &table)
{
    std::vector<ProfileId> ids;
    people.forEach([&](quint32 index) {
        if (!without.contains(index))
            ids.push_back(table.idAt(index));
    });
    return ids;
}

} // namespace

Result<VersionEffect> effectOf(const SegmentDoc &before, const SegmentDoc &after,
                               const std::shared_ptr<const ProfileTable> &table, Instant asOf, const Progress &progress)
{
    const auto was = answerTo(before, table, asOf, progress);
    if (!was)
        return failure(was.error());
    const auto is = answerTo(after, table, asOf, progress);
    if (!is)
        return failure(is.error());
    return VersionEffect{.entered = idsOf(is->members, was->members, *table),
                         .left = idsOf(was->members, is->members, *table),
                         .membersBefore = was->count,
                         .membersAfter = is->count};
}

} // namespace perennial
