// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/lifecycle/lifecycleview.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/segment/portfolio/healthrow.h"
#include "ui/segment/portfolio/healthview.h"
#include "ui/segment/portfolio/listimportcard.h"
#include "ui/segment/portfolio/listsview.h"
#include "ui/segment/portfolio/listtable.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoGroup>
#include <QUndoStack>

using namespace perennial;

namespace {

constexpr auto Buyers = R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}})";
constexpr auto Nobody = R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least", "value": 99}})";
constexpr auto Subscribed = R"({"kind": "consent", "channel": "email", "state": "can_receive"})";

QByteArray documentOf(const QByteArray &name, const QByteArray &children)
{
    return R"({"format": "perennial-segment", "version": 1, "name": ")" + name +
           R"(", "root": {"kind": "group", "children": [)" + children + "]}}";
}

} // namespace

class PortfolioTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tabsAreWalkedByKeysAndGoWithTheBuilder();
    void aFileBecomesAList();
    void rowsThatNameNobodyAreShownAndSaved();
    void aTakenNameIsSaidAtThePlace();
    void aFileOfStrangersIsRefusedInWords();
    void readingAFileCanBeStopped();
    void aDroppedFileIsReadOnlyWhereListsAre();
    void aListLeadsToItsPeople();
    void aListIsUsedInASegment();
    void aFrozenListSaysOfWhatItIsMade();
    void aListIsRenamed();
    void aDeletedListComesBackAsItWas();
    void aDestinationGoesAlongWithItsList();
    void searchFindsLists();
    void healthNamesCausesTheGravestFirst();
    void manySegmentsAreShownInParts();
    void aFixLeadsToTheCondition();
    void aSegmentIsDeletedFromHealthAndComesBack();
    void healthIsLookedAtAgainWhenSegmentsChange();
    void withoutSegmentsThereIsNothingToExamine();
    void soundSegmentsAreSaidToBe();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] QTabBar *tabs() const { return find<QTabBar>("portfolioTabs"); }
    [[nodiscard]] ListTable *table() const { return find<ListTable>("lists"); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] std::vector<SavedList> lists() const
    {
        auto store = Store::openReader(m_path);
        return store ? ListShelf(*store).list().value_or(std::vector<SavedList>()) : std::vector<SavedList>();
    }
    void showTab(SegmentsPage::Tab tab);
    [[nodiscard]] QString writeFile(const QByteArray &text) const;
    void importFile(const QByteArray &text);
    void makeList(const QString &name, std::vector<ProfileId> people, const std::optional<ListOrigin> &origin = {});
    [[nodiscard]] SegmentId makeSegment(const QByteArray &name, const QByteArray &children);
    [[nodiscard]] HealthRow *healthOf(SegmentId id) const
    {
        for (HealthRow *row : m_page->findChildren<HealthRow *>()) {
            if (row->health().id == id && !row->isHidden())
                return row;
        }
        return nullptr;
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    std::function<void()> m_undo; // what the last toast offers
    QStringList m_done;
};

void PortfolioTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void PortfolioTest::init()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
    QVERIFY(makeSmallStore(m_path));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    new QAbstractItemModelTester(const_cast<ListModel *>(&m_page->lists().model()),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
    m_undo = {};
    m_done.clear();
    connect(m_page.get(), &Page::done, this, [this](const QString &text, const std::function<void()> &undo) {
        m_done.append(text);
        m_undo = undo;
    });
    m_page->resize(1024, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
}

void PortfolioTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

void PortfolioTest::showTab(SegmentsPage::Tab tab)
{
    QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(static_cast<int>(tab)).center());
}

QString PortfolioTest::writeFile(const QByteArray &text) const
{
    const QString path = m_folder.filePath(QStringLiteral("VIPs.csv"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return path;
}

void PortfolioTest::importFile(const QByteArray &text)
{
    const QString path = writeFile(text);
    QVERIFY(!path.isEmpty());
    m_page->lists().setChooseFiles([path](QWidget *, const QString &) { return path; },
                                   [this](QWidget *, const QString &name) { return m_folder.filePath(name); });
    showTab(SegmentsPage::Tab::Lists);
    QTest::mouseClick(find<QPushButton>("importList"), Qt::LeftButton);
}

void PortfolioTest::makeList(const QString &name, std::vector<ProfileId> people,
                             const std::optional<ListOrigin> &origin)
{
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store);
        QVERIFY(ListShelf(*store).create(name, {}, people, Instant{1'700'000'000'000}, origin));
    }
    m_workspace->refresh();
    m_workspace->noteSegmentsChanged();
    QTRY_VERIFY(m_page->lists().model().rowCount() > 0);
}

SegmentId PortfolioTest::makeSegment(const QByteArray &name, const QByteArray &children)
{
    SegmentId id;
    {
        auto store = Store::openWriter(m_path);
        const auto saved =
            SegmentShelf(*store).save(QString::fromUtf8(name), documentOf(name, children), Instant::now());
        id = saved ? saved->id : SegmentId();
    }
    m_workspace->refresh();
    m_workspace->noteSegmentsChanged();
    return id;
}

void PortfolioTest::tabsAreWalkedByKeysAndGoWithTheBuilder()
{
    QVERIFY(tabs()->isVisible());
    QVERIFY(!find<QPushButton>("importList")->isVisible());
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    find<QPushButton>("newSegment")->setFocus();
    QTest::keyClick(find<QPushButton>("newSegment"), Qt::Key_Tab);
    QVERIFY(tabs()->hasFocus());
    QTest::keyClick(tabs(), Qt::Key_Right);
    QVERIFY(m_page->lists().isVisible());
    QVERIFY(tabs()->hasFocus());
    QVERIFY(find<QPushButton>("importList")->isVisible());
    QCOMPARE(find<QLineEdit>("segmentSearch")->accessibleName(), QStringLiteral("Search lists"));
    QTest::keyClick(tabs(), Qt::Key_Right);
    QVERIFY(m_page->lifecycle().isVisible());
    QTest::keyClick(tabs(), Qt::Key_Right);
    QVERIFY(find<QWidget>("overlapView")->isVisible());
    QTest::keyClick(tabs(), Qt::Key_Right);
    QVERIFY(find<HealthView>("healthView")->isVisible());
    m_page->startSegment();
    QVERIFY(!tabs()->isVisible());
    m_page->showList();
    QVERIFY(find<HealthView>("healthView")->isVisible());
    m_page->showTemplates();
    QVERIFY(!tabs()->isVisible());
    m_page->showStart(); // back, and once more to where the page begins
    m_page->showStart();
    QCOMPARE(tabs()->currentIndex(), 0);
}

void PortfolioTest::aFileBecomesAList()
{
    importFile("Email\nada@example.com\nben@example.com\nADA@example.com\nzoe@example.com\n");
    auto *create = find<QPushButton>("createList");
    QTRY_VERIFY(create->isVisible());
    QCOMPARE(find<Label>("listImportWords")->text(),
             QStringLiteral("4 rows: 2 people, 1 named twice, 1 not in this store."));
    QCOMPARE(find<QLineEdit>("listName")->text(), QStringLiteral("VIPs"));
    QTest::keyClicks(find<QLineEdit>("listName"), QStringLiteral("Spring guests"));
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_COMPARE(lists().size(), size_t(1));
    QCOMPARE(lists().front().name, QStringLiteral("Spring guests"));
    QCOMPARE(lists().front().members, qint64(2));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(!find<ListImportCard>("listImport")->isVisible());
    QCOMPARE(cell(0, ListModel::CountColumn), QStringLiteral("2"));
    QCOMPARE(cell(0, ListModel::OriginColumn), QStringLiteral("A file"));
    QCOMPARE(m_done.last(), QStringLiteral("Created the list “Spring guests” with 2 people"));
    m_undo();
    QTRY_COMPARE(lists().size(), size_t(0));
}

void PortfolioTest::rowsThatNameNobodyAreShownAndSaved()
{
    importFile("Email\nada@example.com\n=zoe@example.com\n");
    auto *show = find<QAbstractButton>("showUnknown");
    QTRY_VERIFY(show->isVisible());
    QTest::keyClick(show, Qt::Key_Return);
    auto *rows = find<QTableView>("unknownRows");
    QVERIFY(rows->isVisible());
    QCOMPARE(rows->model()->rowCount(), 1);
    QCOMPARE(rows->model()->index(0, 0).data().toString(), QStringLiteral("3"));
    QCOMPARE(rows->model()->index(0, 1).data().toString(), QStringLiteral("=zoe@example.com"));
    QTest::mouseClick(find<QPushButton>("saveUnknown"), Qt::LeftButton);
    QTRY_VERIFY(!m_done.isEmpty());
    QFile saved(m_folder.filePath(QStringLiteral("VIPs-not-found.csv")));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), QByteArray("line,Email\r\n3,'=zoe@example.com\r\n"));
}

void PortfolioTest::aTakenNameIsSaidAtThePlace()
{
    makeList(QStringLiteral("VIPs"), {{1}});
    importFile("Email\nada@example.com\n");
    auto *name = find<QLineEdit>("listName");
    QTRY_VERIFY(name->isVisible());
    QCOMPARE(name->text(), QStringLiteral("VIPs 2"));
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("vips"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(find<Label>("listImportProblem")->isVisible());
    QCOMPARE(lists().size(), size_t(1));
    QTest::mouseClick(find<QAbstractButton>("closeListImport"), Qt::LeftButton);
    QVERIFY(!name->isVisible());
}

void PortfolioTest::aFileOfStrangersIsRefusedInWords()
{
    importFile("Email\nzoe@example.com\n");
    QTRY_VERIFY(m_page->banner()->isVisible());
    QVERIFY(m_page->banner()->text().contains(QStringLiteral("No column of this file names anybody")));
    QVERIFY(!find<ListImportCard>("listImport")->isVisible());
    QVERIFY(find<QPushButton>("emptyImportList")->isVisible());
}

void PortfolioTest::readingAFileCanBeStopped()
{
    QByteArray many = "Email\n";
    for (int i = 0; i < 200'000; ++i)
        many += "ada@example.com\n";
    importFile(many);
    const auto &jobs = m_jobs->jobs();
    const auto reading = std::ranges::find_if(jobs, [](const Job *job) { return !job->isQuiet(); });
    QVERIFY(reading != jobs.end()); // the job strip shows it
    QCOMPARE((*reading)->title(), QStringLiteral("Reading VIPs.csv"));
    QVERIFY(find<ListImportCard>("listImport")->isVisible());
    (*reading)->stop();
    QTRY_VERIFY(!find<ListImportCard>("listImport")->isVisible());
    QVERIFY(!m_page->banner()->isVisible());
    QVERIFY(find<QPushButton>("emptyImportList")->isVisible());
}

void PortfolioTest::aDroppedFileIsReadOnlyWhereListsAre()
{
    const QString path = writeFile("Email\nada@example.com\n");
    QVERIFY(!m_page->takeFiles({path}));
    showTab(SegmentsPage::Tab::Lists);
    QVERIFY(!m_page->takeFiles({path, path}));
    QVERIFY(m_page->takeFiles({path}));
    QTRY_VERIFY(find<QPushButton>("createList")->isVisible());
}

void PortfolioTest::aListLeadsToItsPeople()
{
    makeList(QStringLiteral("Guests"), {{2}, {5}});
    showTab(SegmentsPage::Tab::Lists);
    QSignalSpy chosen(m_page.get(), &SegmentsPage::peopleChosen);
    table()->selectRow(0);
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().at(0).toString(), QStringLiteral("Guests"));
    QCOMPARE(chosen.front().at(1).value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{2}, {5}}));
    const QRect count = table()->visualRect(table()->model()->index(0, ListModel::CountColumn));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, count.center());
    QTRY_COMPARE(chosen.count(), 2);
}

void PortfolioTest::aListIsUsedInASegment()
{
    makeList(QStringLiteral("Guests"), {{2}, {5}});
    showTab(SegmentsPage::Tab::Lists);
    table()->selectRow(0);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(table()->viewport(), &asked);
    auto *menu = find<QMenu>("listMenu");
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text() == QStringLiteral("Use in a segment"))
            action->trigger();
    }
    menu->close();
    auto *builder = m_page->findChild<SegmentBuilder *>();
    QVERIFY(builder->isVisible());
    const SegmentGroup *root = builder->editor()->doc().root.group();
    QCOMPARE(root->children.size(), size_t(1));
    const auto *member = std::get_if<MembershipCondition>(&root->children.front().is);
    QVERIFY(member);
    QVERIFY(member->of == MemberOf::List);
    QCOMPARE(member->name, QStringLiteral("Guests"));
}

void PortfolioTest::aFrozenListSaysOfWhatItIsMade()
{
    const SegmentId segment = makeSegment("Buyers", Buyers);
    const Instant day{1'793'700'000'000}; // 3 November 2026
    makeList(QStringLiteral("Buyers then"), {{1}},
             ListOrigin{.segment = segment, .version = 1, .asOf = day, .document = documentOf("Buyers", Buyers)});
    showTab(SegmentsPage::Tab::Lists);
    QCOMPARE(cell(0, ListModel::OriginColumn), QStringLiteral("Buyers v1, as of 3 Nov 2026 Berlin"));
    const QString sentence = table()->model()->index(0, 0).data(ListModel::SentenceRole).toString();
    QVERIFY2(sentence.contains(QStringLiteral("placed an order")), qPrintable(sentence));
}

void PortfolioTest::aListIsRenamed()
{
    makeList(QStringLiteral("Guests"), {{2}});
    showTab(SegmentsPage::Tab::Lists);
    table()->selectRow(0);
    QTest::keyClick(table(), Qt::Key_F2);
    auto *editor = table()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("Friends"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(lists().front().name, QStringLiteral("Friends"));
}

void PortfolioTest::aDeletedListComesBackAsItWas()
{
    makeList(QStringLiteral("Guests"), {{2}, {5}});
    const SavedList before = lists().front();
    QUndoGroup group;
    m_page->setUndoGroup(&group);
    showTab(SegmentsPage::Tab::Lists);
    table()->selectRow(0);
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_COMPARE(lists().size(), size_t(0));
    QTRY_VERIFY(m_undo);
    QTRY_VERIFY(find<QPushButton>("emptyImportList")->isVisible());
    m_undo();
    QTRY_COMPARE(lists().size(), size_t(1));
    const SavedList after = lists().front();
    QCOMPARE(after.name, before.name);
    QCOMPARE(after.members, before.members);
    QCOMPARE(after.created.ms, before.created.ms);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(group.canRedo());
    group.redo();
    QTRY_COMPARE(lists().size(), size_t(0));
    group.undo();
    QTRY_COMPARE(lists().size(), size_t(1));
    showTab(SegmentsPage::Tab::Segments);
    QVERIFY(!group.canRedo()); // each tab has steps of its own
    m_page->setUndoGroup(nullptr);
}

void PortfolioTest::aDestinationGoesAlongWithItsList()
{
    makeList(QStringLiteral("Guests"), {{2}});
    {
        auto store = Store::openWriter(m_path);
        Destination drop;
        drop.name = QStringLiteral("Drop");
        drop.source = {AudienceKind::List, QStringLiteral("Guests")};
        QVERIFY(DestinationShelf(*store).add(drop, {1}));
    }
    showTab(SegmentsPage::Tab::Lists);
    table()->model()->setData(table()->model()->index(0, 0), QStringLiteral("Friends"));
    const auto source = [this] {
        auto store = Store::openReader(m_path);
        return DestinationShelf(*store).list().value().front().destination.source.name;
    };
    QTRY_COMPARE(source(), QStringLiteral("Friends"));
    QSignalSpy done(m_page.get(), &Page::done);
    table()->selectRow(0);
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(done.front().front().toString(),
             QStringLiteral("Deleted “Friends”. It was named by “Drop”: nobody is sent there until you choose anew."));
}

void PortfolioTest::searchFindsLists()
{
    makeList(QStringLiteral("Guests"), {{2}});
    makeList(QStringLiteral("Friends"), {{3}});
    showTab(SegmentsPage::Tab::Lists);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QTest::keyClicks(find<QLineEdit>("segmentSearch"), QStringLiteral("fri"));
    QCOMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(cell(0, 0), QStringLiteral("Friends"));
}

void PortfolioTest::healthNamesCausesTheGravestFirst()
{
    const SegmentId sound = makeSegment("Subscribers", Subscribed);
    const SegmentId ill = makeSegment("Never", QByteArray(Subscribed) + "," + Nobody);
    showTab(SegmentsPage::Tab::Health);
    QTRY_VERIFY(healthOf(ill));
    HealthRow *row = healthOf(ill);
    QVERIFY(row->findChild<Label *>(QStringLiteral("cause-never_matches")));
    QVERIFY2(row->accessibleName().contains(QStringLiteral("poor")), qPrintable(row->accessibleName()));
    if (HealthRow *other = healthOf(sound))
        QVERIFY(other->y() > row->y());
    QTest::keyClicks(find<QLineEdit>("segmentSearch"), QStringLiteral("nothing like it"));
    QVERIFY(!row->isVisible());
    find<QLineEdit>("segmentSearch")->clear();
    showTab(SegmentsPage::Tab::Segments);
    auto *segments = find<SegmentList>("segments");
    QVERIFY(!segments->isColumnHidden(SegmentListModel::HealthColumn));
}

void PortfolioTest::manySegmentsAreShownInParts()
{
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store);
        SegmentShelf shelf(*store);
        for (int i = 0; i < 30; ++i)
            QVERIFY(shelf.save(QStringLiteral("Never %1").arg(i), documentOf("Never", Nobody), Instant::now()));
    }
    m_workspace->noteSegmentsChanged();
    showTab(SegmentsPage::Tab::Health);
    auto *more = find<QAbstractButton>("healthMore");
    QTRY_VERIFY(more->isVisible());
    const auto rows = [this] {
        return std::ranges::count_if(m_page->findChildren<HealthRow *>(),
                                     [](const HealthRow *row) { return row->isVisible(); });
    };
    while (more->isVisible()) {
        const auto before = rows();
        QVERIFY(before > 0 && before < 30);
        QTest::keyClick(more, Qt::Key_Space);
        QVERIFY(rows() > before);
    }
    QCOMPARE(rows(), 30);
}

void PortfolioTest::aFixLeadsToTheCondition()
{
    const SegmentId ill = makeSegment("Never", QByteArray(Subscribed) + "," + Nobody);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    showTab(SegmentsPage::Tab::Health);
    QTRY_VERIFY(healthOf(ill));
    const std::vector<HealthCause> causes = healthOf(ill)->health().causes; // it may be examined anew meanwhile
    const auto never = std::ranges::find(causes, HealthKind::NeverMatches, &HealthCause::kind);
    QVERIFY(never != causes.end());
    const NodePath path = *never->path;
    auto *fix = healthOf(ill)->findChild<QAbstractButton *>(QStringLiteral("fix-%1").arg(never - causes.begin()));
    QCOMPARE(fix->text(), QStringLiteral("Edit the condition"));
    QTest::keyClick(fix, Qt::Key_Return);
    QTRY_VERIFY(m_page->findChild<SegmentBuilder *>()->isVisible());
    const auto *view = m_page->findChild<SegmentBuilder *>()->findChild<DefinitionView *>();
    QTRY_VERIFY(view->row(path)->hasFocus());
    m_page->showList();
    QVERIFY(find<HealthView>("healthView")->isVisible());
}

void PortfolioTest::aSegmentIsDeletedFromHealthAndComesBack()
{
    const SegmentId ill = makeSegment("Never", Nobody);
    showTab(SegmentsPage::Tab::Health);
    QTRY_VERIFY(healthOf(ill));
    Q_EMIT healthOf(ill)->fixWanted({.kind = HealthKind::Unused,
                                     .text = {},
                                     .count = 0,
                                     .weight = 10,
                                     .fix = HealthFix::Delete,
                                     .path = {},
                                     .other = {}});
    QTRY_VERIFY(!healthOf(ill));
    QTRY_VERIFY(m_undo);
    m_undo();
    QTRY_VERIFY(healthOf(ill));
    QSignalSpy data(m_page.get(), &SegmentsPage::dataRequested);
    Q_EMIT healthOf(ill)->fixWanted({.kind = HealthKind::StaleData,
                                     .text = {},
                                     .count = 0,
                                     .weight = 10,
                                     .fix = HealthFix::Import,
                                     .path = {},
                                     .other = {}});
    QCOMPARE(data.count(), 1);
}

void PortfolioTest::healthIsLookedAtAgainWhenSegmentsChange()
{
    const SegmentId first = makeSegment("Never", Nobody);
    showTab(SegmentsPage::Tab::Health);
    QTRY_VERIFY(healthOf(first));
    const SegmentId second = makeSegment("Never again", QByteArray(Nobody) + "," + Subscribed);
    QTRY_VERIFY(healthOf(second));
}

void PortfolioTest::withoutSegmentsThereIsNothingToExamine()
{
    showTab(SegmentsPage::Tab::Health);
    QTRY_VERIFY(!find<Label>("healthWaiting")->isVisible());
    QVERIFY(!find<QWidget>("healthGood")->isVisible());
}

void PortfolioTest::soundSegmentsAreSaidToBe()
{
    QVERIFY(makeSegment("Subscribers", Subscribed).isValid());
    showTab(SegmentsPage::Tab::Health);
    QTRY_VERIFY(find<QWidget>("healthGood")->isVisible());
    const auto labels = find<QWidget>("healthGood")->findChildren<Label *>();
    QVERIFY(std::ranges::any_of(
        labels, [](const Label *label) { return label->text() == QStringLiteral("Your segment is in good health"); }));
}

QTEST_MAIN(PortfolioTest)
#include "portfoliotest.moc"
