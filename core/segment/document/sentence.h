// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

// What a segment says in the user's language, as one sentence: "People who placed order at least 2 times ever, and …".
// What is unfinished shows as "…". Numbers and dates follow the locale of the application.
[[nodiscard]] QString sentenceOf(const SegmentDoc &doc);
// One node of it, without the "People who": for rows, waterfalls and undo texts.
[[nodiscard]] QString wordsOf(const SegmentNode &node);
[[nodiscard]] QString wordsOf(const Window &window);
[[nodiscard]] QString wordsOf(const Test &test);
[[nodiscard]] QString wordsOf(Aggregate aggregate);
[[nodiscard]] QString wordsOf(Channel channel);
[[nodiscard]] QString wordsOf(Reach state, Channel channel);

} // namespace perennial
