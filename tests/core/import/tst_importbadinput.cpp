// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/import/importlog.h"
#include "core/import/importpreview.h"
#include "importfixture.h"
#include "tests/testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace perennial;

// Thirty-five files with one defect each, and what a right import makes of them.
class ImportBadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsExpected_data()
    {
        NEED_SHARED_DATA();
        QTest::addColumn<QJsonObject>("expected");
        QFile file(sharedFile("data/bad-input/expected.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QJsonValue value : QJsonDocument::fromJson(file.readAll()).array()) {
            const QString format = value[u"format"].toString();
            if (format == QLatin1String("shopify customers") || format == QLatin1String("shopify orders"))
                QTest::addRow("%s", qPrintable(value[u"file"].toString())) << value.toObject();
        }
    }

    void isAsExpected()
    {
        QFETCH(QJsonObject, expected);
        ImportFixture fixture;
        const QString path = sharedFile("data/bad-input/") + expected[QLatin1String("file")].toString();
        const auto report = fixture.import({path});
        VERIFY_DONE(report);
        const FileReport &file = report->files.front();
        QCOMPARE(QString(file.format).replace(u'-', u' '), expected[QLatin1String("format")].toString());
        const auto count = [&](const char *key) { return expected[QLatin1String(key)].toInteger(); };
        QCOMPARE(file.read, count("read"));
        QCOMPARE(file.stored, count("stored"));
        QCOMPARE(file.rejected, count("rejected"));
        QCOMPARE(file.unchanged, 0);
        QCOMPARE(report->profiles, count("profiles"));
        QCOMPARE(report->orders, count("orders"));
        QCOMPARE(file.needsChoice, expected[QLatin1String("needs_choice")].toString());
        if (expected.contains(QLatin1String("warnings")))
            QCOMPARE(file.warned, count("warnings"));
        if (expected.contains(QLatin1String("line_items")))
            QCOMPARE(fixture.number("SELECT count(*) FROM order_lines"), count("line_items"));

        const QString before = fixture.contents();
        fixture.now.ms += 1'000'000;
        const auto again = fixture.import({path});
        VERIFY_DONE(again);
        QCOMPARE(again->files.front().unchanged, file.stored);
        QCOMPARE(again->files.front().stored, 0);
        QCOMPARE(fixture.contents(), before);
    }

    void amountsAndMarks()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        VERIFY_DONE(fixture.import({sharedFile("data/bad-input/27_guest_test_cancelled_zero.csv")}));
        const char *revenue = "SELECT sum(total) FROM orders WHERE NOT test AND NOT cancelled";
        QCOMPARE(fixture.number(revenue), 12200);
        QCOMPARE(fixture.number("SELECT sum(refunded) FROM orders"), 4500);
        QCOMPARE(fixture.number("SELECT count(*) FROM orders WHERE profile_id IS NULL"), 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM event_log WHERE metric = 'Placed Order'"), 9);
        QCOMPARE(fixture.number("SELECT count(*) FROM event_log WHERE metric = 'Refunded Order' "
                                "AND properties = '{\"Time Assumed\":true}'"),
                 2);
    }

    void numbersOfMoneyText()
    {
        NEED_SHARED_DATA();
        const char *spent = "SELECT group_concat(v.value, ' ') FROM property_values v JOIN properties p ON "
                            "p.id = v.property_id WHERE p.name = 'Shopify Total Spent'";
        ImportFixture text;
        VERIFY_DONE(text.import({sharedFile("data/bad-input/14_money_text.csv")}));
        QCOMPARE(text.text(spent), QStringLiteral("120.5 1234.5 59.99 1234 -12"));
        ImportFixture comma;
        VERIFY_DONE(comma.import({sharedFile("data/bad-input/05_semicolon_decimal_comma.csv")}));
        QCOMPARE(comma.text("SELECT round(sum(v.value), 2) FROM property_values v JOIN properties p ON "
                            "p.id = v.property_id WHERE p.name = 'Shopify Total Spent'"),
                 QStringLiteral("1503.99"));
    }

    void instantsAreWhatCounts()
    {
        NEED_SHARED_DATA();
        ImportFixture mixed;
        VERIFY_DONE(mixed.import({sharedFile("data/bad-input/15_mixed_time_zones.csv")}));
        const auto at = [](const char *iso) { return Instant::fromIso(QString::fromLatin1(iso))->ms; };
        QCOMPARE(mixed.number("SELECT count(*) FROM orders WHERE created_at = 1709353800000"), 4);
        QCOMPARE(mixed.number("SELECT created_at FROM orders WHERE number = '#3'"), at("2024-03-31T01:30:00Z"));
        QCOMPARE(mixed.number("SELECT created_at FROM orders WHERE number = '#4'"), at("2024-10-27T00:30:00Z"));
        ImportFixture dayFirst;
        VERIFY_DONE(dayFirst.import({sharedFile("data/bad-input/17_day_month_dates.csv")}));
        QCOMPARE(dayFirst.number("SELECT created_at FROM orders WHERE number = '#1'"), at("2024-04-03T10:00:00Z"));
    }

    void repairedEmails()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        VERIFY_DONE(fixture.import({sharedFile("data/bad-input/19_bad_emails.csv")}));
        QCOMPARE(fixture.text("SELECT group_concat(value, ' ') FROM (SELECT value FROM identifiers WHERE kind_id = 1 "
                              "ORDER BY value)"),
                 QStringLiteral("erin@example.com finn@example.com jo.doe@example.com jörg@xn--exmple-cua.com"));
    }

    void rejectsNameTheirRow()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        VERIFY_DONE(fixture.import({sharedFile("data/bad-input/10_unclosed_quote.csv")}));
        const auto rejects = listRejects(fixture.store().database(), {});
        VERIFY_DONE(rejects);
        QCOMPARE(rejects->size(), size_t(1));
        QCOMPARE(rejects->front().row, 6);
        QCOMPARE(rejects->front().line, 8);
        QVERIFY(!rejects->front().reason.isEmpty());
        QVERIFY(rejects->front().text.startsWith(QLatin1String("'7000000000006")));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("empty") << "23_empty.csv";
        QTest::newRow("web page") << "25_html_instead_of_csv.csv";
        QTest::newRow("unknown columns") << "35_localised_header.csv";
        QTest::newRow("needs a mapping") << "32_returns_as_negative_quantity.csv";
        QTest::newRow("folder") << "";
        QTest::newRow("missing") << "no-such-file.csv";
    }

    void refusals()
    {
        NEED_SHARED_DATA();
        QFETCH(QString, file);
        ImportFixture fixture;
        const QString before = fixture.contents();
        const auto report = fixture.import({sharedFile("data/bad-input/") + file});
        QVERIFY(!report);
        QVERIFY(!report.error().message.isEmpty());
        QVERIFY(report.error().where.contains(file));
        QCOMPARE(fixture.contents(), before);
    }

    void amountsThatNobodyPaysAreLeftOut()
    {
        ImportFixture fixture;
        const QString events =
            fixture.write(QStringLiteral("events.csv"),
                          "event_id,email,metric,timestamp,value,order_id,product_id,label\n"
                          "1,ada@example.com,Placed Order,2025-03-01T10:00:00Z,10000000000000.00,1001,284,Skincare\n"
                          "2,ada@example.com,Placed Order,2025-03-02T10:00:00Z,-10000000000000.01,1002,284,Skincare\n"
                          "3,ada@example.com,Placed Order,2025-03-03T10:00:00Z,99999999999999999,1003,284,Skincare\n");
        const auto report = fixture.import({events});
        VERIFY_DONE(report);
        QCOMPARE(report->files[0].stored, 3);
        QCOMPARE(fixture.number("SELECT count(value) FROM events"), 1);
        QCOMPARE(fixture.number("SELECT sum(value) FROM events"), LargestAmount);
        QVERIFY(report->files[0].warnings.join(u'\n').contains(QLatin1String("of value are larger than any sale")));
    }

    void returnsThroughAMapping()
    {
        NEED_SHARED_DATA();
        ImportFixture fixture;
        const ImportFile file{sharedFile("data/bad-input/32_returns_as_negative_quantity.csv"), {}, {}};
        const auto preview = previewFile(file, fixture.store().settings());
        VERIFY_DONE(preview);
        QVERIFY(preview->needsMapping);
        QVERIFY(preview->mapping.kind == RecordKind::Orders);
        ImportOptions options;
        options.files = {{file.path, {}, preview->mapping}};
        const auto report = runImport(fixture.store(), options);
        VERIFY_DONE(report);
        QCOMPARE(report->files.front().stored, 5);
        QCOMPARE(report->orders, 4);
        QCOMPARE(report->profiles, 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM orders WHERE profile_id IS NULL"), 2);
        QCOMPARE(fixture.number("SELECT value FROM event_log WHERE metric = 'Refunded Order'"), 510);
        QCOMPARE(fixture.number("SELECT count(*) FROM event_log WHERE metric = 'Placed Order'"), 3);
    }
};

QTEST_GUILESS_MAIN(ImportBadInputTest)
#include "tst_importbadinput.moc"
