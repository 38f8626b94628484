// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/money.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/randomchoice.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include <array>

namespace perennial {

// A small store full of odd cases, the same for the same seed: merged profiles, values that are not known, foreign
// currencies, milliseconds, several consents, properties with a history, orders that were cancelled or were tests,
// lists and flows that people left again, saved segments that contain each other, and times that sit on the edges of
// windows. One that reaches far has any currency and home zone, some of what happened and of its dates lies anywhere
// between 1930 and 2090, and a few people did something hundreds of times.
class RandomStore : private RandomChoice
{
public:
    enum class Spread { Near, Far };

    // 2026-03-29: the clocks of Berlin change on this day.
    static constexpr qint64 Origin = 1774742400000;

    explicit RandomStore(quint32 seed, Spread spread = Spread::Near)
        : RandomChoice(seed)
        , m_isFar(spread == Spread::Far)
    {
        if (!m_isFar)
            return;
        m_currency = pick({"EUR", "JPY", "KWD", "GBP"});
        m_zone = pick({"Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca",
                       "America/St_Johns", "Pacific/Apia", "America/Santiago", "Africa/Monrovia", "America/New_York"});
        for (qint64 &era : m_eras)
            era = changeOfClocks();
    }

    bool write(const QString &path)
    {
        StoreSettings settings;
        settings.currency = QLatin1String(m_currency);
        settings.homeZone = QLatin1String(m_zone);
        m_minorUnits = 1;
        for (int digit = minorDigits(settings.currency); digit > 0; --digit)
            m_minorUnits *= 10;
        auto store = Store::create(path, settings);
        if (!store)
            return false;
        m_sql = "BEGIN;";
        addNames();
        addSaved();
        addProfiles();
        for (int profile = 1; profile <= m_profiles; ++profile)
            addDoings(profile);
        // A flow is known by who was in it: somebody of whom nothing else is known.
        const QString other = number(m_profiles + 1);
        insert("profiles", {other, "NULL", "0", "NULL", "1"});
        for (const char *flow : {"'Welcome'", "'Win back'"})
            insert("flow_stays", {flow, "'Wait'", other, "1", "2"});
        insert("events", {"0", number(moment()), "1", "1", "100", "NULL", "NULL", "NULL", "1"});
        m_sql += "COMMIT;";
        const auto written = store->database().execute(m_sql);
        if (!written)
            qWarning() << written.error().message << written.error().detail;
        return written && store->checkpoint();
    }

    // A moment on the grid that windows are measured on, or a millisecond beside it.
    qint64 moment(int days = 120)
    {
        qint64 back = below(days * 24) * Instant::HourMs;
        const int beside = below(6);
        if (m_isFar && chance(50))
            back += below(4) * Instant::HourMs / 4;
        const qint64 last = m_isFar && chance(35) ? m_eras[static_cast<size_t>(below(Eras))] : Origin;
        return last - back + (beside == 0 ? 1 : beside == 1 ? -1 : 0);
    }

private:
    static QString number(qint64 value) { return QString::number(value); }
    // Anywhere between 1930 and 2090.
    qint64 farMoment()
    {
        constexpr qint64 first = daysFromCivil(1930, 1, 1), end = daysFromCivil(2090, 1, 1);
        return (first + below(static_cast<int>(end - first))) * Instant::DayMs + below(Instant::DayMs);
    }
    // Midnight, UTC, after the clocks of the zone have changed next, or a year later.
    qint64 changeOfClocks()
    {
        const QTimeZone zone(m_zone);
        const auto offset = [&](qint64 ms) { return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)); };
        const qint64 day = farMoment() / Instant::DayMs * Instant::DayMs;
        qint64 later = day;
        while (offset(later) == offset(day) && later < day + 366 * Instant::DayMs)
            later += Instant::DayMs;
        return later;
    }
    QString ownCurrency() const { return u'\'' + QLatin1String(m_currency) + u'\''; }
    static QString quoted(const char *text)
    {
        return u'\'' + QString::fromUtf8(text).replace(u'\'', QStringLiteral("''")) + u'\'';
    }
    // One of them, or not known.
    QString quotedOrNull(std::initializer_list<const char *> texts, int nullPercent)
    {
        return chance(nullPercent) ? QStringLiteral("NULL") : quoted(pick(texts));
    }
    QString momentOrNull(int nullPercent, int days) { return chance(nullPercent) ? "NULL" : number(moment(days)); }

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
        int property = 0;
        for (const auto &[name, type] : Properties)
            insert("properties", {number(++property), quoted(name), quoted(type)});
        int id = 0;
        for (const char *details : Details)
            insert("event_details", {number(++id * 2), quoted(details)});
        for (int i = 0; i < DatedDetails; ++i) // some of them ahead
            insert(
                "event_details",
                {number(++id * 2), QStringLiteral("'{\"on\":%1}'").arg(moment(pick({30, 500})) + 8 * Instant::DayMs)});
        insert("lists(id, name, note, created_at)", {"1", "'Newsletter'", "NULL", "0"});
        insert("lists(id, name, note, created_at)", {"2", "'Testers'", "NULL", "0"});
        insert("lists(id, name, note, created_at)", {"3", "'Nobody'", "NULL", "0"});
    }

    // Fans and Diamond reach Buyers by two ways; Not Fans is purely negative; Recent asks for a change.
    void addSaved()
    {
        const auto save = [&](int id, const char *name, const char *children, const char *zone = "") {
            const QByteArray document = QByteArray("{\"format\":\"perennial-segment\",\"version\":1,\"name\":\"") +
                                        name + "\",\"zone\":\"" + zone + "\",\"root\":{\"kind\":\"group\"," +
                                        QByteArray(children).replace('\'', '"') + "}}";
            insert("segments(id, name, created_at, updated_at, deleted_at)",
                   {number(id), quoted(name), "0", "0", "NULL"});
            insert("segment_versions", {number(id), "1", "0", quoted(document.constData()), "NULL"});
        };
        save(1, "Buyers",
             "'match':'all','children':[{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':30},"
             "'compare':{'op':'at_least_once'}}]");
        save(2, "Fans",
             "'match':'any','children':[{'kind':'membership','name':'buyers'},{'kind':'property','property':'City',"
             "'op':'starts_with','value':'Aust'}]");
        save(3, "Diamond",
             "'match':'all','children':[{'kind':'membership','name':'Fans'},{'kind':'membership','name':'Buyers',"
             "'in':false},{'kind':'event','metric':'Opened Email','window':{'kind':'this_month'},'compare':{'op':"
             "'zero_times'}}]",
             "Pacific/Chatham");
        save(4, "Not Fans", "'match':'none','children':[{'kind':'membership','name':'FANS'}]");
        save(5, "Recent",
             "'match':'all','children':[{'kind':'membership','name':'Fans','since':{'kind':'last','n':14}}]");
        addLifecycle();
        const auto ask = [&](int id, const char *name, const char *query, const char *parameters) {
            insert("sql_templates", {number(id), quoted(name), quoted(query), quoted(parameters), "NULL", "0"});
        };
        ask(1, "Every nth", "SELECT id FROM profiles WHERE id % :part = 0",
            "[{\"name\":\"part\",\"type\":\"number\"}]");
        ask(2, "Spenders",
            "SELECT profile_id FROM events WHERE metric_id = 1 AND at <= :as_of GROUP BY 1 HAVING sum(value) >= :least",
            "[{\"name\":\"least\",\"type\":\"number\"}]");
        ask(3, "Of a city",
            "SELECT v.profile_id, v.value FROM property_values v JOIN properties p ON p.id = v.property_id "
            "WHERE p.name = 'City' AND v.value = :city AND v.since <= :as_of",
            "[{\"name\":\"city\",\"type\":\"text\"}]");
    }

    // A stage that asks for a segment, one that asks for an earlier stage, one that says nothing yet.
    void addLifecycle()
    {
        const QByteArray document =
            "{'format':'perennial-lifecycle','version':1,'zone':'Pacific/Chatham','others':'Rest','stages':["
            "{'name':'Fresh','root':{'kind':'group','children':[{'kind':'rhythm','pattern':'first_time','metric':"
            "'Placed Order','window':{'kind':'last','n':20}}]}},"
            "{'name':'Loyal','root':{'kind':'group','children':[{'kind':'membership','name':'Fans'},{'kind':"
            "'membership','of':'stage','name':'Fresh','in':false,'since':{'kind':'last','n':30}}]}},"
            "{'name':'Unsaid','root':{'kind':'group','children':[{'kind':'event'}]}},"
            "{'name':'Reader','root':{'kind':'group','match':'any','children':[{'kind':'event','metric':'Opened "
            "Email','compare':{'op':'at_least','value':2}},{'kind':'property','property':'City','op':'is',"
            "'value':'Austin','unknown':'in'}]}}]}";
        insert("lifecycle", {"1", quoted(QByteArray(document).replace('\'', '"').constData()), "0"});
    }

    void addProfiles()
    {
        m_profiles = between(8, 70);
        for (int profile = 1; profile <= m_profiles; ++profile) {
            const bool merged = profile > 3 && chance(15);
            const QString into = merged ? number(between(1, 3)) : QStringLiteral("NULL");
            insert("profiles", {number(profile), momentOrNull(m_isFar ? 30 : 10, 60), "0", into, "1"});
            if (chance(70))
                insert("identifiers",
                       {"1", QStringLiteral("'p%1@example.com'").arg(profile), number(profile), "0", "1"});
            if (chance(40))
                insert("identifiers", {"2", QStringLiteral("'+1555%1'").arg(profile), number(profile), "0", "1"});
        }
    }

    void addDoings(int profile)
    {
        addEvents(profile);
        addProperties(profile);
        addConsents(profile);
        addStays(profile);
        for (int i = chance(40) ? 0 : below(5); i > 0; --i)
            addOrder(profile);
    }

    // How far something may lie back: a day or two, a year and a half, mostly `usual` days or some months.
    int days(int usual) { return chance(10) ? 540 : chance(10) ? 2 : chance(50) ? usual : 120; }

    void addEvents(int profile)
    {
        const int events = m_isFar && chance(4) ? between(150, 400) : chance(20) ? 0 : below(12);
        qint64 at = moment();
        for (int i = 0; i < events; ++i) {
            at = chance(15) ? at : moment(days(25));
            const QString value = chance(25) ? QStringLiteral("NULL") : number(between(-2, 12) * 5 * m_minorUnits);
            const QString order = chance(40) ? QStringLiteral("NULL") : pick({"1001", "1002", "'1001'", "'#7'"});
            const int kinds = static_cast<int>(std::size(Details)) + (chance(30) ? DatedDetails : 0);
            const QString details = chance(25) ? QStringLiteral("NULL") : number(2 * between(1, kinds + 1));
            insert("events", {number(profile), number(at), pick({"1", "1", "2", "7"}), number(i), value,
                              pick({ownCurrency(), ownCurrency(), QStringLiteral("NULL"), QStringLiteral("'USD'")}),
                              order, details, "1"});
        }
    }

    QString propertyValue(const char *name, const QString &type)
    {
        if (chance(12))
            return QStringLiteral("NULL");
        if (type == QLatin1String("boolean"))
            return number(below(2));
        if (type == QLatin1String("date") && m_isFar && chance(40))
            return number(farMoment());
        if (type == QLatin1String("date"))
            return chance(20) ? number(Origin - below(3) * Instant::DayMs) : number(moment(chance(25) ? 25 : 500));
        if (type == QLatin1String("list"))
            return quoted(pick({"[\"a\",\"b\"]", "[]", "[\"b\"]", "[\"a\",\"O'Hara, 50%1\"]"}));
        if (type == QLatin1String("number"))
            return numberFor(QByteArray(name));
        if (QByteArray(name) == "Zip")
            return quoted(pick({"10115", "10999", "79101", "SW1A 1AA"}));
        if (QByteArray(name) == "Country" || QByteArray(name) == "RFM Group")
            return quoted(pick({"DE", "AT", "Champions"}));
        return quoted(pick({"Austin", "austin", "O'Hara, 50%1", "", "Zoë", "Aust"}));
    }

    QString numberFor(const QByteArray &name)
    {
        if (name == "Latitude")
            return pick({"52.52", "48.137", "-36.85", "0", "89.9"});
        if (name == "Longitude")
            return pick({"13.405", "11.575", "179.9", "-176.5", "0"});
        return chance(50) ? number(between(-1, 4)) : QString::number(below(8) * 0.25);
    }

    void addProperties(int profile)
    {
        int property = 0;
        for (const auto &[name, type] : Properties) {
            ++property;
            const int values = chance(30) ? 0 : chance(70) ? 1 : between(2, 4);
            for (int i = 0; i < values; ++i)
                insert("property_values", {number(profile), number(property), number(moment(chance(20) ? 540 : 20)),
                                           propertyValue(name, QLatin1String(type)), "1"});
        }
    }

    QString channel() { return pick({"'email'", "'email'", "'sms'", "'push'", "'whatsapp'"}); }

    void addConsents(int profile)
    {
        for (int i = below(5); i > 0; --i)
            insert("consents", {number(profile), channel(), number(moment(days(30))),
                                pick({"'subscribed'", "'subscribed'", "'unsubscribed'", "'never'"}),
                                quotedOrNull({"Web form", "Checkout", "Checkout", "Web form", ""}, 25), "0", "1",
                                pick({"NULL", "0", "1"})});
        for (int i = chance(45) ? below(3) : 0; i > 0; --i)
            insert("suppressions",
                   {number(profile), channel(), number(moment(days(30))),
                    quoted(pick({"test", "HARD_BOUNCED", "soft bounce", "complaint"})), momentOrNull(50, 10), "1"});
    }

    // Some time after it began, or not yet.
    QString endAfter(qint64 since)
    {
        return chance(50) ? QStringLiteral("NULL") : number(since + below(40 * 24) * Instant::HourMs);
    }

    void addStays(int profile)
    {
        for (int i = below(4); i > 0; --i) {
            const qint64 since = moment(chance(20) ? 540 : 60);
            insert("list_members", {pick({"1", "1", "2"}), number(profile), number(since), endAfter(since)});
        }
        for (int i = below(4); i > 0; --i) {
            const qint64 since = moment(chance(20) ? 540 : 60);
            insert("flow_stays", {pick({"'Welcome'", "'Win back'"}), pick({"'Mail 1'", "'Wait'"}), number(profile),
                                  number(since), endAfter(since)});
        }
    }

    void addOrder(int profile)
    {
        const qint64 at = moment(days(60));
        const QString id = number(++m_orders);
        const bool cancelled = chance(25);
        insert(
            "orders(id, source, key, profile_id, created_at, currency, test, cancelled, cancelled_at, discount_codes,"
            " tags, content_hash, import_id)",
            {id, "'shop'", id, chance(5) ? "NULL" : number(profile), number(at),
             chance(75) ? ownCurrency() : QStringLiteral("'USD'"), chance(10) ? "1" : "0", cancelled ? "1" : "0",
             cancelled ? pick({QStringLiteral("NULL"), number(moment(60))}) : QStringLiteral("NULL"),
             quotedOrNull({"SAVE10", "SAVE10, VIP", "vip", "\tSAVE10 ,\vVIP\f,", "\u00a0VIP"}, 40),
             quotedOrNull({"", "gift", "gift, sale", "Sale", "gift,\tsale", "\n sale\r\n,, \t ,gift ", " \t"}, 30), "0",
             "1"});
        for (int line = below(4); line > 0; --line)
            insert("order_lines",
                   {id, number(line),
                    quotedOrNull({"Shoes - Red / 41", "Shoes", "Mug - Blue", "shoes - red", "", "Mug - "}, 10),
                    quotedOrNull({"S-1", "S-2", "7", ""}, 30), quotedOrNull({"Austin", "Zoë & Co", ""}, 30),
                    number(between(0, 4)), chance(15) ? "NULL" : number(below(9) * (499 * m_minorUnits / 100) + 1),
                    chance(60) ? "NULL" : number(below(3) * m_minorUnits / 2)});
    }

    struct NameAndType
    {
        const char *name;
        const char *type;
    };
    static constexpr NameAndType Properties[] = {
        {"City", "text"},        {"Score", "number"},
        {"Vip", "boolean"},      {"Birthday", "date"},
        {"Tags", "list"},        {"Country", "text"},
        {"Region", "text"},      {"Zip", "text"},
        {"Latitude", "number"},  {"Longitude", "number"},
        {"RFM Score", "number"}, {"Predicted CLV", "number"},
        {"RFM Group", "text"},   {"Expected Next Order", "date"},
        {"Home Town", "text"},   {"Goal", "number"},
        {"Last Seen", "date"},
    };
    static constexpr const char *Details[] = {
        "{}",
        "{\"label\":\"Shoes\",\"size\":41}",
        "{\"label\":\"O'Hara, 50%1\",\"size\":41.5,\"gift\":true}",
        "{\"label\":\"shoes\",\"size\":\"41\",\"on\":\"2026-03-01\"}",
        "{\"label\":null,\"gift\":false,\"tags\":[\"a\",\"b\"]}",
        "{\"label\":7,\"on\":\"2026-02-01T10:00:00Z\",\"tags\":[]}",
        "{\"on\":1772323200000,\"size\":-1,\"tags\":[\"b\",7]}",
        "{\"label\":\"Shoes\",\"mark\":1,\"size\":0.5}",
        "{\"mark\":1.0,\"on\":\"2024-02-29\"}",
        "{\"label\":\"Zoë\",\"mark\":\"1\",\"size\":41}",
        "{\"mark\":true,\"size\":2}",
        "{\"label\":\"Socks\",\"size\":1}",
        "{\"label\":7.0,\"on\":1772323200000.0,\"size\":41.0,\"tags\":[7.0,\"a\"]}",
        "{\"label\":\"\",\"size\":41.0,\"mark\":1e0,\"gift\":\"true\",\"tags\":\"a\"}",
        "{\"on\":\"1965-07-04\",\"size\":41}",
        "{\"on\":\"2040-07-01T02:30:00+05:30\",\"label\":\"Shoes\"}",
        "{\"on\":\"2025-09-07\"}",
    };

    static constexpr int DatedDetails = 60;

    static constexpr int Eras = 4;

    bool m_isFar;
    const char *m_currency = "EUR";
    const char *m_zone = "Europe/Berlin";
    qint64 m_minorUnits = 1;
    std::array<qint64, Eras> m_eras{};
    int m_profiles = 0;
    int m_orders = 0;
    QByteArray m_sql;
};

} // namespace perennial
