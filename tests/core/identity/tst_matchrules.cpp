// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/matchrules.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace perennial;

namespace {

using Row = std::vector<Identifier>;

Identifier email(const std::string &value)
{
    return {IdentifierKind::Email, "", value + "@example.com"};
}
Identifier phone(const std::string &value)
{
    return {IdentifierKind::Phone, "", "+1555" + value};
}
Identifier shop(const std::string &value)
{
    return {IdentifierKind::Platform, "shopify_customer", value};
}
Identifier klaviyo(const std::string &value)
{
    return {IdentifierKind::Platform, "klaviyo", value};
}
Identifier cookie(const std::string &value)
{
    return {IdentifierKind::Cookie, "web", value};
}

// Rows come in one after the other, as in an import; a new person gets the next number.
class Shop
{
public:
    explicit Shop(const MatchRules &rules = {})
        : m_rules(rules)
    {
    }

    Match take(const Row &row)
    {
        const std::vector<IdentifierRef> refs = refsOf(row);
        const Match match = matchRow(refs, m_index, m_rules);
        applyMatch(match, refs, match.isNew() ? ProfileId{++m_lastProfile} : match.profile, m_index);
        return match;
    }

    [[nodiscard]] qint64 ownerOf(const Identifier &identifier) { return m_index.find(refsOf({identifier})[0]).value; }

private:
    std::vector<IdentifierRef> refsOf(const Row &row)
    {
        std::vector<IdentifierRef> refs;
        for (const Identifier &item : row)
            refs.push_back({item.kind, m_spaces.idOf(item.space), m_texts.insert(item.value).first->c_str()});
        return refs;
    }

    MatchRules m_rules;
    IdentifierSpaces m_spaces;
    IdentityIndex m_index;
    std::set<std::string> m_texts;
    qint64 m_lastProfile = 0;
};

using Groups = std::set<std::set<Identifier>>;

Groups groupsOf(const std::vector<Row> &rows, Shop &shop)
{
    std::map<qint64, std::set<Identifier>> owners;
    for (const Row &row : rows)
        for (const Identifier &identifier : row)
            owners[shop.ownerOf(identifier)].insert(identifier);
    Groups groups;
    for (const auto &[owner, identifiers] : owners)
        groups.insert(identifiers);
    return groups;
}

// The slow and obvious way: join whatever stands in one row until nothing changes.
Groups connected(const std::vector<Row> &rows)
{
    std::vector<std::set<Identifier>> groups;
    for (const Row &row : rows) {
        std::set<Identifier> joined(row.begin(), row.end());
        std::erase_if(groups, [&](const std::set<Identifier> &group) {
            const bool touches =
                std::any_of(row.begin(), row.end(), [&](const auto &id) { return group.contains(id); });
            if (touches)
                joined.insert(group.begin(), group.end());
            return touches;
        });
        groups.push_back(joined);
    }
    return {groups.begin(), groups.end()};
}

} // namespace

class TestMatchRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameEmailIsTheSamePerson();
    void emailAndPlatformIdOfTwoProfilesMerge();
    void changedEmailAtTheShopGivesTwoEmails();
    void householdPhoneKeepsTwoPeopleApart();
    void householdPhoneJoinsIfTheUserWantsIt();
    void phoneJoinsWhereOneSideHasNoEmail();
    void phoneDoesNotCrossEmailsThroughAPlatformId();
    void phoneOnlyProfilesMergeWithTheirPerson();
    void cookieJoinsTheAnonymousVisitor();
    void sharedBrowserKeepsTwoPeopleApart();
    void threeProfilesBecomeOne();
    void rowWithoutIdentifiersIsNobodys();
    void orderOfRowsDoesNotMatter();
};

void TestMatchRules::sameEmailIsTheSamePerson()
{
    Shop rows;
    const Match first = rows.take({email("ada"), shop("1")});
    QVERIFY(first.isNew());
    QCOMPARE(first.unbound, 0b11u);
    const Match second = rows.take({email("ada"), shop("11")});
    QCOMPARE(second.profile, ProfileId{1});
    QCOMPARE(second.unbound, 0b10u);
    QVERIFY(second.merges.empty());
    QCOMPARE(rows.ownerOf(shop("11")), 1);
}

void TestMatchRules::emailAndPlatformIdOfTwoProfilesMerge()
{
    Shop rows;
    rows.take({shop("1")});
    rows.take({email("ada")});
    const Match match = rows.take({email("ada"), shop("1")});
    QCOMPARE(match.profile, ProfileId{1});
    QCOMPARE(match.merges, (std::vector<ProfileMerge>{{{1}, {2}, MatchRule::PlatformId, 1, 0}}));
    QCOMPARE(rows.ownerOf(email("ada")), 1);
    QVERIFY(rows.take({email("ada"), shop("1")}).merges.empty());
}

void TestMatchRules::changedEmailAtTheShopGivesTwoEmails()
{
    Shop rows;
    rows.take({email("ada.maiden"), shop("1")});
    const Match match = rows.take({email("ada.married"), shop("1")});
    QCOMPARE(match.profile, ProfileId{1});
    QVERIFY(match.merges.empty());
    QCOMPARE(rows.ownerOf(email("ada.maiden")), 1);
    QCOMPARE(rows.ownerOf(email("ada.married")), 1);
}

void TestMatchRules::householdPhoneKeepsTwoPeopleApart()
{
    Shop rows;
    rows.take({email("ada"), phone("1000001")});
    const Match match = rows.take({email("ben"), phone("1000001")});
    QVERIFY(match.isNew());
    QVERIFY(match.isContactOnly(1));
    QVERIFY(!match.isContactOnly(0));
    QCOMPARE(match.unbound, 0b01u);
    QCOMPARE(rows.ownerOf(phone("1000001")), 1);
    QCOMPARE(rows.ownerOf(email("ben")), 2);
    // Both are known now: still apart.
    QVERIFY(rows.take({email("ben"), phone("1000001")}).merges.empty());
}

void TestMatchRules::householdPhoneJoinsIfTheUserWantsIt()
{
    Shop rows({.phoneJoinsDifferentEmails = true});
    rows.take({email("ada"), phone("1000001")});
    QCOMPARE(rows.take({email("ben"), phone("1000001")}).profile, ProfileId{1});
    rows.take({email("carmen")});
    const Match match = rows.take({email("carmen"), phone("1000001")});
    QCOMPARE(match.merges, (std::vector<ProfileMerge>{{{1}, {2}, MatchRule::Phone, 1, 0}}));
}

void TestMatchRules::phoneJoinsWhereOneSideHasNoEmail()
{
    Shop rows;
    rows.take({phone("1000001")});
    QCOMPARE(rows.take({email("ada"), phone("1000001")}).profile, ProfileId{1});
    QCOMPARE(rows.take({phone("1000001")}).profile, ProfileId{1});
    QCOMPARE(rows.take({phone("1000001"), shop("1")}).profile, ProfileId{1});
    QVERIFY(rows.take({email("ben"), phone("1000001")}).isNew());
}

void TestMatchRules::phoneDoesNotCrossEmailsThroughAPlatformId()
{
    Shop rows;
    rows.take({email("ada"), phone("1000001")});
    rows.take({email("ben"), shop("2")});
    const Match match = rows.take({shop("2"), phone("1000001")}); // no e-mail in the row, but its person has one
    QCOMPARE(match.profile, ProfileId{2});
    QVERIFY(match.merges.empty());
    QVERIFY(match.isContactOnly(1));
}

void TestMatchRules::phoneOnlyProfilesMergeWithTheirPerson()
{
    Shop rows;
    rows.take({email("ada")});
    rows.take({phone("1000001")});
    const Match match = rows.take({phone("1000001"), email("ada")});
    QCOMPARE(match.merges, (std::vector<ProfileMerge>{{{1}, {2}, MatchRule::Phone, 1, 0}}));
    QCOMPARE(rows.ownerOf(phone("1000001")), 1);
}

void TestMatchRules::cookieJoinsTheAnonymousVisitor()
{
    Shop rows;
    rows.take({cookie("c1")});
    const Match match = rows.take({cookie("c1"), email("ada")});
    QCOMPARE(match.profile, ProfileId{1});
    QCOMPARE(rows.ownerOf(email("ada")), 1);
    rows.take({cookie("c2")});
    QCOMPARE(rows.take({cookie("c2"), email("ada")}).merges.front().rule, MatchRule::Cookie);
}

void TestMatchRules::sharedBrowserKeepsTwoPeopleApart()
{
    Shop rows({.phoneJoinsDifferentEmails = true});
    rows.take({cookie("c1"), email("ada")});
    const Match match = rows.take({cookie("c1"), email("ben")});
    QVERIFY(match.isNew());
    QVERIFY(match.isContactOnly(0));
}

void TestMatchRules::threeProfilesBecomeOne()
{
    Shop rows;
    rows.take({klaviyo("K")});
    rows.take({shop("1")});
    rows.take({email("ada")});
    const Match match = rows.take({email("ada"), shop("1"), klaviyo("K")});
    QCOMPARE(match.profile, ProfileId{1});
    QCOMPARE(match.merges.size(), 2u);
    for (const Identifier &identifier : {email("ada"), shop("1"), klaviyo("K")})
        QCOMPARE(rows.ownerOf(identifier), 1);
}

void TestMatchRules::rowWithoutIdentifiersIsNobodys()
{
    const Match match = matchRow({}, IdentityIndex{});
    QVERIFY(match.isNew());
    QCOMPARE(match.unbound, 0u);
}

void TestMatchRules::orderOfRowsDoesNotMatter()
{
    std::mt19937 random(42);
    const auto pick = [&](int count) { return std::to_string(random() % static_cast<unsigned>(count)); };
    for (int round = 0; round < 300; ++round) {
        std::vector<Row> rows(1 + random() % 30);
        for (Row &row : rows) {
            if (random() % 4 != 0)
                row.push_back(email(pick(20)));
            if (row.empty() || random() % 2 == 0)
                row.push_back(shop(pick(20)));
            if (random() % 3 == 0)
                row.push_back(klaviyo(pick(20)));
        }
        const Groups expected = connected(rows);
        for (int order = 0; order < 5; ++order) {
            std::shuffle(rows.begin(), rows.end(), random);
            Shop shop;
            for (const Row &row : rows)
                shop.take(row);
            QVERIFY(groupsOf(rows, shop) == expected);
        }
    }
}

QTEST_APPLESS_MAIN(TestMatchRules)
#include "tst_matchrules.moc"
