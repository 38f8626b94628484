// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <compare>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace perennial {

enum class IdentifierKind : quint8 { Email, Phone, Platform, Cookie };

// The stable word in files and JSON: "email", "phone", "platform", "cookie".
[[nodiscard]] std::string_view wordOf(IdentifierKind kind);

// What one person is known by, normalised. `space` names the platform an id belongs to ("shopify_customer", "klaviyo",
// "recharge_customer") or the site of a cookie; e-mails and phones have none.
struct Identifier
{
    IdentifierKind kind = IdentifierKind::Email;
    std::string space;
    std::string value;

    friend auto operator<=>(const Identifier &, const Identifier &) = default;
};

// The number of a name space within one IdentifierSpaces; 0 is "none".
using SpaceId = quint16;

// The same without owning the text: what imports pass about.
struct IdentifierRef
{
    IdentifierKind kind = IdentifierKind::Email;
    SpaceId space = 0;
    std::string_view value;

    friend bool operator==(const IdentifierRef &, const IdentifierRef &) = default;
};

// Numbers the names of platforms.
class IdentifierSpaces
{
public:
    // The number of `name`, a new one where it is unknown; at most 65,535 names.
    SpaceId idOf(std::string_view name);
    [[nodiscard]] std::string_view nameOf(SpaceId space) const;
    [[nodiscard]] Identifier named(const IdentifierRef &identifier) const;

private:
    std::deque<std::string> m_names; // stays in place: the map's keys look into it
    std::unordered_map<std::string_view, SpaceId> m_ids;
};

} // namespace perennial
