// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/profiletable.h"
#include "core/segment/evaluate/leafmemory.h"

#include <QTest>

#include <numeric>

using namespace perennial;

namespace {

// Everybody is in; counts how often it is asked.
class Everybody final : public Leaf
{
public:
    explicit Everybody(int &asked)
        : m_asked(asked)
    {
    }

    void evaluate(const PeopleChunk &, const Verdicts &verdicts) const override
    {
        ++m_asked;
        std::ranges::fill(verdicts.yes, ~quint64(0));
    }

private:
    int &m_asked;
};

std::shared_ptr<const ProfileTable> tableOf(qint64 people)
{
    std::vector<qint64> ids(static_cast<size_t>(people));
    std::iota(ids.begin(), ids.end(), 1);
    TableColumns columns;
    columns.knownSince = std::vector<qint64>(ids.size());
    columns.ids = std::move(ids);
    return std::make_shared<const ProfileTable>(std::move(columns));
}

LeafKey keyOf(const QString &city)
{
    PropertyCondition condition;
    condition.property = QStringLiteral("City");
    condition.test = {.op = Op::Is, .values = {city}, .window = {}};
    return {.is = condition, .asOf = {}, .zone = QTimeZone::utc()};
}

void judge(const Leaf &leaf, quint32 first, quint32 count)
{
    std::vector<quint64> yes((count + 63) / 64), unknown(yes.size());
    leaf.evaluate({first, count}, {yes, unknown});
}

} // namespace

class LeafMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnceForEachPartOfThePeople();
    void letsGoOfTheConditionOnceItKnowsAboutEverybody();
    void conditionsLeftHalfwayDoNotPileUp();
};

void LeafMemoryTest::asksOnceForEachPartOfThePeople()
{
    LeafMemory memory;
    const auto table = tableOf(100);
    int asked = 0;
    const auto make = [&]() -> Result<LeafMemory::LeafPointer> { return std::make_shared<Everybody>(asked); };
    judge(**memory.leaf(keyOf("Lyon"), table, make), 0, 100);
    judge(**memory.leaf(keyOf("Lyon"), table, make), 0, 100);
    QCOMPARE(asked, 1);
    judge(**memory.leaf(keyOf("Bonn"), table, make), 0, 100);
    QCOMPARE(asked, 2);
    judge(**memory.leaf(keyOf("Lyon"), tableOf(100), make), 0, 100);
    QCOMPARE(asked, 3); // of another table
}

void LeafMemoryTest::letsGoOfTheConditionOnceItKnowsAboutEverybody()
{
    LeafMemory memory;
    const auto table = tableOf(PeopleChunk::Most + 10);
    int asked = 0;
    std::weak_ptr<const Leaf> made;
    const auto remembered = memory.leaf(keyOf("Lyon"), table, [&]() -> Result<LeafMemory::LeafPointer> {
        auto leaf = std::make_shared<Everybody>(asked);
        made = leaf;
        return leaf;
    });
    judge(**remembered, 0, PeopleChunk::Most);
    QVERIFY(!made.expired());
    judge(**remembered, PeopleChunk::Most, 10);
    QVERIFY(made.expired());
    judge(**remembered, 0, PeopleChunk::Most);
    QCOMPARE(asked, 2);
}

void LeafMemoryTest::conditionsLeftHalfwayDoNotPileUp()
{
    LeafMemory memory;
    const auto table = tableOf(PeopleChunk::Most + 10);
    int asked = 0;
    std::vector<std::weak_ptr<const Leaf>> made;
    for (int edit = 0; edit < 40; ++edit) {
        const auto remembered =
            memory.leaf(keyOf(QString::number(edit)), table, [&]() -> Result<LeafMemory::LeafPointer> {
                auto leaf = std::make_shared<Everybody>(asked);
                made.push_back(leaf);
                return leaf;
            });
        judge(**remembered, 0, PeopleChunk::Most);
    }
    QVERIFY(std::ranges::count_if(made, [](const auto &leaf) { return !leaf.expired(); }) <= 8);
}

QTEST_GUILESS_MAIN(LeafMemoryTest)
#include "tst_leafmemory.moc"
