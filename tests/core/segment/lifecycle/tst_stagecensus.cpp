// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/lifecycle/stagecensus.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/segment/saved/segmentsaving.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/rowevaluator.h"

#include <QTemporaryDir>

#include <algorithm>
#include <map>

using namespace perennial;

namespace {

Lifecycle lifecycleOf(QByteArray stages)
{
    const QByteArray text = "{'format':'perennial-lifecycle','version':1,'zone':'UTC','others':'Rest','stages':[" +
                            std::move(stages) + "]}";
    const auto lifecycle = Lifecycle::fromJson(QByteArray(text).replace('\'', '"'));
    if (!lifecycle)
        qWarning() << lifecycle.error().where << lifecycle.error().message;
    return lifecycle.value_or(Lifecycle());
}

QByteArray stageText(const char *name, const QByteArray &children)
{
    return "{'name':'" + QByteArray(name) + "','root':{'kind':'group','children':[" + children + "]}}";
}

SegmentDoc inStage(const QString &name)
{
    return SegmentDoc::fromJson(segmentText("{'kind':'membership','of':'stage','name':'" + name.toUtf8() + "'}"))
        .value();
}

Instant day(const char *date)
{
    return *Instant::fromIso(QLatin1String(date) + QLatin1String("T00:00:00Z"));
}

// "New 1 3 | Rest 2": each stage that holds somebody.
QString textOf(const StageCensus &census, const Lifecycle &lifecycle, const ProfileTable &table)
{
    QStringList parts;
    const QStringList names = lifecycle.names();
    for (qsizetype stage = 0; stage < names.size(); ++stage) {
        QString part = names[stage];
        census.peopleIn(static_cast<quint8>(stage)).forEach([&](quint32 person) {
            part += u' ' + QString::number(table.idAt(person).value);
        });
        if (part != names[stage])
            parts.append(part);
    }
    return parts.join(QLatin1String(" | "));
}

// "Old>Rest 2, new>New 1": who changed their stage.
QString movesText(const StageCensus &before, const StageCensus &after, const Lifecycle &lifecycle)
{
    QStringList parts;
    for (const StageMove &move : movesBetween(before, after)) {
        const bool isNew = move.from == StageCensus::NotKnown;
        if (move.from != move.to)
            parts.append(
                QStringLiteral("%1>%2 %3")
                    .arg(isNew ? QStringLiteral("new") : lifecycle.names()[move.from], lifecycle.names()[move.to])
                    .arg(move.people));
    }
    return parts.join(QLatin1String(", "));
}

} // namespace

// In which stage everybody was at a moment, and who went where.
class TestStageCensus : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] std::vector<StageCensus> censuses(const Lifecycle &lifecycle,
                                                    const std::vector<Instant> &moments) const;
    static void checkOneStageEach(const StageCensus &census, const Lifecycle &lifecycle, const ProfileTable &table);
    static void checkDefinitions(const StageCensus &census, const Lifecycle &lifecycle,
                                 const std::shared_ptr<const ProfileTable> &table, const RowEvaluator &rows);
    static void checkMemberships(const StageCensus &census, const Lifecycle &lifecycle,
                                 const std::shared_ptr<const ProfileTable> &table);
    static void checkMoves(const StageCensus &before, const StageCensus &after);

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void theFirstThatIsMeantForSomebodyTakesThem();
    void whoIsNotKnownYetIsInNone();
    void peopleMoveAndBecomeKnown();
    void whoMovedIsKnownByName();
    void anUnfinishedStageIsPassedOver();
    void withoutStagesEverybodyIsTheRest();
    void stagesAskForSegmentsAndStagesAboveThem();
    void aStageMayBearTheNameOfASegmentItAsksFor();
    void errorsNameTheStage();
    void withoutMomentsThereIsNothingToTell();
    void stopsWhenAsked();
    void everybodyIsInOneStageAndAllAgreeOnIt();
};

// Ada (1) ordered on the 1st and the 20th of October, Bo (2) on the 10th; Cleo (3) was created on the 15th and never
// ordered. Bo moved from Austin to Berlin on the 12th.
void TestStageCensus::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("three.perennial"));
    auto store = Store::create(m_path, StoreSettings());
    QVERIFY(store.has_value());
    // 2026-10-01T00:00:00Z is 1790812800000; a day is 86400000.
    QVERIFY(store->database().execute(R"sql(
        INSERT INTO profiles VALUES (1, 1790000000000, 0, NULL, 1), (2, 1790000000000, 0, NULL, 1),
                                    (3, 1792022400000, 0, NULL, 1);
        INSERT INTO properties VALUES (1, 'City', 'text');
        INSERT INTO property_values VALUES (2, 1, 1790000000000, 'Austin', 1), (2, 1, 1791763200000, 'Berlin', 1);
        INSERT INTO metrics VALUES (1, 'Placed Order');
        INSERT INTO events VALUES
            (1, 1790812800000, 1, 1, 1000, 'USD', NULL, NULL, 1), (1, 1792454400000, 1, 2, 1000, 'USD', NULL, NULL, 1),
            (2, 1791590400000, 1, 1, 1000, 'USD', NULL, NULL, 1);
    )sql"));
    auto berlin = SegmentDoc::fromJson(segmentText("{'kind':'property','property':'City','op':'is','value':'Berlin'}"));
    QVERIFY(berlin.has_value());
    berlin->name = QStringLiteral("Berliners");
    SegmentShelf shelf(*store);
    QVERIFY(saveSegment(shelf, *berlin, Instant::now()).has_value());
    const auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

std::vector<StageCensus> TestStageCensus::censuses(const Lifecycle &lifecycle,
                                                   const std::vector<Instant> &moments) const
{
    auto found = stagesAt(moments, lifecycle, m_table, {}, Progress());
    if (!found)
        qWarning() << found.error().where << found.error().message;
    return found.value_or(std::vector<StageCensus>(moments.size()));
}

void TestStageCensus::theFirstThatIsMeantForSomebodyTakesThem()
{
    const QByteArray twice = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least','value':2}}";
    const QByteArray once = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}";
    const Lifecycle strict = lifecycleOf(stageText("Twice", twice) + ',' + stageText("Once", once));
    const Lifecycle loose = lifecycleOf(stageText("Once", once) + ',' + stageText("Twice", twice));
    const std::vector<Instant> november{day("2026-11-01")};
    QCOMPARE(textOf(censuses(strict, november)[0], strict, *m_table), QStringLiteral("Twice 1 | Once 2 | Rest 3"));
    QCOMPARE(textOf(censuses(loose, november)[0], loose, *m_table), QStringLiteral("Once 1 2 | Rest 3"));
}

void TestStageCensus::whoIsNotKnownYetIsInNone()
{
    const Lifecycle lifecycle = defaultLifecycle();
    const auto found = censuses(lifecycle, {day("2026-09-01"), day("2026-10-11"), day("2026-10-16")});
    QCOMPARE(found[0].of, 0U);
    QCOMPARE(found[1].of, 2U);
    QCOMPARE(textOf(found[1], lifecycle, *m_table), QStringLiteral("New 1 2"));
    QCOMPARE(found[1].stages[2], StageCensus::NotKnown);
    QCOMPARE(textOf(found[2], lifecycle, *m_table), QStringLiteral("New 1 2 | Not bought yet 3"));
    QCOMPARE(found[2].counts, (std::vector<quint32>{2, 0, 0, 0, 0, 0, 0, 1}));
    QVERIFY(found[2].asOf == day("2026-10-16"));
}

void TestStageCensus::peopleMoveAndBecomeKnown()
{
    const Lifecycle lifecycle = defaultLifecycle();
    const auto found =
        censuses(lifecycle, {day("2026-10-05"), day("2026-10-16"), day("2026-11-05"), day("2027-01-20")});
    QCOMPARE(movesText(found[0], found[1], lifecycle), QStringLiteral("Not bought yet>New 1, new>Not bought yet 1"));
    QCOMPARE(movesText(found[1], found[2], lifecycle), QStringLiteral("New>Multi-buyer 1"));
    QCOMPARE(movesText(found[2], found[3], lifecycle), QStringLiteral("New>Churning 1, Multi-buyer>Churning 1"));
    // Those who stayed are told as well; nobody is lost on the way.
    QCOMPARE(movesBetween(found[1], found[2]), (std::vector<StageMove>{{0, 0, 1}, {0, 2, 1}, {7, 7, 1}}));
    QCOMPARE(movesBetween(found[0], found[0]), (std::vector<StageMove>{{0, 0, 1}, {7, 7, 1}}));
}

void TestStageCensus::whoMovedIsKnownByName()
{
    const auto found = censuses(defaultLifecycle(), {day("2026-10-05"), day("2026-10-16")});
    const auto moved = [&](quint8 from, quint8 to) {
        QStringList ids;
        peopleMoved(found[0], found[1], from, to).forEach([&](quint32 person) {
            ids.append(QString::number(m_table->idAt(person).value));
        });
        return ids.join(u' ');
    };
    QCOMPARE(moved(7, 0), QStringLiteral("2"));
    QCOMPARE(moved(0, 0), QStringLiteral("1"));
    QCOMPARE(moved(StageCensus::NotKnown, 7), QStringLiteral("3"));
    QCOMPARE(moved(0, 7), QString());
}

void TestStageCensus::anUnfinishedStageIsPassedOver()
{
    const Lifecycle lifecycle =
        lifecycleOf(stageText("Empty", {}) + ',' + stageText("Unsaid", "{'kind':'event'}") + ',' +
                    stageText("Buyers", "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}"));
    QCOMPARE(textOf(censuses(lifecycle, {day("2026-11-01")})[0], lifecycle, *m_table),
             QStringLiteral("Buyers 1 2 | Rest 3"));
}

void TestStageCensus::withoutStagesEverybodyIsTheRest()
{
    const Lifecycle lifecycle = lifecycleOf({});
    const StageCensus census = censuses(lifecycle, {day("2026-11-01")})[0];
    QCOMPARE(textOf(census, lifecycle, *m_table), QStringLiteral("Rest 1 2 3"));
    QCOMPARE(census.counts, std::vector<quint32>{3});
}

void TestStageCensus::stagesAskForSegmentsAndStagesAboveThem()
{
    Lifecycle lifecycle =
        lifecycleOf(stageText("Local", "{'kind':'membership','name':'berliners'}") + ',' +
                    stageText("Moved away", "{'kind':'membership','of':'stage','name':'Local','in':false,"
                                            "'since':{'kind':'ever'}},{'kind':'sample','percent':0}") +
                    ',' + stageText("Abroad", "{'kind':'membership','of':'stage','name':'LOCAL','in':false}"));
    auto store = Store::openWriter(m_path);
    QVERIFY(store && LifecycleShelf(*store).save(lifecycle, Instant::now()));
    const auto found = censuses(lifecycle, {day("2026-10-11"), day("2026-11-01")});
    QCOMPARE(textOf(found[0], lifecycle, *m_table), QStringLiteral("Abroad 1 2"));
    QCOMPARE(textOf(found[1], lifecycle, *m_table), QStringLiteral("Local 2 | Abroad 1 3"));
    QVERIFY(LifecycleShelf(*store).forget());
}

void TestStageCensus::aStageMayBearTheNameOfASegmentItAsksFor()
{
    const Lifecycle lifecycle = lifecycleOf(stageText("Berliners", "{'kind':'membership','name':'Berliners'}"));
    QCOMPARE(textOf(censuses(lifecycle, {day("2026-11-01")})[0], lifecycle, *m_table),
             QStringLiteral("Berliners 2 | Rest 1 3"));
    auto store = Store::openWriter(m_path);
    QVERIFY(store && LifecycleShelf(*store).save(lifecycle, Instant::now()));
    const auto answer = answerTo(inStage(QStringLiteral("berliners")), m_table, day("2026-11-01"));
    QVERIFY(LifecycleShelf(*store).forget());
    QVERIFY(answer.has_value());
    QCOMPARE(textOfIds(*answer, *m_table), QStringLiteral("2"));
}

void TestStageCensus::errorsNameTheStage()
{
    const Lifecycle lifecycle = lifecycleOf(stageText("Empty", {}) + ',' +
                                            stageText("Ghosts", "{'kind':'membership','name':'No such segment'}"));
    const auto found = stagesAt({day("2026-11-01")}, lifecycle, m_table, {}, Progress());
    QVERIFY(!found);
    QCOMPARE(found.error().where, QStringLiteral("stages[1].root.children[0].name"));
    QVERIFY(found.error().kind == ErrorKind::NotFound);
}

void TestStageCensus::withoutMomentsThereIsNothingToTell()
{
    const auto found = stagesAt({}, defaultLifecycle(), m_table, {}, Progress());
    QVERIFY(found && found->empty());
}

void TestStageCensus::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    for (const Lifecycle &lifecycle : {defaultLifecycle(), lifecycleOf({})}) {
        const auto found = stagesAt({day("2026-11-01")}, lifecycle, m_table, {}, Progress(source.get_token()));
        QVERIFY(!found);
        QVERIFY(found.error().kind == ErrorKind::Stopped);
    }
}

void TestStageCensus::checkOneStageEach(const StageCensus &census, const Lifecycle &lifecycle,
                                        const ProfileTable &table)
{
    ProfileSet seen(table.profileCount());
    quint32 sum = 0;
    for (size_t stage = 0; stage <= lifecycle.stages.size(); ++stage) {
        ProfileSet people = census.peopleIn(static_cast<quint8>(stage));
        QCOMPARE(people.count(), census.counts[stage]);
        sum += people.count();
        seen |= people;
    }
    const ProfileSet known = table.knownAt(census.asOf);
    QCOMPARE(seen, known);
    QCOMPARE(sum, known.count());
    QCOMPARE(census.of, sum);
}

// The stage as one segment, asked of the engine and read row by row.
void TestStageCensus::checkDefinitions(const StageCensus &census, const Lifecycle &lifecycle,
                                       const std::shared_ptr<const ProfileTable> &table, const RowEvaluator &rows)
{
    for (size_t stage = 0; stage <= lifecycle.stages.size(); ++stage) {
        const SegmentDoc doc = lifecycle.definition(stage);
        const auto answer = answerTo(doc, table, census.asOf);
        QVERIFY(answer.has_value());
        QCOMPARE(census.peopleIn(static_cast<quint8>(stage)), answer->members);
        QCOMPARE(idsIn(*answer, *table), rows.members(doc, census.asOf));
    }
}

void TestStageCensus::checkMemberships(const StageCensus &census, const Lifecycle &lifecycle,
                                       const std::shared_ptr<const ProfileTable> &table)
{
    for (const QString &name : lifecycle.names()) {
        const auto answer = answerTo(inStage(name), table, census.asOf);
        QVERIFY(answer.has_value());
        QCOMPARE(census.peopleIn(static_cast<quint8>(*lifecycle.stageNamed(name))), answer->members);
    }
}

void TestStageCensus::checkMoves(const StageCensus &before, const StageCensus &after)
{
    std::map<std::pair<quint8, quint8>, quint32> naive;
    for (size_t person = 0; person < before.stages.size(); ++person) {
        if (after.stages[person] != StageCensus::NotKnown)
            ++naive[{before.stages[person], after.stages[person]}];
        else // who was known stays known
            QCOMPARE(before.stages[person], StageCensus::NotKnown);
    }
    std::vector<StageMove> expected;
    quint32 sum = 0;
    for (const auto &[way, people] : naive) {
        expected.push_back({way.first, way.second, people});
        QCOMPARE(peopleMoved(before, after, way.first, way.second).count(), people);
        sum += people;
    }
    QCOMPARE(movesBetween(before, after), expected);
    QCOMPARE(sum, after.of);
}

void TestStageCensus::everybodyIsInOneStageAndAllAgreeOnIt()
{
    const Seeds seeds = seedsAsked(701, 12);
    for (quint32 seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
        RandomStore random(seed, seed % 3 == 0 ? RandomStore::Spread::Far : RandomStore::Spread::Near);
        const QString path = m_folder.filePath(QStringLiteral("random%1.perennial").arg(seed));
        QVERIFY(random.write(path));
        const auto table = ProfileTable::build(path, Progress());
        auto store = Store::openReader(path);
        QVERIFY(table && store);
        const auto own = LifecycleShelf(*store).current();
        QVERIFY(own.has_value());
        const RowEvaluator rows(path);
        std::vector<Instant> moments;
        for (int i = 0; i < 4; ++i)
            moments.push_back({random.moment()});
        std::ranges::sort(moments);
        for (const Lifecycle &lifecycle : {*own, defaultLifecycle()}) {
            const auto found = stagesAt(moments, lifecycle, *table, {}, Progress());
            QVERIFY(found.has_value());
            QCOMPARE(found->size(), moments.size());
            for (size_t i = 0; i < moments.size(); ++i) {
                checkOneStageEach((*found)[i], lifecycle, **table);
                checkDefinitions((*found)[i], lifecycle, *table, rows);
                if (lifecycle == *own)
                    checkMemberships((*found)[i], lifecycle, *table);
                checkMoves((*found)[i > 0 ? i - 1 : 0], (*found)[i]);
                if (QTest::currentTestFailed())
                    return qWarning() << "seed" << seed << "asked" << moments[i].toIso(), void();
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestStageCensus)
#include "tst_stagecensus.moc"
