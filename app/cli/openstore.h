// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/store/store.h"

namespace perennial {

// The store of --store, for a command that reads (its questions end when a stop is asked for) and for one that writes.
[[nodiscard]] Result<Store> openToRead(const CommonOptions &options);
[[nodiscard]] Result<Store> openToWrite(const CommonOptions &options);
// Its path, or the failure to name one.
[[nodiscard]] Result<QString> storePath(const CommonOptions &options);

} // namespace perennial
