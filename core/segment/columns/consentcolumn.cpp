// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/consentcolumn.h"

#include <algorithm>
#include <limits>

namespace perennial {

void finish(ConsentColumn &column, quint32 people)
{
    column.subscribed = ProfileSet(people);
    column.unsubscribed = ProfileSet(people);
    column.lastConsentAt = std::numeric_limits<qint64>::min();
    for (const ConsentRow &row : column.consents) {
        column.subscribed.remove(row.person);
        column.unsubscribed.remove(row.person);
        if (row.state == ConsentState::Subscribed)
            column.subscribed.add(row.person);
        if (row.state == ConsentState::Unsubscribed)
            column.unsubscribed.add(row.person);
        column.lastConsentAt = std::max(column.lastConsentAt, row.at);
    }
}

} // namespace perennial
