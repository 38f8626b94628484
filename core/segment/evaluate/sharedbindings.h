// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventfilter.h"

#include <memory>
#include <type_traits>
#include <vector>

namespace perennial {

// What was bound before under the same key. Few keys, so that a search along the list does.
template <class Key, class Value>
class BoundOnce
{
public:
    template <class Make>
    Value get(const Key &key, const Make &make)
    {
        for (const auto &[known, value] : m_entries) {
            if (known == key)
                return value;
        }
        return m_entries.emplace_back(key, make()).second;
    }

private:
    std::vector<std::pair<Key, Value>> m_entries;
};

// One table is asked about many moments: what a document means whatever the moment is bound once. For one thread.
class SharedBindings
{
public:
    using Filter = std::shared_ptr<const EventFilter>;
    using Verdicts = std::shared_ptr<const std::vector<Verdict>>;
    using Numbers = std::shared_ptr<const std::vector<double>>;

    struct FilterKey
    {
        const EventColumn *column;
        FilterSet filters;
        QTimeZone zone;
        friend bool operator==(const FilterKey &, const FilterKey &) = default;
    };
    struct VerdictKey
    {
        const PropertyColumn *column;
        Test test;
        friend bool operator==(const VerdictKey &, const VerdictKey &) = default;
    };

    BoundOnce<FilterKey, Filter> filters;
    BoundOnce<VerdictKey, Verdicts> verdicts; // of a property's distinct texts
    BoundOnce<QString, Numbers> numbers;      // of an event property, by details
};

// A test with a window says something else at another moment.
[[nodiscard]] bool dependsOnMoment(const Test &test);
// Null where every event passes.
[[nodiscard]] SharedBindings::Filter boundFilter(const FilterSet &filters, const EventColumn &column,
                                                 const Binding &binding);

// make() or what another binding made of the same key.
template <class Key, class Value, class Make>
[[nodiscard]] Value boundOnce(BoundOnce<Key, Value> SharedBindings::*of, const Binding &binding,
                              const std::type_identity_t<Key> &key, const Make &make)
{
    return binding.shared ? (binding.shared->*of).get(key, make) : make();
}

} // namespace perennial
