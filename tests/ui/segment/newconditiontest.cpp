// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/pickingfixture.h"
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
    void theListIsAsHighAsWhatItFound();
    void aSegmentThatWouldContainItselfIsRefused();
    void anEmptyStoreSaysWhatToImport();
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
    const char *typed[] = {nullptr,        "viewed",   "points", "unsubscribed", "overdue",       "one thing",
                           "bought a pro", "postcode", "newsl",  "rfm group",    "random sample", "big spend"};
    for (int kind = 1; kind < 12; ++kind)
        QTest::newRow(typed[kind]) << QString::fromLatin1(typed[kind]) << kind;
}

void NewConditionTest::everyKindIsReachedByKeys()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store->database().execute(
            "INSERT INTO events VALUES (1, 1700000000000, 2, 900, NULL, NULL, NULL, NULL, 1)"));
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
    QTest::newRow("a value of people")
        << "berlin"
        << "City is Berlin"
        << "2 people" << QByteArray(R"({"kind": "property", "property": "City", "op": "is", "value": "Berlin"})") << 2;
    QTest::newRow("with the property's name")
        << "potsdam CITY"
        << "City is Potsdam"
        << "1 person" << QByteArray(R"({"kind": "property", "property": "City", "op": "is", "value": "Potsdam"})") << 1;
    QTest::newRow("an item of a list")
        << "marathon"
        << "Interests has Berlin Marathon"
        << "1 person"
        << QByteArray(R"({"kind": "property", "property": "Interests", "op": "has", "value": "Berlin Marathon"})") << 1;
    QTest::newRow("a product, words turned around")
        << "mug trail"
        << "Bought Trail Mug"
        << "2 orders"
        << QByteArray(
               R"({"kind": "order_line", "filters": {"of": [{"property": "product", "op": "is", "value": "Trail Mug"}]}, "compare": {"op": "at_least_once"}})")
        << 2;
    QTest::newRow("a discount code")
        << "summer"
        << "Used the discount code SUMMER10"
        << "1 order"
        << QByteArray(
               R"({"kind": "order_line", "filters": {"of": [{"property": "discount_code", "op": "is", "value": "SUMMER10"}]}, "compare": {"op": "at_least_once"}})")
        << 1;
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
        return PickItem{.id = QLatin1String(id),
                        .text = QLatin1String(id),
                        .detail = {},
                        .section = QLatin1String(section),
                        .iconName = {}};
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

void NewConditionTest::theListIsAsHighAsWhatItFound()
{
    begin("high");
    auto *pill = openPicker();
    const int all = viewOf(pill)->height();
    auto *search = pill->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    QTest::keyClicks(search, QStringLiteral("newsletter"));
    QTRY_VERIFY(viewOf(pill)->height() < all / 2);
    search->clear();
    QTRY_COMPARE(viewOf(pill)->height(), all);
}

void NewConditionTest::aSegmentThatWouldContainItselfIsRefused()
{
    saveSegment("Outer",
                R"({"kind": "group", "children": [{"kind": "membership", "of": "segment", "name": "Middle"}]})");
    saveSegment("Middle",
                R"({"kind": "group", "children": [{"kind": "membership", "of": "segment", "name": "inner"}]})");
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

QTEST_MAIN(NewConditionTest)
#include "newconditiontest.moc"
