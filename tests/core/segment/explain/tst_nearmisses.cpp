// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/nearmisses.h"
#include "tests/core/segment/explain/explainedshop.h"

#include <QTest>

using namespace perennial;

// Whom one condition alone keeps out of a segment, and who of them is nearest.
class TestNearMisses : public QObject
{
    Q_OBJECT

private:
    std::optional<ExplainedShop> m_shop;

private Q_SLOTS:
    void initTestCase() { m_shop.emplace(); }
    void oneConditionAlone();
    void theNearestComeFirst();
    void whoHasWhatIsToBePassedLacksTheLeast();
};

void TestNearMisses::oneConditionAlone()
{
    const auto doc =
        ExplainedShop::document("{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}},"
                                "{'kind':'consent','channel':'email','state':'subscribed'}");
    const auto plan = SegmentEngine::compile(doc, m_shop->table(), ExplainedShop::Now);
    QVERIFY(plan.has_value());
    const auto reasons = reasonsOf(*plan, Progress());
    QVERIFY(reasons.has_value());
    const GroupReasons &root = reasons->front();
    // Ada ordered and unsubscribed, nobody is known to have subscribed without ordering, the third did neither.
    QCOMPARE(root.failing, 2U);
    QCOMPARE(root.only[0].count, 0U);
    QCOMPARE(root.only[1].count, 1U);
    QVERIFY(root.only[1].people.contains(0));
    QCOMPARE(root.sets.size(), 2UL);
    QCOMPARE(root.sets[1].paths.size(), 2UL);
}

void TestNearMisses::theNearestComeFirst()
{
    const auto doc = ExplainedShop::document(
        "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'at_least','value':500}}");
    const auto near = nearMissesOf(doc, m_shop->table(), ExplainedShop::Now, 2, Progress());
    QVERIFY(near.has_value());
    QCOMPARE(near->only.front().count, 3U);
    QCOMPARE(near->people.size(), 2UL);
    QCOMPARE(near->people[0].profile.value, 1);
    QCOMPARE(near->people[0].missing, QStringLiteral("34.10 EUR"));
    QCOMPARE(near->people[1].missing, QStringLiteral("400.00 EUR"));
}

void TestNearMisses::whoHasWhatIsToBePassedLacksTheLeast()
{
    // Ada has spent 465.90.
    const auto spent = ExplainedShop::document(
        "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'more','value':465.90}}");
    const auto near = nearMissesOf(spent, m_shop->table(), ExplainedShop::Now, 1, Progress());
    QVERIFY(near.has_value());
    QCOMPARE(near->people[0].profile.value, 1);
    QCOMPARE(near->people[0].missing, QStringLiteral("0.01 EUR"));
}

QTEST_GUILESS_MAIN(TestNearMisses)
#include "tst_nearmisses.moc"
