// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/explainedshop.h"

#include "core/segment/evaluate/segmentengine.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QTest>

namespace perennial {

namespace {

QByteArray json(const QByteArray &children, const char *match)
{
    return "{\"format\":\"perennial-segment\",\"version\":1,\"name\":\"Test\",\"root\":{\"kind\":\"group\",\"match\":"
           "\"" +
           QByteArray(match) + "\",\"children\":[" + QByteArray(children).replace('\'', '"') + "]}}";
}

// 2026-01-01T00:00:00Z is 1767225600000; a day is 86400000.
constexpr const char *People = R"sql(
        INSERT INTO profiles VALUES (1, 1767225600000, 0, NULL, 1), (2, 1767225600000, 0, NULL, 1), (3, NULL, 0, NULL, 1);
        INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'bo@example.com', 2, 0, 1);
        INSERT INTO properties VALUES (1, 'Country', 'text'), (2, 'Score', 'number');
        INSERT INTO property_values VALUES (1, 1, 1767225600000, 'DE', 1), (2, 1, 1767225600000, 'US', 1),
            (1, 2, 1772000000000, 3, 1);
        INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES
            (1, 'email', 1767225600000, 'unsubscribed', 'preference page', 0, 1), (2, 'email', 1767225600000, 'subscribed', 'checkout', 0, 1);
        INSERT INTO suppressions VALUES (2, 'email', 1767225600000, 'HARD_BOUNCED', NULL, 1);
        INSERT INTO properties VALUES (3, 'Latitude', 'number'), (4, 'Longitude', 'number'), (5, 'RFM Score', 'number');
        INSERT INTO property_values VALUES (1, 3, 0, 52.5, 1), (1, 4, 0, 13.4, 1), (2, 3, 0, 48.1, 1), (2, 4, 0, 11.6, 1),
            (1, 5, 0, 3, 1), (2, 5, 0, 9, 1), (3, 5, 0, 5, 1);
        INSERT INTO lists(id, name, note, created_at) VALUES (1, 'Friends', NULL, 0);
        INSERT INTO list_members VALUES (1, 1, 1769817600000, NULL), (1, 2, 1767225600000, 1769817600000);
        INSERT INTO orders(id, source, key, profile_id, created_at, currency, tags, content_hash, import_id) VALUES
            (1, 't', 1, 1, 1767225600000, 'EUR', 'gift', 0, 1), (2, 't', 2, 1, 1769817600000, 'EUR', NULL, 0, 1), (3, 't', 3, 2, 1769904000000, 'EUR', 'gift', 0, 1);
        INSERT INTO order_lines VALUES (1, 1, 'Mug', 'M1', NULL, 2, 1000, NULL), (2, 1, 'Shoe - 41', 'S41', 'Acme', 1, 40000, NULL),
            (3, 1, 'Mug', 'M1', NULL, 1, 1000, NULL);
        INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Opened Email');
        INSERT INTO event_details VALUES (1, '{"label":"Shoes"}');
        INSERT INTO events VALUES (1, 1767225600000, 1, 1, 6590, 'EUR', NULL, 1, 1), (1, 1769817600000, 1, 2, 40000, 'EUR', NULL, NULL, 1),
            (2, 1769904000000, 1, 3, 10000, 'EUR', NULL, NULL, 1), (2, 1770595200000, 2, 4, NULL, NULL, NULL, NULL, 1);
    )sql";

} // namespace

ExplainedShop::ExplainedShop()
{
    write();
    if (QTest::currentTestFailed())
        return;
    const auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

void ExplainedShop::write() const
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    auto store = Store::create(m_path, settings);
    QVERIFY(store.has_value());
    const auto written = store->database().execute(People);
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto buyers = json("{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':10,'unit':'day'},"
                             "'compare':{'op':'at_least_once'}}",
                             "all");
    QVERIFY(SegmentShelf(*store).save(QStringLiteral("Buyers"), buyers, {0}).has_value());
    QVERIFY(store->checkpoint().has_value());
}

SegmentDoc ExplainedShop::document(const QByteArray &children, const char *match)
{
    auto doc = SegmentDoc::fromJson(json(children, match));
    if (!doc)
        qFatal("%s", qPrintable(doc.error().where + doc.error().message));
    return std::move(*doc);
}

Explanation ExplainedShop::explained(const QByteArray &children, qint64 person, const SegmentSources *sources) const
{
    auto explanation = explain(document(children), m_table, {person}, Now, Progress(), sources);
    if (!explanation)
        qFatal("%s", qPrintable(explanation.error().where + explanation.error().message));
    return std::move(*explanation);
}

std::optional<ProfileSet> membersOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                    Instant asOf, const SegmentSources *sources)
{
    const auto plan = SegmentEngine::compile(doc, table, asOf, {.sources = sources});
    if (!plan)
        return std::nullopt;
    auto answer = SegmentEngine::evaluate(*plan, Progress());
    return answer ? std::optional(std::move(answer->members)) : std::nullopt;
}

} // namespace perennial
