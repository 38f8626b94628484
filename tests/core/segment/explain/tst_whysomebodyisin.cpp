// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/explainedshop.h"

#include <QTest>

using namespace perennial;

namespace {

QStringList words(const ExplainedNode &node)
{
    QStringList list;
    for (const Evidence &evidence : node.evidence)
        list.append(wordsOf(evidence, QTimeZone::utc()));
    return list;
}

} // namespace

// Why somebody is in a segment or not, told of a few people of a shop.
class TestWhySomebodyIsIn : public QObject
{
    Q_OBJECT

private:
    std::optional<ExplainedShop> m_shop;

private Q_SLOTS:
    void initTestCase() { m_shop.emplace(); }
    void theEventsThatDecideAreShown();
    void aValueSaysSinceWhen();
    void consentIsShownWithItsMethod();
    void aSegmentWithinASegmentIsATreeOfItsOwn();
    void aSegmentNamedTwiceIsToldOnce();
};

void TestWhySomebodyIsIn::theEventsThatDecideAreShown()
{
    const Explanation ada = m_shop->explained(
        "{'kind':'event','metric':'Placed Order','aggregate':'count','compare':{'op':'at_least','value':3}}", 1);
    QVERIFY(!ada.member);
    const ExplainedNode &node = ada.root.children.front();
    QCOMPARE(node.verdict, Verdict::No);
    QCOMPARE(node.path.toString(), QStringLiteral("0.0"));
    QCOMPARE(node.compared, QStringLiteral("2 times, needs at least 3 times"));
    QCOMPARE(words(node), QStringList({"Placed Order, 65.90 EUR, 2026-01-01", "Placed Order, 400.00 EUR, 2026-01-31"}));

    const Explanation shoes =
        m_shop->explained("{'kind':'event','metric':'Placed Order','filters':{'match':'all','of':[{"
                          "'property':'label','op':'is','value':'Shoes'}]},'compare':{'op':'at_least_once'}}",
                          1);
    QVERIFY(shoes.member);
    QCOMPARE(words(shoes.root.children.front()), QStringList({"Placed Order, 65.90 EUR, 2026-01-01, label: Shoes"}));
}

void TestWhySomebodyIsIn::aValueSaysSinceWhen()
{
    const Explanation ada = m_shop->explained("{'kind':'property','property':'Country','op':'is','value':'DE'},"
                                              "{'kind':'property','property':'Score','op':'at_least','value':3}",
                                              1);
    QVERIFY(ada.member);
    QCOMPARE(words(ada.root.children[0]), QStringList({"Country, DE, since 2026-01-01"}));
    QVERIFY(ada.root.children[1].evidence.front().assumed);
    const Explanation nobody =
        m_shop->explained("{'kind':'property','property':'Country','op':'is_not','value':'DE'}", 3);
    QCOMPARE(nobody.root.children[0].verdict, Verdict::Unknown);
    QCOMPARE(words(nobody.root.children[0]), QStringList({"Country, not known"}));
}

void TestWhySomebodyIsIn::consentIsShownWithItsMethod()
{
    const Explanation bo = m_shop->explained("{'kind':'consent','channel':'email','state':'can_receive'}", 2);
    QVERIFY(!bo.member);
    QCOMPARE(words(bo.root.children.front()),
             QStringList({"email, subscribed, since 2026-01-01, method: checkout",
                          "email, suppressed, since 2026-01-01, reason: HARD_BOUNCED", "email, has an address"}));
}

void TestWhySomebodyIsIn::aSegmentWithinASegmentIsATreeOfItsOwn()
{
    const Explanation ada = m_shop->explained("{'kind':'membership','of':'segment','name':'Buyers'}", 1);
    QVERIFY(ada.member);
    const ExplainedNode &node = ada.root.children.front();
    QCOMPARE(node.children.size(), 1UL);
    QCOMPARE(words(node.children.front().children.front()), QStringList({"Placed Order, 400.00 EUR, 2026-01-31"}));
    QCOMPARE(ada.flip.sentence, QStringLiteral("Out: on 2026-02-10 00:01 UTC, without doing anything."));
}

void TestWhySomebodyIsIn::aSegmentNamedTwiceIsToldOnce()
{
    const Explanation bo = m_shop->explained(
        "{'kind':'membership','of':'segment','name':'Buyers'},"
        "{'kind':'membership','of':'segment','name':'BUYERS','since':{'kind':'last','n':5,'unit':'day'}}",
        2);
    QVERIFY(!bo.member);
    const ExplainedNode &first = bo.root.children[0], &second = bo.root.children[1];
    QVERIFY(!first.children.front().explainedAbove);
    QVERIFY(!first.children.front().children.empty());

    // Today's verdict was told already, that of five days ago was not.
    QCOMPARE(second.children.size(), 2UL);
    const ExplainedNode &today = second.children[0], &before = second.children[1];
    QVERIFY(today.explainedAbove);
    QVERIFY(today.children.empty());
    QVERIFY(today.holds);
    QCOMPARE(today.text, first.children.front().text);
    QVERIFY(!before.explainedAbove);
    QVERIFY(!before.children.empty());
    QCOMPARE(words(second), QStringList({"BUYERS, in, on 2026-02-10", "BUYERS, in, on 2026-02-04 23:59:59 UTC"}));
}

QTEST_GUILESS_MAIN(TestWhySomebodyIsIn)
#include "tst_whysomebodyisin.moc"
