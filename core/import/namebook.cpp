// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/namebook.h"

#include "core/import/profilebook.h"
#include "core/sqlite/database.h"

namespace perennial {

Result<void> NameBook::begin(const Database &database)
{
    m_profiles.clear();
    m_isNamed.clear();
    auto statement =
        database.prepare("SELECT DISTINCT profile_id FROM property_values "
                         "WHERE property_id IN (SELECT id FROM properties WHERE name IN ('First Name', 'Last Name'))");
    if (!statement)
        return failure(statement.error());
    return forEachRow(*statement, [this](const Statement &row) { m_profiles.push_back(row.integer(0)); });
}

void NameBook::settle(const ProfileBook &profiles)
{
    for (const qint64 profile : m_profiles)
        std::ignore = offer(profiles.personOf(profile));
}

bool NameBook::offer(qint64 person)
{
    const auto at = static_cast<std::size_t>(person);
    if (at >= m_isNamed.size())
        m_isNamed.resize(at + 1 + at / 2);
    const bool isNew = !m_isNamed[at];
    m_isNamed[at] = true;
    return isNew;
}

SplitName SplitName::of(std::string_view name)
{
    const std::size_t blank = name.find(' ');
    return blank == std::string_view::npos ? SplitName{name, {}}
                                           : SplitName{name.substr(0, blank), name.substr(blank + 1)};
}

} // namespace perennial
