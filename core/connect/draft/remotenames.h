// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/enumids.h"

#include <QJsonObject>

#include <compare>
#include <map>
#include <set>

namespace perennial {

// What a definition names by an id of the account.
enum class RemoteKind { Metric, List, Segment, Template };

template <>
struct EnumIds<RemoteKind>
{
    static constexpr std::array ids{"metric", "list", "segment", "template"};
};

struct RemoteName
{
    RemoteKind kind = RemoteKind::Metric;
    QString name;

    friend std::strong_ordering operator<=>(const RemoteName &, const RemoteName &) = default;
};

using RemoteIds = std::map<RemoteName, QString>;

// "metric “Placed Order”", for people.
[[nodiscard]] QString wordsOf(const RemoteName &name);

// The names that stand in a request where the account's ids belong: "metric:Placed Order", see klaviyoId().
[[nodiscard]] std::set<RemoteName> namesIn(const QJsonObject &request);
// The request with ids in the places of names. A name that is not among them stays.
[[nodiscard]] QJsonObject withIds(const QJsonObject &request, const RemoteIds &ids);

} // namespace perennial
