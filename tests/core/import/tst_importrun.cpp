// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importlog.h"
#include "core/import/mergelog.h"
#include "core/import/values/writtentime.h"
#include "importfixture.h"

#include <QRandomGenerator>

using namespace perennial;

// One import as a whole: counted, repeatable, reversible where it joined people.
class ImportRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void genericFiles()
    {
        ImportFixture fixture;
        const QString profiles = fixture.write(
            QStringLiteral("profiles.csv"),
            "profile_id,email,phone,first_name,last_name,country,city,created_at,accepts_email,accepts_sms,suppressed\n"
            "1,ada@example.com,+15551000002,Ada,\"Lee, Jr.\",US,Austin,2025-01-01T00:00:00Z,true,false,false\n"
            "2,zoe@example.com,,Zoë,Müller,DE,Köln,2025-02-01T00:00:00Z,false,false,true\n");
        const QString events =
            fixture.write(QStringLiteral("events.csv"),
                          "event_id,email,metric,timestamp,value,order_id,product_id,label\n"
                          "1,ada@example.com,Placed Order,2025-03-01T10:00:00Z,55.18,1001,284,Skincare\n"
                          "2,ada@example.com,Viewed Page,2025-03-01T11:00:00Z,,,,brand story\n"
                          "3,new@example.com,Viewed Product,2025-03-02T11:00:00Z,,,284,Skincare\n"
                          "4,,Viewed Product,2025-03-02T11:00:00Z,,,284,Skincare\n"
                          "5,ada@example.com,Viewed Product,yesterday,,,284,Skincare\n");
        const auto report = fixture.import({events, profiles});
        VERIFY_DONE(report);
        QCOMPARE(report->files[0].stored, 3);
        QCOMPARE(report->files[0].rejected, 2);
        QCOMPARE(report->files[1].stored, 2);
        QCOMPARE(report->profiles, 3);
        QCOMPARE(fixture.text("SELECT properties FROM event_log WHERE metric = 'Placed Order'"),
                 QStringLiteral("{\"product_id\":284,\"label\":\"Skincare\"}"));
        QCOMPARE(fixture.number("SELECT value FROM events WHERE order_key = 1001 AND key = 1"), 5518);
        QCOMPARE(fixture.number("SELECT count(*) FROM events WHERE currency IS NOT NULL"), 0);
        QCOMPARE(fixture.number("SELECT count(*) FROM event_details"), 2);
        QCOMPARE(fixture.number("SELECT count(*) FROM profiles WHERE NOT created_assumed"), 2);
        QCOMPARE(fixture.number("SELECT count(*) FROM suppressions WHERE profile_id = 2"), 4);
        const auto rejects = listRejects(fixture.store().database(), report->files[0].importId);
        VERIFY_DONE(rejects);
        QCOMPARE(rejects->at(1).column, QStringLiteral("timestamp"));
        QCOMPARE(rejects->at(1).line, 6);

        const QString before = fixture.contents();
        const auto again = fixture.import({profiles, events});
        VERIFY_DONE(again);
        QCOMPARE(again->files[0].unchanged, 2);
        QCOMPARE(again->files[1].unchanged, 3);
        QCOMPARE(fixture.contents(), before);
    }

    void openDateOrderIsSaidAndCanBeChosen()
    {
        ImportFixture fixture;
        const QString events = fixture.write(QStringLiteral("e.csv"), "email,metric,timestamp\n"
                                                                      "ada@example.com,Viewed Page,03/04/2025 10:00\n");
        ImportOptions options;
        options.files = {{events, {}, {}}};
        options.dryRun = true;
        const auto open = runImport(fixture.store(), options);
        VERIFY_DONE(open);
        QCOMPARE(open->files[0].needsChoice, QStringLiteral("date order"));
        QCOMPARE(open->files[0].warned, 1);
        QCOMPARE(open->files[0].warnings,
                 QStringList{QStringLiteral("The dates of “timestamp” do not tell day from month; they were read as "
                                            "month/day. Say --date-order dmy or mdy to choose.")});
        options.dryRun = false;
        options.dateOrder = DateOrder::DayMonth;
        const auto chosen = runImport(fixture.store(), options);
        VERIFY_DONE(chosen);
        QCOMPARE(chosen->files[0].needsChoice, QString());
        QCOMPARE(chosen->files[0].warnings, QStringList());
        QCOMPARE(fixture.number("SELECT at FROM events"), Instant::fromIso(QStringLiteral("2025-04-03T10:00:00Z"))->ms);
    }

    void windows1252IsSaid()
    {
        ImportFixture fixture;
        const auto report =
            fixture.import({fixture.write(QStringLiteral("p.csv"), "profile_id,email,first_name,last_name\n"
                                                                   "1,zoe@example.com,Zo\xeb,M\xfcller\n")});
        VERIFY_DONE(report);
        QCOMPARE(report->files[0].notes,
                 QStringList{QStringLiteral("The file is not UTF-8; it was read as Windows-1252.")});
    }

    void manyOwnColumnsAreNotAllNamed()
    {
        QByteArray header = "profile_id,email,first_name,last_name,country,city";
        QByteArray row = "1,zoe@example.com,Zoe,Lind,DE,Berlin";
        for (int i = 1; i <= 25; ++i) {
            header += ",c" + QByteArray::number(i);
            row += ",x";
        }
        ImportFixture fixture;
        const auto report = fixture.import({fixture.write(QStringLiteral("p.csv"), header + "\n" + row + "\n")});
        VERIFY_DONE(report);
        QVERIFY2(report->files[0].notes.value(0).endsWith(QStringLiteral("c19, c20 … and 5 more.")),
                 qPrintable(report->files[0].notes.join(u'|')));
    }

    void identicalRowsAreDifferentEvents()
    {
        ImportFixture fixture;
        const QString events =
            fixture.write(QStringLiteral("e.csv"), "email,metric,timestamp\n"
                                                   "ada@example.com,Viewed Page,2025-03-01T10:00:00Z\n"
                                                   "ada@example.com,Viewed Page,2025-03-01T10:00:00Z\n");
        VERIFY_DONE(fixture.import({events}));
        QCOMPARE(fixture.number("SELECT count(*) FROM events"), 2);
        const auto again = fixture.import({events});
        VERIFY_DONE(again);
        QCOMPARE(again->files.front().unchanged, 2);
        QCOMPARE(fixture.number("SELECT count(*) FROM events"), 2);
    }

    void everyRowIsCounted_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 30; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    // Random rows of good and broken cells: read == stored + unchanged + rejected, the first time and the second.
    void everyRowIsCounted()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        const QList<QByteArray> cells{
            "",  "ada@example.com", "\"x\"\"y\"", "\"a,b\"", "zoe@example.com", "2025-01-01",  "12", "-", "\"open",
            "ü", "7E+12",           "true",       "a@b",     "\"two\nlines\"",  "+15551000002"};
        QByteArray csv = "profile_id,email,phone,first_name,created_at,accepts_email,suppressed\n";
        for (int row = 0; row < 60; ++row) {
            const int width = random.bounded(20) == 0 ? random.bounded(10) : 7;
            for (int i = 0; i < width; ++i)
                csv += (i ? "," : "") + cells.at(random.bounded(static_cast<int>(cells.size())));
            csv += '\n';
        }
        ImportFixture fixture;
        const QString path = fixture.write(QStringLiteral("r.csv"), csv);
        const auto first = fixture.import({path});
        VERIFY_DONE(first);
        const FileReport &file = first->files.front();
        QCOMPARE(file.read, file.stored + file.unchanged + file.rejected);
        QCOMPARE(fixture.number("SELECT count(*) FROM import_rejects"), file.rejected);
        const QString before = fixture.contents();
        fixture.now.ms += 5000;
        const auto second = fixture.import({path});
        VERIFY_DONE(second);
        QCOMPARE(second->files.front().unchanged, file.stored + file.unchanged);
        QCOMPARE(fixture.contents(), before);
    }

    void dryRunChangesNothing()
    {
        ImportFixture fixture;
        const QString before = fixture.contents();
        ImportOptions options;
        options.files = {{fixture.write(QStringLiteral("e.csv"), manyEvents(10, 10)), {}, {}}};
        options.dryRun = true;
        const auto report = runImport(fixture.store(), options);
        VERIFY_DONE(report);
        QCOMPARE(report->files.front().stored, 100);
        QCOMPARE(report->events, 100);
        QCOMPARE(fixture.contents(), before);
        QCOMPARE(fixture.number("SELECT count(*) FROM imports"), 0);
    }

    void mergesAreRecordedAndReversible()
    {
        ImportFixture fixture;
        const QByteArray header = "Customer ID,First Name,Last Name,Email,Phone,Total Spent\n";
        VERIFY_DONE(fixture.import({fixture.write(
            QStringLiteral("a.csv"), header + "7,Ada,O.,,,0\n,Ada,Okafor,ada@example.com,,0\n8,Zoe,M.,,,0\n")}));
        QCOMPARE(fixture.number("SELECT count(*) FROM people"), 3);
        const QString joins = fixture.write(
            QStringLiteral("b.csv"), header + "7,Ada,Okafor,ada@example.com,,0\n8,Ada,Okafor,ada@example.com,,0\n");
        VERIFY_DONE(fixture.import({joins}));
        QCOMPARE(fixture.number("SELECT count(*) FROM people"), 1);
        QCOMPARE(fixture.number("SELECT count(*) FROM profiles"), 3);
        const auto merges = listMerges(fixture.store().database());
        VERIFY_DONE(merges);
        QCOMPARE(merges->size(), size_t(2));
        QVERIFY(!merges->front().evidence.contains(u'@'));
        QVERIFY(merges->front().evidence.contains(QLatin1String("\"row\":1")));

        VERIFY_DONE(undoMerge(fixture.store().database(), merges->front().id, fixture.now));
        QCOMPARE(fixture.number("SELECT count(*) FROM people"), 2);
        QVERIFY(!undoMerge(fixture.store().database(), merges->front().id, fixture.now));
        VERIFY_DONE(undoMerge(fixture.store().database(), merges->back().id, fixture.now));
        QCOMPARE(fixture.number("SELECT count(*) FROM people"), 3);
        QCOMPARE(fixture.number("SELECT profile_id FROM identifiers WHERE value = 'ada@example.com'"), 2);
    }

    void rowsOfMergedPeopleAreFoundAgain()
    {
        ImportFixture fixture;
        const QString events =
            fixture.write(QStringLiteral("e.csv"), "event_id,email,profile_id,metric,timestamp\n"
                                                   "1,ada@example.com,,Viewed Page,2025-03-01T10:00:00Z\n"
                                                   "2,,9,Viewed Page,2025-03-01T11:00:00Z\n"
                                                   "3,ada@example.com,9,Viewed Page,2025-03-01T12:00:00Z\n");
        VERIFY_DONE(fixture.import({events}));
        QCOMPARE(fixture.number("SELECT count(*) FROM people"), 1);
        const QString before = fixture.contents();
        const auto again = fixture.import({events});
        VERIFY_DONE(again);
        QCOMPARE(again->files.front().unchanged, 3);
        QCOMPARE(fixture.contents(), before);
    }

    void sharedPhoneKeepsPeopleApart()
    {
        ImportFixture fixture;
        const QByteArray header = "profile_id,email,phone\n";
        const auto report = fixture.import({fixture.write(
            QStringLiteral("p.csv"),
            header + "1,ada@example.com,+15551000002\n2,zoe@example.com,+15551000002\n3,,+15551000002\n")});
        VERIFY_DONE(report);
        QCOMPARE(report->profiles, 2);
        QCOMPARE(report->files.front().warned, 1);
    }

    void theRejectsOfTheNewestRunAreThoseOfAllItsFiles()
    {
        ImportFixture fixture;
        const QByteArray bad = "event_id,email,metric,timestamp\n1,ada@example.com,Viewed Product,yesterday\n";
        const QString first = fixture.write(QStringLiteral("a.csv"), bad);
        const QString second = fixture.write(QStringLiteral("b.csv"), bad);
        const auto filesOfRejects = [&] {
            QStringList names;
            const auto rejects = listRejects(fixture.store().database(), {});
            for (const ImportReject &reject : rejects.value_or(std::vector<ImportReject>()))
                names.append(QFileInfo(reject.file).fileName());
            return names.join(u' ');
        };
        QCOMPARE(filesOfRejects(), QString());
        VERIFY_DONE(fixture.import({first, second}));
        QCOMPARE(filesOfRejects(), QStringLiteral("a.csv b.csv"));
        fixture.now.ms += 1000;
        VERIFY_DONE(fixture.import({second}));
        QCOMPARE(filesOfRejects(), QStringLiteral("b.csv"));
    }

    void aRepairedByteMakesNoAddress()
    {
        ImportFixture fixture;
        const auto report =
            fixture.import({fixture.write(QStringLiteral("a.csv"), "profile_id,email,first_name,city\n"
                                                                   "1,zo\xeb@example.com,Zoe,Bonn\n"
                                                                   "2,ada@example.com,Zo\xc3\xab,Bonn\n")});
        VERIFY_DONE(report);
        QCOMPARE(fixture.text("SELECT group_concat(value) FROM identifiers i JOIN identifier_kinds k ON k.id = "
                              "i.kind_id WHERE k.name = 'email'"),
                 QStringLiteral("ada@example.com"));
        QCOMPARE(report->files[0].warnings.size(), 2);
        QVERIFY(report->files[0].warnings.join(u'\n').contains(QLatin1String("no usable e-mail address")));
        QCOMPARE(fixture.number("SELECT count(*) FROM property_values WHERE value = 'Zo\xc3\xab'"), 1);
    }

    void aFileWithoutAHeaderSaysWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("blank lines") << QByteArray("\n\r\n  \n\n") << "blank lines only";
        QTest::newRow("blank after a mark") << QByteArray("\xef\xbb\xbf\n\n") << "blank lines only";
        QTest::newRow("long line") << QByteArray("email," + QByteArray(2'000'000, 'x') + "\nada@example.com,1\n")
                                   << "first line is longer";
        QTest::newRow("many columns") << QByteArray("email" + QByteArray(",c").repeated(200'000) +
                                                    "\nada@example.com\n")
                                      << "first line is longer";
    }

    void aFileWithoutAHeaderSaysWhatItIs()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, word);
        ImportFixture fixture;
        const auto report = fixture.import({fixture.write(QStringLiteral("a.csv"), text)});
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Unreadable);
        QVERIFY2(report.error().message.contains(word), qPrintable(report.error().message));
    }
};

QTEST_GUILESS_MAIN(ImportRunTest)
#include "tst_importrun.moc"
