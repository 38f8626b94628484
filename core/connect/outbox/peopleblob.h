// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace perennial {

// Somebody a destination was told of, and the hash of what it was told.
struct SentPerson
{
    qint64 id = 0;
    quint64 hash = 0;

    friend bool operator==(const SentPerson &, const SentPerson &) = default;
};

// Ascending ids as bytes: their differences as LEB128. A million takes about 1 MB where ids are dense.
[[nodiscard]] QByteArray idsToBytes(std::span<const ProfileId> ids);
[[nodiscard]] Result<std::vector<ProfileId>> idsFromBytes(const QByteArray &bytes);
// By ascending id: two little-endian 64-bit numbers each, so that a million is read at the speed of memory.
[[nodiscard]] QByteArray sentToBytes(std::span<const SentPerson> people);
[[nodiscard]] Result<std::vector<SentPerson>> sentFromBytes(const QByteArray &bytes);

// Who came, who is still there, and who left, each ascending.
struct AudienceDifference
{
    std::vector<ProfileId> joins;
    std::vector<ProfileId> stays;
    std::vector<ProfileId> leaves;
};

// One walk over both; `now` and `before` ascend.
[[nodiscard]] AudienceDifference differenceOf(std::span<const ProfileId> now, std::span<const SentPerson> before);

} // namespace perennial
