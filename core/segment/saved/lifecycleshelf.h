// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/document/lifecycle.h"
#include "core/segment/document/savedname.h"

namespace perennial {

class Store;

// The lifecycle of one store. Writing members take a writer.
class LifecycleShelf
{
public:
    explicit LifecycleShelf(Store &store)
        : m_store(store)
    {
    }

    // The one that was saved; nothing where that of everybody applies.
    [[nodiscard]] Result<std::optional<Lifecycle>> saved() const;
    // The one that applies.
    [[nodiscard]] Result<Lifecycle> current() const;
    // Refuses one of which a stage would contain itself, by way of the stages and saved segments it names.
    [[nodiscard]] Result<void> save(const Lifecycle &lifecycle, Instant at);
    // Goes back to that of everybody.
    [[nodiscard]] Result<void> forget();
    // The stages that ask for membership of it.
    [[nodiscard]] Result<QStringList> stagesNaming(const SavedName &name) const;

private:
    Store &m_store;
};

// What a store has saved under a name; nothing where there is none.
[[nodiscard]] Result<std::optional<SegmentDoc>> savedDefinition(Store &store, const SavedName &name);

} // namespace perennial
