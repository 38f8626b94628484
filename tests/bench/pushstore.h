// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"
#include "core/store/store.h"

#include <QByteArray>

namespace perennial {

// People 1 to `people` with an address, consent and a first name.
inline QByteArray pushedPeopleSql(const QByteArray &people)
{
    const QByteArray each = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + people + ") ";
    return "BEGIN; INSERT INTO properties VALUES (1, 'First Name', 'text');" + each +
           "INSERT INTO profiles(id, import_id) SELECT i, 1 FROM n;" + each +
           "INSERT INTO identifiers(kind_id, value, profile_id, import_id) SELECT 1, 'p' || i || '@example.com', i, 1 "
           "FROM n;" +
           each +
           "INSERT INTO consents(profile_id, channel, at, state, import_id) SELECT i, 'email', 1, 'subscribed', 1 FROM "
           "n;" +
           each + "INSERT INTO property_values SELECT i, 1, 1, 'Zoe ' || i, 1 FROM n; COMMIT;";
}

inline Result<Store> storeOfPushedPeople(const QString &path, int people)
{
    auto store = Store::create(path, {.name = QStringLiteral("Fern")});
    if (!store)
        return store;
    if (const auto made = store->database().execute(pushedPeopleSql(QByteArray::number(people))); !made)
        return failure(made.error());
    return store;
}

// Everybody of a list named All, as profiles with their first names.
inline Destination klaviyoOfAll()
{
    Destination destination;
    destination.name = QStringLiteral("Klaviyo");
    destination.way = DeliveryWay::Profiles;
    destination.mode = SyncMode::Upsert;
    destination.source = {AudienceKind::List, QStringLiteral("All")};
    destination.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")}};
    return destination;
}

} // namespace perennial
