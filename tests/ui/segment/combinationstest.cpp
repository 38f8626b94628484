// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/overlapfixture.h"

using namespace perennial;

// Up to six segments at once: a bar for each exact combination.
class CombinationsTest : public OverlapFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(this); }
    void init() { nameStore(); }
    void cleanup() { close(); }
    void barsCountExactCombinations();
    void barsAreWalkedByKeys();
    void tabComesToOneOfTheBars();
    void aBarBecomesASegment();
    void emptyCombinationsAreShownOnDemand();
    void fewAreCombinedByChoice();

private:
    void showBars();
};

void CombinationsTest::showBars()
{
    QTest::mouseClick(button("overlapFace1"), Qt::LeftButton);
    QTRY_VERIFY(!bars().empty() && bars().back()->x() > 0);
}

void CombinationsTest::barsCountExactCombinations()
{
    openShop();
    showBars();
    QVERIFY(chart()->isVisible());
    QStringList said;
    for (const CombinationBar *bar : bars())
        said.append(bar->accessibleName());
    QCOMPARE(said.size(), 6);
    QCOMPARE(said.front(),
             QStringLiteral("2 people are in “Subscribers”, “Spenders” and “Germans”, and not in “By SMS”: "
                            "28.6 % of everybody."));
    QVERIFY(said.contains(QStringLiteral("1 person is in “Spenders”, and in none of the other 3.")));
    QVERIFY(said.contains(QStringLiteral("1 person is in “Subscribers” and “Germans”, and in none of the other 2.")));
    for (const CombinationBar *bar : bars())
        QCOMPARE(QAccessible::queryAccessibleInterface(const_cast<CombinationBar *>(bar))->role(), QAccessible::Button);
    auto *largest = find<CombinedSetRow>("combinedSet-0");
    QCOMPARE(largest->accessibleName(), QStringLiteral("Subscribers: 6 people"));
    QTest::mouseClick(largest, Qt::LeftButton);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{1}, {2}, {3}, {5}, {6}, {7}}));
}

void CombinationsTest::barsAreWalkedByKeys()
{
    openShop();
    showBars();
    QTest::mouseClick(bars().front(), Qt::LeftButton);
    QVERIFY(bars().front()->hasFocus());
    QTest::keyClick(bars().front(), Qt::Key_Return);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{1}, {3}}));
    QTest::keyClick(bars().front(), Qt::Key_End);
    QVERIFY(bars().back()->hasFocus());
    QTest::keyClick(bars().back(), Qt::Key_Left);
    QVERIFY(bars()[4]->hasFocus());
    QCOMPARE(text("overlapSentence"), bars()[4]->accessibleName());
    QTest::mouseDClick(bars()[1], Qt::LeftButton);
    QTRY_COMPARE(m_people->count(), 2);
    // Only the bar at hand is a stop for Tab.
    QCOMPARE(std::ranges::count_if(bars(),
                                   [](const CombinationBar *bar) { return (bar->focusPolicy() & Qt::TabFocus) != 0; }),
             1);
}

void CombinationsTest::tabComesToOneOfTheBars()
{
    openShop();
    showBars();
    const QStringList stops{
        QStringLiteral("overlapCombined"), QStringLiteral("combinedSet-0"), QStringLiteral("combinedSet-1"),
        QStringLiteral("combinedSet-2"),   QStringLiteral("combinedSet-3"), bars().front()->objectName(),
        QStringLiteral("overlapEmpty"),    QStringLiteral("overlapOffer0"), QStringLiteral("overlapMake")};
    QCOMPARE(tabStops("overlapCombined", 9), stops);
}

void CombinationsTest::aBarBecomesASegment()
{
    openShop();
    showBars();
    QTest::mouseClick(bars().front(), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("overlapMake"), Qt::LeftButton);
    QCOMPARE(opened().name, QStringLiteral("Only in Subscribers, Spenders and Germans"));
    QCOMPARE(memberships().join(u','), QStringLiteral("in Subscribers,in Spenders,in Germans,not in By SMS"));
}

void CombinationsTest::emptyCombinationsAreShownOnDemand()
{
    openShop();
    showBars();
    QCOMPARE(bars().size(), size_t(6));
    QCOMPARE(button("overlapEmpty")->text(), QStringLiteral("Show 9 combinations that hold nobody"));
    QTest::keyClick(button("overlapEmpty"), Qt::Key_Return);
    QTRY_COMPARE(bars().size(), size_t(15));
    QTest::keyClick(button("overlapEmpty"), Qt::Key_Return);
    QTRY_COMPARE(bars().size(), size_t(6));
}

void CombinationsTest::fewAreCombinedByChoice()
{
    open({{"Germans", Germans},
          {"Spenders", Spenders},
          {"Subscribers", Subscribed},
          {"By SMS", BySms},
          {"A", Germans},
          {"B", Germans},
          {"Zero", Nobody}});
    showBars();
    QTRY_VERIFY(!bars().empty());
    QVERIFY(find<CombinedSetRow>("combinedSet-5")->isVisible());
    openPicker("overlapCombined");
    tick(QStringLiteral("Zero")); // one too many
    auto *view = QApplication::activePopupWidget()->findChild<QListView *>(QStringLiteral("pickView"));
    QVERIFY(find<CombinedSetRow>("combinedSet-5")->accessibleName() != QStringLiteral("Zero: 0 people"));
    auto *search = QApplication::activePopupWidget()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    search->clear();
    QVERIFY(view->model()->rowCount() == 7);
    for (const char *name : {"A", "B", "By SMS"}) {
        search->clear();
        tick(QLatin1String(name));
    }
    QTRY_VERIFY(!find<CombinedSetRow>("combinedSet-3")->isVisible());
    QApplication::activePopupWidget()->close();
    QCOMPARE(button("overlapInNone")->text(), QStringLiteral("Everybody is in at least one of these 3 segments"));
    QCOMPARE(find<CombinedSetRow>("combinedSet-2")->accessibleName(), QStringLiteral("Germans: 3 people"));
}

QTEST_MAIN(CombinationsTest)
#include "combinationstest.moc"
