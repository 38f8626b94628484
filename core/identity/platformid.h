// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/email.h"

#include <span>
#include <string_view>

namespace perennial {

// A platform's id as text, a part of the cell it was read from.
struct PlatformIdResult
{
    IdentifierStatus status = IdentifierStatus::Unset;
    std::string_view value;
    bool destroyed = false; // scientific notation: never join on it
};

// How a column of ids is written, decided from all its cells.
struct PlatformIdStyle
{
    bool dropPointZero = false; // every filled cell ends in ".0": a spreadsheet took the ids for numbers
};

[[nodiscard]] PlatformIdStyle platformIdStyleOf(std::span<const std::string_view> cells);

// Trims, drops the guard apostrophe and what stands before the number in "gid://shopify/Customer/555". Case is kept:
// ids are compared exactly.
[[nodiscard]] PlatformIdResult normalisePlatformId(std::string_view cell, const PlatformIdStyle &style = {});

} // namespace perennial
