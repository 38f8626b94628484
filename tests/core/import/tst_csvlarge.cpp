// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <sys/resource.h>

using namespace perennial;

namespace {

constexpr qint64 Megabyte = 1024 * 1024;

[[nodiscard]] qint64 peakMemory()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return qint64(usage.ru_maxrss) * 1024;
}

[[nodiscard]] QByteArray quoted(const QString &cell, QRandomGenerator &random)
{
    const bool needsQuotes = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!needsQuotes && random.bounded(3) > 0)
        return cell.toUtf8();
    return '"' + QString(cell).replace(QStringLiteral("\""), QStringLiteral("\"\"")).toUtf8() + '"';
}

[[nodiscard]] QString nastyCell(QRandomGenerator &random)
{
    static const QStringList Pieces = {QStringLiteral("a"),    QStringLiteral(","),  QStringLiteral("\""),
                                       QStringLiteral("\n"),   QStringLiteral("\r"), QStringLiteral("\r\n"),
                                       QStringLiteral(" "),    QStringLiteral("ö"),  QStringLiteral("𝄞"),
                                       QStringLiteral("\\"),   QStringLiteral(";"),  QStringLiteral("\t"),
                                       QStringLiteral("\"\""), QStringLiteral("'"),  QStringLiteral("=1+1")};
    QString cell;
    for (int i = random.bounded(6); i > 0; --i)
        cell += Pieces[random.bounded(int(Pieces.size()))];
    return cell;
}

} // namespace

class CsvLargeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endlessLineIsSetAside_data();
    void endlessLineIsSetAside();
    void recordUpToTheLimitIsRead();
    void tenThousandColumns();
    void millionDelimitersAreSetAside();
    void hopelessFilesEndSoon_data();
    void hopelessFilesEndSoon();
    void writtenAndReadAgain_data();
    void writtenAndReadAgain();

private:
    [[nodiscard]] QString writeLongLine(const QByteArray &before, int megabytes, const QByteArray &after);
    QTemporaryDir m_dir;
};

// A block of letters is written over and over: the file is large, the test is not.
QString CsvLargeTest::writeLongLine(const QByteArray &before, int megabytes, const QByteArray &after)
{
    QFile file(m_dir.filePath(QStringLiteral("long.csv")));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return {};
    file.write("id,note\n1,short\n" + before);
    const QByteArray block(int(Megabyte), 'x');
    for (int i = 0; i < megabytes; ++i)
        file.write(block);
    file.write(after);
    return file.fileName();
}

void CsvLargeTest::endlessLineIsSetAside_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("megabytes");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("plain, 300 MB") << QByteArray("2,") << 300 << QByteArray("\n3,back\n4,fine\n");
    QTest::newRow("quoted") << QByteArray("2,\"") << 40 << QByteArray("\"\r\n3,back\r\n4,fine\r\n");
    QTest::newRow("CR") << QByteArray("2,") << 40 << QByteArray("\r3,back\r4,fine\r");
}

void CsvLargeTest::endlessLineIsSetAside()
{
    QFETCH(QByteArray, before);
    QFETCH(int, megabytes);
    QFETCH(QByteArray, after);
    const qint64 memoryBefore = peakMemory();
    auto file = openCsvFile(writeLongLine(before, megabytes, after));
    QVERIFY(file);
    const auto rows = readRows(file->reader);
    QCOMPARE(shown(rows), (QStringList{QStringLiteral("1·short"), QStringLiteral("!line 3"), QStringLiteral("3·back"),
                                       QStringLiteral("4·fine")}));
    QCOMPARE(rows[1].reject, CsvReject::TooLong);
    QCOMPARE(rows[1].raw.size(), qsizetype(CsvLimits::RawBytes));
    QVERIFY2(peakMemory() - memoryBefore < 100 * Megabyte, "The line was kept in memory.");
}

void CsvLargeTest::recordUpToTheLimitIsRead()
{
    const QByteArray longest(int(CsvLimits::RecordBytes) - 2, 'x');
    const auto rows = readText("a,b\n1," + longest + "\n1,x" + longest + "\r\n2,y\n1," + longest, 2);
    QCOMPARE(rows.size(), size_t(5));
    QCOMPARE(rows[1].reject, CsvReject::None);
    QCOMPARE(rows[1].cells[1].size(), longest.size());
    QCOMPARE(rows[2].reject, CsvReject::TooLong);
    QCOMPARE(rows[3].cells[1], QStringLiteral("y"));
    QCOMPARE(rows[4].reject, CsvReject::None);
}

void CsvLargeTest::tenThousandColumns()
{
    QByteArray text;
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 10'000; ++column)
            text += (column ? "," : "") + QByteArray(row ? "v" : "c") + QByteArray::number(column);
        text += '\n';
    }
    auto source = TextSource::fromBytes(viewOf(text));
    QVERIFY(source);
    auto file = openCsvFile(std::move(*source));
    QVERIFY(file);
    QCOMPARE(file->header.names.size(), 10'000);
    const auto rows = readRows(file->reader);
    QCOMPARE(rows.size(), size_t(19));
    for (const Row &row : rows) {
        QCOMPARE(row.cells.size(), 10'000);
        QCOMPARE(row.cells[9'999], QStringLiteral("v9999"));
    }
}

void CsvLargeTest::millionDelimitersAreSetAside()
{
    const auto rows = readText("a,b\n" + QByteArray(1'000'000, ',') + "\n1,2\n", 2);
    QCOMPARE(shown(rows), (QStringList{QStringLiteral("a·b"), QStringLiteral("!line 2"), QStringLiteral("1·2")}));
}

// Files in which every row opens a quote and no row closes one.
void CsvLargeTest::hopelessFilesEndSoon_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("opened and doubled") << QByteArray("1,\"\"x\n");
    QTest::newRow("too few cells") << QByteArray("\"\"x\n");
    QTest::newRow("opened") << QByteArray("1,\"x\n");
    QTest::newRow("many lines") << QByteArray(",\"x\n\n\n\n\n\n");
}

void CsvLargeTest::hopelessFilesEndSoon()
{
    QFETCH(QByteArray, line);
    QElapsedTimer timer;
    timer.start();
    const auto rows = readText("a,b\n" + line.repeated(int(Megabyte / 2 / line.size())), 2);
    QVERIFY(rows.size() > 1);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void CsvLargeTest::writtenAndReadAgain_data()
{
    QTest::addColumn<QByteArray>("lineEnd");
    QTest::addColumn<int>("chunk");
    QTest::newRow("LF") << QByteArray("\n") << int(CsvReader::ChunkBytes);
    QTest::newRow("CRLF, small chunks") << QByteArray("\r\n") << 7;
    QTest::newRow("CR") << QByteArray("\r") << 1000;
}

void CsvLargeTest::writtenAndReadAgain()
{
    QFETCH(QByteArray, lineEnd);
    QFETCH(int, chunk);
    QRandomGenerator random(4711);
    QByteArray text;
    QList<QStringList> written;
    for (int row = 0; row < 3000; ++row) {
        QStringList cells{QString::number(row)};
        while (cells.size() < 5)
            cells << nastyCell(random);
        for (qsizetype i = 0; i < cells.size(); ++i)
            text += (i ? "," : "") + quoted(cells[i], random);
        text += lineEnd;
        written << cells;
    }
    auto source = TextSource::fromBytes(viewOf(text));
    QVERIFY(source);
    CsvReader reader(std::move(*source), {}, size_t(chunk));
    reader.setExpectedCells(5);
    const auto rows = readRows(reader);
    QCOMPARE(qsizetype(rows.size()), written.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].cells, written[qsizetype(i)]);
        QVERIFY(!rows[i].hasStrayQuote && rows[i].reject == CsvReject::None);
    }
}

QTEST_APPLESS_MAIN(CsvLargeTest)
#include "tst_csvlarge.moc"
