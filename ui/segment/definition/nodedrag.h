// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

// What is dragged within a builder: the path of a node as text.
inline const QString NodeMimeType = QStringLiteral("application/x-perennial-node");

} // namespace perennial
