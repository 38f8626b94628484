// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/conditions/segmentcircles.h"
#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/lifecycle/lifecycleeditor.h"
#include "ui/segment/lifecycle/lifecycleview.h"
#include "ui/segment/lifecycle/movementchart.h"
#include "ui/segment/lifecycle/movetable.h"
#include "ui/segment/lifecycle/stagetable.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoGroup>

using namespace perennial;

// The seven people of smallstore.h by the usual stages: Ben is high-value; Ada and Fay are churning; Cara, Dan and Eve
// have lapsed; Gus has not bought yet.
class LifecycleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everybodyIsInExactlyOneStage();
    void aStageLeadsToItsPeople();
    void aStageSaysHowManyItLeavesToThoseAbove();
    void anEditedStageIsCountedAndKept();
    void aNewStageHoldsNobodyUntilItSaysWhom();
    void theOrderDecidesWhoComesFirst();
    void aTakenNameIsRefusedInWords();
    void deletingIsUndoneByTheWindowsUndo();
    void oneGoesBackToTheUsualStages();
    void movementLeadsToWhoMoved();
    void thePictureIsReadByKeys();
    void aStageIsUsedInASegment();
    void segmentsThatAskForAStageThatIsGoneAreNamed();
    void aStageMayAskForOnesAboveItAndForASegmentOfItsName();
    void whatIsNotSavedYetIsSavedWhenTheStoreIsLeft();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] StageTable *stages() const { return find<StageTable>("stages"); }
    [[nodiscard]] LifecycleView &view() const { return m_page->lifecycle(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return stages()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] int rowOf(const QString &stage) const
    {
        return static_cast<int>(view().editor().lifecycle().stageNamed(stage).value());
    }
    [[nodiscard]] QString countOf(const char *stage) const
    {
        return cell(rowOf(QLatin1String(stage)), StageModel::CountColumn);
    }
    [[nodiscard]] Lifecycle kept() const
    {
        auto store = Store::openReader(m_path);
        return LifecycleShelf(*store).current().value();
    }
    void select(const char *stage) { stages()->select(static_cast<size_t>(rowOf(QLatin1String(stage)))); }
    void rename(const QString &name);

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    QUndoGroup m_undo;
    QString m_title; // of the people that were asked for
    std::vector<ProfileId> m_people;
};

void LifecycleTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void LifecycleTest::init()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
    QVERIFY(makeSmallStore(m_path));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->setUndoGroup(&m_undo);
    m_title.clear();
    m_people.clear();
    connect(m_page.get(), &SegmentsPage::peopleChosen, this,
            [this](const QString &title, const std::vector<ProfileId> &people) {
                m_title = title;
                m_people = people;
            });
    m_page->resize(1024, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    auto *tabs = find<QTabBar>("portfolioTabs");
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(static_cast<int>(SegmentsPage::Tab::Lifecycle)).center());
    new QAbstractItemModelTester(stages()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_page.get());
    QTRY_COMPARE(countOf("Churning"), QStringLiteral("2"));
}

void LifecycleTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

// Types a name into the cell that has the focus.
void LifecycleTest::rename(const QString &name)
{
    auto *field = stages()->findChild<QLineEdit *>();
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, name);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!stages()->findChild<QLineEdit *>());
}

void LifecycleTest::everybodyIsInExactlyOneStage()
{
    const QStringList names{"New",      "High-value", "Multi-buyer", "Active",
                            "Churning", "Lapsed",     "Lost",        "Not bought yet"};
    const QStringList counts{"0", "1", "0", "0", "2", "3", "0", "1"};
    const QStringList trends{"0", "+1", "−1", "0", "−2", "+2", "0", "0"};
    QCOMPARE(stages()->model()->rowCount(), int(names.size()));
    for (int row = 0; row < names.size(); ++row) {
        QCOMPARE(cell(row, StageModel::NameColumn), names.at(row));
        QCOMPARE(cell(row, StageModel::CountColumn), counts.at(row));
        QCOMPARE(cell(row, StageModel::TrendColumn), trends.at(row));
    }
    QCOMPARE(stages()->model()->index(4, StageModel::TrendColumn).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("−2 in 30 days"));
    QVERIFY(find<Label>("lifecycleWords")->text().endsWith(QStringLiteral("Berlin.")));
}

void LifecycleTest::aStageLeadsToItsPeople()
{
    select("Churning");
    QTest::keyClick(stages(), Qt::Key_Return);
    QCOMPARE(m_people, std::vector<ProfileId>({{1}, {6}}));
    QCOMPARE(m_title, QStringLiteral("In the stage Churning"));
    select("Not bought yet");
    QTest::mouseClick(find<LinkButton>("stagePeople"), Qt::LeftButton);
    QCOMPARE(m_people, std::vector<ProfileId>({{7}}));
}

void LifecycleTest::aStageSaysHowManyItLeavesToThoseAbove()
{
    select("Lapsed"); // anybody who ordered within a year: all but Gus
    QTRY_COMPARE(find<Label>("stageTaken")->text(),
                 QStringLiteral("6 people meet these conditions; 3 of them are in a stage above."));
    select("Not bought yet");
    QCOMPARE(find<Label>("stageTaken")->text(), QStringLiteral("Everybody whom no stage above is meant for."));
    QVERIFY(!find<DefinitionView>("definition") || !find<DefinitionView>("definition")->isVisible());
}

void LifecycleTest::anEditedStageIsCountedAndKept()
{
    select("Churning");
    QSignalSpy saved(&view(), &LifecycleView::saved);
    const auto &lifecycle = view().editor().lifecycle();
    SegmentNode root = lifecycle.stages[4].root;
    auto &within = std::get<EventCondition>(root.group()->children[0].is).quantity.window;
    within.n = 250; // takes Dan and Eve from those who lapsed
    view().editor().define(4, root, QStringLiteral("Change window"), {});
    QTRY_COMPARE(countOf("Churning"), QStringLiteral("4"));
    QCOMPARE(countOf("Lapsed"), QStringLiteral("1"));
    view().flush();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(kept(), lifecycle);
    QTRY_VERIFY(find<LinkButton>("usualStages")->isVisible());
}

void LifecycleTest::aNewStageHoldsNobodyUntilItSaysWhom()
{
    select("Lapsed");
    QTest::keyClick(stages(), Qt::Key_Insert);
    rename(QStringLiteral("From Germany"));
    QCOMPARE(cell(5, StageModel::NameColumn), QStringLiteral("From Germany"));
    QTRY_COMPARE(countOf("From Germany"), QStringLiteral("0"));
    QCOMPARE(countOf("Lapsed"), QStringLiteral("3"));
    PropertyCondition german;
    german.property = QStringLiteral("Country");
    german.test.op = Op::Is;
    german.test.values = {QStringLiteral("DE")};
    view().editor().define(5, {SegmentGroup{GroupMatch::All, {{german, UnknownRule::Out}}}, UnknownRule::Out},
                           QStringLiteral("Add condition"), {});
    QTRY_COMPARE(countOf("From Germany"), QStringLiteral("2")); // Cara and Eve; Ada is churning, Gus has no country
    QCOMPARE(countOf("Lapsed"), QStringLiteral("1"));
}

void LifecycleTest::theOrderDecidesWhoComesFirst()
{
    select("Lapsed");
    QTest::keyClick(stages(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(rowOf(QStringLiteral("Lapsed")), 4);
    QTRY_COMPARE(countOf("Lapsed"), QStringLiteral("5"));
    QCOMPARE(countOf("Churning"), QStringLiteral("0"));
    QCOMPARE(stages()->current(), size_t(4));
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(stages(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(rowOf(QStringLiteral("Lapsed")), 6);         // nothing comes after everybody else
    QTRY_COMPARE(countOf("Lapsed"), QStringLiteral("0")); // whoever ordered within a year ordered ever
    QCOMPARE(countOf("Lost"), QStringLiteral("3"));
}

void LifecycleTest::aTakenNameIsRefusedInWords()
{
    select("Churning");
    QTest::keyClick(stages(), Qt::Key_F2);
    rename(QStringLiteral("not BOUGHT yet"));
    QCOMPARE(cell(4, StageModel::NameColumn), QStringLiteral("Churning"));
    QCOMPARE(find<Banner>("lifecycleProblem")->text(), QStringLiteral("Two stages are called “Not bought yet”."));
    QTest::keyClick(stages(), Qt::Key_F2);
    rename(QStringLiteral("  Slipping  "));
    QCOMPARE(cell(4, StageModel::NameColumn), QStringLiteral("Slipping"));
    QVERIFY(find<Banner>("lifecycleProblem")->isHidden());
}

void LifecycleTest::deletingIsUndoneByTheWindowsUndo()
{
    select("Churning");
    QTest::keyClick(stages(), Qt::Key_Delete);
    QTRY_COMPARE(countOf("Lapsed"), QStringLiteral("5"));
    QVERIFY(m_undo.activeStack());
    QCOMPARE(m_undo.undoText(), QStringLiteral("Delete stage “Churning”"));
    m_undo.undo();
    QTRY_COMPARE(countOf("Churning"), QStringLiteral("2"));
    m_undo.redo();
    QTRY_COMPARE(countOf("Lapsed"), QStringLiteral("5"));
    QCOMPARE(stages()->model()->rowCount(), 7);
}

void LifecycleTest::oneGoesBackToTheUsualStages()
{
    select("Churning");
    QTest::keyClick(stages(), Qt::Key_Delete);
    auto *usual = find<LinkButton>("usualStages");
    QTRY_VERIFY(usual->isVisible());
    QTest::mouseClick(usual, Qt::LeftButton);
    QTRY_COMPARE(countOf("Churning"), QStringLiteral("2"));
    QVERIFY(!usual->isVisible());
    view().flush();
    QTRY_VERIFY(view().isSaved());
    auto store = Store::openReader(m_path);
    QVERIFY(!LifecycleShelf(*store).saved().value());
}

void LifecycleTest::movementLeadsToWhoMoved()
{
    auto *chart = find<MovementChart>("movement");
    auto *moves = find<MoveTable>("moves");
    QTRY_VERIFY(view().study().months());
    const auto months = view().study().months();
    size_t moved = 0;
    for (size_t step = 0; step < months->moves.size(); ++step) {
        chart->setStep(step);
        for (int row = 0; row < moves->model()->rowCount(); ++row) {
            moves->setCurrentIndex(moves->model()->index(row, 0));
            QTest::keyClick(moves, Qt::Key_Return);
            QCOMPARE(QString::number(m_people.size()), moves->model()->index(row, 1).data().toString());
            QVERIFY(m_title.startsWith(moves->model()->index(row, 0).data().toString()));
            moved += m_people.size();
        }
    }
    // Over two years: seven became known; Ben's, Ada's, … each order and each silence moved somebody.
    size_t counted = 0;
    for (const auto &step : months->moves) {
        for (const StageMove &move : step)
            counted += move.from == move.to ? 0 : move.people;
    }
    QVERIFY(moved > 7);
    QCOMPARE(moved, counted);
}

void LifecycleTest::thePictureIsReadByKeys()
{
    auto *chart = find<MovementChart>("movement");
    auto *reading = find<Label>("movementReading");
    QTRY_VERIFY(view().study().months());
    QTest::mouseClick(find<QCheckBox>("movementStays"), Qt::LeftButton);
    chart->setFocus();
    const size_t last = chart->step();
    QCOMPARE(last, size_t(StageStudy::Months - 1));
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->step(), last - 1);
    QTest::keyClick(chart, Qt::Key_Down);
    QVERIFY(reading->text().contains(QStringLiteral("people")));
    QCOMPARE(chart->accessibleDescription(), reading->text());
    QTest::keyClick(chart, Qt::Key_Return);
    const QString first = m_title;
    const size_t most = m_people.size();
    QVERIFY(most > 0 && !first.isEmpty());
    QTest::keyClick(chart, Qt::Key_Down);
    QTest::keyClick(chart, Qt::Key_Return);
    QVERIFY(m_people.size() <= most);
    const MovementBlock block = chart->picture().blocks.back();
    QTest::mouseClick(chart, Qt::LeftButton, {}, block.box.center().toPoint());
    QCOMPARE(m_people.size(), size_t(block.people));
}

void LifecycleTest::aStageIsUsedInASegment()
{
    select("Lapsed");
    Q_EMIT stages()->useWanted(stages()->current());
    auto *builder = m_page->findChild<SegmentBuilder *>();
    QVERIFY(builder->editor());
    const SegmentNode &node = builder->editor()->doc().root.group()->children.at(0);
    const auto *member = std::get_if<MembershipCondition>(&node.is);
    QVERIFY(member && member->of == MemberOf::Stage && member->name == QStringLiteral("Lapsed"));
    auto *row = m_page->findChild<SegmentBuilder *>()->findChild<ConditionRow *>();
    QVERIFY(row);
    QTRY_VERIFY(m_page->findChild<SegmentBuilder *>()->canExport());
    m_page->showList();
    m_page->showTab(SegmentsPage::Tab::Segments);
    QTRY_COMPARE(m_page->model().index(0, SegmentListModel::CountColumn).data().toString(), QStringLiteral("3"));
}

void LifecycleTest::segmentsThatAskForAStageThatIsGoneAreNamed()
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store);
    const QByteArray document = R"({"format": "perennial-segment", "version": 1, "root": {"kind": "group", "children": [
        {"kind": "membership", "of": "stage", "name": "CHURNING"}]}})";
    QVERIFY(SegmentShelf(*store).save(QStringLiteral("Win back"), document, Instant::now()));
    m_workspace->noteSegmentsChanged();
    QTRY_VERIFY(m_page->catalog().definitions().size() > 8);
    view().editor().rename(4, QStringLiteral("Slipping"));
    QCOMPARE(find<Banner>("lifecycleProblem")->text(),
             QStringLiteral("The segment “Win back” asks for a stage that there is not any more. Undo, or change it."));
    m_undo.undo();
    QVERIFY(find<Banner>("lifecycleProblem")->isHidden());
}

void LifecycleTest::aStageMayAskForOnesAboveItAndForASegmentOfItsName()
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store);
    const QByteArray buyers = R"({"format": "perennial-segment", "version": 1, "root": {"kind": "group", "children": [
        {"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}}]}})";
    QVERIFY(SegmentShelf(*store).save(QStringLiteral("Lapsed"), buyers, Instant::now()));
    m_workspace->noteSegmentsChanged();
    QTRY_VERIFY(m_page->catalog().definitions().size() > 8);
    MembershipCondition ofSegment;
    ofSegment.name = QStringLiteral("Lapsed");
    select("Lapsed");
    view().editor().define(5, {SegmentGroup{GroupMatch::All, {{ofSegment, UnknownRule::Out}}}, UnknownRule::Out},
                           QStringLiteral("Change condition"), {});
    QTRY_COMPARE(find<Label>("stageTaken")->text(),
                 QStringLiteral("6 people meet these conditions; 3 of them are in a stage above."));
    const auto circles = segmentCircles({MemberOf::Stage, QStringLiteral("Churning")}, m_page->catalog().definitions());
    const auto isRefused = [&](const char *stage) {
        return circles.contains(SavedName{MemberOf::Stage, QLatin1String(stage)}.key());
    };
    QVERIFY(!isRefused("New") && !isRefused("Active"));
    QVERIFY(isRefused("Churning") && isRefused("Lapsed") && isRefused("Not bought yet"));
}

void LifecycleTest::whatIsNotSavedYetIsSavedWhenTheStoreIsLeft()
{
    view().editor().rename(4, QStringLiteral("Slipping"));
    m_workspace->close();
    QCOMPARE(kept().stages[4].name, QStringLiteral("Slipping"));
}

QTEST_MAIN(LifecycleTest)
#include "lifecycletest.moc"
