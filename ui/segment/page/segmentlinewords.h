// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

struct SegmentLine;
struct SizeHistory;

// What the list of segments says of a line. Cells are short, so readers and tooltips get whole phrases.
namespace linewords {

// "▲ +312"; "no change".
[[nodiscard]] QString trend(const SizeHistory &history);
// "+4.0 %"; empty where there was nobody.
[[nodiscard]] QString trendShare(const SizeHistory &history);
[[nodiscard]] QString trendSpoken(const SizeHistory &history);
// "3 h ago"; "in use"; empty where it never was.
[[nodiscard]] QString used(const SegmentLine &line);
// "exported"; "by Lapsed buyers".
[[nodiscard]] QString usedFor(const SegmentLine &line);
[[nodiscard]] QString usedSpoken(const SegmentLine &line);
[[nodiscard]] QString peopleSpoken(const SegmentLine &line);
[[nodiscard]] QString tagsSpoken(const SegmentLine &line);

} // namespace linewords

} // namespace perennial
