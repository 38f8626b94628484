// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/builderfixture.h"

#include <QAccessible>
#include <QDateEdit>
#include <QTabBar>
#include <QTableView>

using namespace perennial;

// Building a segment by pointing, clicking, typing and by the keyboard alone.
class BuilderTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void buildsByPointingClickingAndTyping();
    void filtersByAnEventsProperty();
    void escapeTakesAnEmptyFilterBack();
    void pillsUseTheRoomBeforeTheCounts();
    void movesByKeyboard();
    void undoAndRedoGoThroughTheWindow();
    void looksAtADayGoneBy();
    void verdictsGoWithTheTabThatNamesThePerson();
    void everyControlHasAName();
    void tabFollowsTheReading();
    void aPickerIsAsLargeTheSecondTime();
};

void BuilderTest::buildsByPointingClickingAndTyping()
{
    QTest::mouseClick(find<QPushButton>("newSegment"), Qt::LeftButton);
    QTest::keyClicks(find<QLineEdit>("name"), QStringLiteral("Lapsed good customers"));
    QTRY_COMPARE(count(), std::optional<qint64>(7));

    add("placed");
    QTRY_VERIFY(row("0.0"));
    choose(pill("0.0", "test"), "operators", QStringLiteral("at least"));
    type(pill("0.0", "test"), "number", QStringLiteral("2"));
    QTRY_COMPARE(count(), std::optional<qint64>(5));

    add("placed");
    QTRY_VERIFY(row("0.1"));
    choose(pill("0.1", "test"), "operators", QStringLiteral("sum of value …"));
    QTRY_VERIFY(pill("0.1", "test")->popup()->isVisible());
    type(pill("0.1", "test"), "number", QStringLiteral("200"));
    QTRY_COMPARE(count(), std::optional<qint64>(4));

    add("placed");
    QTRY_VERIFY(row("0.2"));
    choose(pill("0.2", "test"), "operators", QStringLiteral("zero times"));
    pill("0.2", "test")->closePopup();
    choose(pill("0.2", "window"), "windowKinds", QStringLiteral("in the last …"));
    type(pill("0.2", "window"), "windowN", QStringLiteral("90"));
    QTRY_COMPARE(count(), std::optional<qint64>(3));

    add("can receive e-mail");
    QTRY_COMPARE(count(), std::optional<qint64>(2));

    QCOMPARE(editor()->doc().toJsonObject().value("root").toObject(),
             docOf(LapsedGood).toJsonObject().value("root").toObject());
    QCOMPARE(
        row("0.1")->accessibleName(),
        QStringLiteral("Condition 2: Placed Order, sum of value, is more than 200, ever. 5 people alone, 4 remain."));
    QTRY_COMPARE(find<QTableView>("sample")->model()->rowCount(), 2);
    QCOMPARE(find<QWidget>("reach-0")->accessibleName(), QStringLiteral("By e-mail: 2"));
    QCOMPARE(find<QWidget>("reach-1")->accessibleName(), QStringLiteral("By SMS: 1"));
    QTRY_VERIFY(m_page->isSaved());
}

void BuilderTest::filtersByAnEventsProperty()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "ever"}}]})");
    QCOMPARE(count(), std::optional<qint64>(6));
    QTest::mouseClick(find<QToolButton>("addFilter"), Qt::LeftButton);
    QTRY_VERIFY(find<PillButton>("filterProperty") && find<PillButton>("filterProperty")->popup()->isVisible());
    auto *property = find<PillButton>("filterProperty");
    auto *search = property->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    QTRY_VERIFY(property->popup()->findChild<QAbstractItemView *>()->model()->rowCount() > 0);
    QTest::keyClicks(search, QStringLiteral("sour"));
    QTest::keyClick(search, Qt::Key_Return);
    auto *test = find<PillButton>("filterTest");
    QTRY_VERIFY(test->popup()->isVisible());
    auto *values = test->popup()->findChild<QAbstractItemView *>(QStringLiteral("pickView"));
    QTRY_COMPARE(values->model()->rowCount(), 2);
    QTest::keyClicks(test->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch")), QStringLiteral("pos"));
    QTest::keyClick(test->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch")), Qt::Key_Return);
    QTRY_COMPARE(count(), std::optional<qint64>(2)); // Ada and Eve
    QTest::mouseClick(find<QToolButton>("removeFilter"), Qt::LeftButton);
    QTRY_COMPARE(count(), std::optional<qint64>(6));
}

void BuilderTest::escapeTakesAnEmptyFilterBack()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "ever"}}]})");
    const SegmentDoc before = editor()->doc();
    QTest::mouseClick(find<QToolButton>("addFilter"), Qt::LeftButton);
    QTRY_VERIFY(find<PillButton>("filterProperty") && find<PillButton>("filterProperty")->popup()->isVisible());
    QVERIFY(row("0.0")->accessibleName().contains(QStringLiteral("Unfinished")));
    auto *search = find<PillButton>("filterProperty")->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_COMPARE(editor()->doc(), before);
    QTRY_VERIFY(!find<PillButton>("filterProperty"));
    QVERIFY(!row("0.0")->accessibleName().contains(QStringLiteral("Unfinished")));
}

void BuilderTest::pillsUseTheRoomBeforeTheCounts()
{
    m_page->resize(1280 - size::SidebarWide, 800);
    start(LapsedGood);
    for (const char *path : {"0.0", "0.1", "0.2", "0.3"}) {
        auto pills = row(path)->editor()->pills();
        pills.removeIf([](const PillButton *pill) { return !pill->isVisible(); });
        // Where there is no room for the filter's button, the last pill keeps it company.
        const auto *filter = row(path)->findChild<QToolButton *>(QStringLiteral("addFilter"));
        if (filter && filter->y() > pills.first()->y() + pills.first()->height())
            QVERIFY2(pills.takeLast()->y() > pills.first()->y(), path);
        for (const PillButton *shown : pills)
            QVERIFY2(shown->y() == pills.first()->y(), path);
    }
}

void BuilderTest::movesByKeyboard()
{
    start(LapsedGood);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    row("0.3")->setFocus();
    QTest::keyClick(row("0.3"), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(std::holds_alternative<ConsentCondition>(nodeAt(editor()->doc(), NodePath().child(2))->is));
    QTRY_VERIFY(row("0.2") && row("0.2")->hasFocus());
    QTest::keyClick(row("0.2"), Qt::Key_Right, Qt::AltModifier);
    QTRY_VERIFY(find<QWidget>("group-0.2"));
    QTRY_VERIFY(row("0.2.0") && row("0.2.0")->hasFocus());
    QTest::keyClick(row("0.2.0"), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(row("0.2.1") && row("0.2.1")->hasFocus());
    QTest::keyClick(row("0.2.1"), Qt::Key_Delete);
    QTRY_VERIFY(!row("0.2.1"));
    QTRY_VERIFY(row("0.2.0")->hasFocus());
    QTest::keyClick(row("0.2.0"), Qt::Key_Left, Qt::AltModifier);
    QTRY_VERIFY(row("0.3") && row("0.3")->hasFocus());
}

void BuilderTest::undoAndRedoGoThroughTheWindow()
{
    start(LapsedGood);
    const SegmentDoc before = editor()->doc();
    choose(pill("0.3", "channel"), "choices", QStringLiteral("SMS"));
    const SegmentDoc after = editor()->doc();
    QVERIFY(before != after);
    m_undo.undo();
    QCOMPARE(editor()->doc(), before);
    QCOMPARE(pill("0.3", "channel")->value(), QStringLiteral("e-mail"));
    m_undo.redo();
    QCOMPARE(editor()->doc(), after);
    QTest::mouseClick(find<QToolButton>("undo"), Qt::LeftButton);
    QCOMPARE(editor()->doc(), before);
}

void BuilderTest::looksAtADayGoneBy()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}}]})");
    QCOMPARE(count(), std::optional<qint64>(5));
    auto *moment = find<PillButton>("asOf");
    QTest::mouseClick(moment, Qt::LeftButton);
    auto *day = moment->popup()->findChild<QDateEdit *>(QStringLiteral("asOfDay"));
    day->setDate(day->date().addDays(-190)); // only Eve has two orders by then
    QTest::mouseClick(moment->popup()->findChild<QPushButton *>(QStringLiteral("asOfUse")), Qt::LeftButton);
    QTRY_COMPARE(count(), std::optional<qint64>(1));
    QTest::mouseClick(moment, Qt::LeftButton);
    QTest::mouseClick(moment->popup()->findChild<QPushButton *>(QStringLiteral("asOfNow")), Qt::LeftButton);
    QTRY_COMPARE(count(), std::optional<qint64>(5));
}

void BuilderTest::verdictsGoWithTheTabThatNamesThePerson()
{
    start(LapsedGood);
    auto *sample = find<QTableView>("sample");
    QTRY_VERIFY(sample->model()->rowCount() > 0);
    Q_EMIT sample->clicked(sample->model()->index(0, 0)); // Ada
    auto *mark = find<QWidget>("verdict", row("0.1"));
    QTRY_VERIFY(mark->isVisible());
    QVERIFY2(find<QLabel>("evidence", row("0.1"))->text().startsWith(QStringLiteral("250.00€, needs more than 200")),
             qPrintable(find<QLabel>("evidence", row("0.1"))->text()));
    auto *tabs = find<QTabBar>("answerTabBar");
    tabs->setCurrentIndex(0);
    QVERIFY(!mark->isVisible());
    tabs->setCurrentIndex(1);
    QTRY_VERIFY(mark->isVisible());
}

void BuilderTest::everyControlHasAName()
{
    start(LapsedGood);
    QTest::mouseClick(find<QToolButton>("addFilter"), Qt::LeftButton);
    const auto all = m_page->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), qPrintable(what));
    }
}

void BuilderTest::tabFollowsTheReading()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "group", "match": "any", "children": [{"kind": "consent", "channel": "email", "state": "can_receive"}]},
        {"kind": "property", "property": "Country", "op": "is", "value": "DE"}]})");
    add("placed");
    QTRY_VERIFY(row("0.2"));
    QTest::mouseClick(find<QToolButton>("addFilter"), Qt::LeftButton);
    QTRY_VERIFY(find<PillButton>("filterProperty"));
    find<PillButton>("filterProperty")->closePopup();
    QTRY_VERIFY(find<QWidget>("reach-0")->isEnabled()); // nobody can receive an SMS
    QStringList stops;
    for (const QWidget *stop = find<QLineEdit>("note"); !stops.contains(QStringLiteral("copySentence"));
         stop = stop->nextInFocusChain()) {
        if ((stop->focusPolicy() & Qt::TabFocus) && stop->isVisible() && stop->isEnabled() &&
            stop->window() == m_page->window())
            stops.append(stop->objectName());
    }
    const QStringList expected =
        QStringLiteral(
            "note,undo,segmentMenu,exportAudience,match,group-0.0,match,rowMenu,condition-0.0.0,consent,"
            "channel,addDetail,rowMenu,"
            "addCondition,addGroup,condition-0.1,property,test,unknown,rowMenu,condition-0.2,metric,test,window,"
            "filterProperty,removeFilter,addFilter,rowMenu,addCondition,addGroup,count,asOf,answerTabs,answerTabBar,"
            "reach-0,sample,showAll")
            .split(u',');
    QVERIFY2(stops.mid(0, expected.size()) == expected, qPrintable(stops.join(u',')));
}

void BuilderTest::aPickerIsAsLargeTheSecondTime()
{
    start(LapsedGood);
    auto *test = pill("0.2", "test");
    QTest::mouseClick(test, Qt::LeftButton);
    QCoreApplication::processEvents();
    const QSize first = test->popup()->size();
    QVERIFY(first.height() > 300);
    test->closePopup();
    QTest::mouseClick(test, Qt::LeftButton);
    QCOMPARE(test->popup()->size(), first);
    QCoreApplication::processEvents();
    QCOMPARE(test->popup()->size(), first);
}

QTEST_MAIN(BuilderTest)
#include "buildertest.moc"
