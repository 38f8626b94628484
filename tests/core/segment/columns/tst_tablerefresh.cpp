// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/mergelog.h"
#include "core/segment/columns/columncache.h"
#include "core/segment/columns/tablerefresh.h"
#include "core/segment/evaluate/segmentengine.h"
#include "tests/core/import/importfixture.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/tabletext.h"

using namespace perennial;

namespace {

// Files of a shop that goes on: people come back under other addresses, so that they merge, change their mind and their
// town, and do things never seen before.
class RandomFiles
{
public:
    explicit RandomFiles(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray people(int rows)
    {
        QByteArray csv = "profile_id,email,phone,City,Score,created_at,accepts_email,accepts_sms,suppressed";
        csv += m_round > 2 ? ",Vip\n" : "\n";
        for (int i = 0; i < rows; ++i) {
            const int person = m_round == 0 ? i + 1 : number(m_people + 10);
            csv += cell(30, person) + cell(90, person, "p%@example.com") +
                   cell(60, person + (chance(10) ? 1 : 0), "+4930123%");
            csv += pick({"Austin", "austin", "Zoë", "", "Town " + QByteArray::number(number(9))}) + ',';
            csv += QByteArray::number(number(20) * 0.5) + ',' + moment() + ',' + pick({"true", "false", ""}) + ',' +
                   pick({"true", "false"}) + ',' + pick({"false", "false", "false", "true"});
            csv += m_round > 2 ? "," + pick({"true", "false"}) + "\n" : "\n";
        }
        m_people = std::max(m_people, rows);
        return csv;
    }

    QByteArray events(int rows)
    {
        QByteArray csv = "event_id,email,metric,timestamp,value,label,size\n";
        for (int i = 0; i < rows; ++i) {
            csv +=
                QByteArray::number(++m_event) + ",p" + QByteArray::number(number(m_people + 5) + 1) + "@example.com,";
            csv += pick({"Placed Order", "Opened Email", "Viewed Product", "Round " + QByteArray::number(m_round)});
            csv += ',' + moment() + ',' + pick({"", "5.00", "12.50", "99999999.00"}) + ',' +
                   pick({"Shoes", "Hat", "Label " + QByteArray::number(number(40))}) + ',' +
                   pick({"41", "41.5", "L", ""}) + '\n';
        }
        return csv;
    }

    void nextRound() { ++m_round; }
    bool chance(int percent) { return number(100) < percent; }
    int number(int below) { return m_random.bounded(below); }

private:
    QByteArray pick(const std::vector<QByteArray> &choices)
    {
        return choices[number(static_cast<int>(choices.size()))];
    }
    QByteArray cell(int percent, int person, QByteArray form = "%")
    {
        return chance(percent) ? form.replace('%', QByteArray::number(person)) + ',' : QByteArray(",");
    }
    QByteArray moment()
    {
        const qint64 ms = RandomStore::Origin - number(120 * 24) * Instant::HourMs + (chance(3) ? 1 : 0);
        return Instant{ms}.toIso().toUtf8();
    }

    QRandomGenerator m_random;
    int m_round = 0;
    int m_people = 0;
    int m_event = 0;
};

template <class T>
bool isDone(const Result<T> &result)
{
    if (!result)
        qWarning() << result.error().message << result.error().detail;
    return result.has_value();
}

} // namespace

class TestTableRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatAnImportChangedIsAllThatIsRead();
    void importsOfManyRoundsGiveWhatBuildingGives_data();
    void importsOfManyRoundsGiveWhatBuildingGives();
    void whatCannotBeSplicedIsBuilt();
    void changesAreKeptForTwentyRevisions();

private:
    [[nodiscard]] std::optional<TableColumns> refreshed(ImportFixture &fixture);
    void compare(ImportFixture &fixture, const TableColumns &refreshed, quint32 seed);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<ColumnCache> m_cache;
};

void TestTableRefresh::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_cache.emplace(m_folder->filePath(QStringLiteral("columns")));
}

std::optional<TableColumns> TestTableRefresh::refreshed(ImportFixture &fixture)
{
    auto store = Store::openReader(fixture.path());
    if (!store || !store->database().execute("BEGIN"))
        return std::nullopt;
    const auto kept = m_cache->find(store->storeId());
    if (!kept)
        return std::nullopt;
    auto columns = refreshColumns(*store, *kept, Progress());
    if (!columns)
        qWarning() << columns.error().message << columns.error().detail;
    return columns ? std::move(*columns) : std::nullopt;
}

void TestTableRefresh::compare(ImportFixture &fixture, const TableColumns &refreshed, quint32 seed)
{
    const auto built = ProfileTable::build(fixture.path(), Progress());
    QVERIFY(isDone(built));
    QCOMPARE(refreshed.mark, (*built)->columns().mark);
    const QStringList now = textOf(refreshed).split(u'\n'), wanted = textOf((*built)->columns()).split(u'\n');
    for (qsizetype line = 0; line < std::min(now.size(), wanted.size()); ++line)
        QVERIFY2(now[line] == wanted[line], qPrintable(now[line] + QStringLiteral(" instead of ") + wanted[line]));
    QCOMPARE(now.size(), wanted.size());
    const auto table = std::make_shared<const ProfileTable>(TableColumns(refreshed));
    for (quint32 tree = 0; tree < 20; ++tree) {
        const SegmentDoc doc = RandomSegment(seed * 100 + tree).make();
        const auto plan = SegmentEngine::compile(doc, table, Instant{RandomStore::Origin});
        const auto reference = SegmentEngine::compile(doc, *built, Instant{RandomStore::Origin});
        QCOMPARE(plan.has_value(), reference.has_value());
        if (plan)
            QCOMPARE(SegmentEngine::evaluate(*plan, {})->members, SegmentEngine::evaluate(*reference, {})->members);
    }
}

void TestTableRefresh::whatAnImportChangedIsAllThatIsRead()
{
    ImportFixture fixture;
    RandomFiles files(1);
    QVERIFY(isDone(fixture.import({fixture.write(QStringLiteral("p.csv"), files.people(200))})));
    QCOMPARE(fixture.text("SELECT group_concat(revision || ':' || profile_id) FROM changed_profiles"),
             QStringLiteral("1:0"));
    QVERIFY(isDone(ProfileTable::open(fixture.path(), *m_cache, Progress())));
    fixture.now.ms += Instant::DayMs;
    QVERIFY(isDone(fixture.import(
        {fixture.write(QStringLiteral("q.csv"),
                       "profile_id,email,phone,City,created_at\n,p7@example.com,,Oslo,\n,new@example.com,,Rome,\n")})));
    const qint64 seven = fixture.number("SELECT profile_id FROM identifiers WHERE value = 'p7@example.com'");
    QCOMPARE(fixture.text("SELECT group_concat(profile_id) FROM changed_profiles WHERE revision = 2"),
             QStringLiteral("%1,%2").arg(seven).arg(fixture.number("SELECT max(id) FROM profiles")));
    const auto columns = refreshed(fixture);
    QVERIFY(columns.has_value());
    compare(fixture, *columns, 1);
    // Nothing new: no revision.
    QVERIFY(isDone(fixture.import(
        {fixture.write(QStringLiteral("q.csv"),
                       "profile_id,email,phone,City,created_at\n,p7@example.com,,Oslo,\n,new@example.com,,Rome,\n")})));
    QCOMPARE(fixture.number("SELECT value FROM settings WHERE key = 'revision'"), 2);
    // Of events seen before and a new one, the new one's person alone, give or take those written with it.
    QVERIFY(isDone(ProfileTable::open(fixture.path(), *m_cache, Progress())));
    QCOMPARE(m_cache->find(columns->mark.storeId)->columns.mark.revision.revision, 2);
}

void TestTableRefresh::importsOfManyRoundsGiveWhatBuildingGives_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestTableRefresh::importsOfManyRoundsGiveWhatBuildingGives()
{
    QFETCH(quint32, seed);
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    settings.homeZone = QStringLiteral("Europe/Berlin");
    ImportFixture fixture(settings);
    RandomFiles files(seed);
    QVERIFY(isDone(fixture.import({fixture.write(QStringLiteral("p.csv"), files.people(300)),
                                   fixture.write(QStringLiteral("e.csv"), files.events(800))})));
    QVERIFY(isDone(ProfileTable::open(fixture.path(), *m_cache, Progress())));
    int spliced = 0;
    constexpr int rounds = 6;
    for (int round = 1; round <= rounds; ++round) {
        files.nextRound();
        // Sometimes several imports before anybody looks.
        do {
            fixture.now.ms += Instant::DayMs;
            QStringList paths{fixture.write(QStringLiteral("p.csv"), files.people(files.number(8)))};
            if (files.chance(80))
                paths.append(fixture.write(QStringLiteral("e.csv"), files.events(files.number(15))));
            QVERIFY(isDone(fixture.import(paths)));
        } while (files.chance(30));
        const auto columns = refreshed(fixture);
        spliced += columns.has_value();
        if (columns)
            compare(fixture, *columns, seed);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(isDone(ProfileTable::open(fixture.path(), *m_cache, Progress())));
    }
    QVERIFY(spliced >= rounds / 2);
}

void TestTableRefresh::whatCannotBeSplicedIsBuilt()
{
    ImportFixture fixture;
    RandomFiles files(3);
    const auto opened = [&] { return ProfileTable::open(fixture.path(), *m_cache, Progress()); };
    QVERIFY(isDone(fixture.import({fixture.write(QStringLiteral("p.csv"), files.people(60))})));
    QVERIFY(isDone(opened()));
    // More than a tenth.
    QVERIFY(isDone(fixture.import({fixture.write(QStringLiteral("e.csv"), files.events(200))})));
    QVERIFY(!refreshed(fixture));
    compare(fixture, (*opened())->columns(), 3);
    // A merge that is undone.
    const QByteArray header = "Customer ID,First Name,Last Name,Email,Phone,Total Spent\n";
    fixture.now.ms += Instant::DayMs;
    QVERIFY(isDone(fixture.import({fixture.write(
        QStringLiteral("m.csv"), header + "901,Ada,O.,,,0\n,Ada,Okafor,n@example.com,,0\n902,Zoe,M.,,,0\n")})));
    fixture.now.ms += Instant::DayMs;
    QVERIFY(isDone(fixture.import({fixture.write(
        QStringLiteral("n.csv"), header + "901,Ada,Okafor,n@example.com,,0\n902,Ada,Okafor,n@example.com,,0\n")})));
    const auto merged = refreshed(fixture);
    const auto merges = listMerges(fixture.store().database());
    QVERIFY(merged.has_value() && merges.has_value() && !merges->empty());
    compare(fixture, *merged, 3);
    QVERIFY(isDone(opened()));
    QVERIFY(isDone(undoMerge(fixture.store().database(), merges->back().id, fixture.now)));
    QVERIFY(!refreshed(fixture));
    compare(fixture, (*opened())->columns(), 3);
}

void TestTableRefresh::changesAreKeptForTwentyRevisions()
{
    ImportFixture fixture;
    RandomFiles files(4);
    QVERIFY(isDone(fixture.import({fixture.write(QStringLiteral("p.csv"), files.people(50))})));
    QVERIFY(isDone(ProfileTable::open(fixture.path(), *m_cache, Progress())));
    const auto importOne = [&](int number) {
        return fixture.import(
            {fixture.write(QStringLiteral("e.csv"), "event_id,email,metric,timestamp\n" + QByteArray::number(number) +
                                                        ",p5@example.com,Opened Email,2026-01-01T00:00:00Z\n")});
    };
    for (int i = 1; i <= RevisionsKept; ++i)
        QVERIFY(isDone(importOne(i)));
    const auto columns = refreshed(fixture);
    QVERIFY(columns.has_value());
    compare(fixture, *columns, 4);
    QVERIFY(isDone(importOne(100)));
    QVERIFY(!refreshed(fixture));
    QCOMPARE(fixture.number("SELECT count(*) FROM changed_profiles"), RevisionsKept);
}

QTEST_GUILESS_MAIN(TestTableRefresh)
#include "tst_tablerefresh.moc"
