// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <QStringList>

#include <string>
#include <variant>

namespace perennial {

// What is known of a person in one field, with its type. Texts are UTF-8. Amounts of money are texts, decimals in the
// store's currency ("107948.40").
using FieldValue = std::variant<std::monostate, bool, double, Instant, std::string, QStringList>;

} // namespace perennial
