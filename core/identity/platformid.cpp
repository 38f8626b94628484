// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/platformid.h"

#include "core/base/celltext.h"

namespace perennial {

namespace {

bool endsInPointZero(std::string_view text)
{
    return text.size() > 2 && text.ends_with(".0") && isAllDigits(text.substr(0, text.size() - 2));
}

// Shopify's API names an object gid://shopify/Customer/555, its exports name it 555.
std::string_view withoutGlobalPrefix(std::string_view text)
{
    constexpr std::string_view Prefix = "gid://shopify/";
    const std::string_view number = text.starts_with(Prefix) ? text.substr(text.rfind('/') + 1) : text;
    return isAllDigits(number) ? number : text;
}

} // namespace

PlatformIdStyle platformIdStyleOf(std::span<const std::string_view> cells)
{
    bool anyFilled = false;
    for (const std::string_view cell : cells) {
        const std::string_view text = withoutGuard(trimmed(cell));
        if (isUnsetWord(text))
            continue;
        if (!endsInPointZero(text))
            return {};
        anyFilled = true;
    }
    return {anyFilled};
}

PlatformIdResult normalisePlatformId(std::string_view cell, const PlatformIdStyle &style)
{
    std::string_view text = withoutGuard(trimmed(cell));
    if (isUnsetWord(text))
        return {};
    if (isScientificNotation(text))
        return {IdentifierStatus::Unusable, {}, true};
    if (style.dropPointZero && endsInPointZero(text))
        text.remove_suffix(2);
    return {IdentifierStatus::Usable, withoutGlobalPrefix(text), false};
}

} // namespace perennial
