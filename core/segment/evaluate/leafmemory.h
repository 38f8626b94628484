// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/condition.h"
#include "core/segment/plan/plan.h"

#include <functional>
#include <list>
#include <mutex>

namespace perennial {

// What a condition means beside its table: equal keys give equal verdicts.
struct LeafKey
{
    Condition is;
    Instant asOf;
    QTimeZone zone;
    int weekStart = 1;

    friend bool operator==(const LeafKey &, const LeafKey &) = default;
};

class RememberedLeaf;

// A leaf that judges each whole chunk of people once and remembers it; lets go of `leaf` when it knows all.
[[nodiscard]] std::shared_ptr<const Leaf> rememberedLeaf(std::shared_ptr<const Leaf> leaf, quint32 people);

// The verdicts of conditions that were asked before, so that an edit costs what it changes and no more: for a
// definition under someone's hands. Free to be used by any number of threads; keeps no table alive.
class LeafMemory
{
public:
    using LeafPointer = std::shared_ptr<const Leaf>;
    using Make = std::function<Result<LeafPointer>()>;

    // A leaf that judges each chunk of people once; `make` binds it where it is new. Errors are not remembered.
    [[nodiscard]] Result<LeafPointer> leaf(const LeafKey &key, const std::shared_ptr<const ProfileTable> &table,
                                           const Make &make);

private:
    struct Entry
    {
        LeafKey key;
        std::shared_ptr<const RememberedLeaf> leaf;
    };

    [[nodiscard]] LeafPointer find(const LeafKey &key, const std::shared_ptr<const ProfileTable> &table);
    void keep(const LeafKey &key, const std::shared_ptr<const RememberedLeaf> &leaf,
              const std::shared_ptr<const ProfileTable> &table);

    std::mutex m_mutex;
    std::weak_ptr<const ProfileTable> m_table;
    std::list<Entry> m_entries; // the latest asked first
};

} // namespace perennial
