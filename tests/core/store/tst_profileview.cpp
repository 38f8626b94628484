// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profileview.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/store/storesummary.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// Ada (1) was merged with the guest who used only a phone (2). Ben (3) has an order of the shop's own export that was
// partly refunded, and a test order. Cara (4) has done nothing.
constexpr auto People = R"sql(
INSERT INTO identifier_kinds VALUES (7, 'shopify_customer');
INSERT INTO profiles(id, created_at, merged_into, import_id) VALUES (1, 1000, NULL, 1), (2, NULL, 1, 1), (3, NULL, NULL, 1), (4, NULL, NULL, 1);
INSERT INTO identifiers(kind_id, value, profile_id, flags, import_id) VALUES
    (1, 'ada@example.com', 1, 0, 1), (2, '+12025550101', 2, 0, 1), (7, '4', 3, 0, 1), (1, 'ben@example.com', 3, 0, 1),
    (1, 'noemail@example.com', 4, 1, 1);
INSERT INTO merges VALUES (1, 1, 2, 'phone', '{}', 5000, 1, NULL);
INSERT INTO properties VALUES (1, 'First Name', 'text'), (2, 'Last Name', 'text'), (3, 'City', 'text'), (4, 'VIP', 'boolean');
INSERT INTO property_values VALUES (1, 1, 1000, 'Ada', 1), (1, 2, 1000, 'Okafor', 1), (1, 3, 1000, 'Lyon', 1),
    (2, 3, 9000, 'Köln', 1), (1, 4, 1000, 1, 1), (1, 4, 2000, NULL, 1), (3, 1, 1, 'Ben', 1);
INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES (1, 'email', 1000, 'subscribed', 'form', 0, 1), (1, 'email', 3000, 'unsubscribed', NULL, 0, 1);
INSERT INTO suppressions VALUES (1, 'email', 4000, 'bounced', NULL, 1), (1, 'sms', 4000, 'complaint', 5000, 1);
INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Viewed Product');
INSERT INTO event_details VALUES (1, '{"label":"Mugs"}');
INSERT INTO events VALUES (1, 100, 1, 1, 2550, NULL, 11, NULL, 1), (2, 200, 2, 2, NULL, NULL, NULL, 1, 1),
    (3, 300, 1, 3, 8000, NULL, 42, NULL, 1), (3, 2592000300, 1, 4, 999, NULL, 43, NULL, 1), (3, 400, 1, 5, 50, 'JPY', NULL, NULL, 1);
INSERT INTO orders(id, source, key, number, profile_id, created_at, currency, total, refunded, test, content_hash, import_id) VALUES
    (1, 'shopify', 42, '#1042', 3, 300, 'EUR', 8000, 1000, 0, 1, 1), (2, 'shopify', 43, '#1043', 3, 2592000300, 'EUR', 999, 0, 1, 1, 1);
INSERT INTO order_lines VALUES (1, 1, 'Trail Mug', 'M-1', NULL, 2, 4000, NULL);
)sql";

class ProfileViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsByAnyIdentifier_data();
    void findsByAnyIdentifier();
    void showsAMergedPersonAsOne();
    void ofTwoConsentsOfOneMomentTheStricterCounts();
    void showsAPersonAsOfAMoment();
    void showsOrdersWithTheirLines();
    void rowsFollowTheAskedOrder();
    void searchTakesEveryWord_data();
    void searchTakesEveryWord();
    void summaryCountsPeopleNotRows();
    void summaryAsOfAMomentKnowsNothingLater();
    void monthsWithoutOrdersAreThere();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
};

void ProfileViewTest::initTestCase()
{
    auto store = Store::create(m_folder.filePath("p.perennial"),
                               {.name = "Fern", .currency = "EUR", .homeZone = "Europe/Berlin"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    const auto filled = m_store->database().execute(People);
    QVERIFY2(filled, qPrintable(filled ? QString() : filled.error().detail));
}

void ProfileViewTest::findsByAnyIdentifier_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("id");
    QTest::newRow("e-mail in any case") << " Ada@Example.com " << qint64(1);
    QTest::newRow("phone of a merged profile") << "+12025550101" << qint64(1);
    QTest::newRow("platform id before our own") << "4" << qint64(3);
    QTest::newRow("our own id") << "3" << qint64(3);
    QTest::newRow("merged id") << "2" << qint64(1);
    QTest::newRow("nobody") << "zoe@example.com" << qint64(0);
}

void ProfileViewTest::findsByAnyIdentifier()
{
    QFETCH(QString, text);
    QFETCH(qint64, id);
    const auto found = findProfile(*m_store, text);
    if (id == 0)
        QCOMPARE(found.error().kind, ErrorKind::NotFound);
    else
        QCOMPARE(found.value(), ProfileId{id});
}

void ProfileViewTest::showsAMergedPersonAsOne()
{
    const auto view = viewProfile(*m_store, {1});
    QVERIFY2(view, qPrintable(view ? QString() : view.error().detail));
    QCOMPARE(view->identifiers.size(), 2U);
    QCOMPARE(view->properties.size(), 3U); // VIP was unset
    QCOMPARE(view->properties[0].name, "City");
    QCOMPARE(view->properties[0].value.toString(), "Köln");
    QCOMPARE(view->consents.size(), 1U);
    QCOMPARE(view->consents[0].state, "unsubscribed");
    QCOMPARE(view->suppressions.size(), 1U);
    QCOMPARE(view->events.size(), 2U);
    QCOMPARE(view->events[0].metric, "Viewed Product");
    QCOMPARE(view->events[0].properties, R"({"label":"Mugs"})");
    QVERIFY(!view->events[0].value);
    QCOMPARE(*view->events[1].value, 2550);
    QCOMPARE(view->events[1].currency, "EUR");
    QCOMPARE(view->merges.size(), 1U);
    QCOMPARE(view->merges[0].rule, "phone");
    QVERIFY(!viewProfile(*m_store, {99}));
}

void ProfileViewTest::ofTwoConsentsOfOneMomentTheStricterCounts()
{
    for (const char *words : {"(1, 'push', 7, 'subscribed', NULL, 0, 1), (2, 'push', 7, 'unsubscribed', NULL, 0, 1)",
                              "(2, 'push', 7, 'subscribed', NULL, 0, 1), (1, 'push', 7, 'unsubscribed', NULL, 0, 1)"}) {
        QVERIFY(m_store->database().execute(
            QByteArray(
                "BEGIN; INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES ") +
            words));
        const auto view = viewProfile(*m_store, {1});
        QVERIFY(m_store->database().execute("ROLLBACK"));
        QVERIFY(view);
        QCOMPARE(view->consents.back().channel, "push");
        QCOMPARE(view->consents.back().state, "unsubscribed");
        QCOMPARE(view->consents.back().at, Instant{7});
    }
}

void ProfileViewTest::showsAPersonAsOfAMoment()
{
    const auto before = viewProfile(*m_store, {1}, {150});
    QVERIFY(before);
    QCOMPARE(before->events.size(), 1U);
    QCOMPARE(before->events[0].metric, "Placed Order");
    QCOMPARE(before->properties[0].value.toString(), "Lyon");
    QVERIFY2(before->properties[0].assumed, "the earliest value stands for the time before it was seen");
    QVERIFY(before->consents.empty() && before->suppressions.empty());
    const auto between = viewProfile(*m_store, {1}, {4500});
    QVERIFY(between);
    QCOMPARE(between->properties[0].value.toString(), "Lyon");
    QVERIFY(!between->properties[0].assumed);
    QCOMPARE(between->consents[0].state, "unsubscribed");
    QCOMPARE(between->suppressions.size(), 2U); // one of them ended later
    QCOMPARE(viewProfile(*m_store, {1}, {2999})->consents[0].state, "subscribed");
    QCOMPARE(viewProfile(*m_store, {3}, {299})->orders.size(), 0U);
}

void ProfileViewTest::showsOrdersWithTheirLines()
{
    const auto view = viewProfile(*m_store, {3});
    QVERIFY(view);
    QCOMPARE(view->orders.size(), 2U);
    QCOMPARE(view->orders[1].number, "#1042");
    QCOMPARE(view->orders[1].refunded, 1000);
    QCOMPARE(view->orders[1].lines, QStringList{"2 × Trail Mug"});
    QVERIFY(view->orders[0].test);
}

void ProfileViewTest::rowsFollowTheAskedOrder()
{
    const std::vector<ProfileId> ids{{4}, {1}};
    const auto rows = profileRows(*m_store, ids);
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QCOMPARE(rows->at(0).email, "noemail@example.com");
    QCOMPARE(rows->at(0).orders, 0);
    QVERIFY(!rows->at(0).lastEvent);
    QCOMPARE(rows->at(1).name, "Ada Okafor");
    QCOMPARE(rows->at(1).phone, "+12025550101");
    QCOMPARE(rows->at(1).city, "Köln");
    QCOMPARE(rows->at(1).orders, 1);
    QCOMPARE(rows->at(1).revenue, 2550);
    QCOMPARE(*rows->at(1).lastEvent, Instant{200});
    QCOMPARE(allProfiles(*m_store)->size(), 3U);
}

void ProfileViewTest::searchTakesEveryWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("found");
    QTest::newRow("part of an address") << "example" << 3;
    QTest::newRow("first and last name") << "oka ADA" << 1;
    QTest::newRow("name and address of one") << "ada" << 1;
    QTest::newRow("order number") << "#1042" << 1;
    QTest::newRow("order number without its mark") << "1043" << 1;
    QTest::newRow("part of an order number") << "104" << 0;
    QTest::newRow("merged phone") << "5550101" << 1;
    QTest::newRow("wildcards are plain") << "%" << 0;
    QTest::newRow("blank") << "  " << 0;
}

void ProfileViewTest::searchTakesEveryWord()
{
    QFETCH(QString, text);
    QFETCH(int, found);
    const auto ids = searchProfiles(*m_store, text, 100);
    QVERIFY2(ids, qPrintable(ids ? QString() : ids.error().detail));
    QCOMPARE(int(ids->size()), found);
}

void ProfileViewTest::summaryCountsPeopleNotRows()
{
    const auto summary = summarise(*m_store);
    QVERIFY2(summary, qPrintable(summary ? QString() : summary.error().detail));
    QCOMPARE(summary->profiles, 3);
    QCOMPARE(summary->customers, 2);
    QCOMPARE(summary->repeatCustomers, 1);
    QCOMPARE(summary->events, 5);
    QCOMPARE(summary->orders, 4);
    // Ada's order is known from its event alone; Ben's test order is out; the yen stand apart.
    const std::map<QString, Revenue> expected{{"EUR", {10550, 9550}}, {"JPY", {50, 50}}};
    QCOMPARE(summary->revenue, expected);
    QCOMPARE(*summary->firstEvent, Instant{100});
    QCOMPARE(*summary->lastEvent, Instant{2592000300});
    QCOMPARE(summary->schema, newestSchemaVersion());
}

void ProfileViewTest::summaryAsOfAMomentKnowsNothingLater()
{
    QVERIFY(
        m_store->database().execute("BEGIN; INSERT INTO metrics VALUES (3, 'Refunded Order');"
                                    "INSERT INTO events VALUES (3, 900, 3, 6, 1000, NULL, 42, NULL, 1),"
                                    "(3, 920, 3, 7, 1000, NULL, 42, NULL, 2);" // another tool tells of it again
                                    "INSERT INTO imports VALUES (1, 'o', 'o', 'shopify', NULL, 'UTC', 0, 0, 0, 0, 0, "
                                    "0, 0, '[]'), (2, 'e', 'e', 'file', NULL, 'UTC', 0, 0, 0, 0, 0, 0, 0, '[]');"
                                    "UPDATE orders SET cancelled = 1, cancelled_at = 950 WHERE id = 1"));
    const auto first = summarise(*m_store, {200});
    const auto beforeTheRefund = summarise(*m_store, {899});
    const auto afterTheRefund = summarise(*m_store, {900});
    const auto cancelled = summarise(*m_store, {950});
    QVERIFY(m_store->database().execute("ROLLBACK"));
    QVERIFY(first && beforeTheRefund && afterTheRefund && cancelled);
    QCOMPARE(first->profiles, 2); // Ben was first seen later; nobody knows when Cara came
    QCOMPARE(first->events, 2);
    QCOMPARE(first->orders, 1);
    QCOMPARE(first->customers, 1);
    QCOMPARE(*first->lastEvent, Instant{200});
    QCOMPARE(beforeTheRefund->revenue.at("EUR"), (Revenue{10550, 10550}));
    QCOMPARE(afterTheRefund->revenue.at("EUR"), (Revenue{10550, 9550}));
    QCOMPARE(cancelled->revenue.at("EUR"), (Revenue{2550, 2550}));
}

void ProfileViewTest::monthsWithoutOrdersAreThere()
{
    QVERIFY(
        m_store->database().execute("BEGIN; INSERT INTO events VALUES (4, 7776000000, 1, 9, 100, NULL, 77, NULL, 1)"));
    const auto summary = summarise(*m_store);
    QVERIFY(m_store->database().execute("ROLLBACK"));
    QVERIFY(summary);
    const std::vector<MonthlyRevenue> expected{
        {1970, 1, 2, {10550, 9550}}, {1970, 2, 0, {}}, {1970, 3, 0, {}}, {1970, 4, 1, {100, 100}}};
    QCOMPARE(summary->months.at("EUR"), expected);
}

QTEST_GUILESS_MAIN(ProfileViewTest)
#include "tst_profileview.moc"
