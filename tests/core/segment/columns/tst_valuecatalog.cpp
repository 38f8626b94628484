// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/profiletable.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace perennial;

// Which values people and events have, while somebody types one.
class TestValueCatalog : public QObject
{
    Q_OBJECT

private:
    static QString told(const std::vector<ValueCount> &values);

    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void valuesAreFoundWhileTyping();
    void itemsOfListsAreValues();
    void valuesOfEveryTypeAreListed();
    void whatWasBoughtCountsOncePerOrder();
    void manyValuesAreFoundInTheirOrder();
};

QString TestValueCatalog::told(const std::vector<ValueCount> &values)
{
    QStringList list;
    for (const ValueCount &value : values)
        list.append(QStringLiteral("%1 %2").arg(value.value).arg(value.count));
    return list.join(QLatin1String(", "));
}

void TestValueCatalog::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("five.perennial"));
    auto store = Store::create(path, StoreSettings());
    QVERIFY(store.has_value());
    const auto written = store->database().execute(R"sql(
        INSERT INTO profiles VALUES (1, 1000, 0, NULL, 1), (2, 1000, 0, NULL, 1), (3, 1000, 0, NULL, 1),
                                    (4, 1000, 0, NULL, 1), (5, 1000, 0, NULL, 1);
        INSERT INTO properties VALUES (1, 'City', 'text'), (2, 'Score', 'number'), (3, 'Tags', 'list'),
                                      (4, 'Vip', 'boolean'), (5, 'Since', 'date');
        INSERT INTO property_values VALUES (1, 1, 1000, 'Berlin', 1), (2, 1, 1000, 'Oberlin', 1),
            (3, 1, 1000, 'Berlin', 1), (4, 1, 1000, 'Bergen', 1), (5, 1, 1000, 'ÅRHUS', 1),
            (1, 2, 1000, 0.5, 1), (1, 2, 5000, 7.25, 1), (2, 2, 1000, -2, 1), (3, 2, 1000, NULL, 1),
            (1, 3, 1000, '["new","vip"]', 1), (2, 3, 1000, '["vip","vip"]', 1),
            (1, 4, 1000, 1, 1), (2, 4, 1000, 0, 1), (3, 4, 1000, 0, 1),
            (1, 5, 1000, 172800000, 1), (2, 5, 1000, 86400000, 1), (3, 5, 1000, 172800000, 1);
        INSERT INTO metrics VALUES (1, 'Placed Order');
        INSERT INTO event_details VALUES
            (1, '{"label":"Shoes","size":41,"items":["tea","mug","tea"],"gift":true,"stars":4}'),
            (2, '{"label":"Socks","items":["tea",7.5],"gift":false,"stars":"4"}');
        INSERT INTO events VALUES (1, 2000, 1, 1, 1000, 'USD', NULL, 1, 1), (1, 6000, 1, 2, 3000, 'USD', NULL, 2, 1),
            (2, 2000, 1, 1, 10, 'USD', NULL, 2, 1), (4, 2000, 1, 1, NULL, NULL, NULL, NULL, 1),
            (5, 2000, 1, 1, 1250, 'USD', NULL, 2, 1);
        INSERT INTO orders(id, source, key, profile_id, created_at, currency, cancelled, cancelled_at, tags,
                           discount_codes, content_hash, import_id) VALUES
            (1, 's', 1, 1, 2000, 'USD', 0, NULL, 'gift, vip', 'SUMMER', 1, 1),
            (2, 's', 2, 2, 2000, 'USD', 0, NULL, 'vip', NULL, 1, 1),
            (3, 's', 3, 2, 3000, 'USD', 1, 4000, 'vip', 'SUMMER', 1, 1);
        INSERT INTO order_lines VALUES
            (1, 1, 'Mug - Black', 'M-B', 'Clay', 1, 1000, NULL), (1, 2, 'Mug - Black', 'M-B', 'Clay', 2, 1000, NULL),
            (1, 3, 'Hat', NULL, 'Acme', 1, 1000, NULL), (2, 1, 'Shirt - Black', 'S-B', '', 1, 1000, NULL),
            (2, 2, 'Hat', NULL, 'Acme', 1, 1000, NULL), (3, 1, 'Hat', 'H', 'Acme', 1, 1000, NULL);
    )sql");
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

void TestValueCatalog::valuesAreFoundWhileTyping()
{
    const auto cities = m_table->values().ofProperty(QStringLiteral("City"));
    QCOMPARE(told(cities->find({}, 10)), QStringLiteral("Berlin 2, Bergen 1, Oberlin 1, ÅRHUS 1"));
    QCOMPARE(told(cities->find(QStringLiteral("BER"), 10)), QStringLiteral("Berlin 2, Bergen 1, Oberlin 1"));
    QCOMPARE(told(cities->find(QStringLiteral("ber"), 2)), QStringLiteral("Berlin 2, Bergen 1"));
    QCOMPARE(told(cities->find(QStringLiteral("lin"), 10)), QStringLiteral("Berlin 2, Oberlin 1"));
    QCOMPARE(told(cities->find(QStringLiteral("århus"), 10)), QStringLiteral("ÅRHUS 1"));
    QVERIFY(cities->find(QStringLiteral("x"), 10).empty());
    QVERIFY(cities->find({}, 0).empty());
    // A list is made once.
    QCOMPARE(m_table->values().ofProperty(QStringLiteral("City")), cities);
    QCOMPARE(told(m_table->values().ofEvents(QStringLiteral("Placed Order"), QStringLiteral("label"))->find({}, 9)),
             QStringLiteral("Socks 3, Shoes 1"));
    QVERIFY(m_table->values().ofProperty(QStringLiteral("Nothing"))->find({}, 9).empty());
}

void TestValueCatalog::itemsOfListsAreValues()
{
    QCOMPARE(told(m_table->values().ofProperty(QStringLiteral("Tags"))->find({}, 9)), QStringLiteral("vip 2, new 1"));
    const auto items = m_table->values().ofEvents(QStringLiteral("Placed Order"), QStringLiteral("items"));
    QCOMPARE(told(items->find({}, 9)), QStringLiteral("tea 4, 7.5 3, mug 1"));
    QVERIFY(items->type() == ValueType::Text);
}

void TestValueCatalog::valuesOfEveryTypeAreListed()
{
    const auto numbers = m_table->values().ofProperty(QStringLiteral("Score"));
    QCOMPARE(told(numbers->find({}, 9)), QStringLiteral("-2 1, 7.25 1"));
    QVERIFY(numbers->type() == ValueType::Number);
    const auto dates = m_table->values().ofProperty(QStringLiteral("Since"));
    QCOMPARE(told(dates->find({}, 9)), QStringLiteral("1970-01-03T00:00:00Z 2, 1970-01-02T00:00:00Z 1"));
    QCOMPARE(told(dates->find(QStringLiteral("01-02t"), 9)), QStringLiteral("1970-01-02T00:00:00Z 1"));
    QVERIFY(dates->type() == ValueType::Date);
    const auto yesOrNo = m_table->values().ofProperty(QStringLiteral("Vip"));
    QCOMPARE(told(yesOrNo->find({}, 9)), QStringLiteral("false 2, true 1"));
    QVERIFY(yesOrNo->type() == ValueType::Boolean);
    const auto ofEvents = [&](const char *property) {
        return m_table->values().ofEvents(QStringLiteral("Placed Order"), QLatin1String(property));
    };
    QCOMPARE(told(ofEvents("gift")->find({}, 9)), QStringLiteral("false 3, true 1"));
    QVERIFY(ofEvents("gift")->type() == ValueType::Boolean);
    QCOMPARE(told(ofEvents("size")->find({}, 9)), QStringLiteral("41 1"));
    QVERIFY(ofEvents("size")->type() == ValueType::Number);
    // The number and the text are one value to somebody who looks for it.
    QCOMPARE(told(ofEvents("stars")->find({}, 9)), QStringLiteral("4 4"));
    QVERIFY(ofEvents("stars")->type() == ValueType::Text);
}

void TestValueCatalog::whatWasBoughtCountsOncePerOrder()
{
    const auto values = [this](const char *property) {
        return told(m_table->values().ofOrderLines(QLatin1String(property))->find({}, 9));
    };
    QCOMPARE(values("product"), QStringLiteral("Hat 2, Mug - Black 1, Shirt - Black 1"));
    QCOMPARE(values("variant"), QStringLiteral("Black 2"));
    QCOMPARE(values("sku"), QStringLiteral("M-B 1, S-B 1"));
    QCOMPARE(values("vendor"), QStringLiteral("Acme 2, Clay 1"));
    QCOMPARE(values("tag"), QStringLiteral("vip 2, gift 1"));
    QCOMPARE(values("discount_code"), QStringLiteral("SUMMER 1"));
    QCOMPARE(values("price"), QString());
    QCOMPARE(values("category"), QString());
}

void TestValueCatalog::manyValuesAreFoundInTheirOrder()
{
    std::vector<ValueList::Entry> entries;
    QStringList expected;
    for (int i = 0; i < 3000; ++i) {
        const QString text =
            QStringLiteral("Item %1%2").arg(i * 7 % 3000).arg(i % 3 == 0 ? QStringLiteral("É") : QString());
        entries.push_back({text.toUtf8(), i % 5 == 0 ? 0U : 1U});
        if (i % 5 != 0)
            expected.append(text);
    }
    std::ranges::sort(expected, {}, [](const QString &text) { return text.toUtf8(); });
    const ValueList list(entries);
    QStringList found;
    for (const ValueCount &value : list.find({}, 5000))
        found.append(value.value);
    QCOMPARE(found, expected);
    QCOMPARE(list.find(QStringLiteral("é"), 5000).size(), size_t(expected.filter(QStringLiteral("É")).size()));
    QCOMPARE(list.find(QStringLiteral("item 299"), 5000).size(),
             size_t(expected.filter(QStringLiteral("Item 299")).size()));
}

QTEST_GUILESS_MAIN(TestValueCatalog)
#include "tst_valuecatalog.moc"
