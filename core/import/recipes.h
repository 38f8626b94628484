// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/fieldmapping.h"

#include <span>

namespace perennial {

// What one header means in one format.
struct RecipeColumn
{
    const char *header;
    ColumnRole role;
    const char *name = "";
    FieldType type = FieldType::Text;
};

// The columns of a format; empty for formats that are not supported.
[[nodiscard]] std::span<const RecipeColumn> recipeOf(const QString &format);

// Whether a format's recipe says what this header means.
[[nodiscard]] bool isInRecipe(const QString &format, const QString &header);

} // namespace perennial
