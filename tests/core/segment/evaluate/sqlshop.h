// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"

#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// A shop of five people, told as rows, and what the SQL reference answers for it. Now is Sunday, 1 November 2026, 0:00
// UTC.
namespace sqlshop {

inline const QString Hostile = QStringLiteral("O'Hara; DROP TABLE events;--\n\"50%1\" ☃\u2028\r");

// Conditions as JSON with ' for ".
inline QByteArray document(const QByteArray &children, const char *zone = "UTC")
{
    return segmentText(children, "all", zone);
}

// Saved segments that stand in the test.
class Saved final : public SegmentSources
{
public:
    void add(const QString &name, const QByteArray &children) { m_documents[name.toLower()] = document(children); }

    void add(const SavedQuery &query) { m_queries[query.saved.name.toLower()] = query; }

    Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override
    {
        ++asked;
        const auto found =
            name.of == MemberOf::Segment ? m_documents.constFind(name.name.toLower()) : m_documents.constEnd();
        if (found == m_documents.constEnd())
            return std::nullopt;
        return SegmentDoc::fromJson(*found).map([](const SegmentDoc &doc) { return std::optional(doc); });
    }
    Result<std::vector<qint64>> peopleFound(const SqlCondition &, const TimeFrame &, const QString &) const override
    {
        return std::vector<qint64>();
    }
    Result<std::optional<SavedQuery>> query(const QString &name) const override
    {
        const auto found = m_queries.constFind(name.toLower());
        return found == m_queries.constEnd() ? std::nullopt : std::optional(*found);
    }

    mutable int asked = 0;

private:
    QHash<QString, QByteArray> m_documents;
    QHash<QString, SavedQuery> m_queries;
};

// The shop's rows. D is a day, N is now.
inline constexpr auto People = R"sql(
    INSERT INTO profiles VALUES (1, N-400*D, 0, NULL, 1), (2, N-300*D, 0, NULL, 1), (3, NULL, 0, NULL, 1),
                                (4, N-2*D, 0, NULL, 1), (5, N-90*D, 0, NULL, 1), (9, NULL, 0, 2, 1);
    INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'bo@example.com', 9, 0, 1);
    INSERT INTO properties VALUES (1, 'City', 'text'), (2, 'Score', 'number'), (3, 'Birthday', 'date'), (4, 'Town', 'text'),
                                  (5, 'Latitude', 'number'), (6, 'Longitude', 'number'), (7, 'RFM Score', 'number'), (8, ?, 'text'), (10, 'Odd', 'text');
    INSERT INTO property_values VALUES (1, 1, 0, 'Austin', 1), (2, 1, 0, 'Bonn', 1), (3, 1, 0, 'Bonn', 1), (4, 1, 0, '', 1),
        (1, 4, 0, 'Aus', 1), (2, 4, 0, 'Berlin', 1), (4, 4, 0, '', 1), (1, 8, 0, ?, 1), (1, 10, 0, 'a' || char(0) || 'b', 1), (2, 10, 0, 'ab', 1),
        (1, 5, 0, 52.52, 1), (1, 6, 0, 13.405, 1), (2, 5, 0, 50.7374, 1), (2, 6, 0, 7.0982, 1), (3, 5, 0, 52.52, 1),
        (1, 7, 0, 555, 1), (2, 7, 0, 555, 1), (3, 7, 0, 111, 1), (4, 7, 0, 333, 1), (1, 3, 0, 951782400000, 1), (2, 3, 0, 952300800000, 1);
    INSERT INTO consents(profile_id, channel, at, state, method, double_opt_in, import_id) VALUES
        (1, 'email', N-10*D, 'subscribed', 'form', 1, 1), (9, 'email', N-20*D, 'subscribed', NULL, NULL, 1),
        (3, 'email', N-5*D, 'unsubscribed', ?, 0, 1);
    INSERT INTO suppressions VALUES (3, 'email', N-3*D, 'HARD_BOUNCED', NULL, 1), (4, 'email', N-30*D, 'complaint', NULL, 1);
)sql";

inline constexpr auto Events = R"sql(
    INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Viewed Product'), (3, 'Refunded Order'), (4, ?);
    INSERT INTO event_details VALUES (1, '{"size":41,"label":"Shoes"}'), (2, '{"size":41.0,"label":"1"}'), (3, '{"size":"41","label":1}'),
        (4, '{"label":true,"on":"2026-03-01"}'), (5, json_object(?, ?));
    INSERT INTO events VALUES
        (1, N-100*D, 1, 1, 1000, 'EUR', 'A', 1, 1), (1, N-70*D, 1, 2, 3000, NULL, 'B', 2, 1), (1, N-40*D, 1, 3, 2000, 'EUR', 'C', 3, 1),
        (1, N-39*D, 3, 4, 2000, 'EUR', 'C', NULL, 1), (1, N-1*D, 2, 5, NULL, NULL, NULL, 4, 1),
        (9, N-10*D, 1, 6, 500, 'EUR', 1, 4, 1), (2, N-10*D, 1, 7, 100, 'EUR', '1', 1, 1), (2, N-9*D, 3, 8, 500, 'EUR', 1, NULL, 1),
        (3, N-200*D, 1, 9, 900, 'USD', NULL, 2, 1), (3, N-200*D+1, 1, 10, NULL, NULL, NULL, NULL, 1), (3, N, 1, 11, 700, 'EUR', NULL, 3, 1),
        (4, N-2*D, 2, 12, NULL, NULL, NULL, 1, 1), (4, N-2*D, 2, 13, NULL, NULL, NULL, 3, 1), (5, N-1, 4, 14, NULL, NULL, NULL, 5, 1);
)sql";

inline constexpr auto Orders = R"sql(
    INSERT INTO orders(id, source, key, profile_id, created_at, currency, test, cancelled, cancelled_at, tags, discount_codes, content_hash, import_id) VALUES
        (1, 's', 'A', 1, N-100*D, 'EUR', 0, 0, NULL, 'gift, vip', NULL, 0, 1), (2, 's', 'B', 1, N-70*D, 'EUR', 0, 1, N-60*D, NULL, 'SAVE', 0, 1),
        (3, 's', 'C', 1, N-40*D, 'EUR', 0, 0, NULL, NULL, 'SAVE,MORE', 0, 1), (4, 's', 'D', 9, N-10*D, 'USD', 0, 1, N+1, NULL, NULL, 0, 1),
        (5, 's', 'E', 3, N-5*D, 'EUR', 1, 0, NULL, NULL, NULL, 0, 1), (6, 's', 'F', 4, N-5*D, 'EUR', 0, 0, NULL, NULL, NULL, 0, 1);
    INSERT INTO order_lines VALUES (1, 1, 'Shirt - Red', 'S1', 'Acme', 2, 1500, 500), (1, 2, 'Hat A - / Blue', 'H1', NULL, 1, NULL, NULL),
        (3, 1, 'Shirt - Slim / Red', 'S1', ?, 1, 1999, NULL), (4, 1, 'Sock', NULL, NULL, 5, 300, NULL);
)sql";

inline constexpr auto Stays = R"sql(
    INSERT INTO lists(id, name, note, created_at) VALUES (1, 'VIPs', NULL, 0), (2, ?, NULL, 0);
    INSERT INTO list_members VALUES (1, 1, N-10*D, NULL), (1, 9, N-90*D, N), (1, 3, N-90*D, N+1), (2, 4, N-1, NULL);
    INSERT INTO flow_stays VALUES ('Welcome', 'Mail 1', 1, N-9*D, N-8*D), ('Welcome', 'Mail 2', 1, N-8*D, NULL), ('Welcome', 'Mail 1', 4, N-2*D, NULL),
        (?, ?, 5, N-2*D, NULL);
)sql";

inline QByteArray sqlOfRows()
{
    QByteArray rows = QByteArray(People) + Events + Orders + Stays;
    rows.replace('?', "'" + QString(Hostile).replace(u'\'', QStringLiteral("''")).toUtf8() + "'");
    rows.replace("N+", "1793491200000+")
        .replace("N-", "1793491200000-")
        .replace("*D", "*86400000")
        .replace(" N,", " 1793491200000,")
        .replace(" N)", " 1793491200000)");
    return rows;
}

inline void addSegments(Saved &saved)
{
    saved.add(QStringLiteral("Buyers"), "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}");
    saved.add(QStringLiteral("Recent"),
              "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':30,'unit':'day'},"
              "'compare':{'op':'at_least_once'}}");
    saved.add(
        QStringLiteral("Both"),
        "{'kind':'membership','of':'segment','name':'buyers'},{'kind':'membership','of':'segment','name':'Recent'}");
    saved.add(QStringLiteral("Ring"), "{'kind':'membership','of':'segment','name':'Chain'}");
    saved.add(QStringLiteral("Chain"), "{'kind':'membership','of':'segment','name':'Ring'}");
    saved.add(QStringLiteral("Patterns"), "{'kind':'property','property':'City','op':'matches','value':'^A'}");
    saved.add(Hostile, "{'kind':'property','property':'City','op':'is','value':'Bonn'}");
}

} // namespace sqlshop

class SqlShop
{
public:
    void write();
    // The ids of the members, or what went wrong.
    QString members(const QByteArray &children, const char *zone = "UTC") const;
    Result<QString> query(const QByteArray &children, const char *zone = "UTC") const;
    const Database &database() const { return m_store->database(); }
    const sqlshop::Saved &saved() const { return m_saved; }

private:
    QTemporaryDir m_folder;
    std::optional<Store> m_store;
    sqlshop::Saved m_saved;
};

inline void SqlShop::write()
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    auto store = Store::create(m_folder.filePath(QStringLiteral("five.perennial")), settings);
    QVERIFY(store.has_value());
    const auto written = store->database().execute(sqlshop::sqlOfRows());
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    QVERIFY(store->checkpoint());
    auto reader = Store::openReader(store->path());
    QVERIFY(reader.has_value());
    m_store.emplace(std::move(*reader));
    sqlshop::addSegments(m_saved);
}

inline Result<QString> SqlShop::query(const QByteArray &children, const char *zone) const
{
    return SegmentDoc::fromJson(sqlshop::document(children, zone)).and_then([&](const SegmentDoc &doc) {
        return segmentSql(doc, {{1793491200000}, QTimeZone::utc(), QStringLiteral("EUR"), &m_saved});
    });
}

inline QString SqlShop::members(const QByteArray &children, const char *zone) const
{
    const auto sql = query(children, zone);
    if (!sql)
        return sql.error().message + u' ' + sql.error().where;
    auto statement = m_store->database().prepare(sql->toStdString());
    if (!statement)
        return statement.error().detail + u'\n' + *sql;
    QStringList ids;
    const auto read = forEachRow(*statement, [&](const Statement &row) { ids.append(row.text(0)); });
    return read ? ids.join(u' ') : read.error().detail;
}

} // namespace perennial
