// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace perennial {

// The sum of as many 64-bit numbers as any memory holds.
using WideSum = __int128;

// In 64 bits; where it does not fit, the nearest there is.
[[nodiscard]] constexpr qint64 clamped(WideSum sum)
{
    constexpr WideSum least = std::numeric_limits<qint64>::min(), most = std::numeric_limits<qint64>::max();
    return static_cast<qint64>(std::clamp(sum, least, most));
}

} // namespace perennial
