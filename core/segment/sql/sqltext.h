// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

namespace perennial {

// A literal. It stays in its line whatever the text holds.
[[nodiscard]] QString sqlText(const QString &text);
[[nodiscard]] QString sqlNumber(double number);
// "-- words" and the end of the line; nothing for no words.
[[nodiscard]] QString sqlComment(const QString &words);
// `from <= x AND x <= to` for the ends there are; NULL where x is.
[[nodiscard]] QString sqlRange(const QString &x, const TimeRange &range);

} // namespace perennial
