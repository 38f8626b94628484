// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/portfolio.h"
#include "core/segment/health/segmenthealth.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"

#include <QTemporaryDir>

using namespace perennial;

namespace {

constexpr qint64 Start = 1'790'812'800'000; // 2026-10-01T00:00:00Z

Instant day(int days)
{
    return {Start + days * Instant::DayMs};
}

constexpr auto Buyers = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}";
constexpr auto Viewers = "{'kind':'event','metric':'Viewed Product','compare':{'op':'at_least_once'}}";

} // namespace

// Twenty people. The first twelve ordered on the days 1 to 12, one each, and did nothing else; the others viewed a
// product daily until day 100. Nobody can be written to but 13.
class TestSegmentHealth : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] ExaminedSegment segment(const QByteArray &conditions, const char *match = "all",
                                          const char *name = "S") const;
    // "metric_stopped 88 -25, …", and the score.
    [[nodiscard]] QString examined(const ExaminedSegment &segment, int asOf = 101) const;
    [[nodiscard]] static QString told(const SegmentHealth &health);

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void aSegmentInGoodHealthHasNoCause();
    void tellsTheStateOfItsMembersAndMetrics();
    void oldDataWeighsByItsAge();
    void conditionsThatExcludeEachOther();
    void conditionsThatNeverOrAlwaysHold();
    void anEmptySegmentWithoutAReason();
    void whatCannotBeCountedIsACause();
    void unfinishedOverdueAndUnused();
    void quickTurnoverAndDriftSinceItWasSent();
    void twinsAreTold();
    void thePortfolioKnowsWhatIsSentAndNamed();
    void aSegmentThatAStageAsksForIsNamed();
    void stopsWhenAsked();
};

void TestSegmentHealth::initTestCase()
{
    m_path = m_folder.filePath("twenty.perennial");
    auto store = Store::create(m_path, {});
    QVERIFY(store);
    QByteArray sql = "INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Viewed Product');";
    int key = 0;
    const auto event = [&](int person, int at, int metric) {
        sql +=
            QStringLiteral("INSERT INTO events(profile_id, at, metric_id, key, import_id) VALUES (%1, %2, %3, %4, 1);")
                .arg(person)
                .arg(day(at).ms)
                .arg(metric)
                .arg(++key)
                .toLatin1();
    };
    for (int person = 1; person <= 20; ++person) {
        sql +=
            QStringLiteral("INSERT INTO profiles VALUES (%1, %2, 0, NULL, 1);").arg(person).arg(day(0).ms).toLatin1();
        if (person == 13)
            sql += "INSERT INTO identifiers VALUES (1, 'm@example.com', 13, 0, 1);";
        if (person <= 12)
            event(person, person, 1);
        for (int at = 20; person > 12 && at <= 100; ++at)
            event(person, at, 2);
    }
    sql += "INSERT INTO consents(profile_id, channel, at, state, method, import_id) VALUES (13, 'email', " +
           QByteArray::number(day(1).ms) + ", 'subscribed', 'form', 1);";
    const auto done = store->database().execute(sql);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    const auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table);
    m_table = *table;
}

ExaminedSegment TestSegmentHealth::segment(const QByteArray &conditions, const char *match, const char *name) const
{
    const auto doc = SegmentDoc::fromJson(segmentText(conditions, match));
    return {.id = {1}, .name = QLatin1String(name), .doc = doc.value_or(SegmentDoc()), .updated = day(100), .sent = {}};
}

QString TestSegmentHealth::told(const SegmentHealth &health)
{
    QStringList causes;
    for (const HealthCause &cause : health.causes)
        causes.append(QStringLiteral("%1 %2 -%3").arg(idOf(cause.kind)).arg(cause.count).arg(cause.weight));
    return QString::number(health.score) +
           (causes.isEmpty() ? QString() : QStringLiteral(": ") + causes.join(QStringLiteral(", ")));
}

QString TestSegmentHealth::examined(const ExaminedSegment &segment, int asOf) const
{
    const auto all = examine({segment}, m_table, day(asOf), Progress());
    return all ? told(all->front()) : all.error().message;
}

void TestSegmentHealth::aSegmentInGoodHealthHasNoCause()
{
    QCOMPARE(examined(segment("{'kind':'consent','channel':'email','state':'can_receive'}")), "100");
}

void TestSegmentHealth::tellsTheStateOfItsMembersAndMetrics()
{
    const auto all = examine({segment(Buyers)}, m_table, day(101), Progress());
    QVERIFY(all);
    QCOMPARE(told(all->front()), "45: metric_stopped 88 -25, unreachable 12 -20, no_sign_of_life 10 -10");
    QCOMPARE(all->front().members, std::optional<qint64>(12));
    QCOMPARE(all->front().causes[0].text, "“Placed Order” stopped 88 days before the newest event.");
    QCOMPARE(all->front().causes[2].text, "10 of 12 members have done nothing for 90 days.");
}

void TestSegmentHealth::oldDataWeighsByItsAge()
{
    QCOMPARE(examined(segment(Viewers), 107), "100"); // eight members: too few for shares
    QCOMPARE(examined(segment(Viewers), 108), "90: stale_data 8 -10");
    QCOMPARE(examined(segment(Viewers), 131), "75: stale_data 31 -25");
    QCOMPARE(examined(segment(Viewers), 200), "60: stale_data 100 -40");
    QVERIFY(!examined(segment("{'kind':'sample','percent':40}"), 200).contains("stale_data")); // asks about no event
}

void TestSegmentHealth::conditionsThatExcludeEachOther()
{
    const auto all = examine({segment(QByteArray(Buyers) + ',' + Viewers)}, m_table, day(90), Progress());
    QVERIFY(all);
    QCOMPARE(all->front().causes[0].kind, HealthKind::Contradiction);
    QCOMPARE(all->front().causes[0].path->toString(), "0.1");
    QVERIFY(all->front().causes[0].text.contains("(12 people)") && all->front().causes[0].text.contains("(8 people)"));
    QVERIFY(!told(all->front()).contains("empty"));
    QVERIFY(!examined(segment(QByteArray(Buyers) + ',' + Viewers, "any")).contains("contradiction"));
}

void TestSegmentHealth::conditionsThatNeverOrAlwaysHold()
{
    const QByteArray nobody = "{'kind':'property','property':'Country','op':'is','value':'DE'}";
    const QByteArray everybody = "{'kind':'sample','percent':100}";
    QCOMPARE(examined(segment(nobody)), "60: never_matches 0 -40");
    QCOMPARE(examined(segment(nobody + ',' + Viewers, "any")), "85: never_matches 0 -15");
    QCOMPARE(examined(segment(everybody + ',' + Viewers)), "95: always_matches 20 -5");
    QCOMPARE(examined(segment(everybody, "none")), "20: always_matches 20 -40, empty 0 -40");
}

void TestSegmentHealth::anEmptySegmentWithoutAReason()
{
    QVERIFY(examined(segment(QByteArray(Buyers) + ',' + Viewers, "none")).contains("empty 0 -40"));
}

void TestSegmentHealth::whatCannotBeCountedIsACause()
{
    const auto all = examine({segment("{'kind':'membership','name':'Gone'}"), segment(Viewers, "all", "Fine")}, m_table,
                             day(101), Progress());
    QVERIFY(all);
    QCOMPARE(told(all->at(0)), "0: cannot_count 0 -100");
    QVERIFY(!all->at(0).members);
    QVERIFY(all->at(0).causes[0].text.contains("Gone"));
    QCOMPARE(told(all->at(1)), "100");
}

void TestSegmentHealth::unfinishedOverdueAndUnused()
{
    ExaminedSegment old = segment(QByteArray(Viewers) + ",{'kind':'event'}");
    old.updated = day(-100);
    old.doc.reviewBy = "2026-12-31";
    QCOMPARE(examined(old), "75: review_overdue 10 -10, unused 201 -10, unfinished 1 -5");
    old.doc.reviewBy = "2027-01-10"; // the day itself is still in time
    old.sent = day(90);
    QCOMPARE(examined(old), "95: unfinished 1 -5");
    old.sent.reset();
    old.used = day(90); // a list was made of it
    QCOMPARE(examined(old), "95: unfinished 1 -5");
    old.used.reset();
    old.named = true;
    QCOMPARE(examined(old), "95: unfinished 1 -5");
}

void TestSegmentHealth::quickTurnoverAndDriftSinceItWasSent()
{
    // Ordered in the last 14 days: on day 20 that is 7 to 12, on the day it was sent, 12, it was all twelve.
    ExaminedSegment recent =
        segment("{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':14,'unit':'day'},"
                "'compare':{'op':'at_least_once'}},{'kind':'sample','percent':100}",
                "any");
    recent.doc.root.group()->children.pop_back();
    recent.sent = day(13);
    const QString few = examined(recent, 20);
    QVERIFY2(!few.contains("turnover"), qPrintable(few)); // seven members
    recent.doc.root.group()->match = GroupMatch::None; // 13 members now, 8 when it was sent, 20 before the first order
    const QString many = examined(recent, 20);
    QVERIFY2(many.contains("unreachable"), qPrintable(many));
    QVERIFY2(!many.contains("drifted"), qPrintable(many)); // who was in it still is
    recent.sent = day(0);                                  // then everybody was
    const QString drifted = examined(recent, 20);
    QVERIFY2(drifted.contains("drifted 7 -10"), qPrintable(drifted));
}

void TestSegmentHealth::twinsAreTold()
{
    const auto all = examine({segment(Viewers, "all", "A"), segment(Viewers, "any", "B"), segment(Buyers, "all", "C")},
                             m_table, day(101), Progress());
    QVERIFY(all);
    QCOMPARE(told(all->at(0)), "90: nearly_same 8 -10");
    QCOMPARE(all->at(0).causes[0].other, "B");
    QCOMPARE(all->at(1).causes[0].other, "A");
    QVERIFY(!told(all->at(2)).contains("nearly_same"));
}

void TestSegmentHealth::thePortfolioKnowsWhatIsSentAndNamed()
{
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath("s.perennial"), {});
    QVERIFY(store);
    SegmentShelf shelf(*store);
    QVERIFY(shelf.save("Base", segmentText(Viewers), day(1)));
    QVERIFY(shelf.save("Above", segmentText("{'kind':'membership','name':'BASE'}"), day(2)));
    QVERIFY(shelf.save("New", "{\"format\":\"perennial-segment\",\"version\":9}", day(3)));
    QVERIFY(store->database().execute(
        "INSERT INTO exports(segment_name, document, layout, mode, path, as_of, at, rows, excluded)"
        " VALUES ('above', '{}', 'plain', 'safe', 'x', 1, 500, 1, '{}'), ('Above', '{}', 'plain', 'safe', 'x', 1, 900, "
        "1, '{}')"));
    const auto portfolio = portfolioOf(*store);
    QVERIFY2(portfolio, qPrintable(portfolio ? QString() : portfolio.error().detail));
    QCOMPARE(portfolio->unread, QStringList{"New"});
    QCOMPARE(portfolio->segments.size(), size_t(2));
    const ExaminedSegment &above = portfolio->segments[0], &base = portfolio->segments[1];
    QCOMPARE(above.name, "Above");
    QCOMPARE(above.sent, std::optional<Instant>(Instant{900}));
    QVERIFY(!above.named && base.named && !base.sent);
}

void TestSegmentHealth::aSegmentThatAStageAsksForIsNamed()
{
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath("s.perennial"), {});
    QVERIFY(store);
    SegmentShelf shelf(*store);
    QVERIFY(shelf.save("Base", segmentText(Viewers), day(1)));
    QVERIFY(shelf.save("Churning", segmentText(Viewers), day(1)));
    QVERIFY(shelf.save("Stages only", segmentText("{'kind':'membership','of':'stage','name':'Churning'}"), day(1)));
    const SegmentDoc base = SegmentDoc::fromJson(segmentText("{'kind':'membership','name':'base'}")).value();
    QVERIFY(LifecycleShelf(*store).save({.zone = {}, .stages = {{"Insiders", base.root}}, .others = "Rest"}, day(1)));
    const auto portfolio = portfolioOf(*store);
    QVERIFY(portfolio);
    for (const ExaminedSegment &one : portfolio->segments)
        QCOMPARE(one.named, one.name == "Base"); // a stage's name is not a segment's
    QVERIFY(store->database().execute("UPDATE lifecycle SET document = '{}'"));
    const auto without = portfolioOf(*store);
    QVERIFY(without && without->segments.size() == 3 && !without->segments[0].named);
}

void TestSegmentHealth::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const auto all = examine({segment(Buyers)}, m_table, day(101), Progress(source.get_token()));
    QVERIFY(!all);
    QCOMPARE(all.error().kind, ErrorKind::Stopped);
}

QTEST_GUILESS_MAIN(TestSegmentHealth)
#include "tst_segmenthealth.moc"
