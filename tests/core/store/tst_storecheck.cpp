// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"
#include "core/store/storecheck.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

class StoreCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void damagedPagesAreFindings();
};

void StoreCheckTest::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::addColumn<QString>("finding");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("event of nobody known is fine")
        << QByteArray("INSERT INTO events VALUES (0, 1, 1, 9, 1, NULL, NULL, NULL, 1)") << QString();
    QTest::newRow("event without profile")
        << QByteArray("INSERT INTO events VALUES (77, 1, 1, 9, 1, NULL, NULL, NULL, 1)")
        << "1 people have events but no profile.";
    QTest::newRow("event without metric")
        << QByteArray("INSERT INTO events VALUES (1, 1, 55, 9, 1, NULL, NULL, NULL, 1)")
        << "1 events name a metric that does not exist.";
    QTest::newRow("event without details") << QByteArray("INSERT INTO events VALUES (1, 1, 1, 9, 1, NULL, NULL, 55, 1)")
                                           << "1 events name details that do not exist.";
    QTest::newRow("amount beyond all measure")
        << QByteArray("INSERT INTO events VALUES (1, 1, 1, 9, -1000000000000001, NULL, NULL, NULL, 1),"
                      "(1, 2, 1, 9, 1000000000000000, NULL, NULL, NULL, 1)")
        << "1 amounts are larger than any sale (10^15 minor units).";
    QTest::newRow("merge without record") << QByteArray("UPDATE profiles SET merged_into = 1 WHERE id = 2")
                                          << "1 profiles are merged without a record of why.";
    QTest::newRow("identifier of nobody") << QByteArray("INSERT INTO identifiers VALUES (1, 'x@example.com', 99, 0, 1)")
                                          << "1 rows of identifiers refer to rows that do not exist.";
}

void StoreCheckTest::namesWhatIsWrong()
{
    QFETCH(QByteArray, damage);
    QFETCH(QString, finding);
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath("c.perennial"), {.name = "Fern"});
    QVERIFY(store);
    QVERIFY(store->database().execute(R"sql(
        INSERT INTO imports VALUES (1, 'a.csv', 'f', 's', NULL, 'UTC', 1, 2, 3, 1, 1, 0, 0, '[]');
        INSERT INTO profiles(id, import_id) VALUES (1, 1), (2, 1);
        INSERT INTO metrics VALUES (1, 'Placed Order');
        PRAGMA foreign_keys=OFF;)sql"));
    QVERIFY(store->database().execute(damage));
    const auto findings = checkStore(*store);
    QVERIFY2(findings, qPrintable(findings ? QString() : findings.error().detail));
    QCOMPARE(findings->join('|'), finding);
}

void StoreCheckTest::damagedPagesAreFindings()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("c.perennial");
    qint64 page = 0;
    qint64 pageSize = 0;
    {
        auto store = Store::create(path, {.name = "Fern"});
        QVERIFY(store);
        QVERIFY(store->database().execute("PRAGMA foreign_keys=OFF;"
                                          "INSERT INTO profiles(id, import_id, merged_into) VALUES (1, 1, 2), (2, 1, "
                                          "NULL)"));
        page = *store->database().integer("SELECT rootpage FROM sqlite_schema WHERE name = 'events'");
        pageSize = *store->database().integer("PRAGMA page_size");
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((page - 1) * pageSize));
    QCOMPARE(file.write(QByteArray(static_cast<qsizetype>(pageSize), '\xff')), pageSize);
    file.close();

    const auto store = Store::openReader(path);
    QVERIFY(store);
    const auto findings = checkStore(*store);
    QVERIFY2(findings, qPrintable(findings ? QString() : findings.error().detail));
    QVERIFY(findings->contains("The store file is damaged. It was not written to; restore the newest backup."));
    // What can still be read is checked too.
    QVERIFY(findings->contains("1 profiles are merged without a record of why."));
}

QTEST_GUILESS_MAIN(StoreCheckTest)
#include "tst_storecheck.moc"
