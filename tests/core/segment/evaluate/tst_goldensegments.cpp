// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"
#include "tests/core/import/csvrows.h"
#include "tests/core/import/importfixture.h"
#include "tests/core/segment/explain/agreement.h"
#include "tests/testpaths.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace perennial;

// Golden segments over a shop's export. Each golden/NAME.json holds a segment, a moment, a count, and one SQL query
// that finds the count in the raw rows of the export, without Perennial's import, identities or evaluator.
class TestGoldenSegments : public QObject
{
    Q_OBJECT

private:
    static QJsonObject caseOf(const QString &name);
    void loadRaw(const char *table, const char *path);

    ImportFixture m_shop{{QStringLiteral("Golden"), QStringLiteral("EUR"), QStringLiteral("Europe/Berlin")}};
    std::optional<Database> m_raw;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void countsAgree_data();
    void countsAgree();
    void explanationsAgree_data() { countsAgree_data(); }
    void explanationsAgree();
};

// The cells of an export as they stand, all of them text.
void TestGoldenSegments::loadRaw(const char *table, const char *path)
{
    auto file = openCsvFile(sharedFile(QLatin1String("data/") + path));
    QVERIFY(file.has_value());
    const QByteArray name(table);
    const auto list = [](const QStringList &cells, const QString &quote) {
        QStringList quoted;
        for (QString cell : cells)
            quoted.append(quote + cell.replace(quote, quote + quote) + quote);
        return '(' + quoted.join(u',').toUtf8() + ");";
    };
    QByteArray sql = "BEGIN; CREATE TABLE " + name + list(file->header.names, QStringLiteral("\""));
    for (const Row &row : readRows(file->reader))
        sql += "INSERT INTO " + name + " VALUES" + list(row.cells, QStringLiteral("'"));
    const auto written = m_raw->execute(sql + "COMMIT;");
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
}

void TestGoldenSegments::initTestCase()
{
    NEED_SHARED_DATA();
    const auto report = m_shop.import(
        {sharedFile("data/shopify/orders_export_relaid.csv"), sharedFile("data/shopify/customers_export_relaid.csv")});
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message));
    auto table = ProfileTable::build(m_shop.path(), Progress());
    QVERIFY(table.has_value());
    m_table = *table;
    auto raw = Database::open(m_shop.path() + QStringLiteral(".raw"), Database::Mode::Create);
    QVERIFY(raw.has_value());
    m_raw.emplace(std::move(*raw));
    loadRaw("orders", "shopify/orders_export_relaid.csv");
    loadRaw("customers", "shopify/customers_export_relaid.csv");
}

QJsonObject TestGoldenSegments::caseOf(const QString &name)
{
    QFile file(sourceFile("tests/core/segment/evaluate/golden/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void TestGoldenSegments::countsAgree_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names =
        QDir(sourceFile("tests/core/segment/evaluate/golden")).entryList({QStringLiteral("*.json")});
    QVERIFY(names.size() >= 18);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestGoldenSegments::countsAgree()
{
    QFETCH(QString, name);
    const QJsonObject golden = caseOf(name);
    const qint64 expected = golden.value(QStringLiteral("count")).toInteger(-1);
    QCOMPARE(m_raw->integer(golden.value(QStringLiteral("sql")).toString().toStdString()).value(), expected);

    const auto doc = SegmentDoc::fromJsonObject(golden.value(QStringLiteral("segment")).toObject());
    QVERIFY2(doc.has_value(), doc ? "" : qPrintable(doc.error().message + doc.error().where));
    const Instant asOf = *Instant::fromIso(golden.value(QStringLiteral("as_of")).toString());
    const auto answer = SegmentEngine::compile(*doc, m_table, asOf).and_then([](const Plan &plan) {
        return SegmentEngine::evaluate(plan, Progress());
    });
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().message));
    QCOMPARE(qint64(answer->count), expected);
}

// The verdict made of the evidence, for everybody.
void TestGoldenSegments::explanationsAgree()
{
    QFETCH(QString, name);
    const QJsonObject golden = caseOf(name);
    const auto doc = SegmentDoc::fromJsonObject(golden.value(QStringLiteral("segment")).toObject());
    QVERIFY(doc.has_value());
    const Instant asOf = *Instant::fromIso(golden.value(QStringLiteral("as_of")).toString());
    QCOMPARE(compareWithEngine(*doc, m_table, asOf), static_cast<int>(m_table->profileCount()));
}

QTEST_GUILESS_MAIN(TestGoldenSegments)
#include "tst_goldensegments.moc"
