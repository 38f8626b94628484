// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace perennial {

// A row id that cannot be mixed up with another table's. 0 is "none" everywhere.
template <class Tag>
struct Id
{
    qint64 value = 0;

    [[nodiscard]] bool isValid() const { return value != 0; }
    friend auto operator<=>(const Id &, const Id &) = default;
};

using ProfileId = Id<struct ProfileTag>;
using MetricId = Id<struct MetricTag>;
using PropertyId = Id<struct PropertyTag>;
using OrderId = Id<struct OrderTag>;
using ImportId = Id<struct ImportTag>;
using SegmentId = Id<struct SegmentTag>;
using ListId = Id<struct ListTag>;

} // namespace perennial

template <class Tag>
struct std::hash<perennial::Id<Tag>>
{
    size_t operator()(const perennial::Id<Tag> &id) const noexcept { return std::hash<qint64>{}(id.value); }
};
