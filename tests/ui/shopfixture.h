// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QTest>

#include <QtWidgets/QWidget>

namespace perennial {

// A store of an invented shop, opened in a workspace of its own.
struct Shop
{
    // Ada (1) was merged with the guest who used only a phone (2); she bought twice and got a part of it back. Ben (3)
    // bought once. `more` people beyond them are called "Person 00004" and so on and did nothing.
    [[nodiscard]] static QByteArray people(int more = 0);
    [[nodiscard]] bool fill(const QByteArray &sql,
                            const StoreSettings &settings = {.name = QStringLiteral("Fern"),
                                                             .currency = QStringLiteral("EUR"),
                                                             .homeZone = QStringLiteral("Europe/London")});
    [[nodiscard]] bool open();

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("fern.perennial"));
    JobRunner runner;
    Workspace workspace{runner};
};

// The one widget of that name below `parent`; fails loudly with a null.
template <class T>
[[nodiscard]] T *named(QWidget *parent, const char *name)
{
    auto *found = parent->findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qWarning("There is no %s in the window", name);
    return found;
}

inline QByteArray Shop::people(int more)
{
    QByteArray sql = R"sql(
INSERT INTO identifier_kinds VALUES (7, 'shopify_customer');
INSERT INTO profiles(id, created_at, merged_into, import_id) VALUES (1, 1767225600000, NULL, 1), (2, NULL, 1, 1), (3, NULL, NULL, 1);
INSERT INTO identifiers(kind_id, value, profile_id, flags, import_id) VALUES
    (1, 'ada@example.com', 1, 0, 1), (2, '+12025550101', 2, 0, 1), (7, '4711', 3, 0, 1), (1, 'ben@example.com', 3, 0, 1);
INSERT INTO merges VALUES (1, 1, 2, 'phone', '{}', 1767225600000, 1, NULL);
INSERT INTO properties VALUES (1, 'First Name', 'text'), (2, 'Last Name', 'text'), (3, 'City', 'text'), (4, 'Country', 'text'), (5, 'VIP', 'boolean');
INSERT INTO property_values VALUES (1, 1, 1, 'Ada', 1), (1, 2, 1, 'Okafor', 1), (1, 3, 1, 'Lyon', 1), (1, 4, 1, 'FR', 1), (1, 5, 1, 1, 1),
    (3, 1, 1, 'Ben', 1), (3, 2, 1, 'Ortega', 1);
INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES (1, 'email', 1767225600000, 'subscribed', 'form', 0, 1), (1, 'sms', 1767225600000, 'unsubscribed', NULL, 0, 1);
INSERT INTO suppressions VALUES (1, 'sms', 1767225600000, 'complaint', NULL, 1);
INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Viewed Product'), (3, 'Refunded Order');
INSERT INTO event_details VALUES (1, '{"label":"Mugs"}');
INSERT INTO events VALUES (1, 1773576000000, 1, 1, 8000, 'EUR', 42, NULL, 1), (1, 1778846400000, 1, 2, 2550, 'EUR', 43, NULL, 1),
    (1, 1778850000000, 3, 3, 1000, 'EUR', 42, NULL, 1), (2, 1778846000000, 2, 4, NULL, NULL, NULL, 1, 1),
    (3, 1773576000000, 1, 5, 500, 'EUR', 44, NULL, 1);
INSERT INTO orders(id, source, key, number, profile_id, created_at, currency, total, refunded, content_hash, import_id) VALUES
    (1, 'shopify', 42, '#1042', 1, 1773576000000, 'EUR', 8000, 1000, 1, 1), (2, 'shopify', 43, '#1043', 1, 1778846400000, 'EUR', 2550, 0, 1, 1),
    (3, 'shopify', 44, '#1044', 3, 1773576000000, 'EUR', 500, 0, 1, 1);
INSERT INTO order_lines VALUES (1, 1, 'Trail Mug', 'M-1', NULL, 2, 4000, NULL), (2, 1, 'Fern pot', 'P-1', NULL, 1, 2550, NULL);
INSERT INTO imports VALUES (1, '/home/fern/orders_export.csv', 'shopify-orders', 'shopify', NULL, 'Europe/London', 1778850000000, 1778850000000, 100, 7, 5, 1, 1, '[]');
INSERT INTO import_rejects VALUES (1, 3, 4, 'Created at', 'This is no date.', '#1045,yesterday');
)sql";
    if (more > 0) {
        sql +=
            "WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < " + QByteArray::number(3 + more) +
            ") INSERT INTO profiles(id, import_id) SELECT i, 1 FROM n;"
            "INSERT INTO property_values SELECT id, 1, 1, printf('Person %05d', id), 1 FROM profiles WHERE id > 3;"
            "INSERT INTO identifiers SELECT 1, printf('p%05d@example.com', id), id, 0, 1 FROM profiles WHERE id > 3;";
    }
    return sql;
}

inline bool Shop::fill(const QByteArray &sql, const StoreSettings &settings)
{
    auto store = Store::create(path, settings);
    if (!store)
        return false;
    const auto filled =
        store->database().execute("BEGIN;" + sql + "UPDATE settings SET value = '1' WHERE key = 'revision';COMMIT;");
    if (!filled)
        qWarning("%s", qPrintable(filled.error().detail));
    return filled.has_value();
}

inline bool Shop::open()
{
    const auto opened = workspace.open(path);
    if (!opened)
        qWarning("%s", qPrintable(opened.error().message));
    return opened.has_value();
}

} // namespace perennial
