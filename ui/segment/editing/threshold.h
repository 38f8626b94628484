// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

#include <QByteArray>

namespace perennial {

// The number or the two that a condition compares with, as a finished test of a number; nothing where it compares with
// none. A distance is at most (or, beyond, more than) its number; something overdue is more than its factor.
[[nodiscard]] std::optional<Test> thresholdOf(const Condition &condition);
// The condition with other numbers; as many as its threshold has.
[[nodiscard]] Condition withThreshold(const Condition &condition, const std::vector<double> &values);
// Conditions with the same key compare the same number of people, whatever with.
[[nodiscard]] QByteArray thresholdKey(const Condition &condition);

} // namespace perennial
