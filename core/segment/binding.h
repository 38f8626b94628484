// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/profiletable.h"

namespace perennial {

// What documents are bound to.
struct Binding
{
    const ProfileTable &table;
    TimeFrame frame;
    qint64 moneyScale = 100; // minor units in one unit of the store's currency
};

} // namespace perennial
