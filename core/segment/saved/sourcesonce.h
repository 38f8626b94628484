// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsources.h"

#include <map>

namespace perennial {

// Asks other sources for each saved segment once; for one question about many moments.
class SourcesOnce final : public SegmentSources
{
public:
    explicit SourcesOnce(const SegmentSources &sources)
        : m_sources(sources)
    {
    }

    [[nodiscard]] Result<std::optional<SegmentDoc>> segment(const QString &name) const override
    {
        const QString key = nameKey(name);
        const auto known = m_segments.find(key);
        return known == m_segments.end() ? m_segments.emplace(key, m_sources.segment(name)).first->second
                                         : known->second;
    }
    [[nodiscard]] Result<std::vector<qint64>> peopleFound(const SqlCondition &condition, const TimeFrame &frame,
                                                          const QString &where) const override
    {
        return m_sources.peopleFound(condition, frame, where);
    }
    [[nodiscard]] Result<std::optional<SavedQuery>> query(const QString &name) const override
    {
        return m_sources.query(name);
    }

private:
    const SegmentSources &m_sources;
    mutable std::map<QString, Result<std::optional<SegmentDoc>>> m_segments; // by nameKey()
};

} // namespace perennial
