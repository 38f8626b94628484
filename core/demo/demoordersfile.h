// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace perennial {

class DemoShop;

// Shopify's order export in its 79 columns, newest order first, one row a line item: the first row of an order says
// everything, the next repeat name, e-mail, time, phone and vendor only.
[[nodiscard]] QByteArray demoOrdersText(const DemoShop &shop);

} // namespace perennial
