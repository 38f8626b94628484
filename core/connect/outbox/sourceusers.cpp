// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/sourceusers.h"

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/neversent.h"
#include "core/segment/health/segmentusers.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

constexpr qsizetype MostNamed = 2; // in one sentence

bool isSame(const AudienceSource &a, const AudienceSource &b)
{
    return a.kind == b.kind && a.name.compare(b.name, Qt::CaseInsensitive) == 0;
}

bool isAmong(const std::vector<AudienceSource> &sources, const AudienceSource &source)
{
    return std::ranges::any_of(sources, [&](const AudienceSource &one) { return isSame(one, source); });
}

Result<bool> isThere(Store &store, const AudienceSource &source)
{
    if (source.kind == AudienceKind::Segment) {
        const auto found = SegmentShelf(store).find(source.name);
        return found ? Result<bool>(found->has_value()) : failure(found.error());
    }
    const auto found = ListShelf(store).find(source.name);
    return found ? Result<bool>(found->has_value()) : failure(found.error());
}

bool renameIn(std::vector<AudienceSource> &sources, const AudienceSource &before, const QString &name)
{
    bool renamed = false;
    for (AudienceSource &source : sources) {
        if (!isSame(source, before))
            continue;
        source.name = name;
        renamed = true;
    }
    return renamed;
}

bool renameIn(Destination &destination, const AudienceSource &before, const QString &name)
{
    const bool isSource = isSame(destination.source, before);
    if (isSource)
        destination.source.name = name;
    return renameIn(destination.exclusions, before, name) || isSource;
}

std::vector<SavedName> segmentsIn(const std::vector<AudienceSource> &sources)
{
    std::vector<SavedName> names;
    for (const AudienceSource &source : sources)
        names.push_back({source.kind == AudienceKind::List ? MemberOf::List : MemberOf::Segment, source.name});
    return names;
}

} // namespace

std::vector<AudienceSource> sourcesOf(const Destination &destination)
{
    std::vector<AudienceSource> sources = destination.exclusions;
    if (!destination.source.name.isEmpty())
        sources.insert(sources.begin(), destination.source);
    return sources;
}

Result<QStringList> destinationsNaming(Store &store, const AudienceSource &source)
{
    const auto all = DestinationShelf(store).list();
    const auto never = all ? neverSent(store) : failure(all.error());
    if (!never)
        return failure(never.error());
    QStringList naming;
    for (const SavedDestination &saved : *all) {
        if (isAmong(sourcesOf(saved.destination), source))
            naming.append(saved.destination.name);
    }
    if (isAmong(*never, source))
        naming.append(tr("Never sent anywhere"));
    return naming;
}

Result<QString> leftWithout(Store &store, const std::vector<AudienceSource> &gone)
{
    QStringList without;
    for (const AudienceSource &source : gone) {
        const auto naming = destinationsNaming(store, source);
        if (!naming)
            return failure(naming.error());
        without += *naming;
    }
    without.removeDuplicates();
    if (without.isEmpty())
        return QString();
    if (without.size() > MostNamed)
        return tr("%1 destinations named it: nobody is sent there until you choose anew.").arg(without.size());
    return tr("It was named by “%1”: nobody is sent there until you choose anew.").arg(without.join(tr("”, “")));
}

Result<void> carryName(Store &store, const AudienceSource &before, const QString &name, Instant at)
{
    DestinationShelf shelf(store);
    const auto all = shelf.list();
    auto never = all ? neverSent(store) : failure(all.error());
    if (!never)
        return failure(never.error());
    for (SavedDestination saved : *all) {
        if (!renameIn(saved.destination, before, name))
            continue;
        if (const auto changed = shelf.change(saved.id, saved.destination, at); !changed)
            return failure(changed.error());
    }
    return renameIn(*never, before, name) ? setNeverSent(store, *never, at) : Result<void>();
}

Result<void> addDestinationsTo(SegmentUsers &users, Store &store)
{
    const auto all = DestinationShelf(store).list();
    const auto never = all ? neverSent(store) : failure(all.error());
    if (!never)
        return failure(never.error());
    for (const SavedDestination &saved : *all)
        users.add(tr("Destination %1").arg(saved.destination.name), segmentsIn(sourcesOf(saved.destination)));
    users.add(tr("Never sent anywhere"), segmentsIn(*never));
    return {};
}

Result<QStringList> missingSources(Store &store, const Destination &destination)
{
    QStringList missing;
    for (const AudienceSource &source : sourcesOf(destination)) {
        const auto found = isThere(store, source);
        if (!found)
            return failure(found.error());
        if (!*found)
            missing.append(source.name);
    }
    return missing;
}

} // namespace perennial
