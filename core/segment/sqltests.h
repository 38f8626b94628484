// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/condition.h"

namespace perennial {

// Tests of values as SQL expressions. They are NULL where the value is not known. Tests must be finished.

[[nodiscard]] QString sqlText(const QString &text);
[[nodiscard]] QString sqlNumber(double number);
// `low <= x AND x <= high` for the ends there are.
[[nodiscard]] QString sqlRange(const QString &x, const TimeRange &range);
[[nodiscard]] QString sqlNumberTest(const QString &x, const Test &test);
// x op numerator/denominator of the written number, times `scale`, without dividing: x is `sum` / `count`.
[[nodiscard]] QString sqlFractionTest(const QString &sum, const QString &count, const Test &test, int decimals);

// Of a profile's property: `x` is its column.
[[nodiscard]] Result<QString> sqlValueTest(const QString &x, const Test &test, const TimeFrame &frame,
                                           const QString &where);
// Of an event's properties, which stand as JSON in `properties`: true or false.
[[nodiscard]] Result<QString> sqlDetailsTest(const QString &properties, const PropertyFilter &filter,
                                             const TimeFrame &frame, const QString &where);

} // namespace perennial
