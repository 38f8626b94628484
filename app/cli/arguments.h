// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace perennial {

// The common options stand before or after the words of a command; the parser wants them before. What follows `--`
// stays.
[[nodiscard]] QStringList commonOptionsFirst(const QStringList &arguments);

} // namespace perennial
