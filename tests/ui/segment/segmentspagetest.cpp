// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/pickers/picklist.h"
#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoGroup>
#include <QUndoStack>

using namespace perennial;

namespace {

// Two segments to begin a story with: lapsed good customers, and first-time buyers.
SegmentDoc docOf(int number)
{
    const QByteArray lapsed = R"(
        {"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least", "value": 2}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}},
        {"kind": "event", "metric": "Placed Order", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90}},
        {"kind": "consent", "channel": "email", "state": "can_receive"})";
    const QByteArray fresh = R"(
        {"kind": "event", "metric": "Placed Order", "compare": {"op": "equals", "value": 1}},
        {"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 60}})";
    const QByteArray name = number == 0 ? "Lapsed good customers" : "First-time buyers";
    return SegmentDoc::fromJson(R"({"format": "perennial-segment", "version": 1, "name": ")" + name +
                                R"(", "root": {"kind": "group", "children": [)" + (number == 0 ? lapsed : fresh) +
                                "]}}")
        .value();
}

} // namespace

class SegmentsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsFromATemplate();
    void listCountsEverySegment();
    void searchLooksAtNamesAndSentences();
    void deletedCanComeBack();
    void deletingIsAStepOfUndo();
    void theToastUndoesItsOwnDeletionOnly();
    void chosenAgainItShowsTheList();
    void itsCommandsFollowWhatIsOpen();
    void enterPressesAButton();
    void renamesInPlaceAndDuplicates();
    void aTakenNameIsSaidAtThePlaceAndLosesNothing();
    void editsWaitForAnImportAndAreNotLost();
    void closingKeepsWhatWasTyped();
    void aDocumentFromTheFutureIsLeftAlone();
    void pickModelIsSound();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] SegmentList *list() const { return find<SegmentList>("segments"); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return list()->model()->index(row, column).data().toString();
    }
    std::vector<SavedSegment> saved() const
    {
        auto store = Store::openReader(m_path);
        return store ? SegmentShelf(*store).list().value_or(std::vector<SavedSegment>()) : std::vector<SavedSegment>();
    }
    void makePage();
    void startReady(int number);

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
};

void SegmentsPageTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void SegmentsPageTest::init()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
    QVERIFY(makeSmallStore(m_path));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    makePage();
}

void SegmentsPageTest::makePage()
{
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    new QAbstractItemModelTester(const_cast<SegmentListModel *>(&m_page->model()),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
    m_page->resize(1024, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
}

void SegmentsPageTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

void SegmentsPageTest::startReady(int number)
{
    const int before = static_cast<int>(saved().size());
    m_page->startSegment(docOf(number));
    QTest::mouseClick(find<QToolButton>("back"), Qt::LeftButton);
    QTRY_VERIFY(m_page->isSaved());
    QTRY_COMPARE(m_page->model().rowCount(), before + 1);
}

void SegmentsPageTest::startsFromATemplate()
{
    QTRY_VERIFY(find<QPushButton>("emptyTemplates")->isVisible());
    QTest::mouseClick(find<QPushButton>("emptyTemplates"), Qt::LeftButton);
    QTest::mouseClick(find<QAbstractButton>("template-first-time-buyers"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("createFromTemplate"), Qt::LeftButton);
    QCOMPARE(find<QLineEdit>("name")->text(), QStringLiteral("First-time buyers"));
    QTRY_VERIFY(m_page->isSaved());
    QCOMPARE(saved().size(), size_t(1));
    QCOMPARE(saved().front().name, QStringLiteral("First-time buyers"));
    QTRY_COMPARE(find<QLabel>("saveState")->text(), QStringLiteral("Saved · v1"));
}

void SegmentsPageTest::listCountsEverySegment()
{
    startReady(0);
    QTRY_COMPARE(cell(0, SegmentListModel::CountColumn), QStringLiteral("2"));
    const QModelIndex count = list()->model()->index(0, SegmentListModel::CountColumn);
    QCOMPARE(count.data(FigureDelegate::DetailRole).toString(), format::share(2.0 / 7.0));
    QVERIFY(!list()->model()->index(0, 0).data(SegmentListModel::SentenceRole).toString().isEmpty());
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(find<QLineEdit>("name")->isVisible());
}

void SegmentsPageTest::searchLooksAtNamesAndSentences()
{
    startReady(0);
    startReady(1);
    auto *search = find<QLineEdit>("segmentSearch");
    QTest::keyClicks(search, QStringLiteral("first-time"));
    QCOMPARE(list()->model()->rowCount(), 1);
    search->clear();
    QTest::keyClicks(search, QStringLiteral("receive"));
    QCOMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(cell(0, 0), QStringLiteral("Lapsed good customers"));
}

void SegmentsPageTest::deletedCanComeBack()
{
    startReady(0);
    std::function<void()> undo;
    connect(m_page.get(), &Page::done, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(m_page->model().rowCount(), 0);
    QTRY_VERIFY(undo);
    QTRY_COMPARE(saved().size(), size_t(0));
    undo();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    QCOMPARE(saved().size(), size_t(1));
}

void SegmentsPageTest::deletingIsAStepOfUndo()
{
    startReady(0);
    QUndoGroup undo;
    m_page->setUndoGroup(&undo);
    QVERIFY(!undo.canUndo());
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(undo.undoText(), QStringLiteral("delete “Lapsed good customers”"));
    QTRY_COMPARE(saved().size(), size_t(0));
    undo.undo();
    QTRY_COMPARE(saved().size(), size_t(1));
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    undo.redo();
    QCOMPARE(m_page->model().rowCount(), 0);
    QTRY_COMPARE(saved().size(), size_t(0));
    m_page->startSegment(); // has steps of its own
    QVERIFY(!undo.canUndo());
    m_page->showList();
    QVERIFY(undo.canUndo());
    m_page->hide();
    QVERIFY(!undo.canUndo());
}

void SegmentsPageTest::theToastUndoesItsOwnDeletionOnly()
{
    startReady(0);
    startReady(1);
    QUndoGroup group;
    m_page->setUndoGroup(&group);
    std::vector<std::function<void()>> offers;
    connect(m_page.get(), &Page::done, this, [&](const QString &, const std::function<void()> &undo) {
        if (undo)
            offers.push_back(undo);
    });
    for (size_t deleted = 1; deleted <= 2; ++deleted) {
        list()->selectRow(0);
        QTest::keyClick(list(), Qt::Key_Delete);
        QTRY_COMPARE(offers.size(), deleted);
    }
    group.undo();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    offers.back()();
    QCOMPARE(group.undoText(), group.activeStack()->text(0));
    QCOMPARE(saved().size(), size_t(1));
}

void SegmentsPageTest::chosenAgainItShowsTheList()
{
    startReady(0);
    m_page->openSegment(saved().front().id);
    QVERIFY(find<QLineEdit>("name")->isVisible());
    m_page->showStart();
    QVERIFY(!find<QLineEdit>("name")->isVisible());
    QVERIFY(list()->isVisible());
}

void SegmentsPageTest::itsCommandsFollowWhatIsOpen()
{
    const auto texts = [this] {
        QStringList all;
        for (const QAction *action : m_page->commands())
            all.append(action->text());
        return all;
    };
    QCOMPARE(texts(), (QStringList{QStringLiteral("New segment"), QStringLiteral("Templates")}));
    m_page->commands().first()->trigger();
    QVERIFY(find<QLineEdit>("name")->isVisible());
    QTRY_COMPARE(texts(), (QStringList{QStringLiteral("New segment"), QStringLiteral("Templates"),
                                       QStringLiteral("Export audience")}));
    QSignalSpy wanted(m_page.get(), &SegmentsPage::exportRequested);
    m_page->commands().last()->trigger();
    QCOMPARE(wanted.count(), 1);
}

void SegmentsPageTest::enterPressesAButton()
{
    m_page->startSegment();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    auto *builder = m_page->findChild<SegmentBuilder *>();
    auto *group = builder->findChild<QToolButton *>(QStringLiteral("addGroup"));
    group->setFocus();
    QTest::keyClick(group, Qt::Key_Return);
    QTRY_VERIFY(builder->findChild<QWidget *>(QStringLiteral("group-0.0")));
}

void SegmentsPageTest::renamesInPlaceAndDuplicates()
{
    startReady(0);
    QVERIFY(list()->model()->setData(list()->model()->index(0, 0), QStringLiteral("Win back"), Qt::EditRole));
    QTRY_COMPARE(saved().front().name, QStringLiteral("Win back"));
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(m_page->model().rowCount(), 2);
    QStringList names;
    for (const SavedSegment &segment : saved())
        names.append(segment.name);
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("Win back"), QStringLiteral("Win back 2")}));
}

void SegmentsPageTest::aTakenNameIsSaidAtThePlaceAndLosesNothing()
{
    startReady(0);
    startReady(1);
    m_page->openSegment(saved().front().id);
    const QString other = saved().back().name;
    auto *name = find<QLineEdit>("name");
    const QString own = name->text();
    name->selectAll();
    QTest::keyClicks(name, other);
    auto *note = find<QLineEdit>("note");
    QTest::keyClicks(note, QStringLiteral("For spring"));
    QTRY_VERIFY(find<QLabel>("nameProblem")->isVisible());
    QTRY_VERIFY(m_page->isSaved());
    bool kept = false;
    for (const SavedSegment &segment : saved())
        kept = kept || (segment.name == own && segment.document.contains("For spring"));
    QVERIFY(kept);
}

void SegmentsPageTest::editsWaitForAnImportAndAreNotLost()
{
    startReady(0);
    QSemaphore finish;
    m_jobs->start<int>({.title = QStringLiteral("Importing"), .kind = JobKind::Writing},
                       [&](const Progress &) -> Result<int> {
                           finish.acquire();
                           return 1;
                       },
                       this, {});
    m_page->openSegment(saved().front().id);
    QTest::keyClicks(find<QLineEdit>("note"), QStringLiteral("Typed meanwhile"));
    m_page->flush();
    QTRY_COMPARE(find<QLabel>("saveState")->text(), QStringLiteral("Not saved yet: waiting for the import"));
    QVERIFY(!m_page->isSaved());
    finish.release();
    QTRY_VERIFY(m_page->isSaved());
    QVERIFY(saved().front().document.contains("Typed meanwhile"));
}

void SegmentsPageTest::closingKeepsWhatWasTyped()
{
    startReady(0);
    m_page->openSegment(saved().front().id);
    QTest::keyClicks(find<QLineEdit>("note"), QStringLiteral("Last words"));
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
    QVERIFY(saved().front().document.contains("Last words"));
}

void SegmentsPageTest::aDocumentFromTheFutureIsLeftAlone()
{
    const QByteArray future = R"({"format":"perennial-segment","version":99,"root":{}})";
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store);
        QVERIFY(SegmentShelf(*store).save(QStringLiteral("From tomorrow"), future, Instant::now()));
    }
    m_workspace->noteSegmentsChanged();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    m_page->openSegment(saved().front().id);
    QVERIFY(!m_page->findChild<SegmentBuilder *>()->isVisible());
    QCOMPARE(saved().front().document, future);
}

void SegmentsPageTest::pickModelIsSound()
{
    PickModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({{.id = "a", .text = "Placed Order", .detail = "3", .section = "Did", .iconName = {}},
                    {.id = "b", .text = "Opened Email", .detail = "1", .section = "Did", .iconName = {}},
                    {.id = "c", .text = "Country", .detail = {}, .section = "Is", .iconName = {}}});
    QCOMPARE(model.rowCount(), 5); // two headings
    QCOMPARE(model.firstItemRow(), 1);
    model.setFilter(QStringLiteral("ord pla"));
    QCOMPARE(model.rowCount(), 2);
    model.setFreeText(true);
    model.setFilter(QStringLiteral("zz"));
    QCOMPARE(model.index(0).data(PickModel::IdRole).toString(), QStringLiteral("zz"));
    model.setCheckable(true);
    model.setFilter({});
    model.setChecked({QStringLiteral("c"), QStringLiteral("unlisted")});
    QCOMPARE(model.rowCount(), 6);
}

QTEST_MAIN(SegmentsPageTest)
#include "segmentspagetest.moc"
