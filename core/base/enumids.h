// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace perennial {

// The stable ids of enumerations in JSON, in the order of their enumerators.
template <class E>
struct EnumIds;

template <class E>
[[nodiscard]] QString enumId(E value)
{
    return QLatin1String(EnumIds<E>::ids[static_cast<size_t>(value)]);
}

template <class E>
[[nodiscard]] std::optional<E> enumFromId(const QString &id)
{
    for (size_t i = 0; i < EnumIds<E>::ids.size(); ++i) {
        if (id == QLatin1String(EnumIds<E>::ids[i]))
            return static_cast<E>(i);
    }
    return std::nullopt;
}

} // namespace perennial
