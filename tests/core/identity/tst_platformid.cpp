// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/platformid.h"

#include <QTest>

#include <vector>

using namespace perennial;

class TestPlatformId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreText();
    void ruinedIdsNeverIdentify();
    void pointZeroGoesOnlyWithTheWholeColumn();
};

void TestPlatformId::idsAreText()
{
    QVERIFY(normalisePlatformId("'7000000000001").value == "7000000000001");
    QVERIFY(normalisePlatformId(" 7000000000001 ").value == "7000000000001");
    QVERIFY(normalisePlatformId("00123").value == "00123");
    QVERIFY(normalisePlatformId("01HXY-aBc").value == "01HXY-aBc");
    QVERIFY(normalisePlatformId("gid://shopify/Customer/555").value == "555");
    QVERIFY(normalisePlatformId("gid://shopify/Customer/x").value == "gid://shopify/Customer/x");
    QCOMPARE(normalisePlatformId("").status, IdentifierStatus::Unset);
    QCOMPARE(normalisePlatformId("NULL").status, IdentifierStatus::Unset);
}

void TestPlatformId::ruinedIdsNeverIdentify()
{
    const PlatformIdResult result = normalisePlatformId("7E+12");
    QCOMPARE(result.status, IdentifierStatus::Unusable);
    QVERIFY(result.destroyed);
    QVERIFY(result.value.empty());
}

void TestPlatformId::pointZeroGoesOnlyWithTheWholeColumn()
{
    const std::vector<std::string_view> numbers{"555.0", "", "556.0"};
    const std::vector<std::string_view> mixed{"555.0", "556"};
    QVERIFY(platformIdStyleOf(numbers).dropPointZero);
    QVERIFY(!platformIdStyleOf(mixed).dropPointZero);
    QVERIFY(!platformIdStyleOf({}).dropPointZero);
    QVERIFY(normalisePlatformId("555.0", platformIdStyleOf(numbers)).value == "555");
    QVERIFY(normalisePlatformId("555.0", platformIdStyleOf(mixed)).value == "555.0");
}

QTEST_APPLESS_MAIN(TestPlatformId)
#include "tst_platformid.moc"
