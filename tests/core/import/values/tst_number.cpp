// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/import/values/currency.h"
#include "core/import/values/number.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <vector>

using namespace perennial;

namespace {

constexpr NumberStyle Point{'.'};
constexpr NumberStyle Comma{','};

// "1234.50", or "-" where the cell is no number.
QString read(std::string_view cell, const NumberStyle &style)
{
    const std::optional<Decimal> number = parseDecimal(cell, style);
    return number ? decimalFromMinor(number->unscaled, number->scale) : QStringLiteral("-");
}

char markOf(std::vector<std::string_view> cells, char delimiter)
{
    return numberStyleOf(cells, delimiter).decimalMark;
}

qint64 minorOf(std::string_view cell, int digits, const NumberStyle &style = Point)
{
    return toMinor(*parseDecimal(cell, style), digits)->minor;
}

} // namespace

class TestNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsReadTheSameInEveryStyle_data();
    void cellsReadTheSameInEveryStyle();
    void oneMarkAndThreeDigitsFollowsTheColumn();
    void columnDecidesItsMark();
    void moneyTextOfAMixedFile();
    void whatIsNoNumber_data();
    void whatIsNoNumber();
    void moreThanFourDecimalsAreRounded();
    void amountsBecomeMinorUnits();
    void amountsThatDoNotFitAreRefused();
    void formattedAmountsComeBack();
    void currencies_data();
    void currencies();
};

void TestNumber::cellsReadTheSameInEveryStyle_data()
{
    QTest::addColumn<QString>("value");
    const auto row = [](const char *cell, const char *value) { QTest::newRow(cell) << QString::fromLatin1(value); };
    row("59.99", "59.99");
    row("59,99", "59.99");
    row("0", "0");
    row("-0.5", "-0.5");
    row(".5", "0.5");
    row("12.", "12");
    row("1234.5678", "1234.5678");
    row("$1,234.50", "1234.50");
    row("€ 1.234,50", "1234.50");
    row("1.234,50 €", "1234.50");
    row("£59.99", "59.99");
    row("1\xC2\xA0"
        "234,00 kr",
        "1234.00");
    row("1\xE2\x80\xAF"
        "234,00",
        "1234.00");
    row("1 234 567", "1234567");
    row("1 234.567", "1234.567");
    row("1'234.50", "1234.50");
    row("1’234.50 CHF", "1234.50");
    row("CHF 1'234'567.89", "1234567.89");
    row("1,23,456.78", "123456.78");
    row("₹12,34,567", "1234567");
    row("1,234,567", "1234567");
    row("1.234.567", "1234567");
    row("(12.00)", "-12.00");
    row("($1,234.50)", "-1234.50");
    row("$(12.00)", "-12.00");
    row("12-", "-12");
    row("12.50-", "-12.50");
    row("-$12.50", "-12.50");
    row("$-12.50", "-12.50");
    row("\xE2\x88\x92"
        "12.50",
        "-12.50");
    row("+12", "12");
    row("USD 12.00", "12.00");
    row("12.00USD", "12.00");
    row("12 zł", "12");
    row("R$ 12,50", "12.50");
    row("Rs. 1,200.50", "1200.50");
    row("0.125", "0.125");
    row("0,125", "0.125");
    row("1234.567", "1234.567");
    row("1234,567", "1234.567");
    row("1,2345", "1.2345");
    row(" 7 ", "7");
    row("163056 CLP", "163056");
}

void TestNumber::cellsReadTheSameInEveryStyle()
{
    QFETCH(const QString, value);
    QCOMPARE(read(QTest::currentDataTag(), Point), value);
    QCOMPARE(read(QTest::currentDataTag(), Comma), value);
}

void TestNumber::oneMarkAndThreeDigitsFollowsTheColumn()
{
    QCOMPARE(read("1.234", Point), "1.234");
    QCOMPARE(read("1.234", Comma), "1234");
    QCOMPARE(read("1,234", Point), "1234");
    QCOMPARE(read("1,234", Comma), "1.234");
    QCOMPARE(read("৳2,999", Point), "2999");
    QCOMPARE(read("(৳2,999)", Point), "-2999");
    // Chilean pesos have no decimals: the point can only group.
    QCOMPARE(read("$163.056", NumberStyle{'.', false}), "163056");
}

void TestNumber::columnDecidesItsMark()
{
    QCOMPARE(markOf({"1.234", "5,50"}, ','), ',');
    QCOMPARE(markOf({"1,234", "5.50"}, ';'), '.');
    QCOMPARE(markOf({"1.234", "2.345"}, ','), '.');
    QCOMPARE(markOf({"1.234", "2.345"}, ';'), ',');
    QCOMPARE(markOf({"1.234", "2.345.678"}, ','), ',');
    QCOMPARE(markOf({"1,234", "2,345,678"}, ';'), '.');
    QCOMPARE(markOf({"1.234", "1.234,5"}, ','), ',');
    QCOMPARE(markOf({"1.234", "0.125"}, ';'), '.');
    QCOMPARE(markOf({"n/a", "", "12"}, ';'), ',');
    QCOMPARE(markOf({}, '\t'), '.');
}

void TestNumber::moneyTextOfAMixedFile()
{
    const std::vector<std::string_view> column{"$120.50",
                                               "€ 1.234,50",
                                               "",
                                               "£59.99",
                                               "1\xC2\xA0"
                                               "234,00 kr",
                                               "(12.00)"};
    const NumberStyle style = numberStyleOf(column, ',');
    QStringList values;
    for (const std::string_view cell : column)
        values += read(cell, style);
    QCOMPARE(values, QStringList({"120.50", "1234.50", "-", "59.99", "1234.00", "-12.00"}));
}

void TestNumber::whatIsNoNumber_data()
{
    QTest::addColumn<int>("unused");
    for (const char *cell : {"",
                             " ",
                             "n/a",
                             "-",
                             "abc",
                             "12 apples",
                             "1.2E+10",
                             "7E+12",
                             "12.03.2024",
                             "2024-03-04",
                             "+1 202 555 0101",
                             "1,234,56",
                             "1.2.3",
                             "10:30",
                             "1,234.567.890",
                             ",",
                             ".",
                             "()",
                             "$",
                             "--",
                             "12%",
                             "1 2",
                             "1234 567",
                             "#1001",
                             "99999999999999999999",
                             "0x10",
                             "ada@example.com",
                             "\xFF"})
        QTest::newRow(cell) << 0;
}

void TestNumber::whatIsNoNumber()
{
    QCOMPARE(read(QTest::currentDataTag(), Point), "-");
    QCOMPARE(read(QTest::currentDataTag(), Comma), "-");
}

void TestNumber::moreThanFourDecimalsAreRounded()
{
    QCOMPARE(parseDecimal("0.30000000000000004", Point), std::optional(Decimal{3000, 4, true}));
    QCOMPARE(parseDecimal("1.23456", Point), std::optional(Decimal{12346, 4, true}));
    QCOMPARE(parseDecimal("-1.23455", Point), std::optional(Decimal{-12346, 4, true}));
    QCOMPARE(parseDecimal("1.99999", Point), std::optional(Decimal{20000, 4, true}));
    QCOMPARE(parseDecimal("1.500000", Point), std::optional(Decimal{15000, 4, false}));
}

void TestNumber::amountsBecomeMinorUnits()
{
    QCOMPARE(minorOf("1234.5", 2), 123450);
    QCOMPARE(minorOf("163056", 0), 163056);
    QCOMPARE(minorOf("1.234", 3), 1234);
    QCOMPARE(minorOf("0.125", 2), 13);
    QCOMPARE(minorOf("-0.125", 2), -13);
    QCOMPARE(minorOf("0.1249", 2), 12);
    QCOMPARE(minorOf("99.5", 0), 100);

    const MinorAmount exact = *toMinor(*parseDecimal("10.0000", Point), 2);
    QCOMPARE(exact.minor, 1000);
    QVERIFY(exact.finer && !exact.rounded);
    const MinorAmount rounded = *toMinor(*parseDecimal("10.005", Point), 2);
    QCOMPARE(rounded.minor, 1001);
    QVERIFY(rounded.finer && rounded.rounded);
    QVERIFY(!toMinor(*parseDecimal("10.05", Point), 2)->finer);
}

void TestNumber::amountsThatDoNotFitAreRefused()
{
    QVERIFY(parseDecimal("999999999999999999", Point));
    QVERIFY(!toMinor(*parseDecimal("999999999999999999", Point), 2));
    QVERIFY(!parseDecimal("1000000000000000000", Point));
}

void TestNumber::formattedAmountsComeBack()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 20'000; ++round) {
        const qint64 minor = static_cast<qint64>(random.bounded(quint64{1} << random.bounded(1, 44)));
        const QString plain = decimalFromMinor(minor, 2);
        QString grouped = plain;
        const bool comma = random.bounded(2);
        const QString group = std::array{QString(u','), QString(u'.'), QString(u'\u00A0')}[comma + random.bounded(2)];
        grouped.replace(u'.', group == "," ? u'.' : u',');
        for (auto at = grouped.size() - 6; at > 0; at -= 3)
            grouped.insert(at, group);
        QCOMPARE(read(("€ " + grouped).toStdString(), comma ? Comma : Point), plain);
    }
}

void TestNumber::currencies_data()
{
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *cell, const char *code) { QTest::newRow(cell) << QByteArray(code); };
    row("€ 1.234,50", "EUR");
    row("1.234,50 €", "EUR");
    row("৳2,999", "BDT");
    row("£59.99", "GBP");
    row("(£59.99)", "GBP");
    row("-₹5", "INR");
    row("US$ 5", "USD");
    row("R$5", "BRL");
    row("12.00 usd", "USD");
    row("CHF 12", "CHF");
    row("163056 CLP", "CLP");
    row("$5.00 CAD", "CAD");
    row("12 zł", "PLN");
    row("$5", "");
    row("5 kr", "");
    row("¥5", "");
    row("Rs. 5", "");
    row("59.99", "");
    row("", "");
    row("ABC 5", "");
}

void TestNumber::currencies()
{
    QFETCH(const QByteArray, code);
    const std::string_view found = currencyOf(QTest::currentDataTag());
    QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), code);
}

QTEST_APPLESS_MAIN(TestNumber)
#include "tst_number.moc"
