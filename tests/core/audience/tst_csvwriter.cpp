// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/csvwriter.h"

#include <QTest>

using namespace perennial;

class CsvWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsFormulasFromNumbers_data();
    void tellsFormulasFromNumbers();
    void quotesOnlyWhatNeedsIt();
    void guardsOnlyForASpreadsheet();
};

void CsvWriterTest::tellsFormulasFromNumbers_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<bool>("formula");
    QTest::newRow("phone") << QByteArray("+4915112345678") << false;
    QTest::newRow("negative") << QByteArray("-12.50") << false;
    QTest::newRow("call") << QByteArray("=HYPERLINK(1)") << true;
    QTest::newRow("plus call") << QByteArray("+1+cmd|' /C calc'!A0") << true;
    QTest::newRow("minus call") << QByteArray("-2+3") << true;
    QTest::newRow("at") << QByteArray("@SUM(A1)") << true;
    QTest::newRow("tab") << QByteArray("\t=1") << true;
    QTest::newRow("lone minus") << QByteArray("-") << true;
    QTest::newRow("two points") << QByteArray("-1.2.3") << true;
    QTest::newRow("text") << QByteArray("D'Souza") << false;
    QTest::newRow("empty") << QByteArray("") << false;
}

void CsvWriterTest::tellsFormulasFromNumbers()
{
    QFETCH(QByteArray, cell);
    QFETCH(bool, formula);
    QCOMPARE(beginsLikeFormula(std::string_view(cell.constData(), size_t(cell.size()))), formula);
}

void CsvWriterTest::quotesOnlyWhatNeedsIt()
{
    CsvLineWriter writer(CsvSafety::MarketingTool);
    for (const std::string_view cell : {"plain", "a,b", "say \"hi\"", "two\nlines", " edge", "", "=1+1"})
        writer.addCell(cell);
    QCOMPARE(QByteArray::fromStdString(std::string(writer.endLine())),
             QByteArray("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",,=1+1\r\n"));
    QCOMPARE(writer.formulaCells(), 1);
    writer.addCell("next");
    QCOMPARE(QByteArray::fromStdString(std::string(writer.endLine())), QByteArray("next\r\n"));
}

void CsvWriterTest::guardsOnlyForASpreadsheet()
{
    CsvLineWriter writer(CsvSafety::Spreadsheet);
    for (const std::string_view cell : {"=1+1", "+4915112345678", "-3", "=A1,B1"})
        writer.addCell(cell);
    QCOMPARE(QByteArray::fromStdString(std::string(writer.endLine())),
             QByteArray("'=1+1,+4915112345678,-3,\"'=A1,B1\"\r\n"));
    QCOMPARE(writer.formulaCells(), 2);
}

QTEST_GUILESS_MAIN(CsvWriterTest)
#include "tst_csvwriter.moc"
