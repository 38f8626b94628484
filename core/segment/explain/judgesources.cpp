// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/judgesources.h"

#include "core/segment/explain/docjudge.h"

#include <algorithm>

namespace perennial {

Result<std::shared_ptr<const DocJudge>> JudgeSources::definitionAt(const SavedName &name, Instant moment) const
{
    const std::pair key(name.key(), moment.ms);
    if (auto known = m_bound[key].lock())
        return known;
    const auto doc = document(name);
    if (!doc)
        return failure(doc.error());
    return DocJudge::bind(**doc, m_table, moment, *this).map([&](DocJudge &&judge) {
        const auto segment = std::make_shared<const DocJudge>(std::move(judge));
        m_bound[key] = segment;
        return segment;
    });
}

Result<const SegmentDoc *> JudgeSources::document(const SavedName &name) const
{
    const Key key = name.key();
    if (const auto known = m_documents.find(key); known != m_documents.end())
        return &known->second;
    auto doc = m_sources.definition(name);
    if (!doc)
        return failure(doc.error());
    if (!*doc)
        return failure(noDefinition(name, {}));
    return &m_documents.emplace(key, std::move(**doc)).first->second;
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
        if (stopRequested())
            return stopped();
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
    m_ranked.push_back({score, within, now, std::make_shared<const Ranking>(m_table, score, within, now, m_stop)});
    return m_ranked.back().ranking;
}

} // namespace perennial
