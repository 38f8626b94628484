// SPDX-License-Identifier: GPL-3.0-or-later
#include "importfixture.h"
#include "tests/testpaths.h"

using namespace perennial;

// The shop's own exports, whole, with the figures that were worked out independently.
class ImportShopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whoever is known from orders alone is called what the first of them says; a file of customers knows better.
    void namesComeFromBillingAddressesUntilCustomersSayThem_data()
    {
        QTest::addColumn<bool>("ordersFirst");
        QTest::newRow("orders first") << true;
        QTest::newRow("customers first") << false;
    }

    void namesComeFromBillingAddressesUntilCustomersSayThem()
    {
        QFETCH(bool, ordersFirst);
        ImportFixture fixture;
        const QString orders = fixture.write(
            QStringLiteral("o.csv"),
            "Name,Email,Financial Status,Total,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
            "Billing Name,Id\n"
            "#3,guest@example.com,paid,20,EUR,2024-10-03 10:00:00 +0200,1,Mug,20,Maria  van  Dyk,3\n"
            "#2,ada@example.com,paid,20,EUR,2024-10-02 10:00:00 +0200,1,Mug,20,A. Okafor,2\n"
            "#1,guest@example.com,paid,20,EUR,2024-10-01 10:00:00 +0200,1,Mug,20,Somebody Else,1\n"
            "#0,,paid,20,EUR,2024-10-01 10:00:00 +0200,1,Mug,20,Nobody Known,0\n"
            "#4,one@example.com,paid,20,EUR,2024-10-01 10:00:00 +0200,1,Mug,20,Cher,4\n"
            "#5,none@example.com,paid,20,EUR,2024-10-01 10:00:00 +0200,1,Mug,20,-,5\n");
        const QString customers = fixture.write(QStringLiteral("c.csv"), "Customer ID,First Name,Last Name,Email,Total "
                                                                         "Spent\n7,Ada,Okafor,ada@example.com,0\n");
        for (const QString &file : {ordersFirst ? orders : customers, ordersFirst ? customers : orders}) {
            VERIFY_DONE(fixture.import({file}));
            fixture.now.ms += 1000;
        }
        const char *const names =
            "SELECT group_concat(email || '=' || name, '; ') FROM (SELECT i.value AS email, (SELECT "
            "group_concat(value, '|') FROM (SELECT v.value, max(v.since) FROM property_values v JOIN properties p ON "
            "p.id = v.property_id WHERE v.profile_id = i.profile_id AND p.name LIKE '% Name' GROUP BY p.name)) AS name "
            "FROM identifiers i WHERE i.kind_id = 1 ORDER BY i.value)";
        const QString expected =
            QStringLiteral("ada@example.com=Ada|Okafor; guest@example.com=Maria|van Dyk; one@example.com=Cher");
        QCOMPARE(fixture.text(names), expected);

        const QString before = fixture.contents();
        const auto again = fixture.import({orders, customers});
        VERIFY_DONE(again);
        QCOMPARE(again->files[0].unchanged, 6);
        QCOMPARE(again->files[1].unchanged, 1);
        QCOMPARE(fixture.contents(), before);
    }

    // The customer's name holds even where the nameless profile of the order turns out to be the same person.
    void anOrdersNameNeverOutlivesTheCustomers()
    {
        ImportFixture fixture;
        VERIFY_DONE(fixture.import({fixture.write(
            QStringLiteral("c.csv"), "Customer ID,First Name,Last Name,Email,Total Spent\n7,Ada,Okafor,,0\n")}));
        fixture.now.ms += 1000;
        VERIFY_DONE(fixture.import(
            {fixture.write(QStringLiteral("o.csv"),
                           "Name,Email,Financial Status,Total,Currency,Created at,Lineitem quantity,Lineitem "
                           "name,Lineitem price,Billing Name,Id\n"
                           "#2,ada@example.com,paid,20,EUR,2024-10-02 10:00:00 +0200,1,Mug,20,Bill Payer,2\n")}));
        fixture.now.ms += 1000;
        VERIFY_DONE(fixture.import({fixture.write(
            QStringLiteral("d.csv"), "Customer ID,First Name,Last Name,Email,Total Spent\n7,,,ada@example.com,0\n")}));
        QCOMPARE(fixture.number("SELECT count(*) FROM people"), 1);
        QCOMPARE(fixture.text("SELECT value FROM property_values v JOIN properties p ON p.id = v.property_id WHERE "
                              "p.name = 'First Name' ORDER BY since DESC LIMIT 1"),
                 QStringLiteral("Ada"));
    }

    void shopifyOrders()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        const auto report = fixture.import({sharedFile("data/shopify/orders_export_relaid.csv")});
        VERIFY_DONE(report);
        QCOMPARE(report->files.front().read, 3233);
        QCOMPARE(report->files.front().rejected, 0);
        QCOMPARE(report->orders, 1500);
        QCOMPARE(report->profiles, 1329 + 13);
        QCOMPARE(fixture.number("SELECT count(*) FROM order_lines"), 3233);
        QCOMPARE(fixture.number("SELECT sum(quantity) FROM order_lines"), 3237);
        QCOMPARE(fixture.number("SELECT count(*) FROM orders WHERE cancelled"), 15);
        QCOMPARE(fixture.number("SELECT count(*) FROM orders WHERE test"), 11);
        QCOMPARE(fixture.number("SELECT count(*) FROM orders WHERE total = 0"), 9);
        QCOMPARE(fixture.number("SELECT sum(total) FROM orders"), 11285600);
        QCOMPARE(fixture.number("SELECT sum(refunded) FROM orders"), 280004);
        QCOMPARE(fixture.number("SELECT sum(total) FROM orders WHERE NOT test AND NOT cancelled"), 11074844);
        QCOMPARE(fixture.number("SELECT sum(max(total - refunded, 0)) FROM orders WHERE NOT test AND NOT cancelled"),
                 10794840);
        QCOMPARE(fixture.text("SELECT group_concat(DISTINCT currency) FROM orders"), QStringLiteral("EUR"));
        QCOMPARE(Instant{fixture.number("SELECT min(created_at) FROM orders")}.toIso(),
                 QStringLiteral("2016-12-01T00:04:19Z"));
    }

    void shopifyCustomers()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        const auto report = fixture.import({sharedFile("data/shopify/customers_export_relaid.csv")});
        VERIFY_DONE(report);
        QCOMPARE(report->profiles, 1331);
        QCOMPARE(fixture.number("SELECT count(*) FROM consents WHERE channel = 'email' AND state = 'subscribed'"), 885);
        QCOMPARE(fixture.number("SELECT count(*) FROM consents WHERE channel = 'sms' AND state = 'subscribed'"), 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM consents WHERE state = 'unsubscribed'"), 0);
        QCOMPARE(fixture.number(
                     "SELECT round(100 * sum(value)) FROM property_values v JOIN properties p ON p.id = v.property_id "
                     "WHERE p.name = 'Shopify Total Spent'"),
                 10829180);
        QCOMPARE(fixture.number("SELECT count(*) FROM property_values v JOIN properties p ON p.id = v.property_id "
                                "WHERE p.name = 'facts.birth_date' AND p.type = 'date'"),
                 265);
    }

    // Orders and customers together, in either order of the files: one person each, the customers file's consent wins.
    void ordersAndCustomersMeet()
    {
        NEED_SHARED_DATA();
        const QString orders = sharedFile("data/shopify/orders_export_relaid.csv");
        const QString customers = sharedFile("data/shopify/customers_export_relaid.csv");
        ImportFixture one;
        VERIFY_DONE(one.import({orders}));
        VERIFY_DONE(one.import({customers}));
        ImportFixture other;
        VERIFY_DONE(other.import({customers, orders}));
        QCOMPARE(one.number("SELECT count(*) FROM people"), other.number("SELECT count(*) FROM people"));
        const QString before = one.contents();
        const auto again = one.import({orders, customers});
        VERIFY_DONE(again);
        QCOMPARE(again->files[0].unchanged, 3233);
        QCOMPARE(again->files[1].unchanged, 1331);
        QCOMPARE(one.contents(), before);
    }

    void minimalColumns()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        const auto report = fixture.import({sharedFile("data/shopify/orders_min_columns.csv")});
        VERIFY_DONE(report);
        QCOMPARE(report->files.front().stored, 249);
        QCOMPARE(report->orders, 127);
        QCOMPARE(report->profiles, 57);
        QCOMPARE(fixture.number("SELECT sum(total) FROM orders"), 1506300);
        QCOMPARE(fixture.number("SELECT sum(refunded) FROM orders"), 42375);
        ImportFixture edge;
        VERIFY_DONE(edge.import({sharedFile("data/shopify/orders_min_columns_edge.csv")}));
        QCOMPARE(edge.number("SELECT count(*) FROM orders"), 8);
        QCOMPARE(edge.number("SELECT count(*) FROM people"), 4);
        QCOMPARE(edge.number("SELECT sum(total) FROM orders"), 99500);
        QCOMPARE(edge.number("SELECT sum(refunded) FROM orders"), 1000);
    }

    void notSupportedYet_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("checkouts") << "shopify/checkouts_export_relaid.csv";
        QTest::newRow("products") << "shopify/products_apparel.csv";
    }

    void notSupportedYet()
    {
        NEED_SHARED_DATA();
        QFETCH(QString, file);
        ImportFixture fixture;
        const auto report = fixture.import({sharedFile("data/" + file)});
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Refused);
        QVERIFY(report.error().message.contains(QLatin1String("not supported yet")));
    }

    void klaviyoProfiles()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        const auto report = fixture.import({sharedFile("data/layouts/klaviyo_profiles.csv")});
        VERIFY_DONE(report);
        QCOMPARE(report->profiles, 6);
        const char *canReceiveEmail =
            "SELECT count(*) FROM consents c WHERE channel = 'email' AND state = 'subscribed' AND NOT EXISTS "
            "(SELECT 1 FROM suppressions s WHERE s.profile_id = c.profile_id AND s.channel = 'email')";
        QCOMPARE(fixture.number(canReceiveEmail), 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM suppressions"), 2);
        QCOMPARE(fixture.number("SELECT count(*) FROM consents WHERE state = 'unsubscribed'"), 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM consents WHERE channel = 'sms' AND state = 'subscribed'"), 2);
        QCOMPARE(fixture.text("SELECT value FROM property_values v JOIN properties p ON p.id = v.property_id "
                              "WHERE p.name = 'Shopify Tags' AND p.type = 'list'"),
                 QStringLiteral("[\"VIP\",\"newsletter\"]"));
        QCOMPARE(
            fixture.number("SELECT count(*) FROM profiles WHERE created_at = 1675252800000 AND NOT created_assumed"),
            6);
        VERIFY_DONE(fixture.import({sharedFile("data/layouts/klaviyo_profiles.csv")}));
        QCOMPARE(fixture.number("SELECT unchanged FROM imports WHERE id = 2"), 6);
    }

    void aChangedOrderIsReplaced()
    {
        const QByteArray header = "Name,Email,Financial Status,Total,Refunded Amount,Currency,Created at,Lineitem "
                                  "quantity,Lineitem name,Lineitem price,Id\n";
        ImportFixture fixture;
        const QString first =
            fixture.write(QStringLiteral("a.csv"),
                          header + "#1,ada@example.com,paid,15.00,0.00,USD,2024-05-01 10:00:00 -0400,1,Mug,10.00,501\n"
                                   "#1,ada@example.com,,,,,2024-05-01 10:00:00 -0400,1,Plate,5.00,\n");
        VERIFY_DONE(fixture.import({first}));
        QCOMPARE(fixture.number("SELECT count(*) FROM events"), 3);
        const QString second = fixture.write(
            QStringLiteral("b.csv"),
            header + "#1,ada@example.com,refunded,15.00,15.00,USD,2024-05-01 10:00:00 -0400,1,Mug,10.00,501\n");
        const auto report = fixture.import({second});
        VERIFY_DONE(report);
        QCOMPARE(report->files.front().stored, 1);
        QCOMPARE(report->orders, 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM order_lines"), 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM event_log WHERE metric = 'Ordered Product'"), 1);
        QCOMPARE(fixture.number("SELECT value FROM event_log WHERE metric = 'Refunded Order'"), 1500);
    }

    void zipsLoseTheirApostrophe()
    {
        ImportFixture fixture;
        VERIFY_DONE(fixture.import({fixture.write(
            QStringLiteral("a.csv"), "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address "
                                     "Zip,Total Spent\n"
                                     "'1,'Aisha,Okafor,ada@example.com,yes,'V6B 1A1,0\n"
                                     "'2,Zoe,Mueller,zoe@example.com,no,'01097,0\n")}));
        const char *values = "SELECT group_concat(value, '|') FROM (SELECT v.value FROM property_values v JOIN "
                             "properties p ON p.id = v.property_id WHERE p.name IN ('Zip', 'First Name') ORDER BY "
                             "v.profile_id, p.name)";
        QCOMPARE(fixture.text(values), QStringLiteral("'Aisha|V6B 1A1|Zoe|01097"));
    }

    void noMeansUnsubscribedOnlyAfterYes()
    {
        const QByteArray header = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Total Spent\n";
        ImportFixture fixture;
        VERIFY_DONE(fixture.import(
            {fixture.write(QStringLiteral("a.csv"),
                           header + "1,Ada,Okafor,ada@example.com,yes,0\n2,Zoe,Mueller,zoe@example.com,no,0\n")}));
        fixture.now.ms += 1000;
        const QString later =
            fixture.write(QStringLiteral("b.csv"),
                          header + "1,Ada,Okafor,ada@example.com,no,0\n2,Zoe,Mueller,zoe@example.com,no,0\n");
        VERIFY_DONE(fixture.import({later}));
        QCOMPARE(fixture.text(
                     "SELECT group_concat(state) FROM (SELECT state FROM consents WHERE profile_id = 1 ORDER BY at)"),
                 QStringLiteral("subscribed,unsubscribed"));
        QCOMPARE(fixture.text("SELECT group_concat(state) FROM consents WHERE profile_id = 2"),
                 QStringLiteral("never"));
        fixture.now.ms += 1000;
        const auto again = fixture.import({later});
        VERIFY_DONE(again);
        QCOMPARE(again->files.front().unchanged, 2);
    }

    void theStricterOfContradictingConsentsCounts_data()
    {
        QTest::addColumn<QByteArray>("rows");
        const QByteArray yes = "1,Ada,Okafor,Ada@example.com,yes,0\n";
        const QByteArray no = "2,Ada,Okafor,ada@example.com,no,0\n";
        QTest::newRow("yes, then no") << yes + no;
        QTest::newRow("no, then yes") << no + yes;
    }

    void theStricterOfContradictingConsentsCounts()
    {
        QFETCH(QByteArray, rows);
        const QByteArray header = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Total Spent\n";
        const char *states = "SELECT group_concat(state) FROM (SELECT state FROM consents ORDER BY at)";
        const QString warning =
            QStringLiteral("2 row(s) say different things about the consent of one person in Accepts "
                           "Email Marketing: the stricter one counts.");
        ImportFixture fixture;
        const QString both = fixture.write(QStringLiteral("a.csv"), header + rows);
        const auto first = fixture.import({both});
        VERIFY_DONE(first);
        QCOMPARE(first->profiles, 1);
        QCOMPARE(first->files[0].stored, 2);
        QVERIFY2(first->files[0].warnings.contains(warning), qPrintable(first->files[0].warnings.join(u'\n')));
        QCOMPARE(fixture.text(states), QStringLiteral("never"));

        const QString before = fixture.contents();
        fixture.now.ms += 1000;
        const auto again = fixture.import({both});
        VERIFY_DONE(again);
        QCOMPARE(again->files[0].unchanged, 2);
        QCOMPARE(fixture.contents(), before);

        // A yes that nobody contradicts is news; the two rows after it withdraw it.
        fixture.now.ms += 1000;
        const auto yes =
            fixture.import({fixture.write(QStringLiteral("b.csv"), header + "1,Ada,Okafor,ada@example.com,yes,0\n")});
        VERIFY_DONE(yes);
        QCOMPARE(yes->files[0].stored, 1);
        fixture.now.ms += 1000;
        VERIFY_DONE(fixture.import({both}));
        QCOMPARE(fixture.text(states), QStringLiteral("never,subscribed,unsubscribed"));
    }
};

QTEST_GUILESS_MAIN(ImportShopTest)
#include "tst_importshop.moc"
