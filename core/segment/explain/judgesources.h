// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/explain/ranking.h"
#include "core/segment/saved/segmentsources.h"

#include <QMap>

namespace perennial {

// What a document names, fetched once, however often the document is bound.
class JudgeSources
{
public:
    JudgeSources(const SegmentSources &sources, const ProfileTable &table, Instant asOf)
        : m_sources(sources)
        , m_table(table)
        , m_asOf(asOf)
    {
    }

    [[nodiscard]] Result<SegmentDoc> segment(const QString &name) const;
    // Whom a query finds. After the moment the explanation is for it is taken to find the same people.
    [[nodiscard]] Result<std::shared_ptr<const ProfileSet>> peopleFound(const SqlCondition &condition,
                                                                        TimeFrame frame) const;
    // After the moment the explanation is for everybody else is taken to stay.
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

    const SegmentSources &m_sources;
    const ProfileTable &m_table;
    Instant m_asOf;
    mutable QMap<QString, SegmentDoc> m_segments;
    mutable std::vector<Found> m_found;
    mutable std::vector<Ranked> m_ranked;
};

} // namespace perennial
