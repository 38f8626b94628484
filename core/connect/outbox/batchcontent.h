// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/connect/outbox/peopleblob.h"
#include "core/connect/vendors/pushbatch.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace perennial {

// A row and the hash of what it says, as a batch keeps it.
struct FrozenRow
{
    PushRow row;
    quint64 hash = 0;
};

// The rows of a batch as the store keeps them: compressed, with a checksum of their own.
[[nodiscard]] QByteArray frozenToBytes(std::span<const FrozenRow> rows);
[[nodiscard]] Result<std::vector<FrozenRow>> frozenFromBytes(const QByteArray &bytes);
// Of the same rows, who they are and their hashes, in their order.
[[nodiscard]] Result<std::vector<SentPerson>> peopleOfFrozen(const QByteArray &bytes);

} // namespace perennial
