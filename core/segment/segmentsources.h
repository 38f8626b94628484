// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/segmentcycle.h"

namespace perennial {

// What a document refers to that stands in no column: saved segments and saved queries. Free to be used by one thread
// at a time.
class SegmentSources
{
public:
    virtual ~SegmentSources() = default;
    // Nothing where there is none of this name; a saved segment that cannot be read is an error.
    [[nodiscard]] virtual Result<std::optional<SegmentDoc>> segment(const QString &name) const = 0;
    // The ids that a saved query yields, as it yields them. Errors name `where`.
    [[nodiscard]] virtual Result<std::vector<qint64>> peopleFound(const SqlCondition &condition, Instant asOf,
                                                                  const QString &where) const = 0;
};

// Those of a store, which is opened for reading when the first is asked for.
class StoreSources final : public SegmentSources
{
public:
    explicit StoreSources(QString storePath)
        : m_path(std::move(storePath))
    {
    }

    [[nodiscard]] Result<std::optional<SegmentDoc>> segment(const QString &name) const override;
    [[nodiscard]] Result<std::vector<qint64>> peopleFound(const SqlCondition &condition, Instant asOf,
                                                          const QString &where) const override;

private:
    QString m_path;
};

} // namespace perennial
