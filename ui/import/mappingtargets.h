// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/fieldmapping.h"

#include <vector>

namespace perennial {

// What a column may become, as a person chooses it: a role, with its name where the role has fixed ones.
struct MappingTarget
{
    ColumnRole role = ColumnRole::Skip;
    QString name;         // fixed; empty where the person names it
    QString title;        // translated
    bool isNamed = false; // the person names it: a property, an id of another system
};

[[nodiscard]] std::vector<MappingTarget> targetsFor(RecordKind kind);
// The target a column has now; the first one (left out) when it has none of `kind`'s.
[[nodiscard]] size_t targetOf(const std::vector<MappingTarget> &targets, const ColumnMapping &column);
// `column` made into `target`, named after its header where a name is wanted.
[[nodiscard]] ColumnMapping withTarget(const ColumnMapping &column, const MappingTarget &target);

[[nodiscard]] QString titleOf(FieldType type);
[[nodiscard]] const std::vector<FieldType> &fieldTypes();

} // namespace perennial
