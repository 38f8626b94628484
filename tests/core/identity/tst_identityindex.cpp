// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identityindex.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <string>

using namespace perennial;

namespace {

IdentifierRef email(std::string_view value)
{
    return {IdentifierKind::Email, 0, value};
}
IdentifierRef phone(std::string_view value)
{
    return {IdentifierKind::Phone, 0, value};
}
IdentifierRef platform(SpaceId space, std::string_view value)
{
    return {IdentifierKind::Platform, space, value};
}

} // namespace

class TestIdentityIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyIndexKnowsNobody();
    void kindsAndPlatformsAreApart();
    void firstOwnerKeepsTheIdentifier();
    void absorbedProfilesLiveOn();
    void emailsAreCountedThroughMerges();
    void uselessValuesAreRefused();
    void namesOfPlatformsAreNumbered();
    void agreesWithAMapOverManySteps();
    void aMillionProfilesFitIn100Megabytes();
};

void TestIdentityIndex::emptyIndexKnowsNobody()
{
    IdentityIndex index;
    QVERIFY(!index.find(email("ada@example.com")).isValid());
    QVERIFY(!index.remove(email("ada@example.com")));
    QVERIFY(!index.rebind(email("ada@example.com"), {1}));
    QVERIFY(!index.hasEmail({1}));
}

void TestIdentityIndex::kindsAndPlatformsAreApart()
{
    IdentityIndex index;
    QVERIFY(index.insert(platform(1, "555"), {1}));
    QVERIFY(index.insert(platform(2, "555"), {2}));
    QVERIFY(index.insert(phone("555"), {3}));
    QVERIFY(index.insert(email("555"), {4}));
    QCOMPARE(index.find(platform(1, "555")), ProfileId{1});
    QCOMPARE(index.find(platform(2, "555")), ProfileId{2});
    QCOMPARE(index.find(phone("555")), ProfileId{3});
    QCOMPARE(index.find(email("555")), ProfileId{4});
    QVERIFY(!index.find(platform(3, "555")).isValid());
    QCOMPARE(index.size(), 4u);
}

void TestIdentityIndex::firstOwnerKeepsTheIdentifier()
{
    IdentityIndex index;
    QVERIFY(index.insert(phone("+15551000001"), {1}));
    QVERIFY(!index.insert(phone("+15551000001"), {2}));
    QCOMPARE(index.find(phone("+15551000001")), ProfileId{1});
    QVERIFY(index.rebind(phone("+15551000001"), {2}));
    QCOMPARE(index.find(phone("+15551000001")), ProfileId{2});
    QVERIFY(index.remove(phone("+15551000001")));
    QVERIFY(!index.find(phone("+15551000001")).isValid());
    QCOMPARE(index.size(), 0u);
}

void TestIdentityIndex::absorbedProfilesLiveOn()
{
    IdentityIndex index;
    index.insert(email("a@example.com"), {1});
    index.insert(email("b@example.com"), {2});
    index.insert(email("c@example.com"), {3});
    index.absorb({2}, {3});
    index.absorb({1}, {2});
    QCOMPARE(index.find(email("c@example.com")), ProfileId{1});
    QCOMPARE(index.survivorOf({3}), ProfileId{1});
    index.insert(phone("+15551000001"), {3}); // a stale id still means the same person
    QCOMPARE(index.find(phone("+15551000001")), ProfileId{1});
    index.absorb({3}, {1}); // already one
    QCOMPARE(index.survivorOf({1}), ProfileId{1});
}

void TestIdentityIndex::emailsAreCountedThroughMerges()
{
    IdentityIndex index;
    index.insert(phone("+15551000001"), {1});
    QVERIFY(!index.hasEmail({1}));
    index.insert(email("a@example.com"), {2});
    QVERIFY(index.hasEmail({2}));
    index.absorb({1}, {2});
    QVERIFY(index.hasEmail({1}) && index.hasEmail({2}));
    index.remove(email("a@example.com"));
    QVERIFY(!index.hasEmail({1}));
    index.insert(email("a@example.com"), {5'000});
    index.rebind(email("a@example.com"), {900'000'000'000});
    QVERIFY(!index.hasEmail({5'000}));
    QVERIFY(index.hasEmail({900'000'000'000}));
    QCOMPARE(index.find(email("a@example.com")), ProfileId{900'000'000'000});
}

void TestIdentityIndex::uselessValuesAreRefused()
{
    IdentityIndex index;
    QVERIFY(!index.insert(email(""), {1}));
    const std::string longest(IdentityIndex::MaxValueBytes, 'x');
    QVERIFY(index.insert(email(longest), {1}));
    QCOMPARE(index.find(email(longest)), ProfileId{1});
    QVERIFY(!index.insert(email(longest + "x"), {1}));
    QVERIFY(!index.find(email(longest + "x")).isValid());
}

void TestIdentityIndex::namesOfPlatformsAreNumbered()
{
    IdentifierSpaces spaces;
    const SpaceId shopify = spaces.idOf("shopify_customer");
    const SpaceId klaviyo = spaces.idOf("klaviyo");
    QVERIFY(shopify != klaviyo && shopify != 0);
    QCOMPARE(spaces.idOf("shopify_customer"), shopify);
    QVERIFY(spaces.nameOf(klaviyo) == "klaviyo");
    QCOMPARE(spaces.idOf(""), SpaceId{0});
    const Identifier named = spaces.named(platform(shopify, "555"));
    QCOMPARE(named, (Identifier{IdentifierKind::Platform, "shopify_customer", "555"}));
}

void TestIdentityIndex::agreesWithAMapOverManySteps()
{
    IdentityIndex index;
    std::map<std::string, qint64> map;
    QRandomGenerator random(1);
    for (int step = 0; step < 200'000; ++step) {
        const std::string value = std::to_string(random.bounded(5'000));
        const qint64 profile = random.bounded(1, 1'000);
        switch (random.bounded(4)) {
        case 0:
        case 1:
            QCOMPARE(index.insert(platform(1, value), {profile}), map.emplace(value, profile).second);
            break;
        case 2:
            QCOMPARE(index.remove(platform(1, value)), map.erase(value) == 1);
            break;
        default:
            QCOMPARE(index.rebind(platform(1, value), {profile}), map.contains(value));
            if (map.contains(value))
                map[value] = profile;
        }
        QCOMPARE(index.size(), map.size());
    }
    for (int i = 0; i < 5'000; ++i) {
        const std::string value = std::to_string(i);
        const auto known = map.find(value);
        QCOMPARE(index.find(platform(1, value)).value, known == map.end() ? 0 : known->second);
    }
}

void TestIdentityIndex::aMillionProfilesFitIn100Megabytes()
{
    IdentityIndex index;
    for (qint64 i = 1; i <= 1'000'000; ++i) {
        index.insert(email("customer." + std::to_string(i) + "@example.com"), {i});
        index.insert(platform(1, std::to_string(7'000'000'000'000 + i)), {i});
        if (i % 10 < 3)
            index.insert(phone("+1555" + std::to_string(1'000'000 + i)), {i});
    }
    qInfo("%zu identifiers in %.1f MB", index.size(), static_cast<double>(index.bytesUsed()) / 1e6);
    QVERIFY(index.bytesUsed() < 100'000'000);
    QCOMPARE(index.find(email("customer.1000000@example.com")), ProfileId{1'000'000});
    QCOMPARE(index.find(platform(1, "7000000500000")), ProfileId{500'000});
    QVERIFY(!index.find(platform(1, "7000001000001")).isValid());
}

QTEST_APPLESS_MAIN(TestIdentityIndex)
#include "tst_identityindex.moc"
