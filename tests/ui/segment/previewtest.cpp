// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "ui/segment/figures/segmentpreview.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>

using namespace perennial;

namespace {

SegmentDoc docNamed(const QString &name)
{
    SegmentDoc doc;
    doc.name = name;
    return doc;
}

// Tells as many members as the document's name is long, each part only when it is let go.
class SlowOracle final : public SegmentOracle
{
public:
    [[nodiscard]] bool isReady() const override { return m_ready; }

    [[nodiscard]] Work prepare(SegmentQuestion question) override
    {
        m_moments.push_back(question.asOf);
        m_shuffles.push_back(question.shuffle);
        return [this, question](const Progress &progress) -> Result<SegmentFigures> {
            const bool full = question.detail == FigureDetail::Full;
            ++(full ? m_detailsBegun : m_countsBegun);
            (full ? m_letDetails : m_letCounts).acquire();
            if (progress.stopRequested() && m_obeys)
                return stopped();
            SegmentFigures figures;
            figures.members = question.doc.name.size();
            figures.isComplete = full;
            return figures;
        };
    }

    [[nodiscard]] Answering<WhyAnswer> prepareWhy(WhyQuestion) override { return {}; }
    [[nodiscard]] Answering<LeftOut> prepareLeftOut(LeftOutQuestion) override { return {}; }
    [[nodiscard]] Answering<std::vector<HistoryPoint>> prepareHistory(HistoryQuestion) override { return {}; }
    [[nodiscard]] Answering<Moves> prepareMoves(MovesQuestion) override { return {}; }
    [[nodiscard]] Answering<std::vector<ProfileId>> preparePeople(PeopleQuestion) override { return {}; }
    [[nodiscard]] Answering<std::vector<SamplePerson>> prepareSearch(QString, int) override { return {}; }

    bool m_ready = true;
    bool m_obeys = true; // the wish to stop
    QSemaphore m_letCounts;
    QSemaphore m_letDetails;
    std::atomic<int> m_countsBegun = 0;
    std::atomic<int> m_detailsBegun = 0;
    std::vector<Instant> m_moments;
    std::vector<quint32> m_shuffles;
};

} // namespace

class PreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void countsComeBeforeTheSlowerDetails();
    void aSupersededAnswerIsNeverShown();
    void aSupersededAnswerIsNotShownThoughItCameInTime();
    void ofManyEditsOnlyTheNewestIsCounted();
    void nowStandsStillBetweenEdits();
    void waitsForTheStore();
    void aShuffleLooksAtOtherPeopleAndCountsNothing();

private:
    struct Shown
    {
        qint64 members;
        bool complete;
        friend bool operator==(const Shown &, const Shown &) = default;
    };

    void ask(const QString &name) { m_preview->ask(docNamed(name), {}); }
    [[nodiscard]] bool hasShown(const std::vector<Shown> &expected) const { return m_shown == expected; }

    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<SlowOracle> m_oracle;
    std::unique_ptr<SegmentPreview> m_preview;
    std::vector<Shown> m_shown;
};

void PreviewTest::init()
{
    m_shown.clear();
    m_oracle = std::make_unique<SlowOracle>();
    m_jobs = std::make_unique<JobRunner>();
    m_preview = std::make_unique<SegmentPreview>(*m_jobs, *m_oracle);
    connect(m_preview.get(), &SegmentPreview::answered, this, [this](const SegmentFigures &figures) {
        m_shown.push_back({figures.members, figures.isComplete});
    });
}

void PreviewTest::cleanup()
{
    m_oracle->m_letCounts.release(100);
    m_oracle->m_letDetails.release(100);
    m_preview.reset();
    m_jobs.reset();
}

void PreviewTest::countsComeBeforeTheSlowerDetails()
{
    ask(QStringLiteral("ab"));
    m_oracle->m_letCounts.release();
    QTRY_VERIFY(hasShown({{2, false}}));
    QTRY_COMPARE(m_oracle->m_detailsBegun, 1);
    QVERIFY(hasShown({{2, false}}));
    m_oracle->m_letDetails.release();
    QTRY_VERIFY(hasShown({{2, false}, {2, true}}));
}

void PreviewTest::aSupersededAnswerIsNeverShown()
{
    ask(QStringLiteral("a"));
    m_oracle->m_letCounts.release();
    QTRY_COMPARE(m_oracle->m_detailsBegun, 1);
    ask(QStringLiteral("ab")); // its counts need not wait for the older details
    m_oracle->m_letCounts.release();
    QTRY_VERIFY(hasShown({{1, false}, {2, false}}));
    m_oracle->m_letDetails.release(2);
    QTRY_VERIFY(hasShown({{1, false}, {2, false}, {2, true}}));
}

void PreviewTest::aSupersededAnswerIsNotShownThoughItCameInTime()
{
    m_oracle->m_obeys = false;
    ask(QStringLiteral("a"));
    QTRY_COMPARE(m_oracle->m_countsBegun, 1);
    ask(QStringLiteral("ab"));
    m_oracle->m_letCounts.release(2);
    m_oracle->m_letDetails.release(2);
    QTRY_VERIFY(hasShown({{2, false}, {2, true}}));
}

void PreviewTest::ofManyEditsOnlyTheNewestIsCounted()
{
    for (const char *typed : {"1", "12", "125", "1250"})
        ask(QString::fromLatin1(typed));
    m_oracle->m_letCounts.release(4);
    m_oracle->m_letDetails.release(4);
    QTRY_VERIFY(hasShown({{4, false}, {4, true}}));
    QVERIFY(m_oracle->m_countsBegun <= 2);
    QCOMPARE(m_oracle->m_detailsBegun, 1);
}

// So that conditions that did not change need not be counted again.
void PreviewTest::nowStandsStillBetweenEdits()
{
    ask(QStringLiteral("a"));
    QTRY_COMPARE(m_oracle->m_countsBegun, 1);
    QTRY_VERIFY(Instant::now().ms > m_oracle->m_moments.front().ms);
    ask(QStringLiteral("ab"));
    QCOMPARE(m_oracle->m_moments.back(), m_oracle->m_moments.front());
    m_preview->askAgain(); // the store has changed
    QVERIFY(m_oracle->m_moments.back().ms > m_oracle->m_moments.front().ms);
    m_preview->ask(docNamed(QStringLiteral("ab")), Instant{5});
    QCOMPARE(m_oracle->m_moments.back(), Instant{5});
}

void PreviewTest::waitsForTheStore()
{
    m_oracle->m_ready = false;
    ask(QStringLiteral("a"));
    QVERIFY(m_oracle->m_moments.empty());
    m_oracle->m_ready = true;
    m_preview->askAgain();
    m_oracle->m_letCounts.release();
    QTRY_VERIFY(hasShown({{1, false}}));
}

void PreviewTest::aShuffleLooksAtOtherPeopleAndCountsNothing()
{
    m_oracle->m_letCounts.release(5);
    m_oracle->m_letDetails.release(5);
    ask(QStringLiteral("a"));
    QTRY_VERIFY(hasShown({{1, false}, {1, true}}));
    m_preview->shuffle();
    QTRY_VERIFY(hasShown({{1, false}, {1, true}, {1, true}}));
    QCOMPARE(m_oracle->m_countsBegun, 1);
    QCOMPARE(m_oracle->m_shuffles, (std::vector<quint32>{0, 0, 1}));
}

QTEST_GUILESS_MAIN(PreviewTest)
#include "previewtest.moc"
