// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <QString>

namespace perennial {

// Seven people of a small shop, with orders some days ago:
//   1 Ada   150 and 100, 200 and 150 days ago        subscribed
//   2 Ben   300 and 10, 200 and 10 days ago          subscribed
//   3 Cara  500, 300 days ago                        subscribed
//   4 Dan   150 and 100, 200 and 180 days ago        unsubscribed
//   5 Eve   50, 50 and 50, from 400 days ago on      subscribed
//   6 Fay   210 and 1, 120 and 100 days ago          subscribed; phone for SMS
//   7 Gus   nothing; the only one without a country  subscribed
// Lapsed good customers are Ada and Fay.
inline Result<void> makeSmallStore(const QString &path, const QByteArray &more = {})
{
    auto store = Store::create(path, {.name = QStringLiteral("Fern"),
                                      .currency = QStringLiteral("EUR"),
                                      .homeZone = QStringLiteral("Europe/Berlin")});
    if (!store)
        return failure(store.error());
    const qint64 now = Instant::now().ms / 1000 * 1000;
    const auto ago = [now](int days) { return QString::number(now - days * Instant::DayMs); };
    QString sql = QStringLiteral(R"sql(
        INSERT INTO properties VALUES (1, 'First Name', 'text'), (2, 'Country', 'text'), (3, 'Points', 'number');
        INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Viewed Product');
        INSERT INTO event_details VALUES (1, '{"Source":"web"}'), (2, '{"Source":"pos"}');)sql");
    const char *names[] = {"Ada", "Ben", "Cara", "Dan", "Eve", "Fay", "Gus"};
    for (int id = 1; id <= 7; ++id) {
        sql +=
            QStringLiteral("INSERT INTO profiles(id, created_at, import_id) VALUES (%1, %2, 1);").arg(id).arg(ago(500));
        sql +=
            QStringLiteral(
                "INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, '%1@example.com', %2, 1);")
                .arg(QString::fromLatin1(names[id - 1]).toLower())
                .arg(id);
        sql += QStringLiteral("INSERT INTO property_values VALUES (%1, 1, %2, '%3', 1);")
                   .arg(id)
                   .arg(ago(500), QString::fromLatin1(names[id - 1]));
        if (id != 7)
            sql += QStringLiteral("INSERT INTO property_values VALUES (%1, 2, %2, '%3', 1);")
                       .arg(id)
                       .arg(ago(500), id % 2 ? QStringLiteral("DE") : QStringLiteral("FR"));
        sql += QStringLiteral("INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES "
                              "(%1, 'email', %2, '%3', 'form', 0, 1);")
                   .arg(id)
                   .arg(ago(450), id == 4 ? QStringLiteral("unsubscribed") : QStringLiteral("subscribed"));
    }
    struct Order
    {
        int person, days, amount, details;
    };
    constexpr Order orders[] = {{1, 200, 15000, 1}, {1, 150, 10000, 2}, {2, 200, 30000, 1}, {2, 10, 1000, 1},
                                {3, 300, 50000, 1}, {4, 200, 15000, 1}, {4, 180, 10000, 1}, {5, 400, 5000, 1},
                                {5, 300, 5000, 1},  {5, 200, 5000, 2},  {6, 120, 21000, 1}, {6, 100, 100, 1}};
    int key = 0;
    for (const Order &order : orders)
        sql += QStringLiteral("INSERT INTO events VALUES (%1, %2, 1, %3, %4, NULL, NULL, %5, 1);")
                   .arg(order.person)
                   .arg(ago(order.days))
                   .arg(++key)
                   .arg(order.amount)
                   .arg(order.details);
    sql += QStringLiteral(
               "INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (2, '+12025550106', 6, 1);"
               "INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES (6, 'sms', %1, "
               "'subscribed', 'form', 0, 1);")
               .arg(ago(450));
    return store->database().execute(sql.toUtf8() + more);
}

} // namespace perennial
