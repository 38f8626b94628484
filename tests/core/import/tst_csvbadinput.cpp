// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"
#include "tests/testpaths.h"

using namespace perennial;

namespace {

struct Outcome
{
    CsvHeader header;
    std::vector<Row> rows;
    QStringList notes;
    int warnings = 0;
};

[[nodiscard]] double customersOrOrders(const QStringList &names)
{
    QSet<QString> folded;
    for (const QString &name : names)
        folded.insert(foldHeader(name));
    const bool customers = folded.contains(QStringLiteral("email")) && folded.contains(QStringLiteral("total spent"));
    const bool orders = folded.contains(QStringLiteral("name")) && folded.contains(QStringLiteral("lineitem name"));
    return customers || orders ? 1 : 0;
}

[[nodiscard]] Result<Outcome> readBadInput(const QString &name)
{
    auto file = openCsvFile(sharedFile("data/bad-input/" + name), customersOrOrders);
    if (!file)
        return failure(file.error());
    Outcome outcome{file->header, readRows(file->reader), file->header.notes + file->reader.source().notes(), 0};
    outcome.warnings = int(outcome.notes.size());
    for (const Row &row : outcome.rows)
        outcome.warnings += row.hasStrayQuote + (row.hasMissingCells && row.reject == CsvReject::None);
    return outcome;
}

[[nodiscard]] qsizetype rejectedOf(const std::vector<Row> &rows)
{
    return std::count_if(rows.begin(), rows.end(), [](const Row &row) { return row.reject != CsvReject::None; });
}

} // namespace

// The defective files as the reader sees them: rows, rejected rows, warnings. What cells mean is tested elsewhere.
class CsvBadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void readsAndSetsAside_data();
    void readsAndSetsAside();
    void namesReadRight_data();
    void namesReadRight();
    void keepsLineBreaksInsideQuotes();
    void mendsQuotesThatAreNotDoubled();
    void unclosedQuoteCostsOneRow();
    void surplusAndMissingCells();
    void secondOfTwoAlikeColumnsIsRenamed();
    void refusesEmptyAndHtml();
    void skipsTitleLines();
    void setsAsideTheTornRow();
};

void CsvBadInputTest::readsAndSetsAside_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("rejected");
    QTest::addColumn<int>("warnings");
    QTest::newRow("01_utf8_bom.csv") << 6 << 0 << 0;
    QTest::newRow("02_utf16le_tab.txt") << 6 << 0 << 0;
    QTest::newRow("03_utf16be.csv") << 6 << 0 << 0;
    QTest::newRow("04_windows1252.csv") << 6 << 0 << 0;
    QTest::newRow("05_semicolon_decimal_comma.csv") << 6 << 0 << 0;
    QTest::newRow("06_sep_line.csv") << 6 << 0 << 0;
    QTest::newRow("07_cr_only.csv") << 5 << 0 << 0;
    QTest::newRow("08_crlf_inside_quotes.csv") << 6 << 0 << 0;
    QTest::newRow("09_unescaped_quotes.csv") << 6 << 0 << 1;
    QTest::newRow("10_unclosed_quote.csv") << 6 << 1 << 0;
    QTest::newRow("11_ragged_rows.csv") << 6 << 0 << 1;
    QTest::newRow("12_trailing_comma_every_row.csv") << 5 << 0 << 0;
    QTest::newRow("13_duplicate_headers.csv") << 6 << 0 << 1;
    QTest::newRow("22_embedded_nul.csv") << 6 << 0 << 1;
    QTest::newRow("24_header_only.csv") << 0 << 0 << 0;
    QTest::newRow("26_preamble_and_total.csv") << 4 << 0 << 0;
    QTest::newRow("27_guest_test_cancelled_zero.csv") << 10 << 0 << 0;
    QTest::newRow("31_cut_off_download.csv") << 9 << 1 << 0;
}

void CsvBadInputTest::readsAndSetsAside()
{
    QFETCH(int, rows);
    QFETCH(int, rejected);
    QFETCH(int, warnings);
    const auto outcome = readBadInput(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(outcome);
    QCOMPARE(int(outcome->rows.size()), rows);
    QCOMPARE(int(rejectedOf(outcome->rows)), rejected);
    QCOMPARE(outcome->warnings, warnings);
    QVERIFY(outcome->header.isKnown);
    for (const Row &row : outcome->rows)
        QVERIFY(row.cells.size() <= outcome->header.names.size());
}

void CsvBadInputTest::namesReadRight_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"01_utf8_bom.csv", "02_utf16le_tab.txt", "03_utf16be.csv", "04_windows1252.csv",
                             "05_semicolon_decimal_comma.csv", "06_sep_line.csv"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void CsvBadInputTest::namesReadRight()
{
    QFETCH(QString, file);
    const auto outcome = readBadInput(file);
    QVERIFY(outcome);
    QCOMPARE(outcome->header.names[0], QStringLiteral("Customer ID"));
    QCOMPARE(outcome->rows[1].cells[1], QStringLiteral("Benoît"));
    QCOMPARE(outcome->rows[2].cells[2], QStringLiteral("Núñez"));
    QCOMPARE(outcome->rows[4].cells.mid(1, 2).join(u' '), QStringLiteral("Zoë Müller"));
    QCOMPARE(outcome->rows[4].cells[8], QStringLiteral("Köln"));
}

void CsvBadInputTest::keepsLineBreaksInsideQuotes()
{
    const auto outcome = readBadInput(QStringLiteral("08_crlf_inside_quotes.csv"));
    QVERIFY(outcome);
    QCOMPARE(outcome->rows[3].cells[17], QStringLiteral("Said: \"call first\", then\r\nring twice\r\n"));
    QCOMPARE(outcome->rows[3].line, 5);
    QCOMPARE(outcome->rows[4].line, 8);
}

void CsvBadInputTest::mendsQuotesThatAreNotDoubled()
{
    const auto outcome = readBadInput(QStringLiteral("09_unescaped_quotes.csv"));
    QVERIFY(outcome);
    QCOMPARE(outcome->rows[3].cells[1], QStringLiteral("George \"Gio\""));
    QVERIFY(outcome->rows[3].hasStrayQuote);
    QCOMPARE(outcome->rows[3].cells[17], QStringLiteral("Said: \"call first\", then\nring twice"));
}

void CsvBadInputTest::unclosedQuoteCostsOneRow()
{
    const auto outcome = readBadInput(QStringLiteral("10_unclosed_quote.csv"));
    QVERIFY(outcome);
    QCOMPARE(outcome->rows[5].reject, CsvReject::UnclosedQuote);
    QCOMPARE(outcome->rows[5].line, 8);
    QVERIFY(outcome->rows[5].raw.startsWith("'7000000000006,,,\"newsletter@example.com,yes"));
}

void CsvBadInputTest::surplusAndMissingCells()
{
    const auto outcome = readBadInput(QStringLiteral("11_ragged_rows.csv"));
    QVERIFY(outcome);
    QCOMPARE(outcome->rows[0].cells.size(), outcome->header.names.size());
    QVERIFY(!outcome->rows[0].hasMissingCells);
    QCOMPARE(outcome->rows[4].cells.size(), 12);
    QVERIFY(outcome->rows[4].hasMissingCells);
}

void CsvBadInputTest::secondOfTwoAlikeColumnsIsRenamed()
{
    const auto outcome = readBadInput(QStringLiteral("13_duplicate_headers.csv"));
    QVERIFY(outcome);
    QVERIFY(outcome->header.names.contains(QStringLiteral("Tags")));
    QVERIFY(outcome->header.names.contains(QStringLiteral("Tags (2)")));
    QCOMPARE(outcome->notes,
             QStringList{QStringLiteral("The column name \"Tags\" appears twice. The second is called \"Tags (2)\".")});
}

void CsvBadInputTest::refusesEmptyAndHtml()
{
    const auto empty = readBadInput(QStringLiteral("23_empty.csv"));
    QVERIFY(!empty);
    QVERIFY(empty.error().message == QStringLiteral("The file is empty."));
    const auto html = readBadInput(QStringLiteral("25_html_instead_of_csv.csv"));
    QVERIFY(!html);
    QVERIFY(html.error().message.contains(QStringLiteral("HTML")));
}

void CsvBadInputTest::skipsTitleLines()
{
    const auto outcome = readBadInput(QStringLiteral("26_preamble_and_total.csv"));
    QVERIFY(outcome);
    QCOMPARE(outcome->header.line, 4);
    QCOMPARE(outcome->rows[0].line, 5);
    QCOMPARE(outcome->rows[3].cells[0], QStringLiteral("Total"));
}

void CsvBadInputTest::setsAsideTheTornRow()
{
    const auto outcome = readBadInput(QStringLiteral("31_cut_off_download.csv"));
    QVERIFY(outcome);
    QCOMPARE(outcome->rows[8].reject, CsvReject::Torn);
    QCOMPARE(outcome->rows[8].line, 10);
    QVERIFY(outcome->rows[8].raw.startsWith("#2001,"));
}

QTEST_APPLESS_MAIN(CsvBadInputTest)
#include "tst_csvbadinput.moc"
