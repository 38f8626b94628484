// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

// The folder new stores are offered in: the user's data folder for this program, made with mode 0700.
[[nodiscard]] QString storesFolder();

// Where a file dialog begins: the user's documents, or their home where they keep none.
[[nodiscard]] QString documentsFolder();

} // namespace perennial
