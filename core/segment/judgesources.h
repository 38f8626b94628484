// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/profiletable.h"
#include "core/segment/segmentsources.h"

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
    // Who a query finds at the moment the explanation is for; at other moments it is taken to find the same people.
    [[nodiscard]] Result<bool> isFound(const SqlCondition &condition, quint32 person) const;

private:
    struct Found
    {
        SqlCondition condition;
        ProfileSet people;
    };

    const SegmentSources &m_sources;
    const ProfileTable &m_table;
    Instant m_asOf;
    mutable QMap<QString, SegmentDoc> m_segments;
    mutable std::vector<Found> m_found;
};

} // namespace perennial
