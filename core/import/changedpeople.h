// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace perennial {

// Whose rows an import wrote. Ids count up from 1 without great gaps, so that a bit each will do.
class ChangedPeople
{
public:
    void note(qint64 profile)
    {
        const auto word = static_cast<size_t>(profile) / 64;
        if (word >= m_words.size())
            m_words.resize(word + word / 2 + 1);
        m_words[word] |= quint64(1) << (profile % 64);
    }

    // Ascending, without 0 (nobody known); nothing where there are more than `most`.
    [[nodiscard]] std::optional<std::vector<qint64>> list(qint64 most) const;

private:
    std::vector<quint64> m_words;
};

} // namespace perennial
