// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

// What is dragged within a builder: its id and the paths of the nodes, with blanks between.
inline const QString NodeMimeType = QStringLiteral("application/x-perennial-node");

} // namespace perennial
