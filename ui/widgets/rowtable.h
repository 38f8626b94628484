// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

namespace perennial {

// A table of whole rows in a card, one chosen at a time: no grid, no frame, no row headers, texts on one line; Tab
// leaves it. `name` is what a screen reader says.
void makeRowTable(QTableView &table, const QString &name);

} // namespace perennial
