// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

struct SqlNode;

// A SELECT of (id, value): each person's value of a property that holds at now.
[[nodiscard]] QString sqlHeldValues(const QString &property, const SqlNode &node);
// " LEFT JOIN (those values) alias ON …" to people `p`.
[[nodiscard]] QString sqlHeldJoin(const QString &property, const QString &alias, const SqlNode &node);

} // namespace perennial
