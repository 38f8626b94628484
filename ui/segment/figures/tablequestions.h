// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/segmentengine.h"
#include "ui/segment/figures/segmentfigures.h"

namespace perennial {

using Table = std::shared_ptr<const ProfileTable>;

[[nodiscard]] Result<SegmentAnswer> evaluatedAt(const SegmentDoc &doc, Instant asOf, const Table &table,
                                                LeafMemory *memory, const Progress &progress);
// E-mail, SMS, and what else the store knows of.
[[nodiscard]] std::vector<Channel> channelsOf(const ProfileTable &table);
// Everybody who can receive something on the channel; in the zone of `doc`.
[[nodiscard]] SegmentDoc reachDoc(const SegmentDoc &doc, Channel channel);

// What a table and its store answer beyond the counts; for pool threads.
namespace questions {

[[nodiscard]] Result<WhyAnswer> why(const WhyQuestion &question, const Table &table, const QString &path,
                                    const Progress &progress);
[[nodiscard]] Result<LeftOut> leftOut(const LeftOutQuestion &question, const Table &table, const QString &path,
                                      const Progress &progress);
[[nodiscard]] Result<Moves> moves(const MovesQuestion &question, const Table &table, const Progress &progress);
// Ascending.
[[nodiscard]] Result<std::vector<ProfileId>> people(const PeopleQuestion &question, const Table &table,
                                                    const Progress &progress);
[[nodiscard]] Result<std::vector<SamplePerson>> search(const QString &text, int limit, const QString &path,
                                                       const Progress &progress);

} // namespace questions

} // namespace perennial
