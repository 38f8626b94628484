// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/saved/sqltemplate.h"

namespace perennial {

class Store;

// The saved queries of one store. Names are unique without regard to the case of ASCII letters. Writing members take a
// writer.
class TemplateShelf
{
public:
    explicit TemplateShelf(Store &store)
        : m_store(store)
    {
    }

    // By name.
    [[nodiscard]] Result<std::vector<SqlTemplate>> list() const;
    [[nodiscard]] Result<std::optional<SqlTemplate>> find(const QString &name) const;
    // A new query, or the one of that name from now on; see validate().
    [[nodiscard]] Result<void> save(const SqlTemplate &query, Instant at);
    // False where there is none of that name.
    [[nodiscard]] Result<bool> remove(const QString &name);

private:
    Store &m_store;
};

} // namespace perennial
