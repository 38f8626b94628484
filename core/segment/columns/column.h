// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace perennial {

// A flat array that never changes: one it owns, or one that lies in memory something else holds, such as a mapped file.
// Copies share it.
template <class T>
class Column
{
    static_assert(std::is_trivially_copyable_v<T>, "columns are written to files as they stand");

public:
    using value_type = T;
    using const_iterator = const T *;

    Column() = default;
    // Not explicit: what is gathered in a vector becomes a column by being moved there.
    Column(std::vector<T> values)
    {
        if (values.empty())
            return;
        values.shrink_to_fit();
        const auto owned = std::make_shared<const std::vector<T>>(std::move(values));
        m_values = *owned;
        m_keeper = owned;
    }
    Column(std::span<const T> values, std::shared_ptr<const void> keeper)
        : m_values(values)
        , m_keeper(std::move(keeper))
    {
    }

    [[nodiscard]] const T *data() const { return m_values.data(); }
    [[nodiscard]] size_t size() const { return m_values.size(); }
    [[nodiscard]] bool empty() const { return m_values.empty(); }
    [[nodiscard]] const T &operator[](size_t place) const { return m_values[place]; }
    [[nodiscard]] const T &front() const { return m_values.front(); }
    [[nodiscard]] const T &back() const { return m_values.back(); }
    [[nodiscard]] const T *begin() const { return m_values.data(); }
    [[nodiscard]] const T *end() const { return m_values.data() + m_values.size(); }
    [[nodiscard]] std::span<const T> span() const { return m_values; }

private:
    std::span<const T> m_values;
    std::shared_ptr<const void> m_keeper;
};

} // namespace perennial
