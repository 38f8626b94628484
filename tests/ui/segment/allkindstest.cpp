// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/pickingfixture.h"

#include <QAccessible>
#include <QClipboard>

using namespace perennial;

// Segments of every kind of condition, built wholly by mouse and keys from an empty one, come out as the files in
// golden/ say.
class AllKindsTest : public QObject, private PickingFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { openShop(); }
    void cleanup() { BuilderFixture::close(); }
    void regularBuyers();
    void everyRhythm();
    void cartWithoutOrder();
    void stepsMoveAndGo();
    void boughtTwoCandlesInTheFirstOrder();
    void nearBerlinNotInWinBack();
    void cameToHighValue();
    void topTenthPerCountrySample();
    void openingAndClosingChangesNothing_data();
    void openingAndClosingChangesNothing();

private:
    static void requireNames(const QWidget *in);
};

// Whatever takes the focus says what it is.
void AllKindsTest::requireNames(const QWidget *in)
{
    for (QWidget *widget : in->findChildren<QWidget *>()) {
        const bool ours = widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy();
        if (!ours || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                 qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void AllKindsTest::regularBuyers()
{
    begin("regular-buyers");
    addRow("regularly", "0.0");
    QTRY_VERIFY(pill("0.0", "metric")->popup()->isVisible()); // what the row lacks
    take(pill("0.0", "metric"), QStringLiteral("Placed Order"));
    enter(pill("0.0", "periods"), "periods", QStringLiteral("4"));
    enter(pill("0.0", "periods"), "ofLast", QStringLiteral("12"));
    enter(pill("0.0", "periods"), "spanNumber", QStringLiteral("2"));
    auto *unit = inside<QComboBox>(pill("0.0", "periods"), "spanUnit");
    QTest::keyClicks(unit, QStringLiteral("we"));
    QTest::keyClick(inside<QLineEdit>(pill("0.0", "periods"), "spanNumber"), Qt::Key_Return);
    QVERIFY(!pill("0.0", "periods")->popup()->isVisible());
    QCOMPARE(pill("0.0", "periods")->value(), QStringLiteral("in 4 of the last 12 periods of 2 weeks"));
    QTest::mouseClick(find<QToolButton>("addFilter", row("0.0")), Qt::LeftButton);
    QTRY_VERIFY(pill("0.0", "filterProperty")->popup()->isVisible());
    take(pill("0.0", "filterProperty"), QStringLiteral("Source"));
    QTRY_VERIFY(pill("0.0", "filterTest")->popup()->isVisible());
    take(pill("0.0", "filterTest"), QStringLiteral("web"));
    compareWithGolden();
}

void AllKindsTest::everyRhythm()
{
    begin("every-rhythm");
    addRow("first time", "0.0");
    take(pill("0.0", "metric"), QStringLiteral("Placed"));
    choose(pill("0.0", "window"), "windowKinds", QStringLiteral("in the last …"));
    type(pill("0.0", "window"), "windowN", QStringLiteral("400"));
    addRow("started again", "0.1");
    take(pill("0.1", "metric"), QStringLiteral("Placed"));
    enter(pill("0.1", "pause"), "spanNumber", QStringLiteral("60"));
    QTest::keyClick(inside<QLineEdit>(pill("0.1", "pause"), "spanNumber"), Qt::Key_Return);
    QCOMPARE(pill("0.1", "pause")->value(), QStringLiteral("after a pause of more than 60 days"));
    addRow("overdue", "0.2");
    take(pill("0.2", "metric"), QStringLiteral("Placed"));
    QCOMPARE(pill("0.2", "factor")->value(), QStringLiteral("for longer than their usual gap"));
    type(pill("0.2", "factor"), "factor", QStringLiteral("1.5"));
    addRow("stopped", "0.3");
    take(pill("0.3", "metric"), QStringLiteral("Placed"));
    compareWithGolden();
    // Another pattern takes what it has no use for with it.
    QTest::mouseClick(pill("0.3", "pattern"), Qt::LeftButton);
    auto *patterns = inside<QListWidget>(pill("0.3", "pattern"), "choices");
    QTest::keyClicks(patterns, QStringLiteral("over"));
    QTest::keyClick(patterns, Qt::Key_Return);
    const auto &changed = std::get<RhythmCondition>(nodeAt(editor()->doc(), NodePath().child(3))->is);
    QCOMPARE(changed.pattern, Rhythm::Overdue);
    QCOMPARE(changed.window, Window());
    QVERIFY(validate(editor()->doc()));
}

void AllKindsTest::cartWithoutOrder()
{
    begin("cart-without-order");
    addRow("One thing", "0.0");
    QTRY_VERIFY(nth("0.0", "metric", 0)->popup()->isVisible());
    take(nth("0.0", "metric", 0), QStringLiteral("Added"));
    take(nth("0.0", "metric", 1), QStringLiteral("Placed"));
    choose(nth("0.0", "happens", 1), "choices", QStringLiteral("but not – it does not happen"));
    enter(nth("0.0", "within", 1), "spanNumber", QStringLiteral("24"));
    auto *unit = inside<QComboBox>(nth("0.0", "within", 1), "spanUnit");
    QTest::keyClicks(unit, QStringLiteral("ho"));
    QTest::keyClick(inside<QLineEdit>(nth("0.0", "within", 1), "spanNumber"), Qt::Key_Return);
    auto *same = nth("0.0", "same", 1);
    take(same, QStringLiteral("same order"));
    QTest::keyClick(searchOf(same), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!same->popup()->isVisible());
    QCOMPARE(same->value(), QStringLiteral("same order as step 1"));
    QTest::mouseClick(find<QToolButton>("addFilter", find<QWidget>("step-0", row("0.0"))), Qt::LeftButton);
    QTRY_VERIFY(nth("0.0", "filterProperty", 0)->popup()->isVisible());
    take(nth("0.0", "filterProperty", 0), QStringLiteral("product"));
    QTRY_VERIFY(nth("0.0", "filterTest", 0)->popup()->isVisible());
    take(nth("0.0", "filterTest", 0), QStringLiteral("Candle"));
    choose(pill("0.0", "window"), "windowKinds", QStringLiteral("in the last …"));
    enter(pill("0.0", "window"), "windowN", QStringLiteral("3"));
    QTest::keyClicks(inside<QComboBox>(pill("0.0", "window"), "windowUnit"), QStringLiteral("ye"));
    close(pill("0.0", "window"));
    compareWithGolden();
}

void AllKindsTest::stepsMoveAndGo()
{
    begin("steps");
    addRow("One thing", "0.0");
    QTRY_VERIFY(nth("0.0", "metric", 0)->popup()->isVisible());
    take(nth("0.0", "metric", 0), QStringLiteral("Added"));
    take(nth("0.0", "metric", 1), QStringLiteral("Started"));
    QTest::mouseClick(find<QToolButton>("addStep", row("0.0")), Qt::LeftButton);
    QTRY_VERIFY(nth("0.0", "metric", 2) && nth("0.0", "metric", 2)->popup()->isVisible());
    take(nth("0.0", "metric", 2), QStringLiteral("Placed"));
    const auto metrics = [this] {
        QStringList names;
        for (const SequenceStep &step :
             std::get<SequenceCondition>(nodeAt(editor()->doc(), NodePath().child(0))->is).steps)
            names.append(step.metric);
        return names;
    };
    take(nth("0.0", "same", 2), QStringLiteral("same order"));
    QTest::keyClick(searchOf(nth("0.0", "same", 2)), Qt::Key_Return, Qt::ControlModifier);

    nth("0.0", "metric", 2)->setFocus();
    QTest::keyClick(nth("0.0", "metric", 2), Qt::Key_Up, Qt::ControlModifier);
    QTRY_COMPARE(metrics(), QStringList({"Added to Cart", "Placed Order", "Started Checkout"}));
    QTest::keyClick(nth("0.0", "metric", 1), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(metrics(), QStringList({"Added to Cart", "Started Checkout"}));
    find<QAction>("stepDown", find<QWidget>("step-0", row("0.0")))->trigger(); // as its menu does
    QTRY_COMPARE(metrics(), QStringList({"Started Checkout", "Added to Cart"}));
    QVERIFY(validate(editor()->doc()));
    QTRY_COMPARE(row("0.0")->findChildren<QWidget *>(QRegularExpression(QStringLiteral("step-\\d"))).size(), 2);
}

void AllKindsTest::boughtTwoCandlesInTheFirstOrder()
{
    begin("bought-two-candles-first-order");
    addRow("Bought a product", "0.0");
    auto *test = nth("0.0", "filterTest", 0);
    QTRY_VERIFY(test->popup()->isVisible());
    QTRY_COMPARE(viewOf(test)->model()->rowCount(), 3); // with counts of orders
    QCOMPARE(viewOf(test)->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Trail Mug, 2"));
    choose(test, "operators", QStringLiteral("contains"));
    type(test, "text", QStringLiteral("Candle"));
    QTest::mouseClick(find<QToolButton>("addFilter", row("0.0")), Qt::LeftButton);
    QTRY_VERIFY(nth("0.0", "filterProperty", 1)->popup()->isVisible());
    take(nth("0.0", "filterProperty", 1), QStringLiteral("discount code"));
    QTRY_VERIFY(nth("0.0", "filterTest", 1)->popup()->isVisible());
    take(nth("0.0", "filterTest", 1), QStringLiteral("SUMMER10"));
    QTest::mouseClick(find<QToolButton>("addFilter", row("0.0")), Qt::LeftButton);
    QTRY_VERIFY(nth("0.0", "filterProperty", 2)->popup()->isVisible());
    take(nth("0.0", "filterProperty", 2), QStringLiteral("price"));
    QTRY_VERIFY(nth("0.0", "filterTest", 2)->popup()->isVisible());
    choose(nth("0.0", "filterTest", 2), "operators", QStringLiteral("is at least"));
    type(nth("0.0", "filterTest", 2), "number", QStringLiteral("9.5"));
    choose(pill("0.0", "measure"), "choices", QStringLiteral("number of pieces bought"));
    QTRY_VERIFY(pill("0.0", "test")->popup()->isVisible());
    type(pill("0.0", "test"), "number", QStringLiteral("2"));
    type(pill("0.0", "order"), "orderNumber", QStringLiteral("1"));
    QCOMPARE(pill("0.0", "order")->value(), QStringLiteral("in their first order"));
    compareWithGolden();
    QTRY_COMPARE(count(), std::optional<qint64>(1)); // Ada
}

void AllKindsTest::nearBerlinNotInWinBack()
{
    begin("near-berlin-not-in-win-back");
    addRow("near or far", "0.0");
    QTRY_VERIFY(pill("0.0", "distance")->popup()->isVisible());
    type(pill("0.0", "distance"), "distance", QStringLiteral("50"));
    auto *point = pill("0.0", "point");
    QGuiApplication::clipboard()->setText(QStringLiteral("52.52, 13.405"));
    QTest::mouseClick(point, Qt::LeftButton);
    QTest::keySequence(inside<QLineEdit>(point, "latitude"), QKeySequence::Paste);
    QCOMPARE(inside<QLineEdit>(point, "latitude")->text(), QStringLiteral("52.52"));
    QCOMPARE(inside<QLineEdit>(point, "longitude")->text(), QStringLiteral("13.405"));
    close(point);
    QTRY_COMPARE(count(), std::optional<qint64>(3)); // Ada, Cara, Eve
    addRow("Win back", "0.1");
    choose(pill("0.1", "in"), "choices", QStringLiteral("is not in"));
    choose(pill("0.1", "since"), "windowKinds", QStringLiteral("in the last …"));
    type(pill("0.1", "since"), "windowN", QStringLiteral("7"));
    QCOMPARE(pill("0.1", "since")->value(), QStringLiteral("left in the last 7 days"));
    addRow("Welcome", "0.2");
    take(pill("0.2", "step"), QStringLiteral("Second"));
    addRow("Newsletter", "0.3");
    addRow("lives city", "0.4", "City …");
    QTRY_VERIFY(pill("0.4", "test")->popup()->isVisible());
    take(pill("0.4", "test"), QStringLiteral("Potsdam"));
    compareWithGolden();
}

void AllKindsTest::cameToHighValue()
{
    begin("came-to-high-value");
    addRow("lifecycle stage High", "0.0", "High-value");
    QTRY_COMPARE(count(), std::optional<qint64>(1)); // Ben
    choose(pill("0.0", "since"), "windowKinds", QStringLiteral("in the last …"));
    type(pill("0.0", "since"), "windowN", QStringLiteral("30"));
    QCOMPARE(pill("0.0", "name")->value(), QStringLiteral("stage High-value"));
    QCOMPARE(pill("0.0", "since")->value(), QStringLiteral("came in the last 30 days"));
    QTRY_COMPARE(count(), std::optional<qint64>(1)); // he ordered 10 days ago for the first time in a while
    compareWithGolden();
}

void AllKindsTest::topTenthPerCountrySample()
{
    begin("top-tenth-per-country-sample");
    addRow("Predicted CLV", "0.0"); // the property
    row("0.0")->setFocus();
    QTest::keyClick(row("0.0"), Qt::Key_Escape);
    addRow("score predicted", "0.1", "Predicted CLV");
    QTRY_VERIFY(pill("0.1", "test")->popup()->isVisible());
    close(pill("0.1", "test"));
    QTest::mouseClick(pill("0.1", "scale"), Qt::LeftButton);
    auto *scales = inside<QListWidget>(pill("0.1", "scale"), "choices");
    QTest::keyClicks(scales, QStringLiteral("perc"));
    QTest::keyClick(scales, Qt::Key_Return);
    QTRY_VERIFY(pill("0.1", "test")->popup()->isVisible());
    type(pill("0.1", "test"), "number", QStringLiteral("90"));
    QCOMPARE(pill("0.1", "test")->value(), QStringLiteral("is at least 90 (the top 10 %)"));
    take(pill("0.1", "within"), QStringLiteral("Country"));
    row("0.0")->setFocus();
    QTest::keyClick(row("0.0"), Qt::Key_Delete);
    QTRY_VERIFY(!row("0.1"));

    addRow("random sample", "0.1");
    QCOMPARE(pill("0.1", "salt")->value(), QStringLiteral("drawn for “top-tenth-per-country-sample”"));
    type(pill("0.1", "percent"), "percent", QStringLiteral("50"));
    type(pill("0.1", "salt"), "salt", QStringLiteral("autumn test"));
    addRow("Big spenders", "0.2");
    QTRY_VERIFY(pill("0.2", "parameter-since")->popup()->isVisible()); // the one without a default
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QVERIFY(count()); // until it has a value the query is passed over
    QCOMPARE(find<QLabel>("queryNote", row("0.2"))->text(), QStringLiteral("Agreed with finance"));
    auto *day = inside<QWidget>(pill("0.2", "parameter-since"), "value");
    QTest::keyClicks(day, QStringLiteral("2"));
    QTest::keyClick(day, Qt::Key_Up);
    close(pill("0.2", "parameter-since"));
    type(pill("0.2", "parameter-cents"), "value", QStringLiteral("1000"));
    choose(pill("0.2", "parameter-abroad"), "choices", QStringLiteral("yes"));
    type(pill("0.2", "parameter-word"), "value", QStringLiteral("loyal"));
    // The day that was chosen is that of today but for its day of the month.
    SegmentDoc doc = editor()->doc();
    auto &parameters = std::get<SqlCondition>(nodeAt(doc, NodePath().child(2))->is).parameters;
    QVERIFY(QDate::fromString(std::get<QString>(parameters[QStringLiteral("since")]), Qt::ISODate).isValid());
    parameters[QStringLiteral("since")] = QStringLiteral("2026-01-31");
    editor()->apply(doc, QStringLiteral("A day for the golden file"));
    compareWithGolden();
}

void AllKindsTest::openingAndClosingChangesNothing_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"regular-buyers", "every-rhythm", "cart-without-order", "bought-two-candles-first-order",
                             "near-berlin-not-in-win-back", "came-to-high-value", "top-tenth-per-country-sample"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void AllKindsTest::openingAndClosingChangesNothing()
{
    QFETCH(QString, name);
    QFile file(sourceFile(QStringLiteral("tests/ui/segment/golden/%1.json").arg(name)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto doc = SegmentDoc::fromJson(file.readAll());
    QVERIFY(doc);
    m_page->startSegment(*doc);
    QTRY_VERIFY(row("0.0"));
    const int steps = editor()->undoStack()->count();
    int opened = 0;
    for (auto *pill : find<QWidget>("definition")->findChildren<PillButton *>()) {
        if (!pill->isVisible() || !pill->popup())
            continue;
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY2(pill->popup()->isVisible(), qPrintable(pill->accessibleName()));
        QTRY_VERIFY(m_jobs->jobs().isEmpty()); // what comes late is there
        requireNames(pill->popup());
        for (int i = 0; i < 2 && pill->popup()->isVisible(); ++i)
            QTest::keyClick(pill->popup(), Qt::Key_Escape);
        QVERIFY2(!pill->popup()->isVisible(), qPrintable(pill->accessibleName()));
        ++opened;
    }
    QVERIFY(opened > 4);
    requireNames(find<QWidget>("definition"));
    QCOMPARE(editor()->doc().root, doc->root);
    QCOMPARE(editor()->undoStack()->count(), steps);
}

QTEST_MAIN(AllKindsTest)
#include "allkindstest.moc"
