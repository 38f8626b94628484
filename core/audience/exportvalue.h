// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/fieldvalue.h"
#include "core/audience/layout.h"

#include <string>

namespace perennial {

struct ExportMember;

// What a column says of a person, with its type and before any hashing; nothing where it is not known. Counts and the
// id are numbers, consents are texts. `propertyPlace` counts the columns of properties before this one among those the
// reader was made with; `currencyDigits` are the minor digits of the store's currency.
[[nodiscard]] FieldValue valueOf(const ExportMember &member, const ExportColumn &column, size_t propertyPlace,
                                 int currencyDigits);

// As it stands in a cell, UTF-8: "true", "2.5", times in UTC, the items of a list with ", " between them.
[[nodiscard]] std::string cellText(const FieldValue &value, TimeFormat times);

// A number with as many digits as it takes to read the same one back: "26", "2.5", "1e+300".
[[nodiscard]] std::string numberText(double number);

[[nodiscard]] std::string timeText(Instant at, TimeFormat format);

} // namespace perennial
