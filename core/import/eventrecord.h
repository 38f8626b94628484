// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/writebatch.h"

#include <string>
#include <tuple>

namespace perennial {

// The order of the events table.
[[nodiscard]] inline bool comesBefore(const EventRow &a, const EventRow &b)
{
    return std::tie(a.profile, a.at, a.metric, a.key) < std::tie(b.profile, b.at, b.metric, b.key);
}

// An event as bytes: small numbers take few. Read by the process that wrote it, never kept.
void appendRecord(const EventRow &row, std::string &bytes);
// `bytes` is one whole record; the texts of the row point into it.
[[nodiscard]] EventRow eventFromRecord(std::string_view bytes);

} // namespace perennial
