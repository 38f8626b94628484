// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/segmenttemplate.h"

namespace perennial {

// A number of a document that could become a blank of a template made of it.
struct FoundBlank
{
    TemplateBlank blank; // with the number as its default
    QString condition;   // the words of the condition it stands in
};

// In the order of the document.
[[nodiscard]] std::vector<FoundBlank> blanksIn(const SegmentDoc &doc);

} // namespace perennial
