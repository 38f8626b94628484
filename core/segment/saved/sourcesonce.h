// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsources.h"

#include <map>

namespace perennial {

// Asks other sources for each definition once; for one question about many moments.
class SourcesOnce final : public SegmentSources
{
public:
    explicit SourcesOnce(const SegmentSources &sources)
        : m_sources(sources)
    {
    }

    [[nodiscard]] Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override
    {
        const auto key = name.key();
        const auto known = m_definitions.find(key);
        return known == m_definitions.end() ? m_definitions.emplace(key, m_sources.definition(name)).first->second
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
    mutable std::map<std::pair<MemberOf, QString>, Result<std::optional<SegmentDoc>>> m_definitions; // by their key()
};

} // namespace perennial
