// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace perennial {

// Tab goes through `box` in the order of its layouts, after what comes before `box`: for parts that come and go.
void orderTabStops(QWidget *box);

} // namespace perennial
