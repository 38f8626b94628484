// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/phone.h"
#include "tests/testpaths.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <phonenumbers/phonenumberutil.h>

using namespace perennial;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

QByteArray normalised(const QByteArray &cell, const char *region = "")
{
    const PhoneResult result = normalisePhone(cell.toStdString(), region);
    if (result.status == IdentifierStatus::Usable)
        return QByteArray::fromStdString(result.e164);
    return result.status == IdentifierStatus::Unset ? "unset" : "unusable";
}

// What libphonenumber itself says.
QByteArray byTheBook(const QByteArray &cell, const QByteArray &region)
{
    const bool dials011 = region == "US" || region == "CA";
    std::string text = cell.toStdString();
    if (text.starts_with("00"))
        text.replace(0, 2, "+");
    else if (text.starts_with("011") && dials011)
        text.replace(0, 3, "+");
    const auto read = [](const std::string &digits, const std::string &where) {
        PhoneNumber number;
        std::string e164;
        const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
        if (util.Parse(digits, where, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
            util.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE)
            return QByteArray("unusable");
        util.Format(number, PhoneNumberUtil::E164, &e164);
        return QByteArray::fromStdString(e164);
    };
    const QByteArray home = read(text, text.starts_with('+') ? "ZZ" : region.toStdString());
    return home == "unusable" && text.starts_with("011") ? read("+" + text.substr(3), "ZZ") : home;
}

// One line of example_numbers.csv.
struct Example
{
    QByteArray region, type, national, e164, internationalPrefix, trunkPrefixed;
};

std::vector<Example> examples(QFile &file)
{
    std::vector<Example> list;
    file.readLine();
    while (!file.atEnd()) {
        const QList<QByteArray> cells = file.readLine().trimmed().split(',');
        list.push_back({cells[0], cells[2], cells[3], cells[4], cells[5], cells[7]});
    }
    return list;
}

template <class Cell>
double percentRight(const std::vector<Example> &list, const char *what, Cell cell)
{
    int right = 0;
    int all = 0;
    for (const Example &example : list) {
        const QByteArray text = cell(example);
        all += !text.isEmpty();
        right += !text.isEmpty() && normalised(text, example.region.constData()) == example.e164;
    }
    const double percent = 100.0 * right / all;
    qInfo("%s: %d of %d (%.1f %%)", what, right, all, percent);
    return percent;
}

} // namespace

class TestPhone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void ruinedNumbersNeverIdentify();
    void repairsAndAssumptionsAreTold();
    void betterColumnWins();
    void shortCutChangesNothing_data();
    void shortCutChangesNothing();
    void examplesOfAllCountries();
    void manyNumbersAreQuick();
    void junkDoesNoHarm();
};

void TestPhone::numbers_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("region");
    QTest::addColumn<QByteArray>("e164");
    const auto row = [](const char *cell, const char *region, const char *e164) {
        QTest::addRow("%s in %s", cell, region) << QByteArray(cell) << QByteArray(region) << QByteArray(e164);
    };
    row("+15551000001", "", "+15551000001"); // invented, but possible
    row("+12025550101", "DE", "+12025550101");
    row("'+12025550101", "", "+12025550101");
    row("'=+44 7700 900106", "", "+447700900106");
    row("=+44 7700 900106", "", "+447700900106");
    row("+33199005502", "", "+33199005502");
    row("+4930901820", "", "+4930901820");
    row(" +49 (0)30 90 18 20 ", "", "+4930901820");
    row("+49 (30) 901-820", "", "+4930901820");
    row("0049 30 901820", "", "+4930901820");
    row("0049 30 901820", "US", "+4930901820");
    row("011 49 30 901820", "US", "+4930901820");
    row("011 49 30 901820", "", "+4930901820");
    row("030 901820", "DE", "+4930901820");
    row("030/901820", "de", "+4930901820");
    row("(0)20 7946 0018", "GB", "+442079460018");
    row("0113 496 0018", "GB", "+441134960018"); // Leeds, not a call abroad
    row("011 2345 6789", "IN", "+911123456789"); // Delhi
    row("(202) 555-0101", "US", "+12025550101");
    row("1 202 555 0101", "US", "+12025550101");
    row("12025550101.0", "US", "+12025550101");
    row("tel:+1-202-555-0101", "", "+12025550101");
    row("202-555-0101 ext. 12", "US", "+12025550101");
    row("202-555-0101x12", "US", "+12025550101");
    row("+1\xC2\xA0"
        "202\xE2\x80\x91"
        "555\xE2\x80\x91"
        "0101",
        "", "+12025550101");
    row("+880 01712345678", "", "+8801712345678"); // doubled trunk prefix
    row("+49 030 901820", "", "+4930901820");
    row("+39 06 6982 1234", "", "+390669821234"); // Italy keeps its zero
    row("202 555 0101", "", "unusable");
    row("555 0101", "US", "unusable"); // no area code
    row("202 555 0101", "XX", "unusable");
    row("call me", "US", "unusable");
    row("1-800-FLOWERS", "US", "unusable");
    row("+1", "", "unusable");
    row("+", "", "unusable");
    row("12", "US", "unusable");
    row("ada@example.com", "US", "unusable");
    row("+999 123 456 789", "", "unusable");
    row("12345678901234567890123", "US", "unusable");
    row("+12025550101 / +12025550102", "", "unusable"); // two numbers
    row("", "US", "unset");
    row("n/a", "US", "unset");
}

void TestPhone::numbers()
{
    QFETCH(const QByteArray, cell);
    QFETCH(const QByteArray, region);
    QFETCH(const QByteArray, e164);
    QCOMPARE(normalised(cell, region.constData()), e164);
}

void TestPhone::ruinedNumbersNeverIdentify()
{
    for (const char *cell : {"1.20256E+10", "4.93091E+11", "7E+12", "4,93091E+11"}) {
        const PhoneResult result = normalisePhone(cell, "US");
        QCOMPARE(result.status, IdentifierStatus::Unusable);
        QVERIFY(result.destroyed);
        QVERIFY(result.e164.empty());
    }
}

void TestPhone::repairsAndAssumptionsAreTold()
{
    QVERIFY(normalisePhone("+880 01712345678", "").repaired);
    QVERIFY(!normalisePhone("+880 1712345678", "").repaired);
    QVERIFY(!normalisePhone("+49 (0)30 901820", "").repaired);
    QVERIFY(normalisePhone("030 901820", "DE").assumed);
    QVERIFY(!normalisePhone("0049 30 901820", "DE").assumed);
}

void TestPhone::betterColumnWins()
{
    const PhoneResult doubled = normalisePhone("+880 01712345678", "");
    const PhoneResult right = normalisePhone("+880 1812345678", "");
    const PhoneResult none = normalisePhone("", "");
    QCOMPARE(&preferredPhone(doubled, right), &right);
    QCOMPARE(&preferredPhone(right, doubled), &right);
    QCOMPARE(&preferredPhone(none, doubled), &doubled);
    QCOMPARE(&preferredPhone(right, right), &right);
}

void TestPhone::shortCutChangesNothing_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("region");
    for (const char *code :
         {"1",  "7",  "20", "27", "30", "31",  "32",  "33",  "34",  "36",  "39",  "40",  "41",  "43",  "44",  "45",
          "46", "47", "48", "49", "52", "56",  "57",  "60",  "61",  "62",  "63",  "64",  "65",  "66",  "81",  "82",
          "84", "86", "90", "91", "92", "234", "351", "353", "358", "420", "421", "852", "880", "966", "971", "972"})
        QTest::addRow("+%s", code) << QByteArray("+") + code << QByteArray();
    for (const char *region : {"US", "CA", "GB", "DE", "FR", "NL", "BE", "CH", "AT", "SE", "AU", "IN", "NZ", "IE", "ES",
                               "PT", "DK", "NO", "PL", "CZ", "BD", "FI", "ZA", "SG", "HK", "IL", "AE", "IT", "JP"})
        for (const char *prefix : {"", "0", "1"})
            QTest::addRow("%s dialled in %s", *prefix ? prefix : "bare", region)
                << QByteArray(prefix) << QByteArray(region);
}

void TestPhone::shortCutChangesNothing()
{
    QFETCH(const QByteArray, prefix);
    QFETCH(const QByteArray, region);
    QRandomGenerator random(5);
    for (int round = 0; round < 1'500; ++round) {
        QByteArray number = prefix;
        for (int length = random.bounded(6, 13); length > 0; --length)
            number += static_cast<char>('0' + random.bounded(10));
        QCOMPARE(normalised(number, region.constData()), byTheBook(number, region));
    }
}

void TestPhone::examplesOfAllCountries()
{
    QFile file(sharedFile("data/phone-cases/example_numbers.csv"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The example numbers are not here.");
    const std::vector<Example> list = examples(file);
    QVERIFY(list.size() > 1'000);
    const auto e164 = [](const Example &e) { return e.e164; };
    const auto guarded = [](const Example &e) { return "'" + e.e164; };
    const auto zeroZero = [](const Example &e) { return "00" + e.e164.mid(1); };
    const auto fromAmerica = [](const Example &e) {
        return e.internationalPrefix == "011" ? "011" + e.e164.mid(1) : QByteArray();
    };
    const auto national = [](const Example &e) { return e.national; };
    const auto trunk = [](const Example &e) { return e.trunkPrefixed; };
    // Benin's ten digits are younger than the libraries in use; two short numbers have no area code.
    QVERIFY(percentRight(list, "E.164", e164) >= 99.5);
    QVERIFY(percentRight(list, "guard apostrophe", guarded) >= 99.5);
    QVERIFY(percentRight(list, "00 for +", zeroZero) >= 99.5);
    QVERIFY(percentRight(list, "011 for +", fromAmerica) >= 99.0);
    QVERIFY(percentRight(list, "national form with its region", national) >= 97.0);
    QVERIFY(percentRight(list, "with trunk prefix and region", trunk) >= 97.0);
}

void TestPhone::manyNumbersAreQuick()
{
    constexpr int Count = 20'000;
    QElapsedTimer timer;
    timer.start();
    PhoneResult result;
    for (int i = 0; i < Count; ++i) {
        normalisePhone("0" + std::to_string(300'000'000 + i), "JP", result);
        QCOMPARE(result.status, IdentifierStatus::Usable);
    }
    qInfo("%.2f us a number the long way round", static_cast<double>(timer.nsecsElapsed()) / 1e3 / Count);
    QVERIFY(timer.elapsed() < 20'000);
}

void TestPhone::junkDoesNoHarm()
{
    QRandomGenerator random(9);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray cell;
        for (int i = random.bounded(24); i > 0; --i)
            cell += random.bounded(3) ? "+0123456789()-. "[random.bounded(16)] : static_cast<char>(random.bounded(256));
        const PhoneResult result = normalisePhone(cell.toStdString(), "GB");
        QCOMPARE(result.e164.starts_with('+'), result.status == IdentifierStatus::Usable);
    }
}

QTEST_APPLESS_MAIN(TestPhone)
#include "tst_phone.moc"
