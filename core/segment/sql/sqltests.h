// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/condition.h"

namespace perennial {

struct SqlNode;
class SqlWindow;

// Tests of values as SQL expressions. They are NULL where the value is not known. Tests must be finished.

[[nodiscard]] QString sqlNumberTest(const QString &x, const Test &test);
// Of `sum` / `count`, without dividing, in units of which 10^`decimals` make what the user wrote one of. No count: 1.
[[nodiscard]] QString sqlFractionTest(const QString &sum, const QString &count, const Test &test, int decimals);
// Its values are texts.
[[nodiscard]] Result<QString> sqlTextTest(const QString &x, const Test &test, const QString &where);
// "<", "<=", …
[[nodiscard]] QString sqlSign(Op op);
// Of two columns of texts.
[[nodiscard]] QString sqlTextComparison(const QString &a, Op op, const QString &b);

// Of a profile's property: `x` is its column, and `window` the test's, for dates.
[[nodiscard]] Result<QString> sqlValueTest(const QString &x, const Test &test, const SqlWindow &window, SqlNode &node);
// Of an event's property that stands as `type` and `value` of json_each() in the table `alias`.
[[nodiscard]] Result<QString> sqlJsonTest(const QString &alias, const Test &test, SqlNode &node, const QString &where);
// Of an event's properties, which stand as JSON in `properties`: true or false.
[[nodiscard]] Result<QString> sqlDetailsTest(const QString &properties, const PropertyFilter &filter, SqlNode &node,
                                             const QString &where);
// A value of an event's properties so that equal ones are equal, and a number, a text and a yes differ.
[[nodiscard]] QString sqlDetailsKey(const QString &properties, const QString &property);

} // namespace perennial
