// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/sizefeed.h"
#include "core/job/jobrunner.h"
#include "core/workspace/workspace.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace perennial;

namespace {

// Each point counts as many people as the document's name is long; each answer waits until it is let go.
class SlowHistories final : public SegmentOracle
{
public:
    [[nodiscard]] bool isReady() const override { return true; }
    [[nodiscard]] Work prepare(SegmentQuestion) override { return {}; }
    [[nodiscard]] Answering<WhyAnswer> prepareWhy(WhyQuestion) override { return {}; }
    [[nodiscard]] Answering<LeftOut> prepareLeftOut(LeftOutQuestion) override { return {}; }
    [[nodiscard]] Answering<std::vector<HistoryPoint>> prepareHistory(HistoryQuestion question) override
    {
        m_asked.append(question.doc.name);
        return [this, question](const Progress &progress) -> Result<std::vector<HistoryPoint>> {
            while (!m_let.tryAcquire(1, 1)) {
                if (progress.stopRequested())
                    return stopped();
            }
            if (question.doc.name == QLatin1String("broken"))
                return failure(ErrorKind::Invalid, QStringLiteral("It cannot be counted."));
            std::vector<HistoryPoint> points;
            for (const Instant at : question.moments)
                points.push_back({.asOf = at, .count = quint32(question.doc.name.size())});
            return points;
        };
    }
    [[nodiscard]] Answering<Moves> prepareMoves(MovesQuestion) override { return {}; }
    [[nodiscard]] Answering<std::vector<ProfileId>> preparePeople(PeopleQuestion) override { return {}; }
    [[nodiscard]] Answering<std::vector<SamplePerson>> prepareSearch(QString, int) override { return {}; }

    QStringList m_asked;
    QSemaphore m_let;
};

SizeFeed::Wanted wanted(qint64 id, const QString &name)
{
    SegmentDoc doc;
    doc.name = name;
    return {.id = {id}, .document = name.toUtf8(), .doc = doc};
}

const Instant Noon{1'793'700'000'000}; // 3 November 2026

} // namespace

class SizeFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void momentsAreEndsOfDaysAndOneIsAMonthAgo();
    void changesAreSinceAMonthAgo();
    void nothingIsAskedUnlessSomebodyLooks();
    void oneComesAfterTheOtherThoseInSightFirst();
    void whatIsKnownIsNotAskedAgain();
    void anotherDefinitionOrDayIsAskedAnewAndTheOldStays();
    void oneThatAsksOthersIsAskedAnewWhenTheyChange();
    void leavingStopsAndComingBackGoesOn();
    void whatCannotBeCountedSaysWhy();

private:
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SlowHistories> m_oracle;
    std::unique_ptr<SizeFeed> m_feed;
    std::vector<SegmentId> m_order;
};

void SizeFeedTest::init()
{
    m_order.clear();
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    m_oracle = std::make_unique<SlowHistories>();
    m_feed = std::make_unique<SizeFeed>(*m_workspace, *m_oracle, [this] { return m_order; });
}

void SizeFeedTest::cleanup()
{
    m_feed.reset();
    m_workspace.reset();
    m_jobs.reset();
    m_oracle.reset();
}

void SizeFeedTest::momentsAreEndsOfDaysAndOneIsAMonthAgo()
{
    const QTimeZone berlin("Europe/Berlin");
    const SizeMoments at = sizeMoments(Noon, berlin);
    QCOMPARE(at.moments.size(), size_t(54));
    QVERIFY(std::ranges::is_sorted(at.moments));
    QCOMPARE(at.moments.back(), Noon);
    const auto dayOf = [&](Instant moment) { return localDay(moment.ms, berlin); };
    QCOMPARE(dayOf(at.moments.front()), QDate(2024, 11, 5));
    QCOMPARE(dayOf(at.moments[at.monthAgo]), QDate(2026, 10, 4));
    QCOMPARE(at.moments[at.monthAgo].ms + 1, startOfDayMs(QDate(2026, 10, 5), berlin));
}

void SizeFeedTest::changesAreSinceAMonthAgo()
{
    SizeHistory history{.points = {{.asOf = {1}, .count = 10}, {.asOf = {2}, .count = 40}, {.asOf = {3}, .count = 50}},
                        .monthAgo = 1,
                        .problem = {}};
    QCOMPARE(history.change(), qint64(10));
    QCOMPARE(*history.changedShare(), 0.25);
    history.points[1].count = 0;
    QVERIFY(!history.changedShare());
}

void SizeFeedTest::nothingIsAskedUnlessSomebodyLooks()
{
    m_feed->setSegments({wanted(1, "one")}, Noon);
    QVERIFY(m_oracle->m_asked.isEmpty());
    m_feed->setWatched(true);
    QCOMPARE(m_oracle->m_asked, QStringList{"one"});
}

void SizeFeedTest::oneComesAfterTheOtherThoseInSightFirst()
{
    QSignalSpy done(m_feed.get(), &SizeFeed::done);
    m_order = {{3}, {1}};
    m_feed->setSegments({wanted(1, "one"), wanted(2, "second"), wanted(3, "third")}, Noon);
    m_feed->setWatched(true);
    QCOMPARE(m_oracle->m_asked, QStringList{"third"});
    m_oracle->m_let.release();
    QTRY_COMPARE(m_oracle->m_asked.size(), 2);
    QCOMPARE(m_feed->of({3})->last(), qint64(5));
    QVERIFY(!m_feed->of({1}));
    m_oracle->m_let.release(2);
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(m_oracle->m_asked, (QStringList{"third", "one", "second"}));
    QVERIFY(m_feed->isDone());
}

void SizeFeedTest::whatIsKnownIsNotAskedAgain()
{
    m_oracle->m_let.release(10);
    m_feed->setWatched(true);
    m_feed->setSegments({wanted(1, "one")}, Noon);
    QTRY_VERIFY(m_feed->isDone());
    m_feed->setWatched(false);
    m_feed->setSegments({wanted(1, "one")}, {Noon.ms + 60'000});
    m_feed->setWatched(true);
    QVERIFY(m_feed->isFresh({1}));
    QCOMPARE(m_oracle->m_asked.size(), 1);
}

void SizeFeedTest::anotherDefinitionOrDayIsAskedAnewAndTheOldStays()
{
    m_oracle->m_let.release(2);
    m_feed->setWatched(true);
    m_feed->setSegments({wanted(1, "one"), wanted(2, "two")}, Noon);
    QTRY_VERIFY(m_feed->isDone());
    m_feed->setSegments({wanted(1, "longer"), wanted(2, "two")}, Noon);
    QCOMPARE(m_oracle->m_asked.last(), QStringLiteral("longer"));
    QVERIFY(!m_feed->isFresh({1}) && m_feed->isFresh({2}));
    QCOMPARE(m_feed->of({1})->last(), qint64(3)); // of before
    m_oracle->m_let.release(3);
    QTRY_COMPARE(m_feed->of({1})->last(), qint64(6));
    m_feed->setSegments({wanted(1, "longer"), wanted(2, "two")}, {Noon.ms + Instant::DayMs});
    QTRY_VERIFY(m_feed->isDone());
    QCOMPARE(m_oracle->m_asked.size(), 5);
}

void SizeFeedTest::oneThatAsksOthersIsAskedAnewWhenTheyChange()
{
    m_oracle->m_let.release(10);
    SizeFeed::Wanted member = wanted(1, "one");
    MembershipCondition in;
    in.name = QStringLiteral("two");
    member.doc.root.group()->children.push_back(SegmentNode{.is = in});
    m_feed->setWatched(true);
    m_feed->setSegments({member, wanted(2, "two")}, Noon);
    QTRY_VERIFY(m_feed->isDone());
    m_workspace->noteSegmentsChanged();
    m_feed->setSegments({member, wanted(2, "two")}, Noon);
    QTRY_VERIFY(m_feed->isDone());
    QCOMPARE(m_oracle->m_asked, (QStringList{"one", "two", "one"}));
}

void SizeFeedTest::leavingStopsAndComingBackGoesOn()
{
    m_feed->setSegments({wanted(1, "one")}, Noon);
    m_feed->setWatched(true);
    m_feed->setWatched(false);
    QTRY_VERIFY(m_jobs->jobs().isEmpty()); // without having been let go
    QVERIFY(!m_feed->of({1}));
    m_oracle->m_let.release();
    m_feed->setWatched(true);
    QTRY_VERIFY(m_feed->of({1}));
}

void SizeFeedTest::whatCannotBeCountedSaysWhy()
{
    m_oracle->m_let.release(10);
    m_feed->setWatched(true);
    m_feed->setSegments({wanted(1, "broken"), wanted(2, "two")}, Noon);
    QTRY_VERIFY(m_feed->isDone());
    QVERIFY(!m_feed->of({1})->isKnown());
    QCOMPARE(m_feed->of({1})->problem, QStringLiteral("It cannot be counted."));
    QCOMPARE(m_oracle->m_asked.size(), 2); // not asked for again
}

QTEST_GUILESS_MAIN(SizeFeedTest)
#include "sizefeedtest.moc"
