// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/judgesources.h"

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

Result<std::shared_ptr<const ProfileSet>> JudgeSources::peopleFound(const SqlCondition &condition,
                                                                    TimeFrame frame) const
{
    frame.now = std::min(frame.now, m_asOf);
    for (const Found &known : m_found) {
        if (known.condition == condition && known.now == frame.now)
            return known.people;
    }
    const auto ids = m_sources.peopleFound(condition, frame, {});
    if (!ids)
        return failure(ids.error());
    auto people = std::make_shared<ProfileSet>(m_table.profileCount());
    for (const qint64 id : *ids) {
        if (const auto index = m_table.indexOf({id}))
            people->add(*index);
    }
    m_found.push_back({condition, frame.now, people});
    return people;
}

std::shared_ptr<const Ranking> JudgeSources::ranking(const QString &score, const QString &within, Instant now) const
{
    now = std::min(now, m_asOf);
    for (const Ranked &known : m_ranked) {
        if (known.score == score && known.within == within && known.now == now)
            return known.ranking;
    }
    m_ranked.push_back({score, within, now, std::make_shared<const Ranking>(m_table, score, within, now)});
    return m_ranked.back().ranking;
}

} // namespace perennial
