// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/changedpeople.h"

#include <bit>

namespace perennial {

std::optional<std::vector<qint64>> ChangedPeople::list(qint64 most) const
{
    std::vector<qint64> profiles;
    for (size_t word = 0; word < m_words.size(); ++word) {
        for (quint64 rest = m_words[word]; rest != 0; rest &= rest - 1)
            profiles.push_back(static_cast<qint64>(word * 64) + std::countr_zero(rest));
        if (static_cast<qint64>(profiles.size()) > most + 1)
            return std::nullopt;
    }
    std::erase(profiles, 0);
    if (static_cast<qint64>(profiles.size()) > most)
        return std::nullopt;
    return profiles;
}

} // namespace perennial
