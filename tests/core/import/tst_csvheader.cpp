// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"

using namespace perennial;

namespace {

[[nodiscard]] CsvHeader headerOf(const QByteArray &text, const HeaderScore &score = {})
{
    auto source = TextSource::fromBytes(viewOf(text));
    if (!source)
        return {};
    auto file = openCsvFile(std::move(*source), score);
    return file ? file->header : CsvHeader();
}

[[nodiscard]] double hasEmail(const QStringList &names)
{
    return names.contains(QStringLiteral("email"), Qt::CaseInsensitive) ? 1 : 0;
}

} // namespace

class CsvHeaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsHeader_data();
    void findsHeader();
    void knownLayoutWinsOverTheFirstPlausibleRecord();
    void doubleAndEmptyNames();
    void namesFold_data();
    void namesFold();
    void readerStandsBeforeTheFirstRow();
    void readerStandsBeforeTheFirstRowWithoutHeader();
};

void CsvHeaderTest::findsHeader_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("line");
    QTest::newRow("first line") << QByteArray("id,name\n1,Ada\n") << "id·name" << 1;
    QTest::newRow("title lines") << QByteArray("Report\nGenerated 2024\n\nid,name,city\n1,Ada,\n2,Zoë,Köln\n")
                                 << "id·name·city" << 4;
    QTest::newRow("comments") << QByteArray("# made by hand\n# a, b, c, d\nid,name\n1,Ada\n") << "id·name" << 3;
    QTest::newRow("number sign as a name") << QByteArray("#,Your name?\n1,Ada\n") << "#·Your name?" << 1;
    QTest::newRow("order numbers are no comment") << QByteArray("Name,Total\n#1001,5\n#1002,6\n") << "Name·Total" << 1;
    QTest::newRow("nameless column") << QByteArray("id,,name\n1,2,Ada\n3,4,Zoë\n") << "id·Column 2·name" << 1;
    QTest::newRow("none") << QByteArray("1,Ada,2.50\n2,Zoë,3\n") << "Column 1·Column 2·Column 3" << 0;
    QTest::newRow("one column") << QByteArray("Email\nada@example.com\n") << "Email" << 1;
    QTest::newRow("header without line end") << QByteArray("id,name") << "id·name" << 1;
    QTest::newRow("blanks around names") << QByteArray(" id , name \n1,Ada\n") << "id·name" << 1;
    QTest::newRow("rows with a comma more")
        << QByteArray("id,name,city\n1,Ada,Cork,\n2,Zoë,Köln,\n") << "id·name·city" << 1;
}

void CsvHeaderTest::findsHeader()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, names);
    QFETCH(int, line);
    const CsvHeader header = headerOf(text);
    QCOMPARE(header.names.join(u'·'), names);
    QCOMPARE(int(header.line), line);
    QVERIFY(!header.isKnown);
}

void CsvHeaderTest::knownLayoutWinsOverTheFirstPlausibleRecord()
{
    const QByteArray text("Customers,of the,shop\nEmail,,7\nada@example.com,x,1\n");
    QCOMPARE(headerOf(text).line, 1);
    const CsvHeader header = headerOf(text, hasEmail);
    QCOMPARE(header.line, 2);
    QVERIFY(header.isKnown);
    QCOMPARE(header.names.join(u'·'), QStringLiteral("Email·Column 2·7"));
}

void CsvHeaderTest::doubleAndEmptyNames()
{
    const CsvHeader header = headerOf("c,c,C ,c (2),,Column 6\nx,x,x,x,x,x\n", [](const QStringList &) { return 1.0; });
    QCOMPARE(header.names.join(u'·'), QStringLiteral("c·c (3)·C (4)·c (2)·Column 5·Column 6"));
    QCOMPARE(header.notes.size(), 3);
    QCOMPARE(header.notes[2], QStringLiteral("Column 5 has no name. It is called \"Column 5\"."));
}

void CsvHeaderTest::namesFold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folded");
    QTest::newRow("case") << "Email"
                          << "email";
    QTest::newRow("blanks") << "\u00a0 Order  ID "
                            << "order id";
    QTest::newRow("signs") << "ORDER_-_ID"
                           << "order id";
    QTest::newRow("hyphen") << "Compare-at price"
                            << "compare at price";
    QTest::newRow("nothing") << " _ "
                             << "";
}

void CsvHeaderTest::namesFold()
{
    QFETCH(QString, name);
    QFETCH(QString, folded);
    QCOMPARE(foldHeader(name), folded);
}

void CsvHeaderTest::readerStandsBeforeTheFirstRow()
{
    auto source = TextSource::fromBytes("sep=;\nTitle\n\nid;name\n1;Ada\n2;Zoë;;\n");
    QVERIFY(source);
    auto file = openCsvFile(std::move(*source));
    QVERIFY(file);
    const auto rows = readRows(file->reader);
    QCOMPARE(shown(rows), (QStringList{QStringLiteral("1·Ada"), QStringLiteral("2·Zoë")}));
    QCOMPARE(rows[0].line, 5);
}

void CsvHeaderTest::readerStandsBeforeTheFirstRowWithoutHeader()
{
    auto source = TextSource::fromBytes("1;2\n3;4\n");
    QVERIFY(source);
    auto file = openCsvFile(std::move(*source));
    QVERIFY(file);
    QVERIFY(!file->header.isPresent());
    QCOMPARE(shown(readRows(file->reader)), (QStringList{QStringLiteral("1·2"), QStringLiteral("3·4")}));
}

QTEST_APPLESS_MAIN(CsvHeaderTest)
#include "tst_csvheader.moc"
