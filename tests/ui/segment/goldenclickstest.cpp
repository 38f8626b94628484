// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testpaths.h"
#include "tests/ui/segment/builderfixture.h"

#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QMenu>

using namespace perennial;

namespace {

// Tags, birthdays, where things are sent, tickets, and forms with double opt-in.
constexpr auto More = R"sql(
    INSERT INTO properties VALUES (4, 'Tags', 'list'), (5, 'Birthday', 'date'), (6, 'Shipping Country', 'text');
    INSERT INTO metrics VALUES (3, 'Opened Ticket'), (4, 'Closed Ticket');
    INSERT INTO property_values VALUES
        (1, 4, 0, '["VIP"]', 1), (2, 4, 0, '["VIP","Wholesale"]', 1), (3, 4, 0, '["Wholesale"]', 1),
        (1, 5, 0, 486000000000, 1), (2, 5, 0, 600000000000, 1),
        (1, 6, 0, 'FR', 1), (2, 6, 0, 'FR', 1), (3, 6, 0, 'AT', 1);
    INSERT INTO events VALUES (1, 1700000000000, 3, 1, NULL, NULL, NULL, NULL, 1),
        (2, 1700000000000, 3, 2, NULL, NULL, NULL, NULL, 1), (2, 1700000100000, 4, 3, NULL, NULL, NULL, NULL, 1);
    UPDATE consents SET method = 'Web form', double_opt_in = 1 WHERE profile_id <= 3 AND channel = 'email';
)sql";

} // namespace

// Segments that are built wholly by mouse and keys, from an empty one, come out as the files in golden/ say.
class GoldenClicksTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init();
    void cleanup() { close(); }
    void boughtOnFridayEvening();
    void spendsMoreThanBefore();
    void secondOrderByPos();
    void vipPropertyAndAnniversary();
    void consentedByWebForm();
    void typingIsOneStepOfUndo();
    void anotherMetricKeepsWhatItHasToo();
    void aComparisonCanBeTakenBack();

private:
    void begin(const char *name);
    void compareWithGolden();
    void addRow(const char *words, const char *path);
    [[nodiscard]] PillButton *chip(const char *path, const char *name, qsizetype index) const
    {
        return row(path)->findChildren<PillButton *>(QLatin1String(name)).value(index);
    }
    template <class T>
    T *inside(PillButton *pill, const char *name) const
    {
        T *visible = nullptr;
        for (T *candidate : pill->popup()->findChildren<T *>(QLatin1String(name)))
            visible = candidate->isVisible() ? candidate : visible;
        return visible;
    }
    static void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton); }
};

void GoldenClicksTest::init()
{
    m_more = More;
    open();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void GoldenClicksTest::begin(const char *name)
{
    click(find<QPushButton>("newSegment"));
    QTest::keyClicks(find<QLineEdit>("name"), QLatin1String(name));
    QTRY_VERIFY(count());
}

// Until the row has come to rest: it opens what is unfinished once it is laid out.
void GoldenClicksTest::addRow(const char *words, const char *path)
{
    add(words);
    QTRY_VERIFY(row(path) && m_workspace->runner().jobs().isEmpty());
    QCoreApplication::processEvents();
}

void GoldenClicksTest::compareWithGolden()
{
    QTRY_VERIFY(count()); // and it can be asked
    const QString name = editor()->doc().name;
    QFile file(sourceFile(QStringLiteral("tests/ui/segment/golden/%1.json").arg(name)));
    QVERIFY2(file.open(QIODevice::ReadOnly), editor()->doc().toJson().constData());
    const QByteArray golden = QJsonDocument::fromJson(file.readAll()).toJson();
    const QByteArray built = QJsonDocument(editor()->doc().toJsonObject()).toJson();
    QVERIFY2(built == golden, ("\nbuilt:\n" + built + "\ngolden:\n" + golden).constData());
}

void GoldenClicksTest::boughtOnFridayEvening()
{
    begin("bought-friday-evening");
    addRow("placed", "0.0");
    auto *window = pill("0.0", "window");
    choose(window, "windowKinds", QStringLiteral("in the last …"));
    click(inside<QToolButton>(window, "onlyOn"));
    click(inside<QToolButton>(window, "weekday6"));
    click(inside<QToolButton>(window, "weekday5"));
    QTest::keyClicks(inside<QComboBox>(window, "fromHour"), QStringLiteral("18"));
    QTest::keyClicks(inside<QComboBox>(window, "toHour"), QStringLiteral("2:"));
    type(window, "windowN", QStringLiteral("365"));

    click(find<QToolButton>("addFilter"));
    QTRY_VERIFY(chip("0.0", "filterProperty", 0) && chip("0.0", "filterProperty", 0)->popup()->isVisible());
    pick(chip("0.0", "filterProperty", 0), QStringLiteral("Source"));
    QTRY_VERIFY(chip("0.0", "filterTest", 0)->popup()->isVisible());
    pick(chip("0.0", "filterTest", 0), QStringLiteral("web"));
    click(find<QToolButton>("addFilter"));
    QTRY_VERIFY(chip("0.0", "filterProperty", 1) && chip("0.0", "filterProperty", 1)->popup()->isVisible());
    pick(chip("0.0", "filterProperty", 1), QStringLiteral("value"));
    QTRY_VERIFY(chip("0.0", "filterTest", 1)->popup()->isVisible());
    choose(chip("0.0", "filterTest", 1), "operators", QStringLiteral("is at least"));
    type(chip("0.0", "filterTest", 1), "number", QStringLiteral("100"));
    for (auto *word : row("0.0")->findChildren<QToolButton *>()) {
        if (word->text() == QLatin1String("and"))
            click(word);
    }
    compareWithGolden();
}

void GoldenClicksTest::spendsMoreThanBefore()
{
    begin("spends-more-than-before");
    addRow("placed", "0.0");
    auto *test = pill("0.0", "test");
    choose(test, "operators", QStringLiteral("sum of value …"));
    QTRY_VERIFY(test->popup()->isVisible());
    click(inside<QToolButton>(test, "compareWithOther"));
    auto *metric = pill("0.0", "other-metric");
    QTRY_VERIFY(metric->popup()->isVisible());
    pick(metric, QStringLiteral("Placed"));
    choose(pill("0.0", "window"), "windowKinds", QStringLiteral("in the last …"));
    type(pill("0.0", "window"), "windowN", QStringLiteral("180"));
    auto *before = pill("0.0", "other-window");
    choose(before, "windowKinds", QStringLiteral("between … and … ago"));
    auto *from = inside<QLineEdit>(before, "windowN");
    from->selectAll();
    QTest::keyClicks(from, QStringLiteral("180"));
    type(before, "windowM", QStringLiteral("360"));
    QCOMPARE(test->value(), QStringLiteral("is more than"));
    QCOMPARE(pill("0.0", "other-quantity")->value(), QStringLiteral("sum of value"));
    QVERIFY2(row("0.0")->accessibleName().contains(
                 QStringLiteral("Placed Order, sum of value, in the last 180 days, is more than, Placed Order, sum of "
                                "value, between 180 and 360 days ago")),
             qPrintable(row("0.0")->accessibleName()));
    compareWithGolden();
}

void GoldenClicksTest::secondOrderByPos()
{
    begin("second-order-by-pos");
    addRow("placed", "0.0");
    choose(pill("0.0", "test"), "operators", QStringLiteral("another measure …"));
    auto *quantity = pill("0.0", "quantity");
    QTRY_VERIFY(quantity->popup()->isVisible());
    choose(quantity, "aggregates", QStringLiteral("n-th"));
    pick(quantity, QStringLiteral("Source"));
    QTRY_VERIFY(pill("0.0", "test")->popup()->isVisible());
    pick(pill("0.0", "test"), QStringLiteral("pos"));
    QCOMPARE(quantity->value(), QStringLiteral("2nd Source"));
    QCOMPARE(pill("0.0", "test")->value(), QStringLiteral("is pos"));
    compareWithGolden();
    QTRY_VERIFY2(count() == 1, qPrintable(QString::number(count().value_or(-1)))); // Ada
}

void GoldenClicksTest::vipPropertyAndAnniversary()
{
    begin("vip-property-and-anniversary");
    add("tags");
    QTRY_VERIFY(row("0.0") && pill("0.0", "test")->popup()->isVisible());
    auto *tags = pill("0.0", "test");
    choose(tags, "operators", QStringLiteral("has any of"));
    pick(tags, QStringLiteral("VIP"));
    pick(tags, QStringLiteral("Whole"));
    QTest::keyClick(inside<QLineEdit>(tags, "pickSearch"), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!tags->popup()->isVisible());

    add("birthday");
    QTRY_VERIFY(row("0.1") && pill("0.1", "test")->popup()->isVisible());
    choose(pill("0.1", "test"), "operators", QStringLiteral("has its anniversary"));
    type(pill("0.1", "test"), "windowN", QStringLiteral("21"));

    add("shipping");
    QTRY_VERIFY(row("0.2") && pill("0.2", "test")->popup()->isVisible());
    choose(pill("0.2", "test"), "operators", QStringLiteral("is not"));
    click(inside<QToolButton>(pill("0.2", "test"), "compareWithOther"));
    QTRY_VERIFY(pill("0.2", "other")->popup()->isVisible());
    pick(pill("0.2", "other"), QStringLiteral("Country"));
    auto *unknown = row("0.2")->findChild<QToolButton *>(QStringLiteral("unknown"));
    QTRY_VERIFY(unknown->isVisible());
    click(unknown);
    compareWithGolden();
}

void GoldenClicksTest::consentedByWebForm()
{
    begin("consented-by-web-form");
    addRow("subscribed to e-mail", "0.0");
    QTRY_COMPARE(count(), std::optional<qint64>(6));
    const auto addDetail = [this](int line) {
        click(row("0.0")->findChild<QToolButton *>(QStringLiteral("addDetail")));
        auto *menu = row("0.0")->findChild<QMenu *>(QStringLiteral("details"));
        for (int i = 0; i < line; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    };
    addDetail(1);
    QTRY_VERIFY(pill("0.0", "method")->popup()->isVisible());
    pick(pill("0.0", "method"), QStringLiteral("Web form"));
    addDetail(1);
    QTRY_VERIFY(pill("0.0", "optIn")->popup()->isVisible());
    choose(pill("0.0", "optIn"), "choices", QStringLiteral("with double opt-in"));
    QVERIFY(!row("0.0")->findChild<QToolButton *>(QStringLiteral("addDetail"))->isVisible());
    choose(pill("0.0", "since"), "windowKinds", QStringLiteral("in the last …"));
    type(pill("0.0", "since"), "windowN", QStringLiteral("460"));
    compareWithGolden();
    QTRY_VERIFY2(count() == 3, qPrintable(QString::number(count().value_or(-1))));
}

void GoldenClicksTest::typingIsOneStepOfUndo()
{
    start(LapsedGood);
    const SegmentDoc before = editor()->doc();
    const int steps = editor()->undoStack()->count();
    type(pill("0.1", "test"), "number", QStringLiteral("1250"));
    QCOMPARE(editor()->undoStack()->count(), steps + 1);
    QVERIFY(editor()->doc() != before);
    m_undo.undo();
    QCOMPARE(editor()->doc(), before);
}

void GoldenClicksTest::anotherMetricKeepsWhatItHasToo()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 20},
         "window": {"kind": "last", "n": 90, "unit": "day"},
         "filters": {"of": [{"property": "Source", "op": "is", "value": "web"}, {"property": "$value", "op": "more", "value": 5}]}}]})");
    pick(pill("0.0", "metric"), QStringLiteral("Viewed"));
    const auto event = [this] { return std::get<EventCondition>(nodeAt(editor()->doc(), NodePath().child(0))->is); };
    QCOMPARE(event().quantity.metric, QStringLiteral("Viewed Product"));
    QCOMPARE(event().quantity.aggregate, Aggregate::Sum);
    QCOMPARE(event().quantity.window.n, std::optional(90));
    QCOMPARE(event().compare.values, std::vector<Operand>{20.0});
    m_undo.undo();
    QCOMPARE(event().quantity.metric, QStringLiteral("Placed Order"));
    QCOMPARE(event().quantity.filters.of.size(), size_t(2));
}

void GoldenClicksTest::aComparisonCanBeTakenBack()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Opened Ticket", "compare": {"op": "more", "with": {"metric": "Closed Ticket"}}},
        {"kind": "property", "property": "Shipping Country", "op": "is_not", "other": "Country"}]})");
    QTRY_VERIFY2(count() == 1, qPrintable(QString::number(count().value_or(-1)))); // Ada, whose ticket is open
    click(row("0.0")->findChild<QToolButton *>(QStringLiteral("removeOther")));
    QVERIFY(!std::get<EventCondition>(nodeAt(editor()->doc(), NodePath().child(0))->is).with);
    QTRY_VERIFY(pill("0.0", "test")->popup()->isVisible());
    type(pill("0.0", "test"), "number", QStringLiteral("0"));
    QCOMPARE(pill("0.0", "test")->value(), QStringLiteral("more than 0 times"));
    click(row("0.1")->findChild<QToolButton *>(QStringLiteral("removeOther")));
    QTRY_VERIFY(pill("0.1", "test")->popup()->isVisible());
    pick(pill("0.1", "test"), QStringLiteral("AT"));
    QCOMPARE(pill("0.1", "test")->value(), QStringLiteral("is not AT"));
    QVERIFY(!pill("0.1", "other")->isVisible());
}

QTEST_MAIN(GoldenClicksTest)
#include "goldenclickstest.moc"
