// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/conditionrow.h"
#include "ui/segment/definitionview.h"
#include "ui/segment/segmentbuilder.h"
#include "ui/segment/segmentspage.h"
#include "ui/widgets/pillbutton.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tokens.h"

#include <QAccessible>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoGroup>

using namespace perennial;

namespace {

constexpr auto LapsedGood = R"({"kind": "group", "match": "all", "children": [
    {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90, "unit": "day"}},
    {"kind": "consent", "channel": "email", "state": "can_receive"}]})";

SegmentDoc docOf(const QByteArray &root)
{
    const auto doc =
        SegmentDoc::fromJson(R"({"format": "perennial-segment", "version": 1, "name": "Given", "root": )" + root + '}');
    return doc ? *doc : SegmentDoc();
}

} // namespace

class BuilderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void buildsByPointingClickingAndTyping();
    void filtersByAnEventsProperty();
    void escapeTakesAnEmptyFilterBack();
    void ordersAreSaidToBePlaced();
    void pillsUseTheRoomBeforeTheCounts();
    void showsWhatIsUnfinishedWithoutComplaint();
    void saysWhyAConditionIsInvalid();
    void keepsKindsItCannotEdit();
    void everyKindOpensSpeaksAndCounts_data();
    void everyKindOpensSpeaksAndCounts();
    void otherKindsMoveAndGo();
    void letsUnknownsIn();
    void movesByKeyboard();
    void undoAndRedoGoThroughTheWindow();
    void looksAtADayGoneBy();
    void everyControlHasAName();
    void tabFollowsTheReading();
    void aPickerIsAsLargeTheSecondTime();

private:
    template <class T>
    T *find(const char *name, QWidget *in = nullptr) const
    {
        T *found = (in ? in : m_page.get())->findChild<T *>(QLatin1String(name));
        return found;
    }
    [[nodiscard]] ConditionRow *row(const char *path) const
    {
        return find<ConditionRow>((QByteArray("condition-") + path).constData());
    }
    [[nodiscard]] PillButton *pill(const char *path, const char *name) const
    {
        return row(path)->findChild<PillButton *>(QLatin1String(name));
    }
    [[nodiscard]] SegmentEditor *editor() const { return m_page->findChild<SegmentBuilder *>()->editor(); }
    [[nodiscard]] std::optional<qint64> count() const
    {
        return find<StatTile>("count")->isBusy() ? std::nullopt : find<StatTile>("count")->value();
    }
    void add(const char *words);
    void choose(PillButton *pill, const char *list, const QString &text);
    void type(PillButton *pill, const char *field, const QString &text);
    void start(const QByteArray &root);

    QTemporaryDir m_folder;
    QString m_path;
    int m_number = 0;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    QUndoGroup m_undo;
};

void BuilderTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void BuilderTest::init()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(++m_number));
    const auto made = makeSmallStore(m_path);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail + made.error().message));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->setUndoGroup(&m_undo);
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
}

void BuilderTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

// Opens "+ condition", types and takes what is found first.
void BuilderTest::add(const char *words)
{
    auto *button = find<PillButton>("addCondition", find<QWidget>("group-0"));
    for (auto *candidate : find<QWidget>("group-0")->findChildren<PillButton *>(QStringLiteral("addCondition"))) {
        if (candidate->parentWidget()->parentWidget()->objectName() == QLatin1String("group-0"))
            button = candidate;
    }
    QTest::mouseClick(button, Qt::LeftButton);
    auto *search = button->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    QTest::keyClicks(search, QString::fromLatin1(words));
    QTest::keyClick(search, Qt::Key_Return);
}

void BuilderTest::choose(PillButton *pill, const char *list, const QString &text)
{
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    auto *choices = pill->popup()->findChild<QListWidget *>(QLatin1String(list));
    const auto items = choices->findItems(text, Qt::MatchExactly);
    QVERIFY2(items.size() == 1, qPrintable(text));
    choices->scrollToItem(items.first());
    QTest::mouseClick(choices->viewport(), Qt::LeftButton, {}, choices->visualItemRect(items.first()).center());
}

void BuilderTest::type(PillButton *pill, const char *field, const QString &text)
{
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    auto *line = pill->popup()->findChild<QLineEdit *>(QLatin1String(field));
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!pill->popup()->isVisible());
}

void BuilderTest::start(const QByteArray &root)
{
    m_page->startSegment(docOf(root));
    QTRY_VERIFY(count());
}

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
    QTRY_COMPARE(find<QListWidget>("sample")->count(), 2);
    QCOMPARE(find<QLabel>("reach")->text(), QStringLiteral("Reachable: 2 by e-mail · 1 by SMS"));
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

void BuilderTest::ordersAreSaidToBePlaced()
{
    start(LapsedGood);
    QTRY_VERIFY(find<QLabel>("orders")->isVisible());
    const QString words = find<QLabel>("orders")->text();
    QVERIFY2(words.startsWith(QStringLiteral("4 orders placed, ")), qPrintable(words));
    QVERIFY2(words.endsWith(QStringLiteral(" before cancellations and refunds")), qPrintable(words));
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

void BuilderTest::showsWhatIsUnfinishedWithoutComplaint()
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

void BuilderTest::saysWhyAConditionIsInvalid()
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

void BuilderTest::keepsKindsItCannotEdit()
{
    const QByteArray root = R"({"kind": "group", "match": "all", "children": [
        {"kind": "sample", "percent": 10, "salt": "s"},
        {"kind": "event", "metric": "Placed Order", "aggregate": "first", "property": "Source", "compare": {"op": "is", "value": "web"}, "window": {"kind": "ever"}},
        {"kind": "consent", "channel": "email", "state": "can_receive"}]})";
    m_page->startSegment(docOf(root));
    QTRY_VERIFY(row("0.2"));
    QVERIFY(row("0.0")->findChild<QLabel *>(QStringLiteral("keptWords")));
    QVERIFY(
        row("0.1")->findChild<QLabel *>(QStringLiteral("keptWords"))->text().contains(QStringLiteral("Placed Order")));
    choose(pill("0.2", "channel"), "choices", QStringLiteral("SMS"));
    SegmentDoc expected = docOf(root);
    std::get<ConsentCondition>(nodeAt(expected, NodePath().child(2))->is).channel = Channel::Sms;
    QCOMPARE(editor()->doc().root, expected.root);
}

void BuilderTest::everyKindOpensSpeaksAndCounts_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("people");

    const auto add = [](const char *name, const char *json, const char *sentence, int people) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(sentence) << people;
    };
    add("event, distinct",
        R"({"kind": "event", "metric": "Placed Order", "aggregate": "distinct", "property": "Source", "compare": {"op": "at_least", "value": 2}})",
        "Placed Order", 2);
    add("event, weekdays",
        R"({"kind": "event", "metric": "Placed Order", "window": {"kind": "ever", "weekdays": [1, 2, 3, 4, 5, 6, 7]}, "compare": {"op": "at_least", "value": 3}})",
        "at least 3 times", 1);
    add("event, against another",
        R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "more", "with": {"metric": "Viewed Product"}}})",
        "is more than the number of times Viewed Product", 6);
    add("event, a long sentence",
        R"({"kind": "event", "metric": "Placed Order", "aggregate": "sum", "window": {"kind": "ever", "weekdays": [1, 2, 3, 4, 5, 6, 7], "from_hour": 0, "to_hour": 24}, "compare": {"op": "more", "with": {"metric": "Viewed Product", "aggregate": "sum", "filters": {"of": [{"property": "Source", "op": "is", "value": "web"}]}}}})",
        "is more than the sum of value of Viewed Product", 6);
    add("property, against another",
        R"({"kind": "property", "property": "Country", "op": "is_not", "other": "First Name"})",
        "Country is not their First Name", 6);
    add("consent, method", R"({"kind": "consent", "channel": "email", "state": "subscribed", "method": "form"})",
        "form", 6);
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

void BuilderTest::everyKindOpensSpeaksAndCounts()
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
    const auto *words = row("0.0")->findChild<QLabel *>(QStringLiteral("keptWords"));
    QVERIFY(words);
    QVERIFY2(words->text().contains(sentence), qPrintable(words->text()));
    QTRY_COMPARE(row("0.0")->visibleRegion().boundingRect().size(), row("0.0")->size());
    QVERIFY2(row("0.0")->accessibleName().contains(words->text()), qPrintable(row("0.0")->accessibleName()));
    QVERIFY(!row("0.0")->findChild<QLabel *>(QStringLiteral("problem"))->isVisible());
    QCOMPARE(editor()->doc().root, docOf(R"({"kind": "group", "match": "all", "children": [)" + condition + "]}").root);
}

void BuilderTest::otherKindsMoveAndGo()
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

void BuilderTest::letsUnknownsIn()
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
    QStringList stops;
    for (const QWidget *stop = find<QLineEdit>("note"); !stops.contains(QStringLiteral("copySentence"));
         stop = stop->nextInFocusChain()) {
        if ((stop->focusPolicy() & Qt::TabFocus) && stop->isVisible() && stop->isEnabled() &&
            stop->window() == m_page->window())
            stops.append(stop->objectName());
    }
    const QStringList expected =
        QStringLiteral("note,undo,exportAudience,match,group-0.0,match,rowMenu,condition-0.0.0,consent,channel,rowMenu,"
                       "addCondition,addGroup,condition-0.1,property,test,rowMenu,condition-0.2,metric,test,window,"
                       "filterProperty,removeFilter,addFilter,rowMenu,addCondition,addGroup,count")
            .split(u',');
    QCOMPARE(stops.mid(0, expected.size()), expected);
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
