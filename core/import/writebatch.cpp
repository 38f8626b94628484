// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/writebatch.h"

namespace perennial {

void WriteBatch::clear()
{
    texts.clear();
    names.clear();
    profiles.clear();
    earlierProfiles.clear();
    identifiers.clear();
    merges.clear();
    properties.clear();
    consents.clear();
    suppressions.clear();
    orders.clear();
    events.clear();
    rejects.clear();
}

} // namespace perennial
