// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/columnguess.h"

#include <QTest>

using namespace perennial;

namespace {

ColumnGuess guess(std::vector<std::string_view> cells, char delimiter = ',')
{
    return guessColumn(cells, delimiter);
}

} // namespace

class TestColumnGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsAreToldFromTheirCells();
    void whatANumberWouldDestroyStaysText();
    void styleComesWithTheGuess();
    void aFewOddCellsDoNotHinder();
    void nothingFilledIsText();
};

void TestColumnGuess::kindsAreToldFromTheirCells()
{
    QCOMPARE(guess({"yes", "no", "", "yes"}).type, ColumnType::YesNo);
    QCOMPARE(guess({"TRUE", "FALSE"}).type, ColumnType::YesNo);
    QCOMPARE(guess({"0", "1", "1"}).type, ColumnType::Number);
    QCOMPARE(guess({"$1,234.50", "12", "n/a"}).type, ColumnType::Number);
    QCOMPARE(guess({"2024-03-02 05:30:00 +0100", "2024-03-02T04:30:00Z"}).type, ColumnType::Time);
    QCOMPARE(guess({"19970101", "19980615"}).type, ColumnType::Time);
    QCOMPARE(guess({"1709353800", "1709353801"}).type, ColumnType::Time);
    QCOMPARE(guess({"03/04/2024", "05/06/2024"}).type, ColumnType::Time);
    QCOMPARE(guess({"['VIP', 'newsletter']", "[]", "['VIP']"}).type, ColumnType::List);
    QCOMPARE(guess({"VIP, newsletter", "newsletter", "VIP, newsletter", "VIP"}).type, ColumnType::List);
    QCOMPARE(guess({"Ada", "Benoît", "Carmen"}).type, ColumnType::Text);
    QCOMPARE(guess({"Rue de Rivoli 4, Paris", "Main St. 5, Portland", "Domstr. 1, Köln"}).type, ColumnType::Text);
}

void TestColumnGuess::whatANumberWouldDestroyStaysText()
{
    QCOMPARE(guess({"01001", "97201"}).type, ColumnType::Text);
    QCOMPARE(guess({"'7000000000001", "'7000000000002"}).type, ColumnType::Text);
    QCOMPARE(guess({"+12025550101", "+4930901820"}).type, ColumnType::Text);
    QCOMPARE(guess({"7E+12", "7E+12"}).type, ColumnType::Text);
    QCOMPARE(guess({"9400110200881234567890", "9400110200881234567891"}).type, ColumnType::Text);
    QCOMPARE(guess({"2025550101", "2025550102"}).type, ColumnType::Number); // not Unix time
}

void TestColumnGuess::styleComesWithTheGuess()
{
    QCOMPARE(guess({"1.234", "5,50"}).numbers.decimalMark, ',');
    QCOMPARE(guess({"1.234"}, ';').numbers.decimalMark, ',');
    QCOMPARE(guess({"03/04/2024", "25/06/2024"}).times.order, std::optional(DateOrder::DayMonth));
    QVERIFY(guess({"03/04/2024", "05/06/2024"}).times.needsChoice());
}

void TestColumnGuess::aFewOddCellsDoNotHinder()
{
    std::vector<std::string_view> cells(99, "12.50");
    cells.push_back("see note");
    const ColumnGuess found = guess(cells);
    QCOMPARE(found.type, ColumnType::Number);
    QCOMPARE(found.filled, 100);
    QCOMPARE(found.odd, 1);
    cells.insert(cells.end(), 9, "see note");
    QCOMPARE(guess(cells).type, ColumnType::Text);
}

void TestColumnGuess::nothingFilledIsText()
{
    QCOMPARE(guess({}).type, ColumnType::Text);
    QCOMPARE(guess({"", "n/a", " "}).type, ColumnType::Text);
    QCOMPARE(guess({"", "n/a", " "}).filled, 0);
}

QTEST_APPLESS_MAIN(TestColumnGuess)
#include "tst_columnguess.moc"
