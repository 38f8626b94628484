// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QStringList>

#include <map>

namespace perennial {

class Store;

// Tags by segment; each segment's in alphabetical order.
using TagsBySegment = std::map<SegmentId, QStringList>;

// Without blanks around and doubled ones within, without empty ones, each once, in alphabetical order. Tags are the
// same without regard to case.
[[nodiscard]] QStringList tidyTags(const QStringList &tags);

// The words somebody puts on the segments of a store to find them by. They stay with a segment that is removed, and so
// come back with it.
class SegmentTags
{
public:
    explicit SegmentTags(Store &store)
        : m_store(store)
    {
    }

    // Of all segments that have some.
    [[nodiscard]] Result<TagsBySegment> all() const;
    [[nodiscard]] Result<QStringList> of(SegmentId id) const;
    // In the place of those the segments had, in one transaction; takes a writer. A tag that other segments have is
    // spelled as it is there.
    [[nodiscard]] Result<void> set(const TagsBySegment &tags);

private:
    [[nodiscard]] Result<void> write(SegmentId id, const QStringList &tags);

    Store &m_store;
};

} // namespace perennial
