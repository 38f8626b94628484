// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/cell.h"

#include <QTest>

using namespace perennial;

namespace {

std::string joined(const std::vector<std::string> &items)
{
    std::string text;
    for (const std::string &item : items)
        text += "[" + item + "]";
    return text;
}

} // namespace

class TestCell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blanksOfAllKindsAreTrimmed();
    void unsetWordsCountOutsideText();
    void yesAndNoAreRead();
    void ruinedIdsAreRecognised_data();
    void ruinedIdsAreRecognised();
    void onlyTheGuardIsDropped();
    void listsAreSplit_data();
    void listsAreSplit();
};

void TestCell::blanksOfAllKindsAreTrimmed()
{
    QVERIFY(trimmed(" \t\r\n\xC2\xA0 Zoë \xE2\x80\xAF\xEF\xBB\xBF") == "Zoë");
    QVERIFY(trimmed("").empty());
    QVERIFY(trimmed(" \xC2\xA0 ").empty());
    QVERIFY(trimmed("à") == "à"); // ends in the byte A0, which is no blank of its own
}

void TestCell::unsetWordsCountOutsideText()
{
    for (const char *word : {"", "  ", "\xC2\xA0"}) {
        QVERIFY(isUnset(word, ColumnType::Text));
        QVERIFY(isUnset(word, ColumnType::Time));
    }
    for (const char *word : {"NULL", "null", "N/A", "n/a", "-", "nan", "NaN", " - "}) {
        QVERIFY2(isUnset(word, ColumnType::Number), word);
        QVERIFY2(!isUnset(word, ColumnType::Text), word);
    }
    QVERIFY(!isUnset("0", ColumnType::Number));
    QVERIFY(!isUnset("none", ColumnType::List));
}

void TestCell::yesAndNoAreRead()
{
    for (const char *word : {"yes", "TRUE", "true", "1", "Subscribed", "SUBSCRIBED", " Y "})
        QCOMPARE(yesOrNo(word), std::optional(true));
    for (const char *word : {"no", "FALSE", "0", "unsubscribed", "n"})
        QCOMPARE(yesOrNo(word), std::optional(false));
    QCOMPARE(yesOrNo("NEVER_SUBSCRIBED"), std::nullopt);
    QCOMPARE(yesOrNo(""), std::nullopt);
}

void TestCell::ruinedIdsAreRecognised_data()
{
    QTest::addColumn<bool>("ruined");
    for (const char *cell : {"7E+12", "1.20256E+10", "4.93091E+11", "7e12", "4,93E+11", " 7E+12 ", "-1E-05"})
        QTest::newRow(cell) << true;
    for (const char *cell : {"7000000000001", "E12", "7E", "7E+", "12E4567", "A7E12", "7E12B", "1.2.3E5", "", "e"})
        QTest::newRow(cell) << false;
}

void TestCell::ruinedIdsAreRecognised()
{
    QFETCH(const bool, ruined);
    QCOMPARE(isScientificNotation(QTest::currentDataTag()), ruined);
}

void TestCell::onlyTheGuardIsDropped()
{
    QVERIFY(withoutGuard("'7000000000001") == "7000000000001");
    QVERIFY(withoutGuard("'01001") == "01001");
    QVERIFY(withoutGuard("'+12025550101") == "+12025550101");
    QVERIFY(withoutGuard("'=+44 7700 900106") == "=+44 7700 900106");
    QVERIFY(withoutGuard("''1") == "''1");
    QVERIFY(withoutGuard("'Aisha") == "'Aisha");
    QVERIFY(withoutGuard("D'Souza") == "D'Souza");
    QVERIFY(withoutGuard("'") == "'");
}

void TestCell::listsAreSplit_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("items");
    QTest::newRow("python") << QByteArray("['VIP', 'newsletter']") << QByteArray("[VIP][newsletter]");
    QTest::newRow("python, one") << QByteArray("['HARD_BOUNCE']") << QByteArray("[HARD_BOUNCE]");
    QTest::newRow("python, apostrophe") << QByteArray("[\"it's\", 'a\\'b']") << QByteArray("[it's][a'b]");
    QTest::newRow("python, comma inside") << QByteArray("['a, b', 'c']") << QByteArray("[a, b][c]");
    QTest::newRow("json numbers") << QByteArray("[1, 2,3]") << QByteArray("[1][2][3]");
    QTest::newRow("empty") << QByteArray("[]") << QByteArray();
    QTest::newRow("blank") << QByteArray("  ") << QByteArray();
    QTest::newRow("shopify tags") << QByteArray("VIP, newsletter") << QByteArray("[VIP][newsletter]");
    QTest::newRow("mailchimp tags") << QByteArray("\"VIP\",\"Blog, posts\"") << QByteArray("[VIP][Blog, posts]");
    QTest::newRow("apostrophes are letters") << QByteArray("O'Neil, D'Souza") << QByteArray("[O'Neil][D'Souza]");
    QTest::newRow("gaps") << QByteArray(",a,, b ,") << QByteArray("[a][b]");
    QTest::newRow("doubled quote") << QByteArray("\"say \"\"hi\"\"\",b") << QByteArray("[say \"hi\"][b]");
    QTest::newRow("never closed") << QByteArray("['a, b]") << QByteArray("[a, b]");
    QTest::newRow("backslash at the end") << QByteArray("\"a\\") << QByteArray("[a\\]");
}

void TestCell::listsAreSplit()
{
    QFETCH(const QByteArray, cell);
    QFETCH(const QByteArray, items);
    QCOMPARE(QByteArray::fromStdString(joined(listFromCell(cell.toStdString()))), items);
}

QTEST_APPLESS_MAIN(TestCell)
#include "tst_cell.moc"
