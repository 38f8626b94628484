// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsources.h"

#include <vector>

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
        for (const auto &[known, doc] : m_segments) {
            if (known == name)
                return doc;
        }
        return m_segments.emplace_back(name, m_sources.segment(name)).second;
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
    mutable std::vector<std::pair<QString, Result<std::optional<SegmentDoc>>>> m_segments;
};

} // namespace perennial
