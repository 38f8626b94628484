// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/setcombinations.h"

#include <QRandomGenerator>
#include <QTest>

using namespace perennial;

// Who is in exactly which of a few sets, held against a count person by person.
class TestSetCombinations : public QObject
{
    Q_OBJECT

private:
    // Several chunks of people and a last word that is not full.
    static constexpr quint32 People = 20'011;

    static ProfileSet randomSet(QRandomGenerator &chance, quint32 size);
    static size_t combinationOf(quint32 person, const std::vector<const ProfileSet *> &sets);
    static std::vector<const ProfileSet *> pointers(const std::vector<ProfileSet> &sets);

private Q_SLOTS:
    void everybodyIsInOneCombination_data();
    void everybodyIsInOneCombination();
    void peopleOfARegionAreThoseWhoAreCounted();
    void oneOfTheSetsIsExactlyOne();
    void aCombinationNamesItsSets();
    void aRegionIsAskedForByMembership();
    void countingStops();
};

ProfileSet TestSetCombinations::randomSet(QRandomGenerator &chance, quint32 size)
{
    ProfileSet set(size);
    const double share = chance.generateDouble();
    for (quint32 person = 0; person < size; ++person) {
        if (chance.generateDouble() < share)
            set.add(person);
    }
    return set;
}

size_t TestSetCombinations::combinationOf(quint32 person, const std::vector<const ProfileSet *> &sets)
{
    size_t combination = 0;
    for (size_t i = 0; i < sets.size(); ++i)
        combination |= size_t(sets[i]->contains(person)) << i;
    return combination;
}

std::vector<const ProfileSet *> TestSetCombinations::pointers(const std::vector<ProfileSet> &sets)
{
    std::vector<const ProfileSet *> all;
    for (const ProfileSet &set : sets)
        all.push_back(&set);
    return all;
}

void TestSetCombinations::everybodyIsInOneCombination_data()
{
    QTest::addColumn<int>("count");
    for (int count = 0; count <= int(SetCombinations::MostSets); ++count)
        QTest::addRow("%d sets", count) << count;
}

void TestSetCombinations::everybodyIsInOneCombination()
{
    QFETCH(const int, count);
    QRandomGenerator chance(static_cast<quint32>(count) + 1);
    const ProfileSet everybody = randomSet(chance, People);
    std::vector<ProfileSet> sets;
    for (int i = 0; i < count; ++i)
        sets.push_back(randomSet(chance, People) &= everybody);
    const auto all = pointers(sets);
    std::vector<quint32> expected(size_t(1) << count);
    everybody.forEach([&](quint32 person) { ++expected[combinationOf(person, all)]; });
    const auto found = combinationsOf(all, everybody, Progress());
    QVERIFY(found.has_value());
    QCOMPARE(found->counts, expected);
    QCOMPARE(found->sets, static_cast<size_t>(count));
}

void TestSetCombinations::peopleOfARegionAreThoseWhoAreCounted()
{
    QRandomGenerator chance(7);
    const ProfileSet everybody = randomSet(chance, People);
    std::vector<ProfileSet> sets;
    for (int i = 0; i < 3; ++i)
        sets.push_back(randomSet(chance, People) &= everybody);
    const auto all = pointers(sets);
    const auto found = combinationsOf(all, everybody, Progress());
    QVERIFY(found.has_value());
    for (size_t combination = 0; combination < found->counts.size(); ++combination) {
        const ProfileSet people = peopleIn(found->region(combination), all, everybody);
        QCOMPARE(people.count(), found->counts[combination]);
        people.forEach([&](quint32 person) { QCOMPARE(combinationOf(person, all), combination); });
    }
    // What is not named does not matter.
    const SetRegion firstWithoutThird{{0}, {2}};
    QCOMPARE(peopleIn(firstWithoutThird, all, everybody).count(), found->counts[0b001] + found->counts[0b011]);
}

void TestSetCombinations::oneOfTheSetsIsExactlyOne()
{
    QRandomGenerator chance(3);
    const ProfileSet everybody = randomSet(chance, 999);
    std::vector<ProfileSet> sets;
    for (int i = 0; i < 9; ++i)
        sets.push_back(randomSet(chance, 999));
    const auto all = pointers(sets);
    const ProfileSet one = peopleInOne(all, everybody);
    for (quint32 person = 0; person < 999; ++person)
        QCOMPARE(one.contains(person), everybody.contains(person) && std::popcount(combinationOf(person, all)) == 1);
    QCOMPARE(peopleInOne({}, everybody).count(), 0U);
}

void TestSetCombinations::aCombinationNamesItsSets()
{
    const SetCombinations combinations{3, {}};
    QCOMPARE(combinations.region(0), (SetRegion{{}, {0, 1, 2}}));
    QCOMPARE(combinations.region(0b101), (SetRegion{{0, 2}, {1}}));
}

void TestSetCombinations::aRegionIsAskedForByMembership()
{
    const QStringList names{QStringLiteral("VIPs"), QStringLiteral("Buyers"), QStringLiteral("Lapsed")};
    const SegmentDoc doc = segmentOf({{1}, {0, 2}}, names);
    const auto &children = doc.root.group()->children;
    QVERIFY(doc.root.group()->match == GroupMatch::All);
    QCOMPARE(children.size(), size_t(3));
    QStringList asked;
    for (const SegmentNode &child : children) {
        const auto &member = std::get<MembershipCondition>(child.is);
        QVERIFY(member.of == MemberOf::Segment);
        asked.append((member.in ? QStringLiteral("in ") : QStringLiteral("not in ")) + member.name);
    }
    QCOMPARE(asked.join(QStringLiteral(", ")), QStringLiteral("in Buyers, not in VIPs, not in Lapsed"));
    QCOMPARE(SegmentDoc::fromJson(doc.toJson()).value_or(SegmentDoc()), doc);
}

void TestSetCombinations::countingStops()
{
    std::stop_source stop;
    stop.request_stop();
    const ProfileSet everybody(People);
    const auto found = combinationsOf({}, everybody, Progress(stop.get_token()));
    QVERIFY(!found.has_value());
    QVERIFY(found.error().kind == ErrorKind::Stopped);
}

QTEST_APPLESS_MAIN(TestSetCombinations)
#include "tst_setcombinations.moc"
