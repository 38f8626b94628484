// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/savedname.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/saved/sqltemplate.h"

#include <stop_token>

namespace perennial {

// A saved query, and how many columns it yields.
struct SavedQuery
{
    SqlTemplate saved;
    int columns = 1;
};

// What a document refers to that stands in no column: saved segments, stages and saved queries. Free to be used by one
// thread at a time.
class SegmentSources
{
public:
    virtual ~SegmentSources() = default;
    // Nothing where there is none of this name; a definition that cannot be read is an error.
    [[nodiscard]] virtual Result<std::optional<SegmentDoc>> definition(const SavedName &name) const = 0;
    // The ids of people that a saved query yields; some may be unknown. Errors name `where`.
    [[nodiscard]] virtual Result<std::vector<qint64>> peopleFound(const SqlCondition &condition, const TimeFrame &frame,
                                                                  const QString &where) const = 0;
    // Nothing where there is none of this name; one that SQLite does not take is an error.
    [[nodiscard]] virtual Result<std::optional<SavedQuery>> query(const QString &name) const = 0;
};

// The document with every condition unfinished whose saved query still lacks a value for a parameter, so that it is
// passed over instead of refused: what somebody is about to write.
[[nodiscard]] SegmentDoc passingOverUnsaid(SegmentDoc doc, const SegmentSources &sources);

// Those of a store, which is opened for reading when the first is asked for.
class StoreSources final : public SegmentSources
{
public:
    // Queries end soon after `stop` is requested.
    explicit StoreSources(QString storePath, std::stop_token stop = {})
        : m_path(std::move(storePath))
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override;
    [[nodiscard]] Result<std::vector<qint64>> peopleFound(const SqlCondition &condition, const TimeFrame &frame,
                                                          const QString &where) const override;
    [[nodiscard]] Result<std::optional<SavedQuery>> query(const QString &name) const override;

private:
    QString m_path;
    std::stop_token m_stop;
};

} // namespace perennial
