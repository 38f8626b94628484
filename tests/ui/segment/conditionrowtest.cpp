// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentshelf.h"
#include "tests/ui/segment/builderfixture.h"

using namespace perennial;

// What the rows of the builder say of conditions: of every kind, unfinished, invalid, unknown.
class ConditionRowTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void ordersAreSaidToBePlaced();
    void showsWhatIsUnfinishedWithoutComplaint();
    void saysWhyAConditionIsInvalid();
    void everyKindOpensSpeaksAndCounts_data();
    void everyKindOpensSpeaksAndCounts();
    void otherKindsMoveAndGo();
    void letsUnknownsIn();
};

void ConditionRowTest::ordersAreSaidToBePlaced()
{
    start(LapsedGood);
    QTRY_VERIFY(find<QLabel>("orders")->isVisible());
    const QString words = find<QLabel>("orders")->text();
    QVERIFY2(words.startsWith(QStringLiteral("4 orders placed, ")), qPrintable(words));
    QVERIFY2(words.endsWith(QStringLiteral(" before cancellations and refunds")), qPrintable(words));
}

void ConditionRowTest::showsWhatIsUnfinishedWithoutComplaint()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "aggregate": "sum", "compare": {"op": "more"}, "window": {"kind": "ever"}},
        {"kind": "consent", "channel": "email", "state": "can_receive"}]})");
    QCOMPARE(count(), std::optional<qint64>(6)); // passed over
    QCOMPARE(pill("0.0", "metric")->value(), QString());
    QCOMPARE(pill("0.0", "metric")->text(), QStringLiteral("choose a metric"));
    QVERIFY(!row("0.0")->findChild<QLabel *>(QStringLiteral("problem"))->isVisible());
    QVERIFY(row("0.0")->accessibleName().contains(QStringLiteral("Unfinished")));
}

void ConditionRowTest::saysWhyAConditionIsInvalid()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "property", "property": "First Name", "op": "matches", "value": "A"}]})");
    auto *test = pill("0.0", "test");
    QTest::mouseClick(test, Qt::LeftButton);
    auto *text = test->popup()->findChild<QLineEdit *>(QStringLiteral("text"));
    text->selectAll();
    QTest::keyClicks(text, QStringLiteral("("));
    const auto *problem = row("0.0")->findChild<QLabel *>(QStringLiteral("problem"));
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(!problem->text().isEmpty());
    QTest::keyClicks(text, QStringLiteral("A|F)"));
    QTRY_VERIFY(!problem->isVisible());
    QTRY_COMPARE(count(), std::optional<qint64>(2)); // Ada and Fay
}

void ConditionRowTest::everyKindOpensSpeaksAndCounts_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("people");

    const auto add = [](const char *name, const char *json, const char *sentence, int people) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(sentence) << people;
    };
    add("rhythm",
        R"({"kind": "rhythm", "metric": "Placed Order", "pattern": "stopped", "window": {"kind": "last", "n": 90}})",
        "Placed Order", 5);
    add("sequence",
        R"({"kind": "sequence", "steps": [{"metric": "Placed Order"}, {"metric": "Placed Order", "within": {"n": 30, "unit": "day"}}]})",
        "then Placed Order within 30 days", 2);
    add("order line", R"({"kind": "order_line", "compare": {"op": "zero_times"}})", "bought", 7);
    add("place", R"({"kind": "place", "field": "country", "op": "is", "value": "DE"})", "country is “DE”", 3);
    add("membership", R"({"kind": "membership", "of": "segment", "name": "Given once", "in": false})", "Given once", 1);
    add("score", R"({"kind": "score", "score": "Country", "op": "is", "value": "FR"})", "Country", 3);
    add("sample", R"({"kind": "sample", "percent": 100, "salt": "s"})", "random sample “s” of 100 %", 7);
    add("sql", R"({"kind": "sql", "query": "The first"})", "The first", 2);
}

void ConditionRowTest::everyKindOpensSpeaksAndCounts()
{
    QFETCH(QByteArray, condition);
    QFETCH(QString, sentence);
    QFETCH(int, people);
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store);
        const QByteArray once = docOf(R"({"kind": "group", "match": "all", "children": [
            {"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}}]})")
                                    .toJson();
        QVERIFY(store->database().execute("INSERT INTO sql_templates(name, note, query, parameters, updated_at) VALUES "
                                          "('The first', '', 'SELECT id FROM profiles ORDER BY id LIMIT 2', '[]', 0)"));
        QVERIFY(SegmentShelf(*store).save(QStringLiteral("Given once"), once, Instant::now()));
    }
    start(R"({"kind": "group", "match": "all", "children": [)" + condition + "]}");
    QVERIFY(row("0.0"));
    QCOMPARE(count(), std::optional<qint64>(people));
    QTRY_COMPARE(row("0.0")->visibleRegion().boundingRect().size(), row("0.0")->size());
    QVERIFY2(row("0.0")->accessibleName().contains(sentence), qPrintable(row("0.0")->accessibleName()));
    QVERIFY(!row("0.0")->editor()->pills().isEmpty());
    for (const PickerPill *pill : row("0.0")->editor()->pills())
        QVERIFY2(!pill->isVisible() || !pill->value().isEmpty(), qPrintable(pill->accessibleName()));
    QVERIFY(!row("0.0")->findChild<QLabel *>(QStringLiteral("problem"))->isVisible());
    QCOMPARE(editor()->doc().root, docOf(R"({"kind": "group", "match": "all", "children": [)" + condition + "]}").root);
}

void ConditionRowTest::otherKindsMoveAndGo()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "place", "field": "country", "op": "is", "value": "DE"},
        {"kind": "sample", "percent": 100, "salt": "s"}]})");
    QCOMPARE(count(), std::optional<qint64>(3));
    row("0.1")->setFocus();
    QTest::keyClick(row("0.1"), Qt::Key_Up, Qt::AltModifier);
    QTRY_VERIFY(row("0.0")->accessibleName().contains(QStringLiteral("random sample")));
    row("0.0")->setFocus();
    QTest::keyClick(row("0.0"), Qt::Key_Delete);
    QTRY_VERIFY(!row("0.1"));
    QTRY_COMPARE(count(), std::optional<qint64>(3));
    m_page->startSegment(docOf(R"({"kind": "group", "match": "none", "children": [
        {"kind": "place", "field": "country", "op": "is", "value": "DE"}]})"));
    QTRY_COMPARE(count(), std::optional<qint64>(4));
}

void ConditionRowTest::letsUnknownsIn()
{
    start(
        R"({"kind": "group", "match": "all", "children": [{"kind": "property", "property": "Country", "op": "is_not", "value": "DE"}]})");
    QCOMPARE(count(), std::optional<qint64>(3));
    auto *unknown = row("0.0")->findChild<QToolButton *>(QStringLiteral("unknown"));
    QTRY_VERIFY(unknown->isVisible());
    QCOMPARE(unknown->text(), QStringLiteral("1 unknown: left out"));
    QTest::mouseClick(unknown, Qt::LeftButton);
    QTRY_COMPARE(count(), std::optional<qint64>(4));
    QCOMPARE(nodeAt(editor()->doc(), NodePath().child(0))->unknown, UnknownRule::In);
}

QTEST_MAIN(ConditionRowTest)
#include "conditionrowtest.moc"
