// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/segmentsource.h"

#include <QStringList>

namespace perennial {

// "0.1", "0.3.0": the conditions that are passed over.
[[nodiscard]] QStringList unfinishedPaths(const SegmentDoc &doc);
// That they were, for people; nothing where all is finished.
[[nodiscard]] QStringList unfinishedNotes(const GivenSegment &segment);
// The same, and what is most likely a slip: names the store does not have, more periods than there are; a line each.
[[nodiscard]] QStringList segmentNotes(const GivenSegment &segment, const ProfileTable &table);

} // namespace perennial
