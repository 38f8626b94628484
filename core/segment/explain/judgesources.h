// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/explain/ranking.h"
#include "core/segment/saved/segmentsources.h"

#include <map>
#include <stop_token>

namespace perennial {

class DocJudge;

// What a document names, fetched once, however often the document is bound. For one thread.
class JudgeSources
{
public:
    JudgeSources(const SegmentSources &sources, const ProfileTable &table, Instant asOf, std::stop_token stop = {})
        : m_sources(sources)
        , m_table(table)
        , m_asOf(asOf)
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }
    // A saved definition bound to a moment: the same one for all who name it while any of them lives.
    [[nodiscard]] Result<std::shared_ptr<const DocJudge>> definitionAt(const SavedName &name, Instant moment) const;
    // Whom a query finds. After the moment the explanation is for it is taken to find the same people.
    [[nodiscard]] Result<std::shared_ptr<const ProfileSet>> peopleFound(const SqlCondition &condition,
                                                                        TimeFrame frame) const;
    // After the moment the explanation is for everybody else is taken to stay. Of no use once a stop is requested.
    [[nodiscard]] std::shared_ptr<const Ranking> ranking(const QString &score, const QString &within,
                                                         Instant now) const;

private:
    struct Found
    {
        SqlCondition condition;
        Instant now;
        std::shared_ptr<const ProfileSet> people;
    };
    struct Ranked
    {
        QString score;
        QString within;
        Instant now;
        std::shared_ptr<const Ranking> ranking;
    };

    [[nodiscard]] Result<const SegmentDoc *> document(const SavedName &name) const;

    const SegmentSources &m_sources;
    const ProfileTable &m_table;
    Instant m_asOf;
    std::stop_token m_stop;
    using Key = std::pair<MemberOf, QString>; // of a SavedName
    mutable std::map<Key, SegmentDoc> m_documents;
    mutable std::map<std::pair<Key, qint64>, std::weak_ptr<const DocJudge>> m_bound;
    mutable std::vector<Found> m_found;
    mutable std::vector<Ranked> m_ranked;
};

} // namespace perennial
