// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/templates/segmenttemplate.h"

namespace perennial {

class Store;

// The templates that somebody made, kept in the store. Names are unique without regard to the case of ASCII letters.
// Writing members take a writer.
class OwnTemplates
{
public:
    explicit OwnTemplates(Store &store)
        : m_store(store)
    {
    }

    // By name; one that a newer Perennial wrote is left out.
    [[nodiscard]] Result<std::vector<SegmentTemplate>> list() const;
    // A new one without an id, else that one from now on, which comes back where it was deleted. Yields it with its id.
    [[nodiscard]] Result<SegmentTemplate> save(SegmentTemplate own, Instant at);
    [[nodiscard]] Result<void> remove(const QString &id);
    // The name, or the name with a number where it is taken.
    [[nodiscard]] Result<QString> freeName(const QString &wanted) const;

private:
    [[nodiscard]] Result<void> checkNameFree(const QString &name, qint64 owner) const;

    Store &m_store;
};

} // namespace perennial
