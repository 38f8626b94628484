// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"

using namespace perennial;

// Small texts under a header of known width. `|` in the tables of expected rows stands for the end of a row.
class CsvReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRecords_data();
    void readsRecords();
    void recovers_data();
    void recovers();
    void linesAndOrdinalsAreTold();
    void tornIsOnlyTheLastRecordWithoutLineEnd();
    void rejectedRowsKeepTheirText();
    void cellsOutliveUntilTheNextRecord();
    void manyBrokenRowsCostOnlyThemselves();
    void recoveryDoesNotDependOnTheChunkSize();
    void everyRejectHasItsSentence();
};

void CsvReaderTest::readsRecords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows");
    QTest::newRow("line ends mixed") << QByteArray("a,b\r\nc,d\re,f\ng,h") << "a·b|c·d|e·f|g·h";
    QTest::newRow("line ends in quotes are text") << QByteArray("a,\"x\r\ny\rz\n\"\r\nc,d\r\n") << "a·x\r\ny\rz\n|c·d";
    QTest::newRow("blank lines") << QByteArray("\r\n\na,b\n\n\r\rc,d\n\n") << "a·b|c·d";
    QTest::newRow("blanks belong to the cell") << QByteArray("a, \"b\" ,c\n") << "a· \"b\" ·c";
    QTest::newRow("empty cells") << QByteArray(",\n\"\",x\nx,\n") << "·|·x|x·";
    QTest::newRow("doubled quotes") << QByteArray("\"\"\"a\"\"\",\"b\"\"c\",\"\"\"\"\n") << "\"a\"·b\"c·\"";
    QTest::newRow("quotes in plain cells") << QByteArray("5\" pipe,a\"b\"c\n") << "5\" pipe·a\"b\"c";
    QTest::newRow("backslashes") << QByteArray("a,\"x \\\"y\\\" \\n\"\nc,\"C:\\d\"\n") << "a·x \"y\" \\n|c·C:\\d";
    QTest::newRow("one column") << QByteArray("a\n\nb\n") << "a|b";
}

void CsvReaderTest::readsRecords()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, rows);
    QCOMPARE(shown(readText(text)), rows.split(u'|'));
}

void CsvReaderTest::recovers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows");
    QTest::newRow("stray quotes are text")
        << QByteArray("\"the \"big\" one\",b,c\nd,e,f\n") << "the \"big\" one·b·c|d·e·f";
    QTest::newRow("stray quotes up to the cell's end")
        << QByteArray("\"Al \"Bo\"\",b,c\nd,e,f\n") << "Al \"Bo\"·b·c|d·e·f";
    QTest::newRow("stray quotes from the cell's start") << QByteArray("\"\"Bo\" Al\",b,c\n") << "\"Bo\" Al·b·c";
    QTest::newRow("stray quotes behind a line break")
        << QByteArray("a,\"x\ny, \"z\" q\nw\",c\nd,e,f\n") << "a·x\ny, \"z\" q\nw·c|d·e·f";
    QTest::newRow("unclosed among plain rows") << QByteArray("a,\"b,c\nd,e,f\ng,h,i\n") << "!line 1|d·e·f|g·h·i";
    QTest::newRow("unclosed before a quoted row")
        << QByteArray("a,\"b,c\nd,\"e\",f\ng,\"h\",i\n") << "!line 1|d·e·f|g·h·i";
    QTest::newRow("unclosed before an empty quoted cell")
        << QByteArray("a,\"b,c\nd,\"\",f\ng,\"h\",i\n") << "!line 1|d··f|g·h·i";
    QTest::newRow("unclosed in the last cell") << QByteArray("a,b,\"c\nd,e,\"f\"\ng,h,i\n") << "!line 1|d·e·f|g·h·i";
    QTest::newRow("unclosed before a row over two lines")
        << QByteArray("a,\"b,c\nd,\"e\ne\",f\ng,h,i\n") << "!line 1|d·e\ne·f|g·h·i";
    QTest::newRow("unclosed twice in a row") << QByteArray("a,\"b,c\nd,\"e,f\ng,h,i\n") << "!line 1|!line 2|g·h·i";
    QTest::newRow("unclosed, closed by chance")
        << QByteArray("a,\"b,c\nd,e,f\ng,h,i\"\nj,k,l\n") << "!line 1|d·e·f|g·h·i\"|j·k·l";
    QTest::newRow("unclosed beside a quoted cell") << QByteArray("\"a,\"b\",c\nd,e,f\n") << "!line 1|d·e·f";
    QTest::newRow("unclosed, next line does not fit") << QByteArray("a,\"b,c\nd,e\nf,g,h\n") << "!line 1|f·g·h";
    QTest::newRow("unclosed before a row with surplus cells")
        << QByteArray("a,\"b,c\nd,e,f,x\ng,h,i\n") << "!line 1|!line 2|g·h·i";
    QTest::newRow("surplus empty cells") << QByteArray("a,b,c,,\nd,e,f, ,\n") << "a·b·c|d·e·f";
    QTest::newRow("surplus cells") << QByteArray("a,b,c,d\ne,f,g\n") << "!line 1|e·f·g";
    QTest::newRow("missing cells") << QByteArray("a,b\ne,f,g\n") << "a·b|e·f·g";
    QTest::newRow("filler line and Ctrl-Z") << QByteArray("a,b,c\n  \t\nd,e,f\n\x1a") << "a·b·c|d·e·f";
    QTest::newRow("torn in a plain cell") << QByteArray("a,b,c\nd,e") << "a·b·c|!line 2";
    QTest::newRow("torn in quotes") << QByteArray("a,b,c\nd,e,\"f") << "a·b·c|!line 2";
}

void CsvReaderTest::recovers()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, rows);
    auto source = TextSource::fromBytes(viewOf(text));
    QVERIFY(source);
    CsvReader reader(std::move(*source), {});
    reader.setExpectedCells(3);
    QCOMPARE(shown(readRows(reader)), rows.split(u'|'));
}

void CsvReaderTest::linesAndOrdinalsAreTold()
{
    auto source = TextSource::fromBytes("a,b\r\n\r\n\"x\r\ny\",2\r\n3,\"4\r5\"\r6,7\n\"8,9\n10,11\n");
    QVERIFY(source);
    CsvReader reader(std::move(*source), {});
    reader.setExpectedCells(2);
    QStringList places;
    for (CsvRecord record; reader.next(record);)
        places << QStringLiteral("%1:%2").arg(record.ordinal()).arg(record.line());
    QCOMPARE(places.join(u' '), QStringLiteral("1:1 2:3 3:5 4:7 5:8 6:9"));
}

// Complete though nothing ends it: nothing says that its last cell is cut. Fewer cells than the header: torn.
void CsvReaderTest::tornIsOnlyTheLastRecordWithoutLineEnd()
{
    QCOMPARE(readText("a,b\nc,d", 2)[1].reject, CsvReject::None);
    QCOMPARE(readText("a,b\nc,\"d\"", 2)[1].reject, CsvReject::None);
    QCOMPARE(readText("a,b\nc", 2)[1].reject, CsvReject::Torn);
    const auto ended = readText("a,b\nc\n", 2);
    QCOMPARE(ended[1].reject, CsvReject::None);
    QVERIFY(ended[1].hasMissingCells);
}

void CsvReaderTest::rejectedRowsKeepTheirText()
{
    const auto rows = readText("a,b\r\n\"c,d\r\ne,f\r\ng,h,i\r\n", 2);
    QCOMPARE(rows[1].raw, QByteArray("\"c,d"));
    QCOMPARE(rows[1].reject, CsvReject::UnclosedQuote);
    QCOMPARE(rows[3].raw, QByteArray("g,h,i"));
    QCOMPARE(rows[3].reject, CsvReject::SurplusCells);

    const auto wide = readText("a\n" + QByteArray("ö").repeated(5000) + ",x\n", 1);
    QCOMPARE(wide[1].raw, QByteArray("ö").repeated(int(CsvLimits::RawBytes) / 2));
}

void CsvReaderTest::cellsOutliveUntilTheNextRecord()
{
    auto source = TextSource::fromBytes("\"a\"\"b\",\"c\"\"d\"\"\"\n1\n");
    QVERIFY(source);
    CsvReader reader(std::move(*source), {}, 1);
    CsvRecord record;
    QVERIFY(reader.next(record));
    QVERIFY(record[0] == "a\"b" && record[1] == "c\"d\"");
    QVERIFY(record[7].empty());
    QVERIFY(reader.next(record));
    QVERIFY(record[0] == "1" && record.size() == 1);
    QVERIFY(!reader.next(record));
    QVERIFY(!reader.next(record));
}

// Every tenth row opens a quote that never closes, among rows with quotes, breaks and without.
void CsvReaderTest::manyBrokenRowsCostOnlyThemselves()
{
    QByteArray text("id,name,note\n");
    const char *tails[] = {",Ada,fine\n", ",\"Okafor, Ada\",\"two\nlines\"\n", ",,\"\"\n", ",\"A \"\"B\"\"\",x\n"};
    for (int i = 1; i <= 5000; ++i)
        text += QByteArray::number(i) + (i % 10 == 0 ? ",\"Zoë,broken\n" : tails[i % 4]);
    const auto rows = readText(text, 3);
    QCOMPARE(rows.size(), size_t(5001));
    for (size_t i = 1; i < rows.size(); ++i) {
        QCOMPARE(rows[i].reject, i % 10 == 0 ? CsvReject::UnclosedQuote : CsvReject::None);
        QVERIFY(rows[i].raw.startsWith(QByteArray::number(qulonglong(i)) + ','));
    }
}

// The suspicious quote comes before the rest of its line is in the buffer.
void CsvReaderTest::recoveryDoesNotDependOnTheChunkSize()
{
    const QByteArray text("a,b\n1,\"x\r\"3\", y: \"z\", w\r\n4,\"5\n6,\"7\",\n\"8,9");
    const auto read = [&](size_t chunkBytes) {
        CsvReader reader(std::move(*TextSource::fromBytes(viewOf(text))), {}, chunkBytes);
        reader.setExpectedCells(2);
        return readRows(reader);
    };
    const auto rows = read(CsvReader::ChunkBytes);
    QVERIFY(std::any_of(rows.begin(), rows.end(), [](const Row &row) { return row.reject != CsvReject::None; }));
    for (size_t chunkBytes = 1; chunkBytes < 40; ++chunkBytes)
        QVERIFY(read(chunkBytes) == rows);
}

void CsvReaderTest::everyRejectHasItsSentence()
{
    QVERIFY(describe(CsvReject::None).isEmpty());
    for (const auto reject : {CsvReject::SurplusCells, CsvReject::UnclosedQuote, CsvReject::Torn, CsvReject::TooLong})
        QVERIFY(describe(reject).endsWith(u'.'));
}

QTEST_APPLESS_MAIN(CsvReaderTest)
#include "tst_csvreader.moc"
