// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/judgesources.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

Result<SegmentDoc> JudgeSources::segment(const QString &name) const
{
    if (const auto known = m_segments.constFind(name); known != m_segments.constEnd())
        return *known;
    auto doc = m_sources.segment(name);
    if (!doc)
        return failure(doc.error());
    if (!*doc)
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("perennial", "The store has no segment called “%1”.").arg(name));
    return *m_segments.insert(name, std::move(**doc));
}

Result<bool> JudgeSources::isFound(const SqlCondition &condition, quint32 person) const
{
    auto known = std::ranges::find(m_found, condition, &Found::condition);
    if (known == m_found.end()) {
        const auto ids = m_sources.peopleFound(condition, m_asOf, {});
        if (!ids)
            return failure(ids.error());
        ProfileSet people(m_table.profileCount());
        for (const qint64 id : *ids) {
            if (const auto index = m_table.indexOf({id}))
                people.add(*index);
        }
        m_found.push_back({condition, std::move(people)});
        known = std::prev(m_found.end());
    }
    return known->people.contains(person);
}

} // namespace perennial
