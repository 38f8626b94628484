// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

// The folder new stores are offered in: the user's data folder for this program, made with mode 0700.
[[nodiscard]] QString storesFolder();

} // namespace perennial
