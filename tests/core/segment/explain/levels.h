// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsources.h"

namespace perennial {

// Saved segments of which “Level 40” names “Level 39” twice, which names “Level 38” twice, and so on down to “Level 0”:
// there are more ways from the top to the bottom than could ever be gone.
class Levels final : public SegmentSources
{
public:
    // Of the two times a segment is named, the second asks who came in during the last `since` days.
    explicit Levels(std::optional<int> since = {})
        : m_since(since)
    {
    }

    [[nodiscard]] SegmentDoc at(int level) const;
    // How often a segment was fetched.
    [[nodiscard]] int fetched() const { return m_fetched; }

    [[nodiscard]] Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override;
    [[nodiscard]] Result<std::vector<qint64>> peopleFound(const SqlCondition &, const TimeFrame &,
                                                          const QString &) const override
    {
        return std::vector<qint64>();
    }
    [[nodiscard]] Result<std::optional<SavedQuery>> query(const QString &) const override { return std::nullopt; }

private:
    std::optional<int> m_since;
    mutable int m_fetched = 0;
};

} // namespace perennial
