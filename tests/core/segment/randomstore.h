// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/store/store.h"

#include <QRandomGenerator>
#include <QTest>

namespace perennial {

// A small store full of odd cases, the same for the same seed: merged profiles, values that are not known, foreign
// currencies, milliseconds, several consents, properties with a history, and times that sit on the edges of windows.
class RandomStore
{
public:
    // 2026-03-29: the clocks of Berlin change on this day.
    static constexpr qint64 Origin = 1774742400000;

    explicit RandomStore(quint32 seed)
        : m_random(seed)
    {
    }

    bool write(const QString &path)
    {
        StoreSettings settings;
        settings.currency = QStringLiteral("EUR");
        settings.homeZone = QStringLiteral("Europe/Berlin");
        auto store = Store::create(path, settings);
        if (!store)
            return false;
        m_sql = "BEGIN;";
        addNames();
        addProfiles();
        for (int profile = 1; profile <= m_profiles; ++profile) {
            addEvents(profile);
            addProperties(profile);
            addConsents(profile);
        }
        m_sql += "COMMIT;";
        const auto written = store->database().execute(m_sql);
        if (!written)
            qWarning() << written.error().message << written.error().detail;
        return written && store->checkpoint();
    }

    // A moment on the grid that windows are measured on, or a millisecond beside it.
    qint64 moment(int days = 120)
    {
        const qint64 hour = (m_random.bounded(days * 24)) * Instant::HourMs;
        const int beside = m_random.bounded(6);
        return Origin - hour + (beside == 0 ? 1 : beside == 1 ? -1 : 0);
    }

private:
    bool chance(int percent) { return m_random.bounded(100) < percent; }

    void insert(const char *table, const QStringList &values)
    {
        m_sql += QStringLiteral("INSERT OR IGNORE INTO %1 VALUES(%2);")
                     .arg(QLatin1String(table), values.join(u','))
                     .toUtf8();
    }

    void addNames()
    {
        insert("metrics", {"1", "'Placed Order'"});
        insert("metrics", {"2", "'Opened Email'"});
        insert("metrics", {"3", "'Never Happened'"});
        insert("metrics", {"7", "'Closed Ticket'"});
        const char *types[] = {"text", "number", "boolean", "date", "list"};
        for (int i = 0; i < 5; ++i)
            insert("properties", {QString::number(i + 1), QStringLiteral("'%1'").arg(names[i]),
                                  QStringLiteral("'%1'").arg(types[i])});
        int id = 0;
        for (const char *details :
             {"{}", "{\"label\":\"Shoes\",\"size\":41}", "{\"label\":\"O'Hara, 50%1\",\"size\":41.5,\"gift\":true}",
              "{\"label\":\"shoes\",\"size\":\"41\",\"on\":\"2026-03-01\"}",
              "{\"label\":null,\"gift\":false,\"tags\":[\"a\",\"b\"]}",
              "{\"label\":7,\"on\":\"2026-02-01T10:00:00Z\",\"tags\":[]}",
              "{\"on\":1772323200000,\"size\":-1,\"tags\":[\"b\",7]}"})
            insert("event_details", {QString::number(++id * 2),
                                     QStringLiteral("'%1'").arg(QString::fromUtf8(details).replace(u'\'', "''"))});
    }

    void addProfiles()
    {
        m_profiles = m_random.bounded(8, 90);
        for (int profile = 1; profile <= m_profiles; ++profile) {
            const bool merged = profile > 3 && chance(15);
            const QString into = merged ? QString::number(m_random.bounded(1, 3)) : QStringLiteral("NULL");
            insert("profiles",
                   {QString::number(profile), chance(10) ? "NULL" : QString::number(moment(60)), "0", into, "1"});
            if (chance(70))
                insert("identifiers",
                       {"1", QStringLiteral("'p%1@example.com'").arg(profile), QString::number(profile), "0", "1"});
            if (chance(40))
                insert("identifiers",
                       {"2", QStringLiteral("'+1555%1'").arg(profile), QString::number(profile), "0", "1"});
        }
    }

    void addEvents(int profile)
    {
        const int events = chance(20) ? 0 : m_random.bounded(12);
        for (int i = 0; i < events; ++i) {
            const char *metrics[] = {"1", "1", "2", "7"};
            const QString value = chance(25) ? QStringLiteral("NULL") : QString::number(m_random.bounded(-2, 12) * 500);
            const char *currencies[] = {"'EUR'", "'EUR'", "NULL", "'USD'"};
            const QString details = chance(25) ? QStringLiteral("NULL") : QString::number(2 * m_random.bounded(1, 8));
            insert("events", {QString::number(profile), QString::number(moment()), metrics[m_random.bounded(4)],
                              QString::number(i), value, currencies[m_random.bounded(4)], "NULL", details, "1"});
        }
    }

    QString propertyValue(int property)
    {
        if (chance(12))
            return QStringLiteral("NULL");
        const char *texts[] = {"'Austin'", "'austin'", "'O''Hara, 50%1'", "''", "'Zoë'", "'Aust'"};
        const char *lists[] = {"'[\"a\",\"b\"]'", "'[]'", "'[\"b\"]'", "'[\"a\",\"O''Hara, 50%1\"]'"};
        switch (property) {
        case 1:
            return QString::fromUtf8(texts[m_random.bounded(6)]);
        case 2:
            return chance(50) ? QString::number(m_random.bounded(-1, 4)) : QString::number(m_random.bounded(8) * 0.25);
        case 3:
            return QString::number(m_random.bounded(2));
        case 4:
            return QString::number(moment(500));
        default:
            return QString::fromUtf8(lists[m_random.bounded(4)]);
        }
    }

    void addProperties(int profile)
    {
        for (int property = 1; property <= 5; ++property) {
            const int values = chance(30) ? 0 : chance(70) ? 1 : m_random.bounded(2, 4);
            for (int i = 0; i < values; ++i)
                insert("property_values", {QString::number(profile), QString::number(property),
                                           QString::number(moment(20)), propertyValue(property), "1"});
        }
    }

    void addConsents(int profile)
    {
        const char *channels[] = {"'email'", "'email'", "'sms'", "'push'"};
        const char *states[] = {"'subscribed'", "'subscribed'", "'unsubscribed'", "'never'"};
        for (int i = m_random.bounded(5); i > 0; --i)
            insert("consents", {QString::number(profile), channels[m_random.bounded(4)], QString::number(moment(30)),
                                states[m_random.bounded(4)], "NULL", "0", "1", "NULL"});
        for (int i = chance(30) ? m_random.bounded(3) : 0; i > 0; --i)
            insert("suppressions",
                   {QString::number(profile), channels[m_random.bounded(4)], QString::number(moment(30)), "'test'",
                    chance(50) ? "NULL" : QString::number(moment(10)), "1"});
    }

    static constexpr const char *names[] = {"City", "Score", "Vip", "Birthday", "Tags"};

    QRandomGenerator m_random;
    int m_profiles = 0;
    QByteArray m_sql;
};

} // namespace perennial
