// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string_view>
#include <vector>

namespace perennial {

class Database;
class ProfileBook;

// Who has a name already. A name from an order's billing address is given only to people without one, so a file of
// customers wins in whichever order the files come.
class NameBook
{
public:
    static constexpr const char *FirstName = "First Name";
    static constexpr const char *LastName = "Last Name";

    // Forgets the file before.
    [[nodiscard]] Result<void> begin(const Database &database);
    // After the file's last merge.
    void settle(const ProfileBook &profiles);

    // True for a person without a name, who has one from now on.
    [[nodiscard]] bool offer(qint64 person);

private:
    std::vector<qint64> m_profiles; // with a name
    std::vector<bool> m_isNamed;    // by person
};

// "Ada van Dyk" as "Ada" and "van Dyk".
struct SplitName
{
    std::string_view first;
    std::string_view last;

    [[nodiscard]] static SplitName of(std::string_view name);
};

} // namespace perennial
