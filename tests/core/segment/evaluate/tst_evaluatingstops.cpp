// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/leafmemory.h"
#include "core/segment/plan/noderun.h"
#include "core/segment/plan/planrun.h"
#include "tests/core/segment/rows/storyshop.h"

#include <algorithm>
#include <numeric>

using namespace perennial;

namespace {

// Everybody is in. Counts how often it is asked and, when that is often enough, asks to stop.
class Stopper final : public Leaf
{
public:
    Stopper(int most, std::stop_source stop)
        : m_most(most)
        , m_stop(std::move(stop))
    {
    }

    void evaluate(const PeopleChunk &, const Verdicts &verdicts) const override
    {
        std::ranges::fill(verdicts.yes, ~quint64(0));
        if (++m_asked == m_most)
            m_stop.request_stop();
    }
    [[nodiscard]] int asked() const { return m_asked; }

private:
    int m_most;
    mutable std::stop_source m_stop;
    mutable int m_asked = 0;
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

// A group of so many conditions.
Plan planOf(const std::shared_ptr<const Leaf> &leaf, size_t conditions, GroupMatch match)
{
    Plan plan{tableOf(100), {0}, {}};
    plan.nodes.resize(conditions + 1);
    PlanNode &root = plan.nodes.front();
    root.match = match;
    for (size_t i = 1; i <= conditions; ++i) {
        plan.nodes[i].path = NodePath().child(static_cast<int>(i - 1));
        plan.nodes[i].leaf = leaf;
        root.children.push_back(i);
    }
    root.byCost = root.children;
    return plan;
}

const QString Sequence =
    QStringLiteral("{'kind':'sequence','steps':[{'metric':'Viewed'},{'metric':'Bought','same':[{'property':'product',"
                   "'step':0}]}]}");
const QString Median =
    QStringLiteral("{'kind':'event','metric':'Bought','aggregate':'median','compare':{'op':'at_least','value':1}}");
const QString Sum =
    QStringLiteral("{'kind':'event','metric':'Bought','aggregate':'sum','compare':{'op':'at_least','value':1}}");
const QString Overdue = QStringLiteral("{'kind':'rhythm','metric':'Bought','pattern':'overdue'}");

const QString Shop = QStringLiteral(R"(1 10-01T08:00 Viewed {"product":"Mug"}
1 10-02T08:00 Bought €12.50 {"product":"Mug"}
1 10-03T08:00 Bought €12.50 {"product":"Mug"}
2 10-02T08:00 Bought €12.50 {"product":"Mug"}
2 10-04T08:00 Bought €12.50 {"product":"Mug"}
)");

} // namespace

// Whoever is asked to stop says nothing rather than half of it, within a condition rather than a whole tree.
class EvaluatingStopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksBetweenTheConditionsOfAGroup_data()
    {
        QTest::addColumn<GroupMatch>("match");
        QTest::newRow("all") << GroupMatch::All;
        QTest::newRow("none") << GroupMatch::None;
        QTest::newRow("any") << GroupMatch::Any;
    }

    void asksBetweenTheConditionsOfAGroup()
    {
        QFETCH(GroupMatch, match);
        std::stop_source stop;
        const auto leaf = std::make_shared<const Stopper>(7, stop);
        const auto answer = SegmentEngine::evaluate(planOf(leaf, 2000, match), Progress(stop.get_token()));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Stopped);
        QCOMPARE(leaf->asked(), 7);
    }

    void asksBetweenTheConditionsOfAPlanForMembersAlone()
    {
        std::stop_source stop;
        const std::stop_token token = stop.get_token();
        const auto leaf = std::make_shared<const Stopper>(7, stop);
        const Plan plan = planOf(leaf, 2000, GroupMatch::All);
        std::vector<quint64> members(2);
        PlanRun(plan).evaluate(PeopleChunk{0, 100, &token}, members);
        QCOMPARE(leaf->asked(), 7);
    }

    void asksBetweenTheConditionsOfAPlanForEveryNode()
    {
        std::stop_source stop;
        const std::stop_token token = stop.get_token();
        const auto leaf = std::make_shared<const Stopper>(7, stop);
        const Plan plan = planOf(leaf, 2000, GroupMatch::All);
        NodeRun run(plan);
        run.evaluate(PeopleChunk{0, 100, &token});
        QCOMPARE(leaf->asked(), 7);
        QVERIFY(!run.holds(2000, 99)); // nothing is read that is not there
    }

    void doesNotRememberWhatWasLeftHalfway_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("members");
        QTest::newRow("a sequence") << Sequence << QStringLiteral("1");
        QTest::newRow("a median") << Median << QStringLiteral("1 2");
        QTest::newRow("a sum") << Sum << QStringLiteral("1 2");
        QTest::newRow("a rhythm") << Overdue << QStringLiteral("1 2");
    }

    void doesNotRememberWhatWasLeftHalfway()
    {
        QFETCH(QString, condition);
        QFETCH(QString, members);
        const StoryShop shop(Shop);
        LeafMemory memory;
        const auto doc = StoryShop::documentOf(condition);
        QVERIFY(doc);
        const auto plan = SegmentEngine::compile(*doc, shop.sharedTable(), {1793404800000}, {.memory = &memory});
        QVERIFY(plan);
        std::stop_source stop;
        stop.request_stop();
        const std::stop_token token = stop.get_token();
        std::vector<quint64> yes(1), unknown(1);
        plan->nodes[1].leaf->evaluate(PeopleChunk{0, shop.table().profileCount(), &token}, {yes, unknown});
        const auto answer = SegmentEngine::evaluate(*plan, Progress());
        QVERIFY(answer);
        QStringList ids;
        answer->members.forEach([&](quint32 index) { ids.append(QString::number(shop.table().idAt(index).value)); });
        QCOMPARE(ids.join(u' '), members);
    }
};

QTEST_GUILESS_MAIN(EvaluatingStopsTest)
#include "tst_evaluatingstops.moc"
