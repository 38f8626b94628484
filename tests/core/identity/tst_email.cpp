// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/email.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace perennial;

namespace {

QByteArray normalised(const QByteArray &cell, SeveralEmails several = SeveralEmails::Unusable)
{
    const EmailResult result = normaliseEmail(cell.toStdString(), several);
    if (result.status == IdentifierStatus::Usable)
        return QByteArray::fromStdString(result.address);
    return result.status == IdentifierStatus::Unset ? "unset" : "unusable";
}

struct Published
{
    QString address;
    QString category;
};

std::vector<Published> publishedCases(QFile &file)
{
    std::vector<Published> cases;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"test")
            cases.emplace_back();
        else if (xml.name() == u"address")
            cases.back().address = xml.readElementText();
        else if (xml.name() == u"category")
            cases.back().category = xml.readElementText();
    }
    // U+2400 and on stand for the control characters that XML cannot hold.
    for (Published &item : cases)
        for (QChar &c : item.address)
            c = c.unicode() >= 0x2400 && c.unicode() < 0x2420 ? QChar(c.unicode() - 0x2400) : c;
    return cases;
}

} // namespace

class TestEmail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void repairsAreTold();
    void severalAddressesAreNobodysUnlessAsked();
    void dotsAndTagsStayApart();
    void relaysAndPlaceholdersAreKeptAndFlagged();
    void longPartsAreRefused();
    void resultCanBeUsedAgain();
    void publishedCasesArePlausible();
};

void TestEmail::addresses_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("address");
    const auto row = [](const char *cell, const char *address) {
        QTest::newRow(cell) << QByteArray(cell) << QByteArray(address);
    };
    row("ada.okafor@example.com", "ada.okafor@example.com");
    row("Ada.Okafor@Example.COM", "ada.okafor@example.com");
    row(" ada.okafor@example.com ", "ada.okafor@example.com");
    row("\xC2\xA0"
        "ada.okafor@example.com\r\n",
        "ada.okafor@example.com");
    row("mailto:erin@example.com", "erin@example.com");
    row("MAILTO:erin@example.com", "erin@example.com");
    row("finn@example.com;", "finn@example.com");
    row("finn@example.com.,", "finn@example.com");
    row("<finn@example.com>", "finn@example.com");
    row("<mailto:finn@example.com>;", "finn@example.com");
    row("\"finn@example.com\"", "finn@example.com");
    row("Jo Doe <jo.doe@example.com>", "jo.doe@example.com");
    row("\"Doe, Jo\" <Jo.Doe@example.com>;", "jo.doe@example.com");
    row("jörg@exämple.com", "jörg@xn--exmple-cua.com");
    row("JÖRG@EXÄMPLE.COM", "jörg@xn--exmple-cua.com");
    row("jo\xCC\x88rg@exa\xCC\x88mple.com", "jörg@xn--exmple-cua.com"); // decomposed
    row("jörg@xn--exmple-cua.com", "jörg@xn--exmple-cua.com");
    row("jörg@faß.de", "jörg@xn--fa-hia.de");
    row("Straße@example.com", "straße@example.com");
    row("o'neil@example.com", "o'neil@example.com");
    row("x@sub-domain.example.co.uk", "x@sub-domain.example.co.uk");
    row("", "unset");
    row("  ", "unset");
    row("NULL", "unset");
    row("n/a", "unset");
    row("-", "unset");
    row("not-an-email", "unusable");
    row("a@b", "unusable");
    row("gus@@example.com", "unusable");
    row("ivy @example.com", "unusable");
    row("ivy@ example.com", "unusable");
    row("@example.com", "unusable");
    row("ivy@", "unusable");
    row("ivy@example..com", "unusable");
    row("ivy@.example.com", "unusable");
    row("ivy@127.0.0.1", "unusable");
    row("ivy@[127.0.0.1]", "unusable");
    row("\xFF\xFE@example.com", "unusable");
    row("mailto:", "unusable");
    row("<>", "unusable");
    row(";", "unusable");
}

void TestEmail::addresses()
{
    QFETCH(const QByteArray, cell);
    QFETCH(const QByteArray, address);
    QCOMPARE(normalised(cell), address);
}

void TestEmail::repairsAreTold()
{
    QVERIFY(!normaliseEmail("Ada@Example.com ").repaired);
    QVERIFY(normaliseEmail("mailto:erin@example.com").repaired);
    QVERIFY(normaliseEmail("Jo Doe <jo.doe@example.com>").repaired);
    QVERIFY(!normaliseEmail("jörg@exämple.com").repaired);
}

void TestEmail::severalAddressesAreNobodysUnlessAsked()
{
    for (const char *cell : {"two@example.com, three@example.com", "two@example.com;three@example.com",
                             "two@example.com three@example.com", "Two <two@example.com>, Three <three@example.com>"}) {
        QCOMPARE(normalised(cell), "unusable");
        QVERIFY(normaliseEmail(cell).several);
        QCOMPARE(normalised(cell, SeveralEmails::TakeFirst), "two@example.com");
    }
    QVERIFY(!normaliseEmail("gus@@example.com").several);
}

void TestEmail::dotsAndTagsStayApart()
{
    QCOMPARE(normalised("a.d.a+shop@gmail.com"), "a.d.a+shop@gmail.com");
}

void TestEmail::relaysAndPlaceholdersAreKeptAndFlagged()
{
    for (const char *cell : {"a1b2@marketplace.amazon.co.uk", "x@scs2.tiktok.com", "y@members.ebay.com"}) {
        QVERIFY2(normaliseEmail(cell).relay, cell);
        QCOMPARE(normaliseEmail(cell).status, IdentifierStatus::Usable);
    }
    for (const char *cell : {"noemail@shop.test", "No-Email@example.com", "test@test.com"}) {
        QVERIFY2(normaliseEmail(cell).placeholder, cell);
        QCOMPARE(normaliseEmail(cell).status, IdentifierStatus::Usable);
    }
    const EmailResult sample = normaliseEmail("ada@example.com");
    QVERIFY(sample.reserved && !sample.placeholder && !sample.relay);
    const EmailResult person = normaliseEmail("ada@shop.test");
    QVERIFY(!person.relay && !person.placeholder && !person.reserved);
}

void TestEmail::longPartsAreRefused()
{
    const QByteArray local(64, 'a');
    QCOMPARE(normalised(local + "@example.com"), local + "@example.com");
    QCOMPARE(normalised(local + "a@example.com"), "unusable");
    QCOMPARE(normalised("ö" + local.left(62) + "@example.com"), "ö" + local.left(62) + "@example.com");
    QCOMPARE(normalised("ö" + local.left(63) + "@example.com"), "unusable");
    QCOMPARE(normalised("a@" + QByteArray(64, 'b') + ".com"), "unusable");
    QCOMPARE(normalised("a@" + QByteArray(300, '.') + ".com"), "unusable");
    QCOMPARE(normalised(QByteArray(1 << 20, '@')), "unusable");
}

void TestEmail::resultCanBeUsedAgain()
{
    EmailResult result;
    normaliseEmail("mailto:x@marketplace.amazon.com, y@example.com", SeveralEmails::TakeFirst, result);
    QVERIFY(result.relay && result.repaired && result.several);
    normaliseEmail("ada@shop.test", SeveralEmails::Unusable, result);
    QCOMPARE(QByteArray::fromStdString(result.address), "ada@shop.test");
    QVERIFY(!result.relay && !result.repaired && !result.several && !result.placeholder);
    normaliseEmail("", SeveralEmails::Unusable, result);
    QCOMPARE(result.status, IdentifierStatus::Unset);
    QVERIFY(result.address.empty());
}

void TestEmail::publishedCasesArePlausible()
{
    QFile file(sharedFile("data/email-cases/isemail_tests.xml"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The published e-mail cases are not here.");
    const std::vector<Published> cases = publishedCases(file);
    QVERIFY(cases.size() > 100);
    int validUsable = 0;
    int valid = 0;
    for (const Published &item : cases) {
        const EmailResult result = normaliseEmail(item.address.toStdString());
        const bool usable = result.status == IdentifierStatus::Usable;
        const auto at = result.address.find('@');
        QCOMPARE(usable, at != std::string::npos);
        QVERIFY(!usable || (at > 0 && result.address.find('.', at) != std::string::npos));
        // Addresses of one label and quoted or bracketed parts are valid to the letter, but nobody's inbox.
        const bool ordinary = !item.address.contains(u'"') && !item.address.contains(u'[') &&
                              item.address.section(u'@', 1).contains(u'.') && !item.address.contains(u'(');
        valid += item.category == u"ISEMAIL_VALID_CATEGORY" && ordinary;
        validUsable += item.category == u"ISEMAIL_VALID_CATEGORY" && ordinary && usable;
        if (item.category == u"ISEMAIL_VALID_CATEGORY" && ordinary && !usable)
            qInfo("Valid, but not usable here: %s", qPrintable(item.address));
    }
    qInfo("%d of %d valid ordinary addresses are usable.", validUsable, valid);
    QVERIFY(valid > 0);
    QVERIFY(validUsable * 10 >= valid * 8);
}

QTEST_APPLESS_MAIN(TestEmail)
#include "tst_email.moc"
