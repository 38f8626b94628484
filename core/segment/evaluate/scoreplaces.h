// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"

#include <functional>
#include <span>

namespace perennial {

// Takes people who share a place among others: the place as a fraction, and who they are.
using TakePlace = std::function<void(qint64 numerator, qint64 denominator, std::span<const quint32> people)>;

// The places of all people by a score within their groups, on the condition's scale: ranks from 1, or percentiles.
// Those who are not known at the moment, and those without a score or a group, have none. `where` is the node's JSON
// path, for a scale that does not go with the score's type.
[[nodiscard]] Result<void> placeByScore(const ScoreCondition &condition, const Binding &binding, const QString &where,
                                        const TakePlace &take);

} // namespace perennial
