// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/peoplelists.h"

#include "core/store/rows.h"
#include "core/store/store.h"

namespace perennial {

namespace {

ProfileId readId(const Statement &row)
{
    return {row.integer(0)};
}

} // namespace

Result<std::vector<ProfileId>> peopleWithOrders(const Store &store, qint64 atLeast)
{
    return queryRows(
        store.database(),
        "SELECT coalesce(p.merged_into, p.id) AS person FROM events e JOIN profiles p ON p.id = e.profile_id "
        "WHERE e.metric_id = (SELECT id FROM metrics WHERE name = 'Placed Order') "
        "GROUP BY person HAVING count(*) >= ?1 ORDER BY person",
        readId, atLeast);
}

Result<std::vector<ProfileId>> peopleOfImport(const Store &store, ImportId import)
{
    return queryRows(store.database(),
                     R"sql(SELECT DISTINCT coalesce(p.merged_into, p.id) AS person FROM (
                         SELECT id FROM profiles WHERE import_id = ?1
                         UNION SELECT profile_id FROM identifiers WHERE import_id = ?1
                         UNION SELECT profile_id FROM property_values WHERE import_id = ?1
                         UNION SELECT profile_id FROM consents WHERE import_id = ?1
                         UNION SELECT profile_id FROM orders WHERE import_id = ?1
                         UNION SELECT profile_id FROM events WHERE import_id = ?1) touched
                     JOIN profiles p ON p.id = touched.id ORDER BY person)sql",
                     readId, import.value);
}

Result<ImportReach> reachOfImport(const Store &store, ImportId import)
{
    const auto people = peopleOfImport(store, import);
    if (!people)
        return failure(people.error());
    const auto orders = queryRows(
        store.database(), "SELECT count(*) FROM orders WHERE import_id = ?1",
        [](const Statement &row) { return row.integer(0); }, import.value);
    if (!orders)
        return failure(orders.error());
    return ImportReach{static_cast<qint64>(people->size()), orders->front()};
}

} // namespace perennial
