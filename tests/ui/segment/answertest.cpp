// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/nearmisses.h"
#include "core/segment/history/segmentmoves.h"
#include "tests/ui/segment/builderfixture.h"
#include "ui/segment/answer/barrow.h"
#include "ui/segment/answer/dayhandle.h"
#include "ui/segment/answer/historychart.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/catalog/tablecatalog.h"
#include "ui/segment/figures/tableoracle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"

#include <QComboBox>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace perennial;

namespace {

// The open store's answers, and what they were asked for.
class CountingOracle final : public TableOracle
{
public:
    using TableOracle::TableOracle;

    [[nodiscard]] Work prepare(SegmentQuestion question) override
    {
        m_counts.push_back(question);
        return TableOracle::prepare(std::move(question));
    }
    [[nodiscard]] Answering<WhyAnswer> prepareWhy(WhyQuestion question) override
    {
        m_whys.push_back(question);
        return TableOracle::prepareWhy(std::move(question));
    }
    [[nodiscard]] Answering<LeftOut> prepareLeftOut(LeftOutQuestion question) override
    {
        m_leftOuts.push_back(question);
        return TableOracle::prepareLeftOut(std::move(question));
    }
    [[nodiscard]] Answering<std::vector<HistoryPoint>> prepareHistory(HistoryQuestion question) override
    {
        m_histories.push_back(question);
        return TableOracle::prepareHistory(std::move(question));
    }
    [[nodiscard]] Answering<Moves> prepareMoves(MovesQuestion question) override
    {
        m_moves.push_back(question);
        return TableOracle::prepareMoves(std::move(question));
    }

    std::vector<SegmentQuestion> m_counts;
    std::vector<WhyQuestion> m_whys;
    std::vector<LeftOutQuestion> m_leftOuts;
    std::vector<HistoryQuestion> m_histories;
    std::vector<MovesQuestion> m_moves;
};

constexpr auto TwoOrders = R"({"kind": "group", "match": "all", "children": [
    {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}}]})";
constexpr auto InFrance = R"({"kind": "group", "match": "all", "children": [
    {"kind": "property", "property": "Country", "op": "is", "value": "FR"},
    {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}}]})";

enum Tab { Who, Why, When };

} // namespace

// The right third of the builder, as somebody with a mouse or a keyboard reads it.
class AnswerTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init();
    void cleanup() { close(); }
    void theSampleShowsWhatTheConditionsAskAbout();
    void everyNumberLeadsToItsPeople();
    void shufflesTheSample();
    void saysWhySomebodyIsIn();
    void saysWhatWouldBringSomebodyIn();
    void twoDaysThatAreCloseCanBothBeGrabbed();
    void findsAPersonByNameAndAsksAgainAfterEachEdit();
    void namesWhomOneConditionAloneKeepsOut();
    void saysWhyThereAreNoReasonsInAnAnyGroup();
    void drawsTheHistory();
    void readsTheHistoryByKeyboard();
    void theHandleMovesTheWholePage();
    void draggingTheHandleToTheEndMeansNow();
    void comparesTwoDays();
    void asksNothingForHiddenTabs();
    void theNewestEditWins();
    void anErrorIsSaidAndGoesAway();
    void anEmptyStoreSaysSo();
    void waitsForAStoreThatIsBeingRead();
    void anImportIsMentioned();
    void nothingIsWiderThanThePane();
    void tabsAreReachedByArrows();

private:
    [[nodiscard]] QTabBar *tabs() const { return find<QTabBar>("answerTabBar"); }
    [[nodiscard]] HistoryChart *chart() const { return find<HistoryChart>("historyChart"); }
    [[nodiscard]] DayHandle *handle() const { return find<DayHandle>("pageDay"); }
    [[nodiscard]] QTableView *sample() const { return find<QTableView>("sample"); }
    void show(Tab tab);
    void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    void clickPerson(const QString &name);
    [[nodiscard]] QString text(const char *name) const { return find<QLabel>(name)->text(); }

    CountingOracle *m_oracle = nullptr;
};

void AnswerTest::init()
{
    open();
    auto oracle = std::make_unique<CountingOracle>(*m_workspace);
    m_oracle = oracle.get();
    m_page =
        std::make_unique<SegmentsPage>(*m_workspace, std::move(oracle), std::make_unique<TableCatalog>(*m_workspace));
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void AnswerTest::show(Tab tab)
{
    QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(tab).center());
    QCOMPARE(tabs()->currentIndex(), int(tab));
}

void AnswerTest::clickPerson(const QString &name)
{
    QTRY_VERIFY(sample()->model()->rowCount() > 0);
    for (int row = 0; row < sample()->model()->rowCount(); ++row) {
        const QModelIndex index = sample()->model()->index(row, 0);
        if (index.data().toString() == name)
            return QTest::mouseClick(sample()->viewport(), Qt::LeftButton, {}, sample()->visualRect(index).center());
    }
    QFAIL(qPrintable(name));
}

void AnswerTest::theSampleShowsWhatTheConditionsAskAbout()
{
    start(LapsedGood);
    QTRY_COMPARE(sample()->model()->rowCount(), 2);
    const auto *model = sample()->model();
    QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Placed Order"));
    QCOMPARE(model->headerData(2, Qt::Horizontal).toString(), QStringLiteral("Sum of value"));
    QCOMPARE(model->headerData(3, Qt::Horizontal).toString(), QStringLiteral("Last Placed Order"));
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Ada"));
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("2"));
    QCOMPARE(model->index(0, 2).data().toString(), format::money({25000, QStringLiteral("EUR")}));
    QCOMPARE(model->index(1, 2).data().toString(), format::money({21100, QStringLiteral("EUR")}));
    sample()->setFocus();
    sample()->setCurrentIndex(model->index(1, 0));
    QTest::keyClick(sample(), Qt::Key_Return);
    QTRY_COMPARE(text("whyName"), QStringLiteral("Fay"));
    QCOMPARE(text("orders"), QStringLiteral("4 orders placed, 461€ before cancellations and refunds"));
}

void AnswerTest::everyNumberLeadsToItsPeople()
{
    start(TwoOrders);
    QSignalSpy people(m_page.get(), &SegmentsPage::peopleChosen);
    const auto chosen = [&] { return people.takeFirst().at(1).value<std::vector<ProfileId>>(); };
    QTRY_VERIFY(find<LinkButton>("showAll")->isVisible());
    QCOMPARE(find<LinkButton>("showAll")->text(), QStringLiteral("Show all 5 people"));
    click(find<LinkButton>("showAll"));
    QTRY_COMPARE(people.size(), 1);
    QCOMPARE(people.first().at(0).toString(), QStringLiteral("Given"));
    QCOMPARE(chosen(), (std::vector<ProfileId>{{1}, {2}, {4}, {5}, {6}}));
    click(find<StatTile>("count"));
    QTRY_COMPARE(people.size(), 1);
    QCOMPARE(chosen().size(), 5u);
    click(find<BarRow>("reach-0"));
    QTRY_COMPARE(people.size(), 1);
    QCOMPARE(chosen(), (std::vector<ProfileId>{{1}, {2}, {5}, {6}}));
    find<BarRow>("reach-1")->setFocus();
    QTest::keyClick(find<BarRow>("reach-1"), Qt::Key_Return);
    QTRY_COMPARE(people.size(), 1);
    QCOMPARE(chosen(), (std::vector<ProfileId>{{6}}));
}

void AnswerTest::shufflesTheSample()
{
    start(R"({"kind": "group", "match": "all", "children": []})");
    QTRY_COMPARE(sample()->model()->rowCount(), 7);
    QVERIFY(!find<LinkButton>("shuffle")->isVisible()); // everybody is shown
    SegmentQuestion question = m_oracle->m_counts.back();
    question.detail = FigureDetail::Full;
    question.shuffle = 3;
    const auto figures = m_oracle->prepare(question)(Progress());
    QVERIFY(figures);
    QCOMPARE(figures->sample.size(), 7u);
}

void AnswerTest::saysWhySomebodyIsIn()
{
    start(LapsedGood);
    clickPerson(QStringLiteral("Ada"));
    QCOMPARE(tabs()->currentIndex(), int(Why));
    QTRY_COMPARE(text("whyVerdict"), QStringLiteral("Is in this segment now."));
    QCOMPARE(text("whyName"), QStringLiteral("Ada"));
    const auto expected = explain(editor()->doc(), m_workspace->table(), {1}, m_oracle->m_whys.back().asOf, Progress());
    QVERIFY(expected && expected->member);
    QCOMPARE(text("whyFlip"), expected->flip.sentence);
    QSignalSpy timeline(m_page.get(), &SegmentsPage::personChosen);
    auto *evidence = find<BarRow>("evidence");
    const QString first = format::date({Instant::now().ms - 200 * Instant::DayMs}, m_workspace->homeZone());
    QVERIFY2(evidence->text().startsWith(first), qPrintable(evidence->text()));
    QVERIFY(evidence->accessibleName().endsWith(format::money({15000, QStringLiteral("EUR")})));
    click(evidence);
    QCOMPARE(timeline.size(), 1);
    QCOMPARE(timeline.first().first().value<ProfileId>(), ProfileId{1});
}

void AnswerTest::saysWhatWouldBringSomebodyIn()
{
    start(LapsedGood);
    show(Why);
    QTest::keyClicks(find<QLineEdit>("whySearch"), QStringLiteral("dan@"));
    QTRY_COMPARE(find<QListWidget>("whyFound")->count(), 1);
    QTest::keyClick(find<QLineEdit>("whySearch"), Qt::Key_Return);
    QTRY_COMPARE(text("whyVerdict"), QStringLiteral("Is not in this segment now."));
    const auto expected = explain(editor()->doc(), m_workspace->table(), {4}, m_oracle->m_whys.back().asOf, Progress());
    QVERIFY(expected && !expected->member && expected->flip.possible);
    QCOMPARE(text("whyFlip"), expected->flip.sentence);
    QVERIFY(text("whyFlip").contains(QStringLiteral("subscribe")));
    click(find<QToolButton>("whyLeave"));
    QTRY_VERIFY(text("leftOutWords").contains(QStringLiteral("left out")));
}

void AnswerTest::twoDaysThatAreCloseCanBothBeGrabbed()
{
    HistoryChart chart;
    chart.resize(320, 160);
    const Instant now = Instant::now();
    chart.setAxis({now.ms - 700 * Instant::DayMs}, now, QTimeZone::utc());
    const auto page = chart.handle(HistoryChart::Handle::Page), other = chart.handle(HistoryChart::Handle::Compared);
    for (const int daysAgo : {0, 1, 300, 699}) {
        chart.setMoment(HistoryChart::Handle::Page, ChosenMoment{Instant{now.ms - 300 * Instant::DayMs}});
        chart.setMoment(HistoryChart::Handle::Page, ChosenMoment{Instant{now.ms - daysAgo * Instant::DayMs}});
        chart.setMoment(HistoryChart::Handle::Compared, ChosenMoment{Instant{now.ms - daysAgo * Instant::DayMs}});
        QVERIFY(qAbs(page->x() - other->x()) >= DayHandle::Knob);
        QVERIFY(chart.rect().contains(page->geometry()) && chart.rect().contains(other->geometry()));
    }
    // Taken where it stands, and not moved, it keeps its day.
    const int day = other->value();
    QTest::mousePress(other, Qt::LeftButton, {}, QPoint(3, 12));
    QTest::mouseMove(other, QPoint(3, 13));
    QTest::mouseRelease(other, Qt::LeftButton, {}, QPoint(3, 13));
    QVERIFY(qAbs(other->value() - day) <= 2); // a pixel is more than two days
}

void AnswerTest::findsAPersonByNameAndAsksAgainAfterEachEdit()
{
    start(TwoOrders);
    show(Why);
    auto *search = find<QLineEdit>("whySearch");
    QTest::keyClicks(search, QStringLiteral("cara"));
    QTRY_COMPARE(find<QListWidget>("whyFound")->count(), 1);
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(find<QListWidget>("whyFound"), Qt::Key_Return);
    QTRY_COMPARE(text("whyVerdict"), QStringLiteral("Is not in this segment now."));
    type(pill("0.0", "test"), "number", QStringLiteral("1"));
    QTRY_COMPARE(text("whyVerdict"), QStringLiteral("Is in this segment now."));
    QCOMPARE(m_oracle->m_whys.back().doc.root, editor()->doc().root);
}

void AnswerTest::namesWhomOneConditionAloneKeepsOut()
{
    start(InFrance);
    show(Why);
    QTRY_COMPARE(text("leftOutWords"), QStringLiteral("4 people are left out."));
    const auto near =
        nearMissesOf(editor()->doc(), m_workspace->table(), m_oracle->m_leftOuts.back().asOf, 8, Progress());
    QVERIFY(near);
    for (const OnlyReason &reason : near->only) {
        auto *row = find<BarRow>(qPrintable("leftOut-" + reason.path.toString()));
        QCOMPARE(row ? row->count() : 0, qint64(reason.count));
    }
    QSignalSpy people(m_page.get(), &SegmentsPage::peopleChosen);
    QVERIFY(find<BarRow>("leftOut-0.0"));
    click(find<BarRow>("leftOut-0.0"));
    QTRY_COMPARE(people.size(), 1);
    QCOMPARE(people.first().at(1).value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{1}, {3}}));
    QVERIFY(people.first().at(0).toString().contains(QStringLiteral("Country")));
    click(find<BarRow>("leftOut-0.0+0.1"));
    QTRY_COMPARE(people.size(), 2);
    QCOMPARE(people.last().at(1).value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{5}, {7}}));
    click(find<BarRow>(qPrintable(QStringLiteral("near-%1").arg(near->people.front().profile.value))));
    QTRY_COMPARE(text("whyVerdict"), QStringLiteral("Is not in this segment now."));
}

void AnswerTest::saysWhyThereAreNoReasonsInAnAnyGroup()
{
    start(QByteArray(InFrance).replace("\"all\"", "\"any\""));
    show(Why);
    QTRY_VERIFY(text("leftOutWords").startsWith(QStringLiteral("Any one of these conditions is enough")));
}

void AnswerTest::drawsTheHistory()
{
    start(TwoOrders);
    show(When);
    QTRY_COMPARE(chart()->points().size(), 105u);
    const HistoryQuestion asked = m_oracle->m_histories.back();
    const auto expected = historyAt(asked.moments, editor()->doc(), m_workspace->table(), {}, Progress());
    QVERIFY(expected);
    QCOMPARE(chart()->points(), *expected);
    QCOMPARE(text("readDay"), QStringLiteral("now"));
    QCOMPARE(text("readSize"), QStringLiteral("5 · 71.4 %"));
    QVERIFY(chart()->accessibleDescription().contains(QStringLiteral("last 5")));
    QVERIFY(text("historyZone").contains(QStringLiteral("Berlin time")));
    find<QComboBox>("historyReach")->setFocus();
    QTest::keyClick(find<QComboBox>("historyReach"), Qt::Key_Up);
    QTRY_COMPARE(chart()->points().size(), 53u);
    QTest::keyClick(find<QComboBox>("historyReach"), Qt::Key_Up);
    QTRY_COMPARE(chart()->points().size(), 92u);
    type(pill("0.0", "test"), "number", QStringLiteral("3"));
    QTRY_COMPARE(text("readSize"), QStringLiteral("1 · 14.3 %"));
}

void AnswerTest::readsTheHistoryByKeyboard()
{
    start(TwoOrders);
    show(When);
    QTRY_COMPARE(chart()->points().size(), 105u);
    const std::vector<HistoryPoint> points = chart()->points();
    const auto first = std::ranges::find_if(points, [](const HistoryPoint &point) { return point.entered > 0; });
    QVERIFY(first != points.end());
    chart()->setFocus();
    QTest::keyClick(chart(), Qt::Key_Home);
    QTest::keyClick(chart(), Qt::Key_Home);
    for (auto at = points.begin(); at != first; ++at)
        QTest::keyClick(chart(), Qt::Key_Right);
    QVERIFY2(text("readChange").startsWith(QStringLiteral("+1 entered, 0 left since ")),
             qPrintable(text("readChange")));
    QTest::keyClick(chart(), Qt::Key_Return);
    QTRY_COMPARE(count(), std::optional<qint64>(first->count));
    QTest::mouseMove(chart(), QPoint(chart()->xOf(points.front().asOf), 40));
    QTRY_COMPARE(text("readChange"), QStringLiteral("the first point"));
}

void AnswerTest::theHandleMovesTheWholePage()
{
    start(TwoOrders);
    show(When);
    QTRY_COMPARE(chart()->points().size(), 105u);
    const size_t histories = m_oracle->m_histories.size();
    handle()->setFocus();
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(handle(), Qt::Key_PageDown); // 7 × 30 days: only Eve had two orders by then
    QTRY_COMPARE(count(), std::optional<qint64>(1));
    QVERIFY(find<PillButton>("asOf")->value().startsWith(QStringLiteral("end of ")));
    QCOMPARE(m_oracle->m_histories.size(), histories); // the curve is the same
    QTest::keyClick(handle(), Qt::Key_Left);
    const QDate day = QDateTime::currentDateTimeUtc().toTimeZone(m_workspace->homeZone()).date().addDays(-211);
    const Instant end{startOfDayMs(day.addDays(1), m_workspace->homeZone()) - 1};
    QTRY_COMPARE(m_oracle->m_counts.back().asOf, end);
    show(Who);
    QTRY_COMPARE(sample()->model()->rowCount(), 1);
    QCOMPARE(sample()->model()->index(0, 0).data().toString(), QStringLiteral("Eve"));
    QCOMPARE(text("orders"), QStringLiteral("2 orders placed, 100€ before cancellations and refunds"));
    clickPerson(QStringLiteral("Eve"));
    QTRY_VERIFY2(text("whyVerdict").startsWith(QStringLiteral("Was in this segment: end of ")),
                 qPrintable(text("whyVerdict")));
}

void AnswerTest::draggingTheHandleToTheEndMeansNow()
{
    start(TwoOrders);
    show(When);
    QTRY_COMPARE(chart()->points().size(), 105u);
    const QPoint middle = handle()->rect().center();
    const auto drag = [&](int x) {
        QTest::mousePress(handle(), Qt::LeftButton, {}, middle);
        const QPoint to = handle()->mapFrom(chart(), QPoint(x, handle()->geometry().center().y()));
        QMouseEvent move(QEvent::MouseMove, to, handle()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(handle(), &move);
        QTest::mouseRelease(handle(), Qt::LeftButton, {}, middle);
    };
    drag(chart()->xOf({Instant::now().ms - 350 * Instant::DayMs}));
    QTRY_COMPARE(count(), std::optional<qint64>(0));
    drag(chart()->width() + 20);
    QTRY_COMPARE(count(), std::optional<qint64>(5));
    QCOMPARE(find<PillButton>("asOf")->value(), QStringLiteral("now"));
}

void AnswerTest::comparesTwoDays()
{
    start(LapsedGood);
    show(When);
    click(find<QPushButton>("compare"));
    auto *other = find<DayHandle>("comparedHandle");
    QTRY_VERIFY(other->isVisible());
    other->setFocus();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(other, Qt::Key_PageDown);
    const auto expectedMoves = [this] {
        const MovesQuestion asked = m_oracle->m_moves.back();
        return movesOf(editor()->doc(), m_workspace->table(), asked.from, asked.to, 100, {}, Progress());
    };
    QTRY_VERIFY(find<LinkButton>("movesEntered") &&
                find<LinkButton>("movesEntered")->text() == QStringLiteral("+2 entered"));
    const auto expected = expectedMoves();
    QVERIFY(expected);
    QCOMPARE(expected->entered.count(), 2u);
    QCOMPARE(find<LinkButton>("movesLeft")->text(), QStringLiteral("%1 left").arg(expected->left.count()));
    for (const MoveCause &cause : expected->causes) {
        auto *button = find<LinkButton>(qPrintable("causeEntered-" + cause.path.toString()));
        QCOMPARE(button ? button->text() : QString(),
                 cause.entered ? QStringLiteral("+%1").arg(cause.entered) : QString());
    }
    QSignalSpy people(m_page.get(), &SegmentsPage::peopleChosen);
    click(find<LinkButton>("movesEntered"));
    QTRY_COMPARE(people.size(), 1);
    QCOMPARE(people.first().at(1).value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{1}, {6}}));
    click(find<LinkButton>("causeEntered-0.2"));
    QTRY_COMPARE(people.size(), 2);
    QVERIFY(!people.last().at(1).value<std::vector<ProfileId>>().empty());
    click(find<QPushButton>("compare"));
    QVERIFY(!other->isVisible());
}

void AnswerTest::asksNothingForHiddenTabs()
{
    start(LapsedGood);
    QTRY_COMPARE(sample()->model()->rowCount(), 2);
    QVERIFY(m_oracle->m_whys.empty() && m_oracle->m_leftOuts.empty());
    QVERIFY(m_oracle->m_histories.empty() && m_oracle->m_moves.empty());
    show(Why);
    QTRY_COMPARE(m_oracle->m_leftOuts.size(), 1u);
    show(When);
    QTRY_COMPARE(m_oracle->m_histories.size(), 1u);
    type(pill("0.0", "test"), "number", QStringLiteral("1"));
    QTRY_COMPARE(m_oracle->m_histories.size(), 2u);
    QCOMPARE(m_oracle->m_leftOuts.size(), 1u);
    QVERIFY(m_oracle->m_whys.empty() && m_oracle->m_moves.empty());
}

void AnswerTest::theNewestEditWins()
{
    start(TwoOrders);
    show(When);
    QTRY_COMPARE(text("readSize"), QStringLiteral("5 · 71.4 %"));
    SegmentDoc doc = editor()->doc();
    for (const double times : {1.0, 4.0, 3.0}) {
        std::get<EventCondition>(nodeAt(doc, NodePath().child(0))->is).compare.values = {times};
        editor()->apply(doc, QStringLiteral("Type"));
    }
    QTRY_COMPARE(text("readSize"), QStringLiteral("1 · 14.3 %"));
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QCOMPARE(text("readSize"), QStringLiteral("1 · 14.3 %"));
    QCOMPARE(count(), std::optional<qint64>(1));
    QVERIFY(m_oracle->m_histories.size() < 5); // the ones in between were never looked at
}

void AnswerTest::anErrorIsSaidAndGoesAway()
{
    start(TwoOrders);
    show(When);
    QTRY_COMPARE(chart()->points().size(), 105u);
    const SegmentDoc fine = editor()->doc();
    SegmentDoc doc = fine;
    MembershipCondition nowhere;
    nowhere.name = QStringLiteral("No such segment");
    doc.root.group()->children.push_back({.is = nowhere});
    editor()->apply(doc, QStringLiteral("Add"));
    QTRY_VERIFY(find<Banner>("answerProblem")->isVisible());
    QVERIFY(find<Banner>("answerProblem")->text().contains(QStringLiteral("No such segment")));
    QVERIFY(!count());
    QVERIFY(chart()->points().empty());
    editor()->apply(fine, QStringLiteral("Remove"));
    QTRY_COMPARE(count(), std::optional<qint64>(5));
    QVERIFY(!find<Banner>("answerProblem")->isVisible());
    QTRY_COMPARE(chart()->points().size(), 105u);
}

void AnswerTest::anEmptyStoreSaysSo()
{
    QVERIFY(m_workspace->create(m_folder.filePath(QStringLiteral("empty.perennial")),
                                {.name = QStringLiteral("Empty"),
                                 .currency = QStringLiteral("EUR"),
                                 .homeZone = QStringLiteral("Europe/Berlin")}));
    QTRY_VERIFY(m_workspace->table() && m_workspace->table()->profileCount() == 0);
    start(TwoOrders);
    QTRY_VERIFY(text("nobody").startsWith(QStringLiteral("There is nobody in this store yet.")));
    QVERIFY(!sample()->isVisible());
    show(Why);
    QTRY_COMPARE(text("leftOutWords"), QStringLiteral("Nobody is left out."));
    show(When);
    QTRY_COMPARE(chart()->points().size(), 105u);
    QCOMPARE(text("readSize"), QStringLiteral("0 · 0.0 %"));
}

void AnswerTest::waitsForAStoreThatIsBeingRead()
{
    m_page.reset();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->show();
    m_page->startSegment(docOf(TwoOrders));
    QVERIFY(find<Banner>("answerProblem")->text().startsWith(QStringLiteral("The store is still being read.")));
    QTRY_COMPARE(count(), std::optional<qint64>(5));
    QVERIFY(!find<Banner>("answerProblem")->isVisible());
}

void AnswerTest::anImportIsMentioned()
{
    start(TwoOrders);
    QSemaphore end;
    m_jobs->start<int>({.title = QStringLiteral("Importing"), .kind = JobKind::Writing},
                       [&end](const Progress &) -> Result<int> {
                           end.acquire();
                           return 0;
                       },
                       nullptr, {});
    const auto mentioned = [this] { return text("dataAge").contains(QStringLiteral("an import is running")); };
    QTRY_VERIFY(mentioned());
    end.release();
    QTRY_VERIFY(!mentioned());
}

void AnswerTest::nothingIsWiderThanThePane()
{
    m_page->resize(1024 - size::SidebarNarrow, 700);
    start(LapsedGood);
    for (const Tab tab : {Who, Why, When}) {
        show(tab);
        if (tab == When)
            click(find<QPushButton>("compare"));
        QTRY_VERIFY(m_jobs->jobs().isEmpty());
        QCoreApplication::processEvents();
        const auto *pane = find<QWidget>("answer");
        const auto all = pane->findChildren<QWidget *>();
        for (const QWidget *widget : all) {
            if (!widget->isVisible() || !widget->parentWidget())
                continue;
            const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            const QRect place(widget->mapTo(pane, QPoint()), widget->size());
            QVERIFY2(place.left() >= 0 && place.right() < pane->width(), qPrintable(what));
        }
    }
}

void AnswerTest::tabsAreReachedByArrows()
{
    start(LapsedGood);
    tabs()->setFocus();
    QTest::keyClick(tabs(), Qt::Key_Right);
    QCOMPARE(tabs()->currentIndex(), int(Why));
    QTest::keyClick(tabs(), Qt::Key_Right);
    QCOMPARE(tabs()->currentIndex(), int(When));
    QTest::keyClick(tabs(), Qt::Key_Left);
    QCOMPARE(tabs()->currentIndex(), int(Why));
}

QTEST_MAIN(AnswerTest)
#include "answertest.moc"
