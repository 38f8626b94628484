// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/smslength.h"

#include <QTest>

using namespace perennial;

// How many SMS a text is: known cases of both alphabets, and what stands at the seams.
class SmsLengthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCounted_data();
    void isCounted();
    void namesTheSignThatCosts();
};

void SmsLengthTest::isCounted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isShort");
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("segments");
    QTest::addColumn<int>("left");
    const auto a = [](int count) { return QString(count, u'a'); };
    const auto smiles = [](int count) { return QStringLiteral("🙂").repeated(count); };
    const bool gsm = true, ucs = false;
    QTest::newRow("nothing") << QString() << gsm << 0 << 0 << 160;
    QTest::newRow("one sign") << a(1) << gsm << 1 << 1 << 159;
    QTest::newRow("full") << a(160) << gsm << 160 << 1 << 0;
    QTest::newRow("one too many") << a(161) << gsm << 161 << 2 << 145;
    QTest::newRow("two full") << a(306) << gsm << 306 << 2 << 0;
    QTest::newRow("three") << a(307) << gsm << 307 << 3 << 152;
    QTest::newRow("umlauts and Greek capitals") << QStringLiteral("Grüße für ΔΦ @ £ ¥ ñ\r\n") << gsm << 22 << 1 << 138;
    QTest::newRow("the euro counts two") << QStringLiteral("5 €") << gsm << 4 << 1 << 156;
    QTest::newRow("all of the extension") << QStringLiteral("\f^{}\\[~]|€") << gsm << 20 << 1 << 140;
    QTest::newRow("euros fill it") << QString(80, u'€') << gsm << 160 << 1 << 0;
    QTest::newRow("an escape is not cut in two") << a(152) + QStringLiteral("€") + a(10) << gsm << 164 << 2 << 141;
    QTest::newRow("ç is not Ç") << QStringLiteral("ça") << ucs << 2 << 1 << 68;
    QTest::newRow("Ç is there") << QStringLiteral("Ça") << gsm << 2 << 1 << 158;
    QTest::newRow("curly apostrophe") << QStringLiteral("it’s") << ucs << 4 << 1 << 66;
    QTest::newRow("full of Cyrillic") << QString(70, u'Ж') << ucs << 70 << 1 << 0;
    QTest::newRow("more than that") << QString(71, u'Ж') << ucs << 71 << 2 << 63;
    QTest::newRow("two full of Cyrillic") << QString(134, u'Ж') << ucs << 134 << 2 << 0;
    QTest::newRow("smiles count two") << smiles(35) << ucs << 70 << 1 << 0;
    QTest::newRow("a smile is not cut in two") << smiles(36) << ucs << 72 << 2 << 61;
}

void SmsLengthTest::isCounted()
{
    QFETCH(QString, text);
    QFETCH(bool, isShort);
    QFETCH(int, units);
    QFETCH(int, segments);
    QFETCH(int, left);
    const SmsLength length = smsLengthOf(text);
    QCOMPARE(length.encoding == SmsEncoding::Gsm7, isShort);
    QCOMPARE(length.units, units);
    QCOMPARE(length.segments, segments);
    QCOMPARE(length.left, left);
}

void SmsLengthTest::namesTheSignThatCosts()
{
    QCOMPARE(smsLengthOf(QStringLiteral("Hi 🙂 — there")).culprit, QStringLiteral("🙂"));
    QCOMPARE(smsLengthOf(QStringLiteral("it’s")).culprit, QStringLiteral("’"));
    QVERIFY(smsLengthOf(QStringLiteral("Hi {there}")).culprit.isEmpty());
}

QTEST_GUILESS_MAIN(SmsLengthTest)
#include "tst_smslength.moc"
