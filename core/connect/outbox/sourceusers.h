// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"

#include <QStringList>

namespace perennial {

class SegmentUsers;
class Store;

// The segments and lists a destination names: its audience, and who never goes there.
[[nodiscard]] std::vector<AudienceSource> sourcesOf(const Destination &destination);
// The names of the saved destinations that name it; what is never sent anywhere is told as such.
[[nodiscard]] Result<QStringList> destinationsNaming(Store &store, const AudienceSource &source);
// What is to be said where these are gone: which destinations send nobody now. Empty: none names them.
[[nodiscard]] Result<QString> leftWithout(Store &store, const std::vector<AudienceSource> &gone);
// A segment or list has another name: destinations, and what is never sent anywhere, go along with it. Takes a writer.
[[nodiscard]] Result<void> carryName(Store &store, const AudienceSource &before, const QString &name, Instant at);
// Adds the saved destinations, called "Destination VIP mail", to those that ask for segments.
[[nodiscard]] Result<void> addDestinationsTo(SegmentUsers &users, Store &store);
// Those of a destination's sources that are not in the store; a run of it fails.
[[nodiscard]] Result<QStringList> missingSources(Store &store, const Destination &destination);

} // namespace perennial
