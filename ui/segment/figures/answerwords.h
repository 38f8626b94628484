// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

// How the answer's parts word what they show.
namespace perennial::answerwords {

// "now", "end of 3 Nov 2026".
[[nodiscard]] QString moment(const std::optional<Instant> &asOf, const QTimeZone &zone);
// "Berlin time".
[[nodiscard]] QString zone(const QTimeZone &zone);
[[nodiscard]] QString channel(Channel channel);
// A value of the sample: "€180.00", "3 Nov 2026", "–" where it is not known.
[[nodiscard]] QString value(const SampleValue &value, const QTimeZone &zone);
// The condition at a place, as its row reads; the whole segment for the root.
[[nodiscard]] QString node(const SegmentDoc &doc, const NodePath &path);
[[nodiscard]] QString nodes(const SegmentDoc &doc, const std::vector<NodePath> &paths);
// The same, but of a group only what it asks of its conditions.
[[nodiscard]] QString shortNode(const SegmentDoc &doc, const NodePath &path);
// A piece of evidence on a line: "Country · DE · since 3 Nov 2026, 10:00".
[[nodiscard]] QString evidence(const Evidence &evidence, const QTimeZone &zone);
// An event or order: when it happened, with its name where that is wanted: "3 Nov 2026, 10:00 · Source: web"; and its
// amount. Moments are in `zone`, which is said elsewhere.
[[nodiscard]] QString happened(const Evidence &evidence, bool named, const QTimeZone &zone);
[[nodiscard]] QString amount(const Evidence &evidence);
// A number with its sign: "+312", "−88".
[[nodiscard]] QString entered(qint64 people);
[[nodiscard]] QString left(qint64 people);

} // namespace perennial::answerwords
