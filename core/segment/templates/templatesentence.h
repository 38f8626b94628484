// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/templatefilling.h"

namespace perennial {

// A stretch of a sentence: plain words, or the place of a blank.
struct SentencePart
{
    QString words;
    QString blank; // the id of the blank that stands here; words is empty then

    friend bool operator==(const SentencePart &, const SentencePart &) = default;
};

using SentenceLine = std::vector<SentencePart>;

// What a template says, a line a condition: the first line follows "People". It is made of the document's own words
// (see sentenceOf()), so that it is true whatever stands in the blanks, and in every language.
[[nodiscard]] std::vector<SentenceLine> sentenceLines(const SegmentTemplate &of);

} // namespace perennial
