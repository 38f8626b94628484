// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"
#include "tests/testpaths.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace perennial;

namespace {

[[nodiscard]] QString torture(const QString &path)
{
    return sharedFile("data/csv-torture/" + path);
}

// The reader's whole answer for a file, once with its first record as the header.
[[nodiscard]] std::vector<Row> readInChunks(const QString &path, size_t block, size_t chunk)
{
    auto source = TextSource::open(path, block);
    if (!source)
        return {};
    const CsvDialect dialect = detectDialect(source->head(), source->headIsWhole());
    CsvReader reader(std::move(*source), dialect, chunk);
    std::vector<Row> rows;
    for (CsvRecord record; reader.next(record);) {
        if (rows.empty())
            reader.setExpectedCells(record.size());
        rows.push_back(toRow(record));
    }
    return rows;
}

} // namespace

class CsvTortureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void spectrum_data();
    void spectrum();
    void duckdb_data();
    void duckdb();
    void everyFileEndsAndKeepsItsPromises_data() { everyFile(); }
    void everyFileEndsAndKeepsItsPromises();
    void chunkSizeDoesNotMatter_data() { everyFile(); }
    void chunkSizeDoesNotMatter();

private:
    void everyFile();
};

void CsvTortureTest::spectrum_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(torture(QStringLiteral("csv-spectrum/csvs"))).entryList(QDir::Files);
    QCOMPARE(names.size(), 11);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name.chopped(4);
}

void CsvTortureTest::spectrum()
{
    QFETCH(QString, name);
    const auto rows = readText(contentsOf(torture(QStringLiteral("csv-spectrum/csvs/%1.csv").arg(name))));
    QJsonArray read;
    for (size_t i = 1; i < rows.size(); ++i) {
        QJsonObject object;
        for (qsizetype column = 0; column < rows[0].cells.size(); ++column)
            object.insert(rows[0].cells[column], rows[i].cells.value(column));
        read.append(object);
    }
    // The published *_crlf.csv files have lost their CRs on the way.
    auto truth = contentsOf(torture(QStringLiteral("csv-spectrum/json/%1.json").arg(name)));
    truth.replace("\\r\\n", "\\n");
    QCOMPARE(QJsonDocument(read).toJson(), QJsonDocument::fromJson(truth).toJson());
}

// Records, rejected ones and the last cell of the second record. Files with other quotes than `"` show them as text.
void CsvTortureTest::duckdb_data()
{
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("rejected");
    QTest::addColumn<QString>("cell");
    QTest::newRow("all_quotes.csv") << 6 << 1 << "5";
    QTest::newRow("auto__backslash_escape.csv") << 3 << 0 << "text\"2\"";
    QTest::newRow("auto__early_out_error.csv") << 23 << 0 << "1";
    QTest::newRow("auto__pipe_delim.csv") << 3 << 0 << "text2";
    QTest::newRow("auto__pipe_delim_quote.csv") << 3 << 0 << "text2|";
    QTest::newRow("auto__quote_escape.csv") << 3 << 0 << "text\"2\"text";
    QTest::newRow("auto__rfc_conform_quote.csv") << 3 << 0 << "trailing_space, ";
    QTest::newRow("auto__semicolon_delim.csv") << 3 << 0 << "text2";
    QTest::newRow("auto__semicolon_escape.csv") << 3 << 0 << "text2";
    QTest::newRow("auto__semicolon_quote.csv") << 3 << 0 << "text2";
    QTest::newRow("auto__single_quote_backslash.csv") << 3 << 0 << "'text\\'2\\'text'";
    QTest::newRow("auto__tab.csv") << 3 << 0 << "text2";
    QTest::newRow("auto__utf8bom.csv") << 3 << 0 << "Mark";
    QTest::newRow("bad_escape.csv") << 3 << 0 << "Surname\\, Firstname";
    QTest::newRow("double_quoted_header.csv") << 3 << 0 << "rob";
    QTest::newRow("encodings__latin1.csv") << 13 << 0 << "30";
    QTest::newRow("encodings__latin1.csv.gz") << 13 << 0 << "30";
    QTest::newRow("encodings__utf16.csv") << 21 << 0 << "30";
    QTest::newRow("error__mismatch__small1.csv") << 6 << 0 << "A";
    QTest::newRow("error__mismatch__small2.csv") << 5 << 0 << "A";
    QTest::newRow("error__mixedtypes_rn.csv") << 13401 << 0 << "world";
    QTest::newRow("error__quotednewlines.csv") << 10101 << 0 << "world";
}

void CsvTortureTest::duckdb()
{
    QFETCH(int, records);
    QFETCH(int, rejected);
    QFETCH(QString, cell);
    const QString path = torture(QStringLiteral("duckdb/") + QString::fromLatin1(QTest::currentDataTag()));
    const auto rows = readInChunks(path, TextSource::BlockBytes, CsvReader::ChunkBytes);
    QCOMPARE(int(rows.size()), records);
    QCOMPARE(int(std::count_if(rows.begin(), rows.end(), [](const Row &row) { return row.reject != CsvReject::None; })),
             rejected);
    QCOMPARE(rows[1].cells.value(rows[1].cells.size() - 1), cell);
}

void CsvTortureTest::everyFile()
{
    QTest::addColumn<QString>("path");
    for (const char *folder : {"csv-torture", "bad-input", "layouts"}) {
        QDirIterator files(sharedFile(QLatin1String("data/") + QLatin1String(folder)), QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (!path.endsWith(QStringLiteral(".json")))
                QTest::newRow(qPrintable(files.fileInfo().dir().dirName() + u'/' + files.fileName())) << path;
        }
    }
}

void CsvTortureTest::everyFileEndsAndKeepsItsPromises()
{
    QFETCH(QString, path);
    const auto rows = readInChunks(path, TextSource::BlockBytes, CsvReader::ChunkBytes);
    qint64 line = 0;
    for (const Row &row : rows) {
        QVERIFY(row.line > line);
        line = row.line;
        if (row.reject == CsvReject::None)
            QVERIFY(row.cells.size() <= rows[0].cells.size());
        else
            QVERIFY(!row.raw.isEmpty());
    }
}

void CsvTortureTest::chunkSizeDoesNotMatter()
{
    QFETCH(QString, path);
    const auto rows = readInChunks(path, TextSource::BlockBytes, 64 * 1024);
    QVERIFY(readInChunks(path, TextSource::BlockBytes, 1) == rows);
    QVERIFY(readInChunks(path, 13, 17) == rows);
}

QTEST_APPLESS_MAIN(CsvTortureTest)
#include "tst_csvtorture.moc"
