// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identifier.h"

#include <limits>

namespace perennial {

std::string_view wordOf(IdentifierKind kind)
{
    switch (kind) {
    case IdentifierKind::Email:
        return "email";
    case IdentifierKind::Phone:
        return "phone";
    case IdentifierKind::Platform:
        return "platform";
    case IdentifierKind::Cookie:
        return "cookie";
    }
    Q_UNREACHABLE();
}

SpaceId IdentifierSpaces::idOf(std::string_view name)
{
    if (name.empty())
        return 0;
    if (const auto found = m_ids.find(name); found != m_ids.end())
        return found->second;
    Q_ASSERT(m_names.size() < std::numeric_limits<SpaceId>::max());
    const std::string &kept = m_names.emplace_back(name);
    const auto id = static_cast<SpaceId>(m_names.size());
    m_ids.emplace(kept, id);
    return id;
}

std::string_view IdentifierSpaces::nameOf(SpaceId space) const
{
    Q_ASSERT(space <= m_names.size());
    return space == 0 ? std::string_view() : m_names[space - 1u];
}

Identifier IdentifierSpaces::named(const IdentifierRef &identifier) const
{
    return {identifier.kind, std::string(nameOf(identifier.space)), std::string(identifier.value)};
}

} // namespace perennial
