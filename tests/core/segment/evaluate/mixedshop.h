// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segmentshelf.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"

#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// A small shop with some of everything: places, consents, lists, flows, scores, orders.
namespace mixedshop {

// Thursday 2026-10-01T00:00:00Z, which the rows below count their days from.
inline constexpr qint64 Start = 1'790'812'800'000;

// "@5" is the fifth day after the start.
inline QByteArray withMoments(QByteArray sql)
{
    for (qsizetype place = sql.indexOf('@'); place >= 0; place = sql.indexOf('@', place)) {
        qsizetype end = place + 1;
        while (end < sql.size() && sql[end] >= '0' && sql[end] <= '9')
            ++end;
        const qint64 day = sql.mid(place + 1, end - place - 1).toLongLong();
        sql.replace(place, end - place, QByteArray::number(Start + day * Instant::DayMs));
    }
    return sql;
}

inline constexpr auto People = R"sql(
    INSERT INTO profiles VALUES (1, @0, 0, NULL, 1), (2, @0, 0, NULL, 1), (3, @0, 0, NULL, 1), (4, @0, 0, NULL, 1),
                                (5, @0, 0, NULL, 1), (6, @0, 0, NULL, 1), (9, @0, 0, 2, 1);
    INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'cleo@example.com', 3, 0, 1);
    INSERT INTO metrics VALUES (1, 'Opened Ticket');
    INSERT INTO events(profile_id, at, metric_id, key, import_id) VALUES (1, @10, 1, 1, 1), (4, @6, 1, 2, 1);
    INSERT INTO properties VALUES (1, 'Country', 'text'), (2, 'Zip', 'text'), (3, 'Latitude', 'number'),
        (4, 'Longitude', 'number'), (5, 'Points', 'number'), (6, 'Goal', 'number'), (7, 'City', 'text'),
        (8, 'Home Town', 'text'), (9, 'Last Visit', 'date'), (10, 'Predicted CLV', 'number'), (11, 'RFM Group', 'text');
    INSERT INTO property_values VALUES (1, 1, @0, 'DE', 1), (2, 1, @0, 'US', 1), (3, 1, @0, 'DE', 1), (5, 1, @0, 'US', 1),
        (1, 2, @0, '10115', 1), (3, 2, @0, '20095', 1),
        (1, 3, @0, 52.52, 1), (1, 4, @0, 13.405, 1), (2, 3, @0, 52.3906, 1), (2, 4, @0, 13.0645, 1),
        (3, 3, @0, 52.52, 1), (3, 3, @7, 53.5511, 1), (3, 4, @0, 13.405, 1), (3, 4, @7, 9.9937, 1), (5, 3, @0, 1.5, 1),
        (1, 5, @0, 10, 1), (2, 5, @0, 30, 1), (3, 5, @0, 30, 1), (5, 5, @0, 5, 1),
        (1, 6, @0, 10, 1), (2, 6, @0, 20, 1), (3, 6, @0, 40, 1),
        (1, 7, @0, 'Berlin', 1), (2, 7, @0, 'Austin', 1), (3, 7, @0, 'Hamburg', 1),
        (1, 8, @0, 'Berlin', 1), (2, 8, @0, 'Aus', 1),
        (1, 9, @12, @12, 1), (2, 9, @3, @3, 1), (4, 9, @5, @5, 1),
        (1, 10, @0, 100, 1), (2, 10, @0, 200, 1), (3, 10, @0, 200, 1), (4, 10, @0, 50, 1), (1, 11, @0, 'Champions', 1);
    INSERT INTO consents(profile_id, channel, at, state, method, double_opt_in, import_id) VALUES
        (1, 'email', @0, 'subscribed', 'form', 1, 1), (2, 'email', @5, 'subscribed', 'till', 0, 1),
        (9, 'email', @5, 'subscribed', 'import', 1, 1), (3, 'email', @20, 'subscribed', NULL, NULL, 1),
        (4, 'email', @1, 'subscribed', 'form', 1, 1), (4, 'email', @2, 'unsubscribed', 'form', NULL, 1);
    INSERT INTO suppressions VALUES (5, 'email', @3, 'HARD_BOUNCED', NULL, 1), (6, 'email', @25, 'complaint', NULL, 1),
        (3, 'email', @4, 'soft bounce', @5, 1);
    INSERT INTO lists(id, name, note, created_at) VALUES (1, 'VIP', NULL, @0), (2, 'Empty', NULL, @0);
    INSERT INTO list_members VALUES (1, 1, @0, NULL), (1, 2, @0, @10), (1, 9, @15, NULL), (1, 3, @0, @20);
    INSERT INTO flow_stays VALUES ('Welcome', 'Day 1', 4, @0, @2), ('Welcome', 'Day 2', 4, @2, NULL),
        ('Welcome', 'Day 1', 5, @25, NULL);
)sql";

// Two orders of Ada; one of Ben that was cancelled later and one of a profile merged into his; a test; one in dollars;
// one without lines; one of nobody.
inline constexpr auto Orders = R"sql(
    INSERT INTO orders(id, source, key, profile_id, created_at, currency, test, cancelled, cancelled_at, discount_codes,
                       tags, content_hash, import_id) VALUES
        (11, 's', 'a', 1, @1, 'EUR', 0, 0, NULL, 'WELCOME10', 'vip, gift', 0, 1),
        (12, 's', 'b', 1, @20, 'EUR', 0, 0, NULL, NULL, '', 0, 1),
        (21, 's', 'c', 2, @2, 'EUR', 0, 1, @10, NULL, NULL, 0, 1),
        (22, 's', 'd', 9, @3, 'EUR', 0, 0, NULL, 'SUMMER,WELCOME10', NULL, 0, 1),
        (31, 's', 'e', 3, @4, 'EUR', 1, 0, NULL, NULL, NULL, 0, 1),
        (41, 's', 'f', 4, @5, 'USD', 0, 0, NULL, NULL, NULL, 0, 1),
        (51, 's', 'g', 5, @6, 'EUR', 0, 0, NULL, NULL, NULL, 0, 1),
        (61, 's', 'h', NULL, @6, 'EUR', 0, 0, NULL, NULL, NULL, 0, 1);
    INSERT INTO order_lines VALUES (11, 1, 'Mug - Red', 'MUG-R', 'Clay', 2, 1000, 100),
        (11, 2, 'Tea / Green', 'TEA-G', 'Leaf', 1, 500, NULL), (12, 1, 'Tea / Green', 'TEA-G', 'Leaf', 3, 500, NULL),
        (21, 1, 'Mug - Red', 'MUG-R', 'Clay', 1, 1000, NULL), (22, 1, 'Mug - Blue', 'MUG-B', 'Clay', 1, 1200, NULL),
        (31, 1, 'Mug - Red', 'MUG-R', 'Clay', 1, 1000, NULL), (41, 1, 'Mug - Red', 'MUG-R', NULL, 5, 900, NULL),
        (61, 1, 'Mug - Red', 'MUG-R', 'Clay', 1, 1000, NULL);
)sql";

} // namespace mixedshop

// It is asked on the `day`th after the start; the answer is the ids of who is in, or where the problem is.
class MixedShop
{
protected:
    void open();
    QString members(const QByteArray &children, int day = 31);
    void save(const char *name, const QByteArray &children);

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<const ProfileTable> m_table;
    Error m_error;
};

inline void MixedShop::open()
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    m_path = m_folder.filePath(QStringLiteral("shop.perennial"));
    auto store = Store::create(m_path, settings);
    QVERIFY(store.has_value());
    const auto written =
        store->database().execute(mixedshop::withMoments(QByteArray(mixedshop::People) + mixedshop::Orders));
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

inline QString MixedShop::members(const QByteArray &children, int day)
{
    const auto answer = answerTo(segmentText(children), m_table, {mixedshop::Start + day * Instant::DayMs});
    if (answer)
        return textOfIds(*answer, *m_table);
    m_error = answer.error();
    return m_error.where;
}

inline void MixedShop::save(const char *name, const QByteArray &children)
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store.has_value());
    QVERIFY(SegmentShelf(*store).save(QString::fromLatin1(name), segmentText(children), {0}).has_value());
}

} // namespace perennial
