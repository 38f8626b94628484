// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/pickingfixture.h"
#include "ui/segment/catalog/valuesearch.h"
#include "ui/segment/conditions/newcondition.h"
#include "ui/segment/conditions/placeconditioneditor.h"
#include "ui/segment/conditions/segmentcircles.h"
#include "ui/segment/conditions/sequenceedits.h"
#include "ui/segment/pickers/picklist.h"

#include <QSignalSpy>

using namespace perennial;

// What can be added to a segment, and how it is found.
class NewConditionTest : public QObject, private PickingFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { openShop(); }
    void cleanup() { BuilderFixture::close(); }
    void headingsFollowAMarketersThinking();
    void longGroupsOpenOnDemand();
    void everyKindIsReachedByKeys_data();
    void everyKindIsReachedByKeys();
    void valuesMakeFinishedConditions_data();
    void valuesMakeFinishedConditions();
    void lateValuesStandBelowAndDoNotMoveTheChoice();
    void wordsAreFoundInAnyOrderBestFirst();
    void closingTheSearchAddsNothing();
    void aSegmentThatWouldContainItselfIsRefused();
    void anEmptyStoreSaysWhatToImport();
    void circlesAreFoundAtAnyDepth();
    void stepsKeepASequenceValid();
    void pointsAreReadAsMapsGiveThem_data();
    void pointsAreReadAsMapsGiveThem();
};

void NewConditionTest::headingsFollowAMarketersThinking()
{
    begin("new");
    auto *pill = openPicker();
    QStringList headings;
    const QAbstractItemModel *model = viewOf(pill)->model();
    for (int i = 0; i < model->rowCount(); ++i) {
        if (model->index(i, 0).data(PickModel::HeadingRole).toBool())
            headings.append(model->index(i, 0).data().toString());
    }
    QCOMPARE(headings, QStringList({"What someone did", "Who someone is", "Consent", "Place", "Scores",
                                    "Lists and segments", "Sample", "SQL template"}));
    const QStringList lines = linesOf(pill);
    QCOMPARE(lines.value(1), QStringLiteral("Placed Order")); // the most frequent metric
    QVERIFY(lines.indexOf("Regularly …") > lines.indexOf("Bought a product …"));
    QVERIFY(lines.contains("Newsletter") && lines.contains("Win back") && lines.contains("Big spenders"));
    QVERIFY(model->index(1, 0).data(PickModel::DetailRole).toString().startsWith(QStringLiteral("12 · ")));
}

void NewConditionTest::longGroupsOpenOnDemand()
{
    begin("new");
    auto *pill = openPicker();
    const qsizetype all = linesOf(pill).indexOf("Show all 32 kinds of consent");
    QVERIFY(all > 0);
    auto *view = viewOf(pill);
    view->scrollTo(view->model()->index(static_cast<int>(all), 0));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->model()->index(static_cast<int>(all), 0)).center());
    QVERIFY(pill->popup()->isVisible());
    QVERIFY(linesOf(pill).contains("Bounced on WhatsApp"));
    QCOMPARE(view->currentIndex().row(), static_cast<int>(all)); // where the eye is
    QVERIFY(editor()->doc().root.group()->children.empty());
}

void NewConditionTest::everyKindIsReachedByKeys_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    const char *typed[] = {nullptr,        "viewed",       "points",   "unsubscribed", "overdue",      "one thing",
                           "bought a pro", "postcode",     "newsl",    "rfm group",    "random sample", "big spend"};
    for (int kind = 1; kind < 12; ++kind)
        QTest::newRow(typed[kind]) << QString::fromLatin1(typed[kind]) << kind;
}

void NewConditionTest::everyKindIsReachedByKeys()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store->database().execute("INSERT INTO events VALUES (1, 1700000000000, 2, 900, NULL, NULL, NULL, NULL, 1)"));
    }
    begin("new");
    if (typed == QLatin1String("viewed"))
        typed = QStringLiteral("started");
    auto *pill = openPicker();
    QCOMPARE(QApplication::focusWidget(), searchOf(pill));
    QTest::keyClicks(QApplication::focusWidget(), typed);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(row("0.0"));
    QCOMPARE(nodeAt(editor()->doc(), NodePath().child(0))->is.index(), size_t(kind));
    // The focus is in the new row, or in the picker it opened.
    QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget() != pill);
}

void NewConditionTest::valuesMakeFinishedConditions_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<int>("people");
    QTest::newRow("a value of people") << "berlin" << "City is Berlin" << "2 people"
                                       << QByteArray(R"({"kind": "property", "property": "City", "op": "is", "value": "Berlin"})") << 2;
    QTest::newRow("with the property's name") << "potsdam CITY" << "City is Potsdam" << "1 person"
                                       << QByteArray(R"({"kind": "property", "property": "City", "op": "is", "value": "Potsdam"})") << 1;
    QTest::newRow("an item of a list") << "marathon" << "Interests has Berlin Marathon" << "1 person"
                                       << QByteArray(R"({"kind": "property", "property": "Interests", "op": "has", "value": "Berlin Marathon"})") << 1;
    QTest::newRow("a product, words turned around") << "mug trail" << "Bought Trail Mug" << "2 orders"
                                       << QByteArray(R"({"kind": "order_line", "filters": {"of": [{"property": "product", "op": "is", "value": "Trail Mug"}]}, "compare": {"op": "at_least_once"}})") << 2;
    QTest::newRow("a discount code") << "summer" << "Used the discount code SUMMER10" << "1 order"
                                       << QByteArray(R"({"kind": "order_line", "filters": {"of": [{"property": "discount_code", "op": "is", "value": "SUMMER10"}]}, "compare": {"op": "at_least_once"}})") << 1;
}

void NewConditionTest::valuesMakeFinishedConditions()
{
    QFETCH(QString, typed);
    QFETCH(QString, line);
    QFETCH(QString, detail);
    QFETCH(QByteArray, condition);
    QFETCH(int, people);
    begin("new");
    auto *pill = openPicker();
    QTest::keyClicks(searchOf(pill), typed);
    const QAbstractItemModel *model = viewOf(pill)->model();
    const auto place = [&] { return static_cast<int>(linesOf(pill).indexOf(line)); };
    QTRY_VERIFY2(place() > 0, qPrintable(linesOf(pill).join(u'\n')));
    QCOMPARE(model->index(place(), 0).data(PickModel::DetailRole).toString(), detail);
    while (viewOf(pill)->currentIndex().row() < place())
        QTest::keyClick(searchOf(pill), Qt::Key_Down);
    QTest::keyClick(searchOf(pill), Qt::Key_Return);
    QTRY_VERIFY(row("0.0"));
    QCOMPARE(editor()->doc().root, docOf(R"({"kind": "group", "children": [)" + condition + "]}").root);
    QVERIFY(isFinished(*nodeAt(editor()->doc(), NodePath().child(0))));
    QTRY_COMPARE(count(), std::optional<qint64>(people));
}

void NewConditionTest::lateValuesStandBelowAndDoNotMoveTheChoice()
{
    PickList list(QStringLiteral("Things"));
    list.setAnsweredElsewhere();
    const auto item = [](const char *id, const char *section) {
        return PickItem{.id = QLatin1String(id), .text = QLatin1String(id), .detail = {}, .section = QLatin1String(section), .iconName = {}};
    };
    list.setItems({item("a", "First"), item("b", "First")});
    list.setCurrent(QStringLiteral("b"));
    auto *view = list.findChild<QAbstractItemView *>(QStringLiteral("pickView"));
    QSignalSpy reset(view->model(), &QAbstractItemModel::modelReset);
    list.appendItems({item("c", "Values"), item("d", "Values")});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(view->currentIndex().data().toString(), QStringLiteral("b"));
    QStringList lines;
    for (int i = 0; i < view->model()->rowCount(); ++i)
        lines.append(view->model()->index(i, 0).data().toString());
    QCOMPARE(lines, QStringList({"First", "a", "b", "Values", "c", "d"}));
}

void NewConditionTest::wordsAreFoundInAnyOrderBestFirst()
{
    begin("new");
    auto *pill = openPicker();
    QTest::keyClicks(searchOf(pill), QStringLiteral("order PLACED"));
    QCOMPARE(viewOf(pill)->currentIndex().data().toString(), QStringLiteral("Placed Order"));
    searchOf(pill)->clear();
    QTest::keyClicks(searchOf(pill), QStringLiteral("city"));
    QCOMPARE(viewOf(pill)->currentIndex().data().toString(), QStringLiteral("City"));
    searchOf(pill)->clear();
    QTest::keyClicks(searchOf(pill), QStringLiteral("xyzzy"));
    QTRY_VERIFY(pill->popup()->findChildren<QLabel *>().size() > 0 &&
                std::ranges::any_of(pill->popup()->findChildren<QLabel *>(), [](const QLabel *label) {
                    return label->isVisible() && label->text() == QStringLiteral("Nothing here is called “xyzzy”.");
                }));
}

void NewConditionTest::closingTheSearchAddsNothing()
{
    begin("new");
    auto *pill = openPicker();
    QTest::keyClicks(searchOf(pill), QStringLiteral("berlin"));
    QTRY_VERIFY(linesOf(pill).contains("City is Berlin"));
    QTest::keyClick(searchOf(pill), Qt::Key_Escape); // empties the search
    QTest::keyClick(searchOf(pill), Qt::Key_Escape);
    QVERIFY(!pill->popup()->isVisible());
    QVERIFY(editor()->doc().root.group()->children.empty());
    QCOMPARE(QApplication::focusWidget(), pill);
}

void NewConditionTest::aSegmentThatWouldContainItselfIsRefused()
{
    saveSegment("Outer", R"({"kind": "group", "children": [{"kind": "membership", "of": "segment", "name": "Middle"}]})");
    saveSegment("Middle", R"({"kind": "group", "children": [{"kind": "membership", "of": "segment", "name": "inner"}]})");
    m_workspace->noteSegmentsChanged();
    begin("Inner");
    auto *pill = openPicker();
    QTRY_VERIFY(linesOf(pill).contains("Outer"));
    QTest::keyClicks(searchOf(pill), QStringLiteral("Outer"));
    auto *view = viewOf(pill);
    const QModelIndex outer = view->model()->index(static_cast<int>(linesOf(pill).indexOf("Outer")), 0);
    const QString reason = QStringLiteral("A segment cannot contain itself: “Inner” contains “Outer” contains “Middle” "
                                          "contains “Inner”.");
    QCOMPARE(outer.data(PickModel::RefusalRole).toString(), reason);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(outer).center());
    QVERIFY(pill->popup()->isVisible());
    QVERIFY(editor()->doc().root.group()->children.empty());
    QVERIFY(std::ranges::any_of(pill->popup()->findChildren<QLabel *>(),
                                [&](const QLabel *label) { return label->isVisible() && label->text() == reason; }));
    searchOf(pill)->clear();
    QTest::keyClicks(searchOf(pill), QStringLiteral("Win back"));
    QTest::keyClick(searchOf(pill), Qt::Key_Return);
    QTRY_VERIFY(row("0.0"));
    QTRY_COMPARE(count(), std::optional<qint64>(6));
}

void NewConditionTest::anEmptyStoreSaysWhatToImport()
{
    BuilderFixture::close();
    const QString path = m_folder.filePath(QStringLiteral("empty%1.perennial").arg(m_number));
    QVERIFY(Store::create(path, StoreSettings()));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->show();
    QTRY_VERIFY(m_workspace->table() && m_jobs->jobs().isEmpty());
    m_page->startSegment(SegmentDoc());
    QTRY_VERIFY(find<QWidget>("group-0"));
    auto *pill = openPicker();
    QTRY_VERIFY(std::ranges::any_of(pill->popup()->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith(QStringLiteral("This store is empty. Import orders"));
    }));
}

void NewConditionTest::circlesAreFoundAtAnyDepth()
{
    const auto circles = segmentCircles(QStringLiteral("A"), {{.name = QStringLiteral("B"), .contains = {QStringLiteral("a")}},
                                                    {.name = QStringLiteral("C"), .contains = {QStringLiteral("B"), QStringLiteral("D")}},
                                                    {.name = QStringLiteral("D"), .contains = {QStringLiteral("D")}},
                                                    {.name = QStringLiteral("A"), .contains = {}}});
    QStringList refused = circles.keys();
    refused.sort();
    QCOMPARE(refused, QStringList({"a", "b", "c"}));
    QCOMPARE(circles.value(QStringLiteral("c")),
             QStringLiteral("A segment cannot contain itself: “A” contains “C” contains “B” contains “A”."));
    QVERIFY(segmentCircles({}, {{.name = QStringLiteral("B"), .contains = {QString()}}}).isEmpty());
}

void NewConditionTest::stepsKeepASequenceValid()
{
    const auto step = [](const char *metric, bool happens, std::vector<SameProperty> same) {
        return SequenceStep{.metric = QLatin1String(metric), .filters = {}, .happens = happens, .within = TimeSpan{1, TimeUnit::Day}, .same = std::move(same)};
    };
    SequenceCondition c{.steps = {step("A", true, {}), step("B", false, {{OrderProperty, 0}}), step("C", true, {{OrderProperty, 0}})},
                        .window = {}};
    c.steps[0].within.reset();
    const auto valid = [](const SequenceCondition &sequence) {
        SegmentDoc doc;
        doc.root.group()->children.push_back({.is = sequence});
        return validate(doc).has_value();
    };
    QVERIFY(valid(c));
    SequenceCondition moved = withStepMoved(c, 1, 0); // what must not happen cannot come first
    QVERIFY(valid(moved));
    QCOMPARE(moved.steps[0].metric, QStringLiteral("B"));
    QVERIFY(moved.steps[0].happens && moved.steps[0].same.empty());
    QCOMPARE(moved.steps[2].same, (std::vector<SameProperty>{{OrderProperty, 1}})); // A stands there now
    QVERIFY(withStepRemoved(c, 0).steps[1].same.empty());
    QVERIFY(valid(withStepRemoved(c, 0)));
    QCOMPARE(withStepAdded(c, 0, step("Z", true, {})).steps[3].same, (std::vector<SameProperty>{{OrderProperty, 1}}));
    SequenceStep never = c.steps[0];
    never.happens = false;
    QVERIFY(valid(withStep(c, 0, never)));
    for (int i = 0; i < 30; ++i)
        c = withStepAdded(c, c.steps.size(), step("X", true, {}));
    QCOMPARE(c.steps.size(), size_t(20));
    QVERIFY(valid(c));
}

void NewConditionTest::pointsAreReadAsMapsGiveThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("plain") << "52.52, 13.405" << 52.52 << 13.405;
    QTest::newRow("without space") << "-33.865,151.209" << -33.865 << 151.209;
    QTest::newRow("blank between") << "52.52 13.405" << 52.52 << 13.405;
    QTest::newRow("decimal commas") << "52,52; 13,405" << 52.52 << 13.405;
    QTest::newRow("decimal commas, blank") << "52,52 13,405" << 52.52 << 13.405;
    QTest::newRow("halves of the world") << "40.71° N, 74.01° W" << 40.71 << -74.01;
    QTest::newRow("longitude first") << "13.405 E 52.52 N" << 52.52 << 13.405;
    QTest::newRow("a map's address") << "https://maps.example.com/@52.5200,13.4050,12z" << 52.52 << 13.405;
    QTest::newRow("one number") << "52.52" << 0.0 << 0.0;
    QTest::newRow("words") << "Berlin, Germany" << 0.0 << 0.0;
    QTest::newRow("off the globe") << "152.5, 13.4" << 0.0 << 0.0;
}

void NewConditionTest::pointsAreReadAsMapsGiveThem()
{
    QFETCH(QString, text);
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const auto expected = latitude == 0 ? std::nullopt : std::optional(GeoPoint{latitude, longitude});
    const auto point = pointFrom(text);
    QCOMPARE(point.has_value(), expected.has_value());
    if (expected) {
        QCOMPARE(point->latitude, expected->latitude);
        QCOMPARE(point->longitude, expected->longitude);
    }
}

QTEST_MAIN(NewConditionTest)
#include "newconditiontest.moc"
