// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/judge.h"

namespace perennial {

[[nodiscard]] Evidence evidenceOf(const QString &property, const HeldValue &held);
// Values with which a test turns out as wanted, as changes of the property.
[[nodiscard]] std::vector<Changes> valueChanges(const QString &property, ValueType type, const Test &test,
                                                Verdict wanted, const TimeFrame &frame);
// The type of a property's column; text where there is none.
[[nodiscard]] ValueType typeOf(const ProfileTable &table, const QString &property);
// How far a number is from one of those that a test names.
[[nodiscard]] std::optional<Gap> gapOf(const Test &test, const FactValue &value, bool worded);

} // namespace perennial
