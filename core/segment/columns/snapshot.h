// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/storemark.h"
#include "core/store/store.h"

namespace perennial {

// A store in a read transaction: what other connections write meanwhile is not seen by it.
struct Snapshot
{
    Store store;
    StoreMark mark;

    [[nodiscard]] static Result<Snapshot> open(const QString &path);
};

} // namespace perennial
