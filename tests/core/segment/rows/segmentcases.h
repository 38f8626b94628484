// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

// One combination of kind × operator × window × aggregate × pattern × …, as small a segment as says it. Its document
// may be refused by the validation: then the combination does not exist.
struct SegmentCase
{
    QString kind;
    QString name; // "median · at_least", "filter · matches_not", "window · last_week · weekdays"
    SegmentNode node;
    bool mayHoldAll = false; // by its meaning it holds everybody or nobody
};

// Every combination of the language's tables and enumerations: a new operator, aggregate, window, pattern, … is in it
// by itself. The names are those of RandomStore.
[[nodiscard]] std::vector<SegmentCase> segmentCases();
[[nodiscard]] SegmentDoc documentOf(const SegmentCase &segmentCase);

} // namespace perennial
