// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace perennial {

class Store;

// What a store has that a flow can name.
struct StoreNames
{
    QStringList segments;
    QStringList lists;
    QStringList stages;
    QStringList queries;
    QStringList flows;
};

[[nodiscard]] Result<StoreNames> namesIn(Store &store);

} // namespace perennial
