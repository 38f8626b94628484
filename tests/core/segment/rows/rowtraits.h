// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/segment/rows/rowvalue.h"

namespace perennial {

// What a property of a person is at a moment; nothing where it is not known.
[[nodiscard]] std::optional<RowValue> propertyAt(const QString &name, const RowQuestion &question,
                                                 const RowPerson &person);

// The conditions about what a person is.
[[nodiscard]] RowVerdict judgeProperty(const PropertyCondition &condition, const RowQuestion &question,
                                       const RowPerson &person);
[[nodiscard]] RowVerdict judgeConsent(const ConsentCondition &condition, const RowQuestion &question,
                                      const RowPerson &person);
[[nodiscard]] RowVerdict judgePlace(const PlaceCondition &condition, const RowQuestion &question,
                                    const RowPerson &person);
// Of lists and flows.
[[nodiscard]] RowVerdict judgeStays(const MembershipCondition &condition, const RowQuestion &question,
                                    const RowPerson &person);
[[nodiscard]] RowVerdict judgeScore(const ScoreCondition &condition, const RowQuestion &question,
                                    const RowPerson &person);
[[nodiscard]] RowVerdict judgeSample(const SampleCondition &condition, const RowPerson &person);
// Whether the store knew the person at now.
[[nodiscard]] bool isKnown(const RowPerson &person, qint64 now);

} // namespace perennial
