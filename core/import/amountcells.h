// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/columnstyles.h"
#include "core/import/importwarnings.h"

#include <optional>
#include <string_view>

namespace perennial {

// An integer written the one way it can be: no sign but "-", no leading zeros, at most 18 digits.
[[nodiscard]] std::optional<qint64> canonicalInteger(std::string_view text);

// An amount in minor units of a currency with `digits` decimals. Nothing, with a warning, for what is no amount.
[[nodiscard]] std::optional<qint64> minorFromCell(std::string_view cell, const BoundColumn &column, int digits,
                                                  ImportWarnings &warnings);

} // namespace perennial
