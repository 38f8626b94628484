// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/storemark.h"

#include "core/store/store.h"

namespace perennial {

Result<StoreMark> StoreMark::read(const Store &store)
{
    StoreMark mark;
    mark.storeId = store.storeId();
    mark.currency = store.settings().currency;
    const auto revision = currentRevision(store.database());
    if (!revision)
        return failure(revision.error());
    mark.revision = *revision;
    const std::pair<qint64 StoreMark::*, const char *> numbers[] = {
        {&StoreMark::schema, "PRAGMA user_version"},
        {&StoreMark::lastProfile, "SELECT max(id) FROM profiles"},
        {&StoreMark::lastMetric, "SELECT max(id) FROM metrics"},
        {&StoreMark::lastProperty, "SELECT max(id) FROM properties"},
        {&StoreMark::lastDetails, "SELECT max(id) FROM event_details"},
        {&StoreMark::lastOrder, "SELECT max(id) FROM orders"},
    };
    for (const auto &[member, sql] : numbers) {
        const auto number = store.database().integer(sql);
        if (!number)
            return failure(number.error());
        mark.*member = *number;
    }
    return mark;
}

} // namespace perennial
