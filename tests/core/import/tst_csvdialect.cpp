// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"

using namespace perennial;

class CsvDialectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsDelimiter_data();
    void findsDelimiter();
    void sepLineNamesTheDelimiter_data();
    void sepLineNamesTheDelimiter();
    void backslashEscapesOnlyWhereDoublingNeverOccurs_data();
    void backslashEscapesOnlyWhereDoublingNeverOccurs();
    void aCutSampleDoesNotCountItsLastRecord();
};

void CsvDialectTest::findsDelimiter_data()
{
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<int>("cells");
    QTest::newRow("comma") << QByteArray("a,b,c\n1,2,3\n") << ',' << 3;
    QTest::newRow("semicolon beside decimal commas") << QByteArray("a;b;c\n1,5;2,5;3,5\n9,5;8,5;7,5\n") << ';' << 3;
    QTest::newRow("tab") << QByteArray("a\tb\n1\t2\n") << '\t' << 2;
    QTest::newRow("pipe beside commas") << QByteArray("one|two,two|three\nfour|five,five|six") << '|' << 3;
    QTest::newRow("counted outside quotes") << QByteArray("\"a;b;c\",d\n\"e;f;g\",h\n") << ',' << 2;
    QTest::newRow("title lines") << QByteArray("Report\nGenerated 2024\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n") << ';' << 3;
    QTest::newRow("quoted breaks") << QByteArray("a;b\n\"x\n,y,\n,z\";2\n3;4\n") << ';' << 2;
    QTest::newRow("one column") << QByteArray("email\nada@example.com\n") << ',' << 0;
}

void CsvDialectTest::findsDelimiter()
{
    QFETCH(QByteArray, sample);
    QFETCH(char, delimiter);
    QFETCH(int, cells);
    const CsvDialect dialect = detectDialect(viewOf(sample));
    QCOMPARE(dialect.delimiter, delimiter);
    QCOMPARE(int(dialect.commonCells), cells);
}

void CsvDialectTest::sepLineNamesTheDelimiter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("sep=;\r\na,1;b\r\n1,2;3\r\n");
    QTest::newRow("upper case") << QByteArray("SEP=;\na,1;b\n1,2;3\n");
    QTest::newRow("quoted") << QByteArray("\"sep=;\"\na,1;b\n1,2;3\n");
    QTest::newRow("odd") << QByteArray("sep=^\ra,1^b\r1,2^3\r");
}

void CsvDialectTest::sepLineNamesTheDelimiter()
{
    QFETCH(QByteArray, text);
    const auto rows = readText(text);
    QCOMPARE(shown(rows), (QStringList{QStringLiteral("a,1·b"), QStringLiteral("1,2·3")}));
    QCOMPARE(rows[0].line, 2);
}

void CsvDialectTest::backslashEscapesOnlyWhereDoublingNeverOccurs_data()
{
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<bool>("escapes");
    QTest::newRow("backslash") << QByteArray("a,b\n1,\"say \\\"hi\\\" twice\"\n") << true;
    QTest::newRow("at the cell's end") << QByteArray("a,b\n\"say \\\"hi\\\"\",1\n") << true;
    QTest::newRow("with doubling") << QByteArray("a,b\n1,\"5\\\" or \"\"x\"\"\"\n") << false;
    QTest::newRow("a path") << QByteArray("a,b\n\"C:\\\",2\n\"D:\\\",3\n") << false;
    QTest::newRow("none") << QByteArray("a,b\n1,2\n") << false;
}

void CsvDialectTest::backslashEscapesOnlyWhereDoublingNeverOccurs()
{
    QFETCH(QByteArray, sample);
    QFETCH(bool, escapes);
    QCOMPARE(detectDialect(viewOf(sample)).backslashEscapes, escapes);
}

void CsvDialectTest::aCutSampleDoesNotCountItsLastRecord()
{
    const CsvDialect dialect = detectDialect("a;b;c,d,e\n1;2;3,4,5\n1,2", false);
    QCOMPARE(dialect.commonCells, size_t(3));
}

QTEST_APPLESS_MAIN(CsvDialectTest)
#include "tst_csvdialect.moc"
