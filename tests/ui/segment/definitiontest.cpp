// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/builderfixture.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/thresholdstrip.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>

using namespace perennial;

namespace {

constexpr auto FourCountries = R"({"kind": "group", "match": "all", "children": [
    {"kind": "property", "property": "Country", "op": "is", "value": "A"},
    {"kind": "property", "property": "Country", "op": "is", "value": "B"},
    {"kind": "property", "property": "Country", "op": "is", "value": "C"},
    {"kind": "property", "property": "Country", "op": "is", "value": "D"}]})";

constexpr auto SpentMoreThan200 = R"({"kind": "group", "match": "all", "children": [
    {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}}]})";

NodePath at(const char *path)
{
    return *NodePath::fromString(QLatin1String(path));
}

// "all(A, any(B, C))"
QString outline(const SegmentNode &node)
{
    const SegmentGroup *group = node.group();
    if (!group) {
        const auto *property = std::get_if<PropertyCondition>(&node.is);
        return property ? std::get<QString>(property->test.values.front()) : QStringLiteral("?");
    }
    QStringList parts;
    for (const SegmentNode &child : group->children)
        parts.append(outline(child));
    constexpr const char *matches[] = {"all", "any", "none"};
    return QLatin1String(matches[int(group->match)]) + u'(' + parts.join(QStringLiteral(", ")) + u')';
}

} // namespace

// Rows that are handled together, moved between segments, dragged; thresholds; one person's verdicts.
class DefinitionTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init();
    void cleanup() { close(); }
    void selectsSeveralByMouseAndGroupsThem();
    void selectsSeveralByKeys();
    void whatIsSelectedMovesTogether();
    void negatesAndTakesItBack();
    void aMenuMeansItsRowUnlessThatIsSelected();
    void copiesIntoAnotherSegment();
    void cutsAndPastesIntoAGroup();
    void pastesADefinitionWrittenElsewhere_data();
    void pastesADefinitionWrittenElsewhere();
    void dropsSeveralIntoAGroupAndCopiesWithControl();
    void arrowsWalkTheRowsAndEnterOpensThem();
    void keysTypedIntoAPickerAreNotForTheRow();
    void aThresholdIsDraggedAndTheCountFollows();
    void aThresholdMovesByKeys();
    void wholeNumbersStandBetweenTheirBars();
    void rowsSayHowTheyAreForOnePerson();

private:
    [[nodiscard]] QString shape() const { return outline(editor()->doc().root); }
    [[nodiscard]] DefinitionView *view() const { return find<DefinitionView>("definition"); }
    [[nodiscard]] NodeRow *node(const char *path) const { return view()->row(::at(path)); }
    void click(const char *path, Qt::KeyboardModifiers modifiers = {}) const
    {
        // The margin at the row's foot: the pills take the rest.
        QTest::mouseClick(node(path), Qt::LeftButton, modifiers,
                          QPoint(node(path)->width() / 2, node(path)->height() - 2));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    [[nodiscard]] ThresholdStrip *strip(const char *path) const { return row(path)->findChild<ThresholdStrip *>(); }
    // The rows in the order of the accessibility tree.
    [[nodiscard]] QString asReadersGo() const
    {
        QStringList paths;
        for (const NodeRow *row : view()->row({})->findChildren<NodeRow *>())
            paths.append(row->path().toString());
        return paths.join(u' ');
    }
    void drop(const Selection &nodes, const QPoint &at, Qt::KeyboardModifiers modifiers = {}) const;
};

void DefinitionTest::init()
{
    open();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void DefinitionTest::selectsSeveralByMouseAndGroupsThem()
{
    start(FourCountries);
    click("0.0");
    QVERIFY(!find<QWidget>("selectionBar")->isVisible());
    click("0.2", Qt::ControlModifier);
    QCOMPARE(view()->selection().size(), size_t(2));
    QVERIFY(find<QWidget>("selectionBar")->isVisible());
    QCOMPARE(find<QLabel>("selectedCount")->text(), QStringLiteral("2 selected"));
    QVERIFY(node("0.2")->accessibleName().endsWith(QStringLiteral("Selected.")));
    const auto buttons = find<QWidget>("selectionBar")->findChildren<QToolButton *>();
    const auto group = std::ranges::find(buttons, QStringLiteral("Group"), &QToolButton::text);
    QVERIFY(group != buttons.end());
    QTest::mouseClick(*group, Qt::LeftButton);
    QCOMPARE(shape(), QStringLiteral("all(any(A, C), B, D)"));
    m_undo.undo();
    QCOMPARE(shape(), QStringLiteral("all(A, B, C, D)"));

    click("0.0");
    click("0.2", Qt::ShiftModifier);
    QCOMPARE(view()->selection().size(), size_t(3));
    click("0.1", Qt::ControlModifier);
    QCOMPARE(view()->selection().size(), size_t(2));
    click("0.3");
    QVERIFY(view()->selection().empty());
}

void DefinitionTest::selectsSeveralByKeys()
{
    start(FourCountries);
    node("0.1")->setFocus();
    click("0.1");
    press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view()->selection().size(), size_t(2));
    press(Qt::Key_G, Qt::ControlModifier);
    QTRY_COMPARE(shape(), QStringLiteral("all(A, any(B, C), D)"));
    QTRY_VERIFY(node("0.1")->hasFocus());
    press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(shape(), QStringLiteral("all(A, B, C, D)"));
    QCOMPARE(view()->selection().size(), size_t(2)); // what was in it
    QTRY_VERIFY(node("0.1")->hasFocus());
    press(Qt::Key_Escape);
    QVERIFY(view()->selection().empty());
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view()->selection().size(), size_t(4));
    press(Qt::Key_Delete);
    QCOMPARE(shape(), QStringLiteral("all()"));
}

void DefinitionTest::whatIsSelectedMovesTogether()
{
    start(FourCountries);
    click("0.2");
    click("0.3", Qt::ShiftModifier);
    QTest::keyClick(node("0.3"), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(shape(), QStringLiteral("all(A, C, D, B)"));
    QTRY_VERIFY(node("0.1")->hasFocus());
    press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(shape(), QStringLiteral("all(C, D, A, B)"));
    QTRY_VERIFY(node("0.0")->hasFocus());
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(shape(), QStringLiteral("all(C, D, C, D, A, B)"));
}

void DefinitionTest::negatesAndTakesItBack()
{
    start(SpentMoreThan200);
    QCOMPARE(count(), std::optional<qint64>(5));
    click("0.0");
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(count(), std::optional<qint64>(2));
    QCOMPARE(shape(), QStringLiteral("all(none(?))"));
    QTRY_VERIFY(node("0.0")->hasFocus());
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(count(), std::optional<qint64>(5));
    QCOMPARE(shape(), QStringLiteral("all(?)"));
}

void DefinitionTest::aMenuMeansItsRowUnlessThatIsSelected()
{
    start(FourCountries);
    click("0.0");
    click("0.1", Qt::ControlModifier);
    const auto choose = [this](const char *path, RowAction action) {
        auto *button = node(path)->findChild<QToolButton *>(QStringLiteral("rowMenu"));
        QTest::mouseClick(button, Qt::LeftButton);
        auto *menu = button->findChild<QMenu *>();
        menu->hide();
        for (QAction *entry : menu->actions()) {
            if (!entry->isSeparator() && entry->data().toInt() == int(action))
                entry->trigger();
        }
    };
    choose("0.3", RowAction::Delete);
    QCOMPARE(shape(), QStringLiteral("all(A, B, C)"));
    click("0.0");
    click("0.1", Qt::ControlModifier);
    choose("0.1", RowAction::Delete);
    QCOMPARE(shape(), QStringLiteral("all(C)"));
}

void DefinitionTest::copiesIntoAnotherSegment()
{
    start(LapsedGood);
    click("0.1");
    click("0.3", Qt::ControlModifier);
    press(Qt::Key_C, Qt::ControlModifier);
    const QString words = QApplication::clipboard()->text();
    QVERIFY2(words.contains(QStringLiteral("200")) && words.contains(u'\n'), qPrintable(words));
    m_page->startSegment();
    QTRY_COMPARE(count(), std::optional<qint64>(7));
    view()->startCondition();
    find<PillButton>("addCondition")->closePopup();
    find<PillButton>("addCondition")->setFocus();
    press(Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(count(), std::optional<qint64>(4));
    const auto *group = editor()->doc().root.group();
    QCOMPARE(group->children.size(), size_t(2));
    QCOMPARE(group->children[0], docOf(LapsedGood).root.group()->children[1]);
    QCOMPARE(group->children[1], docOf(LapsedGood).root.group()->children[3]);
}

void DefinitionTest::cutsAndPastesIntoAGroup()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "property", "property": "Country", "op": "is", "value": "A"},
        {"kind": "group", "match": "any", "children": [{"kind": "property", "property": "Country", "op": "is", "value": "B"}]}]})");
    click("0.0");
    press(Qt::Key_X, Qt::ControlModifier);
    QTRY_COMPARE(shape(), QStringLiteral("all(any(B))"));
    QTRY_VERIFY(node("0.0")->hasFocus());
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shape(), QStringLiteral("all(any(B, A))"));
    QTRY_VERIFY(node("0.0.1") && node("0.0.1")->hasFocus());
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shape(), QStringLiteral("all(any(B, A, A))"));
}

void DefinitionTest::pastesADefinitionWrittenElsewhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shapeAfter");
    QTest::newRow("a condition") << R"( {"kind": "property", "property": "Country", "op": "is", "value": "X"} )"
                                 << "all(A, X, B, C, D)";
    QTest::newRow("several") << R"([{"kind": "property", "property": "Country", "op": "is", "value": "X"},
        {"kind": "property", "property": "Country", "op": "is", "value": "Y"}])"
                             << "all(A, X, Y, B, C, D)";
    QTest::newRow("a segment of any")
        << R"({"format": "perennial-segment", "version": 1, "name": "n", "root": {"kind": "group", "match": "any",
            "children": [{"kind": "property", "property": "Country", "op": "is", "value": "X"}]}})"
        << "all(A, any(X), B, C, D)";
    QTest::newRow("prose") << "hello"
                           << "all(A, B, C, D)";
    QTest::newRow("broken") << R"({"kind": "property", "nonsense": 1})"
                            << "all(A, B, C, D)";
}

void DefinitionTest::pastesADefinitionWrittenElsewhere()
{
    QFETCH(QString, text);
    QFETCH(QString, shapeAfter);
    start(FourCountries);
    click("0.0");
    QApplication::clipboard()->setText(text);
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shape(), shapeAfter);
}

void DefinitionTest::drop(const Selection &nodes, const QPoint &at, Qt::KeyboardModifiers modifiers) const
{
    const std::unique_ptr<QMimeData> data(view()->dragData(nodes));
    const Qt::DropActions possible = Qt::MoveAction | Qt::CopyAction;
    QDragEnterEvent enter(at, possible, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(view(), &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(at, possible, data.get(), Qt::LeftButton, {});
    QApplication::sendEvent(view(), &move);
    QDropEvent drop(at, possible, data.get(), Qt::LeftButton, modifiers);
    QApplication::sendEvent(view(), &drop);
    QCoreApplication::processEvents();
}

void DefinitionTest::dropsSeveralIntoAGroupAndCopiesWithControl()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "property", "property": "Country", "op": "is", "value": "A"},
        {"kind": "group", "match": "any", "children": [{"kind": "property", "property": "Country", "op": "is", "value": "B"}]},
        {"kind": "property", "property": "Country", "op": "is", "value": "C"}]})");
    const auto topOf = [this](const char *path) { return node(path)->mapTo(view(), QPoint(60, 3)); };
    drop({at("0.0"), at("0.2")}, topOf("0.1.0"));
    QTRY_COMPARE(shape(), QStringLiteral("all(any(A, C, B))"));
    drop({at("0.0.2")}, topOf("0.0"), Qt::ControlModifier);
    QTRY_COMPARE(shape(), QStringLiteral("all(B, any(A, C, B))"));
    QTRY_COMPARE(asReadersGo(), QStringLiteral("0.0 0.1 0.1.0 0.1.1 0.1.2"));
    drop({at("0.1")}, topOf("0.1.1")); // a group into itself
    QCOMPARE(shape(), QStringLiteral("all(B, any(A, C, B))"));
}

void DefinitionTest::arrowsWalkTheRowsAndEnterOpensThem()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "property", "property": "Country", "op": "is", "value": "A"},
        {"kind": "group", "match": "any", "children": [{"kind": "property", "property": "Country", "op": "is", "value": "B"}]}]})");
    click("0.0");
    press(Qt::Key_End);
    QVERIFY(node("0.1.0")->hasFocus());
    press(Qt::Key_Left);
    QVERIFY(node("0.1")->hasFocus());
    press(Qt::Key_Up);
    QVERIFY(node("0.0")->hasFocus());
    press(Qt::Key_Up);
    QVERIFY(node("0.0")->hasFocus());
    press(Qt::Key_Return);
    QTRY_VERIFY(pill("0.0", "property")->popup()->isVisible());
    pill("0.0", "property")->closePopup();
    node("0.1.0")->setFocus();
    press(Qt::Key_Insert);
    QTRY_VERIFY(find<PillButton>("addCondition", node("0.1"))->popup()->isVisible());
}

void DefinitionTest::keysTypedIntoAPickerAreNotForTheRow()
{
    start(FourCountries);
    QTest::mouseClick(pill("0.1", "property"), Qt::LeftButton);
    auto *popup = pill("0.1", "property")->popup();
    QTRY_VERIFY(popup->isVisible());
    auto *list = popup->findChild<QAbstractItemView *>();
    for (const auto &[key, modifiers] :
         std::initializer_list<std::pair<Qt::Key, Qt::KeyboardModifiers>>{{Qt::Key_X, Qt::ControlModifier},
                                                                          {Qt::Key_Up, Qt::AltModifier},
                                                                          {Qt::Key_D, Qt::ControlModifier},
                                                                          {Qt::Key_Delete, {}}})
        QTest::keyClick(list, key, modifiers);
    QCOMPARE(shape(), QStringLiteral("all(A, B, C, D)"));
}

void DefinitionTest::aThresholdIsDraggedAndTheCountFollows()
{
    start(SpentMoreThan200);
    QCOMPARE(count(), std::optional<qint64>(5));
    QTRY_VERIFY(strip("0.0") && strip("0.0")->isVisible());
    ThresholdStrip *threshold = strip("0.0");
    QTest::mousePress(threshold, Qt::LeftButton, {}, QPoint(threshold->xOf(200), 10));
    QTest::mouseMove(threshold, QPoint(threshold->xOf(260), 10));
    QTest::mouseMove(threshold, QPoint(threshold->xOf(320), 10));
    QTest::mouseRelease(threshold, Qt::LeftButton, {}, QPoint(threshold->xOf(320), 10));
    const double now = threshold->values().front();
    QVERIFY2(now > 310 && now < 330, qPrintable(QString::number(now)));
    QTRY_COMPARE(count(), std::optional<qint64>(1)); // Cara's 500; Ben has 310
    QVERIFY(pill("0.0", "test")->value().contains(QString::number(now)));
    m_undo.undo(); // the whole drag is one step
    QTRY_COMPARE(count(), std::optional<qint64>(5));
    QCOMPARE(threshold->values().front(), 200.0);
}

void DefinitionTest::aThresholdMovesByKeys()
{
    start(SpentMoreThan200);
    QTRY_VERIFY(strip("0.0") && strip("0.0")->isVisible());
    ThresholdStrip *threshold = strip("0.0");
    threshold->setFocus();
    const double step = threshold->step();
    QTest::keyClick(threshold, Qt::Key_Right);
    QCOMPARE(threshold->values().front(), 200 + step);
    QTest::keyClick(threshold, Qt::Key_Left);
    QTest::keyClick(threshold, Qt::Key_Left);
    QCOMPARE(threshold->values().front(), 200 - step);
    QTest::keyClick(threshold, Qt::Key_Home);
    QTRY_COMPARE(count(), std::optional<qint64>(6));
    QTest::keyClick(threshold, Qt::Key_End);
    QTRY_COMPARE(count(), std::optional<qint64>(0));
    QVERIFY2(threshold->valueWords().contains(QStringLiteral("0 of 7 people pass")),
             qPrintable(threshold->valueWords()));
}

void DefinitionTest::wholeNumbersStandBetweenTheirBars()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "between", "value": [1, 2]}, "window": {"kind": "ever"}}]})");
    QCOMPARE(count(), std::optional<qint64>(5));
    QTRY_VERIFY(strip("0.0") && strip("0.0")->isVisible());
    ThresholdStrip *threshold = strip("0.0");
    threshold->setFocus();
    QTest::keyClick(threshold, Qt::Key_Space); // the upper one
    QTest::keyClick(threshold, Qt::Key_PageUp);
    QCOMPARE(threshold->values(), (std::vector<double>{1, 3}));
    QTRY_COMPARE(count(), std::optional<qint64>(6));
    QVERIFY(threshold->valueWords().startsWith(QStringLiteral("1 – 3: 6 of 7")));
}

void DefinitionTest::rowsSayHowTheyAreForOnePerson()
{
    start(LapsedGood);
    const auto told = explain(editor()->doc(), m_workspace->table(), ProfileId{2}, Instant::now(), Progress()); // Ben
    QVERIFY(told);
    view()->setExplanation(*told, m_workspace->homeZone());
    const auto mark = [this](const char *path) { return find<QWidget>("verdict", node(path)); };
    QCOMPARE(mark("0.0")->accessibleName(), QStringLiteral("holds"));
    QCOMPARE(mark("0.2")->accessibleName(), QStringLiteral("does not hold"));
    QVERIFY(mark("0.2")->isVisible());
    QVERIFY(node("0.2")->accessibleName().contains(QStringLiteral("does not hold")));
    const QString evidence = find<QLabel>("evidence", node("0.2"))->text();
    QVERIFY2(evidence.startsWith(QStringLiteral("once, needs zero times: ")) &&
                 evidence.contains(QStringLiteral("10.00")),
             qPrintable(evidence));
    view()->setExplanation({}, m_workspace->homeZone());
    QVERIFY(!mark("0.2")->isVisible());
    QVERIFY(find<QLabel>("evidence", node("0.2"))->text().isEmpty());
}

QTEST_MAIN(DefinitionTest)
#include "definitiontest.moc"
