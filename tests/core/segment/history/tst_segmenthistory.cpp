// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/history/segmenthistory.h"
#include "core/segment/history/segmentmoves.h"
#include "core/store/segmentshelf.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QTemporaryDir>

using namespace perennial;

// The size of a segment over time, and who came and went by which condition.
class TestSegmentHistory : public QObject
{
    Q_OBJECT

private:
    static SegmentDoc document(const QByteArray &children, const char *match = "all");
    static ProfileSet membersAt(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf);
    static void compareHistory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant to);
    static void compareMoves(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant from,
                             Instant to);
    static void checkCauses(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                            const std::vector<Move> &moves, Instant from, Instant to);
    [[nodiscard]] QString moved(const SegmentDoc &doc, const char *from, const char *to) const;

    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void stepsFollowTheCalendarOfTheZone();
    void readsSpans();
    void refusesWhatNeverEnds();
    void aHistoryTellsWhoCameAndWent();
    void theFirstPointHasNobodyBefore();
    void savedSegmentsAreAskedForEachMoment();
    void namesTheConditionThatMovedSomebody_data();
    void namesTheConditionThatMovedSomebody();
    void namesAtMostSoManyButCountsAll();
    void stopsWhenAsked();
    void equalsAskingEachMomentAnew();
};

SegmentDoc TestSegmentHistory::document(const QByteArray &children, const char *match)
{
    const auto doc = SegmentDoc::fromJson(segmentText(children, match, "UTC"));
    if (!doc)
        qWarning() << doc.error().message << doc.error().where;
    return doc.value_or(SegmentDoc());
}

ProfileSet TestSegmentHistory::membersAt(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                         Instant asOf)
{
    const auto answer = answerTo(doc, table, asOf);
    return answer ? answer->members : ProfileSet();
}

// Ada (1) ordered on the 1st and the 20th of October, Bo (2) on the 10th; Cleo (3) was created on the 15th and never
// ordered. Bo moved from Austin to Berlin on the 12th.
void TestSegmentHistory::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("three.perennial"));
    auto store = Store::create(path, StoreSettings());
    QVERIFY(store.has_value());
    // 2026-10-01T00:00:00Z is 1790812800000; a day is 86400000.
    const QByteArray people = R"sql(
        INSERT INTO profiles VALUES (1, 1790000000000, 0, NULL, 1), (2, 1790000000000, 0, NULL, 1),
                                    (3, 1792022400000, 0, NULL, 1);
        INSERT INTO properties VALUES (1, 'City', 'text');
        INSERT INTO property_values VALUES (2, 1, 1790000000000, 'Austin', 1), (2, 1, 1791763200000, 'Berlin', 1);
        INSERT INTO metrics VALUES (1, 'Placed Order');
        INSERT INTO events VALUES
            (1, 1790812800000, 1, 1, 1000, 'USD', NULL, NULL, 1), (1, 1792454400000, 1, 2, 1000, 'USD', NULL, NULL, 1),
            (2, 1791590400000, 1, 1, 1000, 'USD', NULL, NULL, 1);
    )sql";
    const auto written = store->database().execute(people);
    if (!written)
        qWarning() << written.error().message << written.error().detail;
    QVERIFY(written.has_value());
    const SegmentDoc buyers =
        document("{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':7,'unit':'day'},"
                 "'compare':{'op':'at_least_once'}}");
    QVERIFY(SegmentShelf(*store).save(QStringLiteral("Fresh buyers"), buyers.toJson(), Instant::now()).has_value());
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

void TestSegmentHistory::stepsFollowTheCalendarOfTheZone()
{
    const auto texts = [](const char *from, const char *to, TimeSpan every, const char *zone) {
        QStringList list;
        const HistoryRange range{*Instant::fromIso(QString::fromLatin1(from)),
                                 *Instant::fromIso(QString::fromLatin1(to)), every};
        const auto moments = momentsOf(range, QTimeZone(zone));
        for (const Instant at : moments.value_or(std::vector<Instant>()))
            list.append(at.toIso());
        return list.join(u' ');
    };
    // The 31st comes back after a month that has none, and Berlin's midnight stays midnight.
    QCOMPARE(texts("2025-12-30T23:00:00Z", "2026-04-30T00:00:00Z", {1, TimeUnit::Month}, "Europe/Berlin"),
             QStringLiteral("2025-12-30T23:00:00Z 2026-01-30T23:00:00Z 2026-02-27T23:00:00Z 2026-03-30T22:00:00Z "
                            "2026-04-29T22:00:00Z"));
    // A day is 24 hours, also where the clocks change.
    QCOMPARE(texts("2026-03-28T23:00:00Z", "2026-03-30T23:00:00Z", {1, TimeUnit::Day}, "Europe/Berlin"),
             QStringLiteral("2026-03-28T23:00:00Z 2026-03-29T23:00:00Z 2026-03-30T23:00:00Z"));
    QCOMPARE(texts("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", {1, TimeUnit::Year}, "UTC"),
             QStringLiteral("2026-01-01T00:00:00Z"));
}

void TestSegmentHistory::readsSpans()
{
    QCOMPARE(spanFromText(QStringLiteral("7d")), (TimeSpan{7, TimeUnit::Day}));
    QCOMPARE(spanFromText(QStringLiteral("1mo")), (TimeSpan{1, TimeUnit::Month}));
    QCOMPARE(spanFromText(QStringLiteral("30min")), (TimeSpan{30, TimeUnit::Minute}));
    for (const char *wrong : {"", "7", "d", "0d", "-1d", "7 d", "7m", "7dd", "99999999999d"})
        QVERIFY2(!spanFromText(QLatin1String(wrong)), wrong);
}

void TestSegmentHistory::refusesWhatNeverEnds()
{
    const HistoryRange backwards{{1}, {0}, {1, TimeUnit::Day}}, still{{0}, {1}, {0, TimeUnit::Day}},
        endless{{0}, EndOfTime, {1, TimeUnit::Minute}};
    for (const HistoryRange &range : {backwards, still, endless}) {
        const auto points = historyOf(SegmentDoc(), m_table, range, {}, Progress());
        QVERIFY(!points);
        QCOMPARE(points.error().kind, ErrorKind::Usage);
    }
}

void TestSegmentHistory::aHistoryTellsWhoCameAndWent()
{
    const SegmentDoc doc = document("{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':7,'unit':"
                                    "'day'},'compare':{'op':'at_least_once'}}");
    const HistoryRange range{
        {1790812800000 + 2 * Instant::DayMs}, {1790812800000 + 30 * Instant::DayMs}, {7, TimeUnit::Day}};
    const auto points = historyOf(doc, m_table, range, {}, Progress());
    QVERIFY(points.has_value());
    QStringList told;
    for (const HistoryPoint &p : *points)
        told.append(QStringLiteral("%1 +%2 -%3 of %4").arg(p.count).arg(p.entered).arg(p.left).arg(p.of));
    // The 3rd, 10th, 17th, 24th and 31st of October.
    QCOMPARE(told.join(QLatin1String(", ")),
             QStringLiteral("1 +0 -0 of 2, 1 +1 -1 of 2, 1 +0 -0 of 3, 1 +1 -1 of 3, 0 +0 -1 of 3"));
}

void TestSegmentHistory::theFirstPointHasNobodyBefore()
{
    const HistoryRange range{{1792500000000}, {1792500000000}, {1, TimeUnit::Day}};
    const auto points = historyOf(document(""), m_table, range, {}, Progress());
    QVERIFY(points.has_value());
    QCOMPARE(*points, std::vector<HistoryPoint>({{{1792500000000}, 3, 0, 0, 3}}));
}

void TestSegmentHistory::savedSegmentsAreAskedForEachMoment()
{
    const SegmentDoc doc = document("{'kind':'membership','of':'segment','name':'fresh buyers'}", "none");
    const HistoryRange range{
        {1790812800000 + 2 * Instant::DayMs}, {1790812800000 + 30 * Instant::DayMs}, {14, TimeUnit::Day}};
    const auto points = historyOf(doc, m_table, range, {}, Progress());
    QVERIFY(points.has_value());
    for (const HistoryPoint &point : *points)
        QCOMPARE(point.count, membersAt(doc, m_table, point.asOf).count());
    QCOMPARE(points->back().count, 3U);
}

QString TestSegmentHistory::moved(const SegmentDoc &doc, const char *from, const char *to) const
{
    const auto moves = movesOf(doc, m_table, *Instant::fromIso(QString::fromLatin1(from)),
                               *Instant::fromIso(QString::fromLatin1(to)), 100, {}, Progress());
    if (!moves)
        return moves.error().message;
    QStringList told;
    const auto tell = [&](const char *sign, const std::vector<Move> &list) {
        for (const Move &move : list) {
            QStringList by;
            for (const NodePath &path : move.by)
                by.append(path.toString());
            told.append(QLatin1String(sign) + QString::number(m_table->idAt(move.person).value) + u' ' + by.join(u'+'));
        }
    };
    tell("+", moves->enteredMoves);
    tell("-", moves->leftMoves);
    return told.join(QLatin1String(", "));
}

void TestSegmentHistory::namesTheConditionThatMovedSomebody_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QByteArray>("match");
    QTest::addColumn<QString>("told"); // from the 9th to the 18th of October
    const QByteArray bought = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}",
                     lately = "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':14,'unit':'day'},"
                              "'compare':{'op':'at_least_once'}}",
                     never = "{'kind':'event','metric':'Placed Order','compare':{'op':'zero_times'}}",
                     berlin = "{'kind':'property','property':'City','op':'is','value':'Berlin'}",
                     austin = "{'kind':'property','property':'City','op':'is','value':'Austin'}";
    QTest::newRow("one of two conditions changed") << bought + ',' + austin << QByteArray("all") << QString();
    QTest::newRow("both changed") << bought + ',' + berlin << QByteArray("all") << QStringLiteral("+2 0.0+0.1");
    QTest::newRow("any") << lately + ',' + berlin << QByteArray("any") << QStringLiteral("+2 0.0+0.1, -1 0.0");
    QTest::newRow("none") << lately + ',' + berlin << QByteArray("none") << QStringLiteral("+1 0.0, +3 0, -2 0.0+0.1");
    QTest::newRow("a change that moved nobody is not named")
        << bought + ",{'kind':'group','match':'any','children':[" + austin + ',' + berlin + "]}" << QByteArray("all")
        << QStringLiteral("+2 0.0");
    QTest::newRow("deep within groups")
        << "{'kind':'group','match':'none','children':[{'kind':'group','match':'all','children':[" + never + "]}]}"
        << QByteArray("all") << QStringLiteral("+2 0.0.0.0");
    QTest::newRow("who first became known") << never << QByteArray("all") << QStringLiteral("+3 0, -2 0.0");
    QTest::newRow("everybody") << QByteArray() << QByteArray("all") << QStringLiteral("+3 0");
    QTest::newRow("unfinished conditions moved nobody") << QByteArray("{'kind':'property','property':'City'},") + never
                                                        << QByteArray("all") << QStringLiteral("+3 0, -2 0.1");
}

void TestSegmentHistory::namesTheConditionThatMovedSomebody()
{
    QFETCH(QByteArray, children);
    QFETCH(QByteArray, match);
    QFETCH(QString, told);
    QCOMPARE(moved(document(children, match.constData()), "2026-10-09T00:00:00Z", "2026-10-18T00:00:00Z"), told);
}

void TestSegmentHistory::namesAtMostSoManyButCountsAll()
{
    const auto moves = movesOf(document(""), m_table, {0}, {1793000000000}, 2, {}, Progress());
    QVERIFY(moves.has_value());
    QCOMPARE(moves->entered.count(), 3U);
    QCOMPARE(moves->enteredMoves.size(), size_t(2));
    QCOMPARE(moves->causes, std::vector<MoveCause>({{NodePath(), 3, 0}}));
}

void TestSegmentHistory::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const Progress progress(source.get_token());
    const auto points = historyOf(document(""), m_table, {{0}, {1}, {1, TimeUnit::Day}}, {}, progress);
    QVERIFY(!points);
    QCOMPARE(points.error().kind, ErrorKind::Stopped);
    const auto moves = movesOf(document(""), m_table, {0}, {1}, 1, {}, progress);
    QVERIFY(!moves);
    QCOMPARE(moves.error().kind, ErrorKind::Stopped);
}

void TestSegmentHistory::compareHistory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                        Instant to)
{
    const HistoryRange range{{to.ms - 100 * Instant::DayMs}, to, {13, TimeUnit::Day}};
    const auto points = historyOf(doc, table, range, {}, Progress());
    QVERIFY(points.has_value());
    QCOMPARE(points->size(), size_t(8));
    std::optional<ProfileSet> before;
    for (const HistoryPoint &point : *points) {
        const ProfileSet now = membersAt(doc, table, point.asOf);
        ProfileSet entered = before.value_or(now), left = before.value_or(now);
        left.subtract(now);
        entered.complement();
        entered &= now;
        QCOMPARE(point.count, now.count());
        QCOMPARE(point.of, table->knownAt(point.asOf).count());
        QCOMPARE(point.entered, entered.count());
        QCOMPARE(point.left, left.count());
        before = now;
    }
}

void TestSegmentHistory::compareMoves(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                      Instant from, Instant to)
{
    const auto moves = movesOf(doc, table, from, to, 1000, {}, Progress());
    QVERIFY(moves.has_value());
    ProfileSet came = membersAt(doc, table, to), gone = membersAt(doc, table, from);
    const ProfileSet before = gone, now = came;
    QCOMPARE(moves->entered, came.subtract(before));
    QCOMPARE(moves->left, gone.subtract(now));
    QCOMPARE(moves->enteredMoves.size(), size_t(came.count()));
    QCOMPARE(moves->leftMoves.size(), size_t(gone.count()));
    for (const Move &move : moves->enteredMoves)
        QVERIFY(came.contains(move.person));
    for (const Move &move : moves->leftMoves)
        QVERIFY(gone.contains(move.person));
    checkCauses(doc, table, moves->enteredMoves, from, to);
    checkCauses(doc, table, moves->leftMoves, from, to);
}

// A condition that is said to have moved somebody who was known before says something else of them at the other moment,
// by itself; the root is named for those alone who were not known.
void TestSegmentHistory::checkCauses(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                     const std::vector<Move> &moves, Instant from, Instant to)
{
    const ProfileSet knownBefore = table->knownAt(from);
    std::map<QString, std::pair<ProfileSet, ProfileSet>> byItself;
    for (const Move &move : moves) {
        QVERIFY(!move.by.empty());
        for (const NodePath &path : move.by) {
            if (path == NodePath()) {
                QVERIFY(!knownBefore.contains(move.person));
                continue;
            }
            auto &sets = byItself[path.toString()];
            if (sets.first.size() == 0) {
                SegmentDoc alone = doc;
                alone.root = {SegmentGroup{GroupMatch::All, {*nodeAt(doc, path)}}};
                sets = {membersAt(alone, table, from), membersAt(alone, table, to)};
            }
            if (knownBefore.contains(move.person))
                QVERIFY(sets.first.contains(move.person) != sets.second.contains(move.person));
        }
    }
}

void TestSegmentHistory::equalsAskingEachMomentAnew()
{
    for (quint32 seed = 1; seed <= 6; ++seed) {
        RandomStore random(seed);
        const QString path = m_folder.filePath(QStringLiteral("random%1.perennial").arg(seed));
        QVERIFY(random.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        RandomSegment segments(seed);
        for (int tree = 0; tree < 15; ++tree) {
            const SegmentDoc doc = segments.make();
            const Instant to{random.moment()};
            if (!SegmentEngine::compile(doc, *table, to))
                continue;
            compareHistory(doc, *table, to);
            compareMoves(doc, *table, {to.ms - 20 * Instant::DayMs}, to);
        }
    }
}

QTEST_GUILESS_MAIN(TestSegmentHistory)
#include "tst_segmenthistory.moc"
