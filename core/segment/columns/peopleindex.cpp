// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/peopleindex.h"

#include <algorithm>

namespace perennial {

PeopleIndex::PeopleIndex(const std::vector<qint64> &ids, const QHash<qint64, qint64> &absorbed)
    : m_ids(ids)
    , m_absorbed(absorbed)
    , m_survivors(static_cast<quint32>(ids.size()))
{
    for (const qint64 survivor : absorbed) {
        size_t cursor = 0;
        if (const auto person = personOf(survivor, cursor))
            m_survivors.add(*person);
    }
}

std::optional<PeopleIndex::Place> PeopleIndex::find(qint64 profileId, size_t &cursor) const
{
    if (const auto person = personOf(profileId, cursor))
        return Place{*person, m_survivors.contains(*person), true};
    const auto survivor = m_absorbed.constFind(profileId);
    if (survivor == m_absorbed.constEnd())
        return std::nullopt;
    size_t other = 0;
    const auto person = personOf(*survivor, other);
    return person ? std::optional(Place{*person, true, false}) : std::nullopt;
}

std::optional<quint32> PeopleIndex::personOf(qint64 id, size_t &cursor) const
{
    constexpr size_t steps = 16;
    for (size_t i = cursor; i < std::min(cursor + steps, m_ids.size()) && m_ids[i] <= id; ++i) {
        if (m_ids[i] == id) {
            cursor = i;
            return static_cast<quint32>(i);
        }
    }
    const auto place = std::ranges::lower_bound(m_ids, id);
    if (place == m_ids.end() || *place != id)
        return std::nullopt;
    cursor = static_cast<size_t>(place - m_ids.begin());
    return static_cast<quint32>(cursor);
}

IdIndex::IdIndex(std::vector<qint64> ids)
    : m_ids(std::move(ids))
{
    if (m_ids.empty() || m_ids.front() < 0 || m_ids.back() > static_cast<qint64>(4 * m_ids.size() + 4096))
        return;
    m_direct.assign(static_cast<size_t>(m_ids.back()) + 1, None);
    for (size_t i = 0; i < m_ids.size(); ++i)
        m_direct[static_cast<size_t>(m_ids[i])] = static_cast<quint32>(i);
}

quint32 IdIndex::search(qint64 id) const
{
    const auto place = std::ranges::lower_bound(m_ids, id);
    return place == m_ids.end() || *place != id ? None : static_cast<quint32>(place - m_ids.begin());
}

} // namespace perennial
