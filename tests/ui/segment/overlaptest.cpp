// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/overlapfixture.h"

using namespace perennial;

// Segments two by two, and who is in none.
class OverlapTest : public OverlapFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(this); }
    void init() { nameStore(); }
    void cleanup() { close(); }
    void theMatrixCountsWhoIsInBoth();
    void aCellSaysWhatItIsForReaders();
    void arrowsMoveAndEnterShowsThePeople();
    void aCellSaysItsSentence();
    void tabWalksFromTopToBottom();
    void onlyInOneOfTwoLeadsToItsPeople();
    void aPairBecomesASegment();
    void aSegmentByItselfIsOpened();
    void theMenuOffersWhatTheFootDoes();
    void cellsSayPeopleSharesOrLikeness();
    void theOrderIsChosen();
    void searchLeavesRowsThatMatch();
    void peopleInNoSegmentAreShownAndBecomeOne();
    void peopleInExactlyOneAreShown();
    void segmentsAreTakenOffTheMap();
    void whatCannotBeCountedIsListedApart();
    void theMapFollowsChanges();
    void nothingIsCountedWhileNobodyLooks();
    void withoutSegmentsThereIsNothingToCompare();
    void oneSegmentHasNoPairs();
    void withoutPeopleDataIsAskedFor();
    void sixtySegmentsFitBehindScrollBars();
};

void OverlapTest::theMatrixCountsWhoIsInBoth()
{
    openShop();
    QCOMPARE(names(Qt::Horizontal).join(u','), QStringLiteral("Subscribers,Spenders,Germans,By SMS"));
    QCOMPARE(names(Qt::Vertical), names(Qt::Horizontal));
    QCOMPARE(cell("Subscribers", "Subscribers"), QStringLiteral("6"));
    QCOMPARE(cell("Spenders", "Spenders"), QStringLiteral("5"));
    QCOMPARE(cell("Germans", "Germans"), QStringLiteral("3"));
    QCOMPARE(cell("By SMS", "By SMS"), QStringLiteral("1"));
    QCOMPARE(cell("Subscribers", "Spenders"), QStringLiteral("4"));
    QCOMPARE(cell("Spenders", "Subscribers"), QStringLiteral("4"));
    QCOMPARE(cell("Germans", "Spenders"), QStringLiteral("2"));
    QCOMPARE(cell("Germans", "Subscribers"), QStringLiteral("3"));
    QCOMPARE(cell("Germans", "By SMS"), QStringLiteral("0"));
    QCOMPARE(cell("By SMS", "Spenders"), QStringLiteral("1"));
    QVERIFY2(text("overlapMoment").contains(QStringLiteral("Berlin")), qPrintable(text("overlapMoment")));
}

void OverlapTest::aCellSaysWhatItIsForReaders()
{
    openShop();
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(matrix());
    QVERIFY(table && table->tableInterface());
    const QModelIndex at = index("Germans", "Spenders");
    QAccessibleInterface *cell = table->tableInterface()->cellAt(at.row(), at.column());
    QVERIFY(cell);
    QCOMPARE(cell->role(), QAccessible::Cell);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("Germans and Spenders: 2 people, 66.7 % of Germans"));
    QVERIFY(!matrix()->accessibleName().isEmpty());
    QCOMPARE(index("Germans", "Germans").data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Germans: 3 people, 0 of them in no other"));
}

void OverlapTest::arrowsMoveAndEnterShowsThePeople()
{
    openShop();
    matrix()->setFocus();
    choose("Subscribers", "Subscribers");
    QTest::keyClick(matrix(), Qt::Key_Right);
    QTest::keyClick(matrix(), Qt::Key_Down);
    QTest::keyClick(matrix(), Qt::Key_Down);
    QCOMPARE(matrix()->currentIndex(), index("Germans", "Spenders"));
    QTest::keyClick(matrix(), Qt::Key_Return);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(0).toString(), QStringLiteral("Germans and Spenders"));
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{1}, {3}}));
    choose("Germans", "By SMS");
    QTest::keyClick(matrix(), Qt::Key_Return); // nobody to show
    const QPoint pair = matrix()->visualRect(index("By SMS", "Spenders")).center();
    QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, {}, pair);
    QTest::mouseDClick(matrix()->viewport(), Qt::LeftButton, {}, pair);
    QTRY_COMPARE(m_people->count(), 2);
    QCOMPARE(m_people->at(1).at(1).value<Ids>(), (Ids{{6}}));
}

void OverlapTest::aCellSaysItsSentence()
{
    openShop();
    choose("Germans", "Spenders");
    QCOMPARE(
        text("overlapSentence"),
        QStringLiteral("2 people are in both “Germans” and “Spenders”: 66.7 % of “Germans”, 40.0 % of “Spenders”."));
    choose("Germans", "By SMS");
    QCOMPARE(text("overlapSentence"), QStringLiteral("Nobody is in both “Germans” and “By SMS”."));
    QVERIFY(!button("overlapOffer0")->isEnabled());
    choose("By SMS", "Spenders");
    QVERIFY(text("overlapSentence").startsWith(QStringLiteral("1 person is in both")));
    choose("Spenders", "Spenders");
    QCOMPARE(text("overlapSentence"), QStringLiteral("5 people are in “Spenders”: 71.4 % of everybody. 1 of them is in "
                                                     "no other, 20.0 %."));
}

void OverlapTest::tabWalksFromTopToBottom()
{
    openShop();
    choose("Germans", "Spenders");
    const QStringList stops{QStringLiteral("overlapFace0"),  QStringLiteral("overlapSegments"),
                            QStringLiteral("overlapOrder"),  QStringLiteral("overlapMeasure0"),
                            QStringLiteral("overlapInOne"),  QStringLiteral("overlapMatrix"),
                            QStringLiteral("overlapOffer0"), QStringLiteral("overlapOffer1"),
                            QStringLiteral("overlapOffer2"), QStringLiteral("overlapMake")};
    QCOMPARE(tabStops("overlapFace0", 10), stops);
}

void OverlapTest::onlyInOneOfTwoLeadsToItsPeople()
{
    openShop();
    choose("Germans", "Spenders");
    QCOMPARE(button("overlapOffer0")->text(), QStringLiteral("Show 2 people"));
    QCOMPARE(button("overlapOffer1")->text(), QStringLiteral("Only in “Germans”: 1"));
    QCOMPARE(button("overlapOffer2")->text(), QStringLiteral("Only in “Spenders”: 3"));
    QTest::mouseClick(button("overlapOffer1"), Qt::LeftButton);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(0).toString(), QStringLiteral("Germans without Spenders"));
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{5}}));
    QTest::keyClick(button("overlapOffer2"), Qt::Key_Return);
    QTRY_COMPARE(m_people->count(), 2);
    QCOMPARE(m_people->at(1).at(1).value<Ids>(), (Ids{{2}, {4}, {6}}));
}

void OverlapTest::aPairBecomesASegment()
{
    openShop();
    choose("Germans", "Spenders");
    QMenu *menu = find<QPushButton>("overlapMake")->menu();
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    trigger(menu, QStringLiteral("Those in both: 2 people"));
    QVERIFY(m_page->findChild<SegmentBuilder *>()->isVisible());
    QCOMPARE(opened().name, QStringLiteral("Germans and Spenders"));
    QCOMPARE(memberships().join(u','), QStringLiteral("in Germans,in Spenders"));
    m_page->showList();
    QVERIFY(find<OverlapView>("overlapView")->isVisible());
    QTRY_VERIFY(index("Germans and Spenders", "Germans").isValid()); // it is on the map by itself
    choose("Germans", "Spenders");
    Q_EMIT menu->aboutToShow();
    trigger(menu, QStringLiteral("Those only in “Spenders”: 3 people"));
    QCOMPARE(opened().name, QStringLiteral("Spenders without Germans"));
    QCOMPARE(memberships().join(u','), QStringLiteral("in Spenders,not in Germans"));
}

void OverlapTest::aSegmentByItselfIsOpened()
{
    openShop();
    choose("Spenders", "Spenders");
    QCOMPARE(button("overlapOffer1")->text(), QStringLiteral("In no other: 1"));
    QTest::mouseClick(button("overlapOffer1"), Qt::LeftButton);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{4}}));
    QTest::mouseClick(button("overlapOpen"), Qt::LeftButton);
    QCOMPARE(opened().name, QStringLiteral("Spenders"));
    m_page->showList();
    choose("Spenders", "Spenders");
    QTest::mouseClick(find<QPushButton>("overlapMake"), Qt::LeftButton);
    QCOMPARE(opened().name, QStringLiteral("Only in Spenders"));
    QCOMPARE(memberships().join(u','), QStringLiteral("in Spenders,not in By SMS,not in Germans,not in Subscribers"));
}

void OverlapTest::theMenuOffersWhatTheFootDoes()
{
    openShop();
    choose("Germans", "Spenders");
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(matrix(), &asked);
    auto *menu = find<QMenu>("overlapMenu");
    QVERIFY(menu);
    QStringList words;
    for (const QAction *action : menu->actions())
        words.append(action->text());
    QCOMPARE(words.join(u'|'),
             QStringLiteral("Show 2 people|Only in “Germans”: 1|Only in “Spenders”: 3||Make a segment"));
    QMenu *make = menu->actions().last()->menu();
    QVERIFY(make);
    trigger(make, QStringLiteral("Those only in “Germans”: 1 person"));
    QCOMPARE(memberships().join(u','), QStringLiteral("in Germans,not in Spenders"));
    menu->close();
}

void OverlapTest::cellsSayPeopleSharesOrLikeness()
{
    openShop();
    QTest::mouseClick(button("overlapMeasure1"), Qt::LeftButton);
    QCOMPARE(cell("Germans", "Spenders"), QStringLiteral("67 %"));
    QCOMPARE(cell("Spenders", "Germans"), QStringLiteral("40 %"));
    QCOMPARE(cell("Spenders", "Spenders"), QStringLiteral("5"));
    QTest::mouseClick(button("overlapMeasure2"), Qt::LeftButton);
    QCOMPARE(cell("Germans", "Spenders"), QStringLiteral("33 %"));
    QCOMPARE(cell("Spenders", "Germans"), QStringLiteral("33 %"));
    QVERIFY(button("overlapMeasure2")->isChecked());
    QVERIFY(!button("overlapMeasure1")->isChecked());
}

void OverlapTest::theOrderIsChosen()
{
    openShop();
    choose("Germans", "Spenders");
    openPicker("overlapOrder");
    auto *list = QApplication::activePopupWidget()->findChild<QListView *>(QStringLiteral("choices"));
    QVERIFY(list);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(names(Qt::Vertical).join(u','), QStringLiteral("By SMS,Germans,Spenders,Subscribers"));
    QCOMPARE(matrix()->currentIndex(), index("Germans", "Spenders")); // the same two are at hand
    openPicker("overlapOrder");
    list = QApplication::activePopupWidget()->findChild<QListView *>(QStringLiteral("choices"));
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    // Subscribers are as like Spenders (4 of 7) as nobody else; Germans (2 of 6) come before By SMS (1 of 5).
    QCOMPARE(names(Qt::Vertical).join(u','), QStringLiteral("Subscribers,Spenders,Germans,By SMS"));
}

void OverlapTest::searchLeavesRowsThatMatch()
{
    openShop();
    QTest::keyClicks(find<QLineEdit>("segmentSearch"), QStringLiteral("germ"));
    QCOMPARE(names(Qt::Vertical).join(u','), QStringLiteral("Germans"));
    QCOMPARE(names(Qt::Horizontal).size(), 4);
    QCOMPARE(cell("Germans", "Spenders"), QStringLiteral("2"));
    find<QLineEdit>("segmentSearch")->clear();
    QCOMPARE(names(Qt::Vertical).size(), 4);
}

void OverlapTest::peopleInNoSegmentAreShownAndBecomeOne()
{
    open({{"Germans", Germans}, {"By SMS", BySms}});
    QCOMPARE(button("overlapInNone")->text(), QStringLiteral("3 people (42.9 %) are in no segment"));
    QTest::mouseClick(button("overlapInNone"), Qt::LeftButton);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(0).toString(), QStringLiteral("In no segment"));
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{2}, {4}, {7}}));
    QTest::keyClick(button("overlapMakeNone"), Qt::Key_Space);
    QCOMPARE(opened().name, QStringLiteral("In no segment"));
    QCOMPARE(memberships().join(u','), QStringLiteral("not in By SMS,not in Germans"));
}

void OverlapTest::peopleInExactlyOneAreShown()
{
    openShop();
    QCOMPARE(button("overlapInNone")->text(), QStringLiteral("Everybody is in at least one segment"));
    QVERIFY(!button("overlapInNone")->isEnabled());
    QVERIFY(!button("overlapMakeNone")->isVisible());
    QCOMPARE(button("overlapInOne")->text(), QStringLiteral("2 people are in exactly one"));
    QTest::keyClick(button("overlapInOne"), Qt::Key_Return);
    QTRY_COMPARE(m_people->count(), 1);
    QCOMPARE(m_people->front().at(1).value<Ids>(), (Ids{{4}, {7}}));
}

void OverlapTest::segmentsAreTakenOffTheMap()
{
    openShop();
    openPicker("overlapSegments");
    tick(QStringLiteral("Subscr"));
    QTRY_COMPARE(names(Qt::Vertical).join(u','), QStringLiteral("Spenders,Germans,By SMS"));
    QCOMPARE(button("overlapInNone")->text(), QStringLiteral("1 person is in none of these 3 segments"));
    QApplication::activePopupWidget()->close();
    choose("Germans", "Germans");
    QCOMPARE(button("overlapOffer1")->text(), QStringLiteral("In no other: 1"));
    showTab(SegmentsPage::Tab::Segments);
    showTab(SegmentsPage::Tab::Overlap);
    QCOMPARE(names(Qt::Vertical).size(), 3); // remembered
    openPicker("overlapSegments");
    QTest::mouseClick(QApplication::activePopupWidget()->findChild<QAbstractButton *>(QStringLiteral("chooseNone")),
                      Qt::LeftButton);
    QTRY_COMPARE(text("overlapFew"), QStringLiteral("Choose at least two segments to compare."));
    QTest::mouseClick(QApplication::activePopupWidget()->findChild<QAbstractButton *>(QStringLiteral("chooseAll")),
                      Qt::LeftButton);
    QTRY_COMPARE(names(Qt::Vertical).size(), 4);
    QApplication::activePopupWidget()->close();
}

void OverlapTest::whatCannotBeCountedIsListedApart()
{
    open({{"Germans", Germans}, {"Spenders", Spenders}, {"Lost", OfWhatIsGone}, {"Begun", Unfinished}});
    QCOMPARE(names(Qt::Vertical).join(u','), QStringLiteral("Spenders,Germans"));
    QVERIFY(button("overlapAbsent")->isVisible());
    QVERIFY2(button("overlapAbsent")->accessibleName().contains(QStringLiteral("2 segments are not on the map")),
             qPrintable(button("overlapAbsent")->accessibleName()));
    openPicker("overlapAbsent");
    auto *absent = QApplication::activePopupWidget()->findChild<QWidget *>(QStringLiteral("overlapAbsentList"));
    QStringList said;
    for (const QLabel *label : absent->findChildren<QLabel *>())
        said.append(label->text());
    QCOMPARE(said.size(), 2);
    QVERIFY2(said.join(u'|').contains(QStringLiteral("Long gone")), qPrintable(said.join(u'|')));
    QVERIFY2(said.join(u'|').contains(QStringLiteral("no finished condition")), qPrintable(said.join(u'|')));
    QCOMPARE(button("overlapInNone")->text(), QStringLiteral("1 person is in none of these 2 segments"));
    const auto links = absent->findChildren<QAbstractButton *>();
    const auto lost = std::ranges::find(links, QStringLiteral("Lost"), &QAbstractButton::text);
    QVERIFY(lost != links.end());
    QTest::keyClick(*lost, Qt::Key_Return);
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(opened().name, QStringLiteral("Lost"));
}

void OverlapTest::theMapFollowsChanges()
{
    open({{"Germans", Germans}, {"Spenders", Spenders}});
    QCOMPARE(cell("Germans", "Spenders"), QStringLiteral("2"));
    choose("Germans", "Spenders");
    save("Spenders", Subscribed);
    m_workspace->noteSegmentsChanged();
    QTRY_COMPARE(cell("Germans", "Spenders"), QStringLiteral("3"));
    QVERIFY(text("overlapSentence").startsWith(QStringLiteral("3 people are in both")));
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store);
        QVERIFY(store->database().execute(
            "UPDATE property_values SET value = 'FR' WHERE profile_id = 1 AND property_id = 2"));
        QVERIFY(store->bumpRevision());
    }
    m_workspace->refresh();
    QTRY_COMPARE(cell("Germans", "Spenders"), QStringLiteral("2"));
}

void OverlapTest::nothingIsCountedWhileNobodyLooks()
{
    open({{"Germans", Germans}, {"Spenders", Spenders}});
    showTab(SegmentsPage::Tab::Segments);
    save("Lists", BySms);
    m_workspace->noteSegmentsChanged();
    QTRY_COMPARE(m_page->model().rowCount(), 3);
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QCOMPARE(names(Qt::Vertical).size(), 2);
    showTab(SegmentsPage::Tab::Overlap);
    QVERIFY(matrix()->isVisible()); // the last map stays until the next one is there
    QTRY_COMPARE(names(Qt::Vertical).size(), 3);
}

void OverlapTest::withoutSegmentsThereIsNothingToCompare()
{
    open({});
    QVERIFY(find<QWidget>("overlapNone")->isVisible());
    QTest::mouseClick(find<QWidget>("overlapNone")->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(m_page->findChild<SegmentBuilder *>()->isVisible());
}

void OverlapTest::oneSegmentHasNoPairs()
{
    open({{"Germans", Germans}});
    QVERIFY(text("overlapFew").startsWith(QStringLiteral("A comparison needs two segments.")));
    QVERIFY(find<QLabel>("overlapFew")->isVisible());
    QCOMPARE(button("overlapInNone")->text(), QStringLiteral("4 people (57.1 %) are in no segment"));
    QVERIFY(!find<QWidget>("overlapFoot")->isVisible());
    QVERIFY(!button("overlapFace1")->isVisible());
}

void OverlapTest::withoutPeopleDataIsAskedFor()
{
    open({{"Germans", Germans}}, "DELETE FROM events; DELETE FROM consents; DELETE FROM identifiers; DELETE FROM "
                                 "property_values; DELETE FROM profiles;");
    QTRY_VERIFY(find<QWidget>("overlapNobody")->isVisible());
    QSignalSpy data(m_page.get(), &SegmentsPage::dataRequested);
    QTest::mouseClick(find<QWidget>("overlapNobody")->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(data.count(), 1);
}

void OverlapTest::sixtySegmentsFitBehindScrollBars()
{
    std::vector<std::pair<QByteArray, QByteArray>> many;
    for (int i = 0; i < 60; ++i)
        many.emplace_back("Segment with a rather long name, number " + QByteArray::number(i),
                          i % 2 ? Germans : Spenders);
    open(many);
    QCOMPARE(names(Qt::Horizontal).size(), 60);
    choose(many[1].first.constData(), many[3].first.constData());
    QTest::keyClick(matrix(), Qt::Key_End);
    QCOMPARE(matrix()->currentIndex().column(), 59);
    QVERIFY(matrix()->viewport()->rect().contains(matrix()->visualRect(matrix()->currentIndex())));
    QVERIFY(find<QWidget>("overlapFoot")->isVisible());
    QVERIFY(m_page->rect().contains(
        QRect(find<QWidget>("overlapFoot")->mapTo(m_page.get(), QPoint()), find<QWidget>("overlapFoot")->size())));
    QVERIFY(button("overlapMake")->isVisible());
}

QTEST_MAIN(OverlapTest)
#include "overlaptest.moc"
