// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/editscript.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/catalog/tablecatalog.h"
#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/figures/segmentpreview.h"
#include "ui/segment/figures/segmentstudy.h"
#include "ui/segment/figures/tableoracle.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

using namespace perennial;

namespace {

constexpr int SlowMs = 300; // an answer of a store much larger than this one
// What the window's thread does between two answers takes a few milliseconds, and on a machine that is busy with other
// things perhaps a hundred. Whatever is asked of the store in it, or waited for, takes at least SlowMs.
constexpr double StallMs = 250;

// Answers from the store, slowly; and notes who is made to wait for it.
class SlowOracle final : public SegmentOracle
{
public:
    explicit SlowOracle(Workspace &workspace)
        : m_table(workspace)
    {
    }

    [[nodiscard]] bool isReady() const override { return m_table.isReady(); }
    [[nodiscard]] Work prepare(SegmentQuestion question) override { return slowly(m_table.prepare(question)); }
    [[nodiscard]] Answering<WhyAnswer> prepareWhy(WhyQuestion question) override
    {
        return slowly(m_table.prepareWhy(question));
    }
    [[nodiscard]] Answering<LeftOut> prepareLeftOut(LeftOutQuestion question) override
    {
        return slowly(m_table.prepareLeftOut(question));
    }
    [[nodiscard]] Answering<std::vector<HistoryPoint>> prepareHistory(HistoryQuestion question) override
    {
        return slowly(m_table.prepareHistory(question));
    }
    [[nodiscard]] Answering<Moves> prepareMoves(MovesQuestion question) override
    {
        return slowly(m_table.prepareMoves(question));
    }
    [[nodiscard]] Answering<std::vector<ProfileId>> preparePeople(PeopleQuestion question) override
    {
        return slowly(m_table.preparePeople(question));
    }
    [[nodiscard]] Answering<std::vector<SamplePerson>> prepareSearch(QString text, int limit) override
    {
        return slowly(m_table.prepareSearch(text, limit));
    }

    std::atomic<int> answers = 0;
    std::atomic<int> answersInTheWindowsThread = 0;

private:
    template <class T>
    Answering<T> slowly(Answering<T> work)
    {
        return [this, work = std::move(work)](const Progress &progress) {
            ++answers;
            if (QThread::currentThread() == qApp->thread())
                ++answersInTheWindowsThread;
            QThread::msleep(SlowMs);
            return work(progress);
        };
    }

    TableOracle m_table;
};

WatchedApplication &application()
{
    return *static_cast<WatchedApplication *>(qApp);
}

} // namespace

// The window's thread stays free for the next key whatever the store takes to answer. How long it is ever busy at a
// million people is measured by bench_stall.
class StallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void neverWaitsForAnAnswerWhileSomebodyEdits();
    void opensALongDefinitionInSlices();
    void cleanup();

private:
    void open();

    QTemporaryDir m_folder;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    SlowOracle *m_oracle = nullptr;
    std::unique_ptr<SegmentsPage> m_page;
};

void StallTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void StallTest::open()
{
    const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
    QVERIFY(makeSmallStore(path));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(path));
    auto oracle = std::make_unique<SlowOracle>(*m_workspace);
    m_oracle = oracle.get();
    m_page =
        std::make_unique<SegmentsPage>(*m_workspace, std::move(oracle), std::make_unique<TableCatalog>(*m_workspace));
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
    application().events.clear();
    application().turns.clear();
}

void StallTest::cleanup()
{
    application().watch(false);
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

void StallTest::neverWaitsForAnAnswerWhileSomebodyEdits()
{
    open();
    m_page->startSegment(scriptedDoc());
    auto *count = m_page->findChild<StatTile *>(QStringLiteral("count"));
    QTRY_VERIFY(!count->isBusy() && count->value());
    QTRY_VERIFY(m_page->findChild<SegmentBuilder *>()->findChild<ThresholdStrip *>());
    const int before = m_oracle->answers;
    QSignalSpy counted(m_page->findChild<SegmentBuilder *>()->findChild<SegmentPreview *>(), &SegmentPreview::answered);
    QSignalSpy grown(m_page->findChild<SegmentBuilder *>()->findChild<SegmentStudy *>(), &SegmentStudy::historyFound);
    EditScript script(application(), *m_page, 10);
    script.run(static_cast<int>(EditScript::actions().size()), 120);
    QTRY_VERIFY(!count->isBusy() && count->value());

    for (const char *action : {"dragging a threshold", "typing a number", "adding a condition", "deleting a condition",
                               "grouping and negating", "undoing", "typing the name"})
        QVERIFY2(script.editsBy(action) > 0, action);
    QVERIFY(m_oracle->answers > before);
    QTRY_VERIFY(!counted.isEmpty());
    QVERIFY(!grown.isEmpty());
    QCOMPARE(m_oracle->answersInTheWindowsThread, 0);
    const Stall longest = longestOf(application().events);
    QVERIFY2(longest.ms < StallMs, qPrintable(QStringLiteral("%1 ms: %2").arg(longest.ms).arg(longest.what)));
}

void StallTest::opensALongDefinitionInSlices()
{
    open();
    application().doing = QStringLiteral("opening 400 conditions");
    application().watch(true);
    m_page->startSegment(scriptedDoc(400));
    const auto *view = m_page->findChild<SegmentBuilder *>()->findChild<DefinitionView *>();
    QVERIFY(view->findChildren<ConditionRow *>().size() < 100);             // the first are there at once
    QTRY_VERIFY(view->row(*NodePath::fromString(QStringLiteral("0.398")))); // the last in a while
    application().watch(false);
    for (int i = 0; i < 399; ++i)
        QVERIFY2(view->row(NodePath().child(i)), qPrintable(QString::number(i)));
    const Stall longest = longestOf(application().turns);
    QVERIFY2(longest.ms < StallMs, qPrintable(QStringLiteral("%1 ms: %2").arg(longest.ms).arg(longest.what)));
    // What came later answers like the rest.
    auto *last = qobject_cast<ConditionRow *>(view->row(*NodePath::fromString(QStringLiteral("0.398"))));
    QTRY_VERIFY(last->accessibleName().contains(QStringLiteral("people alone")));
}

int main(int argc, char *argv[])
{
    WatchedApplication application(argc, argv);
    StallTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "stalltest.moc"
