// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/ordercolumn.h"
#include "core/segment/columns/valuelist.h"

namespace perennial {

// How many orders have a line with each text that order lines can be asked for (product, variant, sku, vendor), or bear
// each tag or discount code. Cancelled orders do not count; of numbers nothing is listed.
[[nodiscard]] ValueList orderLineValues(const OrderTable &orders, const QString &property);

} // namespace perennial
