// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "ui/segment/catalog/segmentcatalog.h"

namespace perennial {

class ProfileTable;

// Values of people's texts and lists and of what they bought that hold all words of the text, in any order and case;
// a word may be that of the property: "city berlin". The best first, few of each property.
[[nodiscard]] std::vector<FoundValue> valuesHolding(const ProfileTable &table, const QString &text,
                                                    const Progress &progress);
// Makes the lists of values that are searched, so that the first search is as quick as any other.
void prepareValues(const ProfileTable &table, const Progress &progress);

} // namespace perennial
