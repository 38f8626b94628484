// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

namespace perennial {

// Whether columns from a file may be used without reading or writing outside of them: people ascend and are below their
// number, runs of events ascend and end where the events end, columns of one thing are equally long, details and codes
// name an entry of their dictionaries, there are no more details than the store ever had, and sets have no bit beyond
// the last person. A checksum keeps accidents out; this is against files that somebody made. On several threads.
[[nodiscard]] bool areSound(const TableColumns &columns);

} // namespace perennial
