// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profileset.h"

#include <QHash>

#include <optional>
#include <vector>

namespace perennial {

// Which person of a ProfileTable the rows of a profile belong to.
class PeopleIndex
{
public:
    // `ids` of people ascending; `absorbed`: merged profile -> its survivor.
    PeopleIndex(const std::vector<qint64> &ids, const QHash<qint64, qint64> &absorbed);

    struct Place
    {
        quint32 person = 0;
        bool stray = false; // the person's rows stand in several places, because profiles were merged
        bool own = true;    // of the profile that survived
    };
    // Quick when asked with ascending ids, which is how tables are read. Nothing for a profile that does not exist.
    [[nodiscard]] std::optional<Place> find(qint64 profileId, size_t &cursor) const;

private:
    [[nodiscard]] std::optional<quint32> personOf(qint64 id, size_t &cursor) const;

    const std::vector<qint64> &m_ids;
    const QHash<qint64, qint64> &m_absorbed;
    ProfileSet m_survivors;
};

// Row ids to places in a list of ascending ids: a table of answers where ids are dense, else a search.
class IdIndex
{
public:
    explicit IdIndex(std::vector<qint64> ids);
    static constexpr quint32 None = 0xffffffff;
    [[nodiscard]] quint32 operator[](qint64 id) const
    {
        if (!m_direct.empty())
            return id >= 0 && id < static_cast<qint64>(m_direct.size()) ? m_direct[static_cast<size_t>(id)] : None;
        return search(id);
    }

private:
    [[nodiscard]] quint32 search(qint64 id) const;

    std::vector<qint64> m_ids;
    std::vector<quint32> m_direct;
};

} // namespace perennial
