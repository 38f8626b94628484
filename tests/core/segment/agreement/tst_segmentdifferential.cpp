// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/leafmemory.h"
#include "core/segment/evaluate/reach.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/rowevaluator.h"
#include "tests/core/segment/rows/simpler.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace perennial;

namespace {

// Ids, or why there are none.
using Opinion = Result<std::vector<qint64>>;

QString said(const Opinion &opinion)
{
    if (!opinion)
        return opinion.error().message + u' ' + opinion.error().where + u' ' + opinion.error().detail;
    QStringList ids;
    for (const qint64 id : *opinion)
        ids.append(QString::number(id));
    return ids.join(u' ');
}

Opinion ofEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    return answerTo(doc, table, asOf).map([&](const SegmentAnswer &answer) { return idsIn(answer, *table); });
}

Opinion ofSql(const QString &sql, const Database &database)
{
    auto statement = database.prepare(sql.toStdString());
    if (!statement)
        return failure(statement.error());
    std::vector<qint64> ids;
    if (const auto read = forEachRow(*statement, [&](const Statement &row) { ids.push_back(row.integer(0)); }); !read)
        return failure(read.error());
    return ids;
}

// The counts of all finished nodes, as text.
QStringList countsOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    const auto answer = answerTo(doc, table, asOf);
    QStringList lines;
    for (const NodeCount &node : answer ? answer->nodes : std::vector<NodeCount>()) {
        if (node.finished)
            lines.append(
                QStringLiteral("%1: %2 alone, %3 unknown").arg(node.path.toString()).arg(node.alone).arg(node.unknown));
    }
    return lines;
}

QStringList countsOf(const SegmentDoc &doc, const RowEvaluator &rows, Instant asOf)
{
    QStringList lines;
    for (const RowCount &node : rows.counts(doc, asOf))
        lines.append(
            QStringLiteral("%1: %2 alone, %3 unknown").arg(node.path.toString()).arg(node.alone).arg(node.unknown));
    return lines;
}

} // namespace

// Three opinions: over random stores, random trees and random moments the columns, plain SQL and a reading row by row
// must name the same people. Two stores of three reach far, in time and over the world.
// PERENNIAL_DIFFERENTIAL_STORES=350 asks 21,000 times instead of 3,000.
class TestSegmentDifferential : public QObject
{
    Q_OBJECT

private:
    struct Asked
    {
        const std::shared_ptr<const ProfileTable> &table;
        const Database &database;
        const RowEvaluator *rows; // none: of too many people
    };

    // Counts of all nodes and members: of the document, and of it after an edit.
    static void compareWithMemory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                  LeafMemory &memory);
    static Result<QString> sqlOf(const SegmentDoc &doc, const Asked &asked, Instant asOf);
    static bool differsFromRows(const SegmentDoc &doc, const Asked &asked, Instant asOf);
    static bool differsFromSql(const SegmentDoc &doc, const Asked &asked, Instant asOf);
    static QString counterexample(const SegmentDoc &doc, const Asked &asked, Instant asOf);
    void compareWithSql(const SegmentDoc &doc, const Asked &asked, Instant asOf);
    void compareStore(quint32 seed, int trees);
    void compareTrees(const Asked &asked, RandomStore moments, quint32 seed, int trees);
    // A few differences are shown at once.
    bool canGoOn() const { return m_differences.size() < 6 && !QTest::currentTestFailed(); }
    // QVERIFY2 would cut them short.
    void showDifferences() const
    {
        for (const QString &difference : m_differences)
            qWarning().noquote() << difference;
        QVERIFY(m_differences.isEmpty());
    }
    void compareTree(const SegmentDoc &doc, const Asked &asked, Instant asOf);

    QTemporaryDir m_folder;
    int m_compared = 0;
    int m_bySql = 0;
    int m_unsayable = 0;
    int m_interesting = 0;
    int m_byThreads = 0;
    QStringList m_differences;

    void compareThreads(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table);

private Q_SLOTS:
    void threeOpinionsNameTheSamePeople();
    void aLargeStoreGivesTheSameInPieces();
};

void TestSegmentDifferential::compareWithMemory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                                Instant asOf, LeafMemory &memory)
{
    SegmentDoc edited = doc;
    edited.root.group()->match = GroupMatch::Any;
    for (const SegmentDoc &asked : {doc, edited, doc}) {
        const auto answer = [&](LeafMemory *with) {
            CompileSetting setting;
            setting.memory = with;
            return SegmentEngine::compile(asked, table, asOf, setting).and_then([](const Plan &plan) {
                return SegmentEngine::evaluate(plan, Progress());
            });
        };
        const auto anew = answer(nullptr), remembered = answer(&memory);
        QVERIFY(anew && remembered);
        QCOMPARE(remembered->nodes, anew->nodes);
        QCOMPARE(remembered->unknown, anew->unknown);
        QCOMPARE(remembered->members.words(), anew->members.words());
    }
}

bool TestSegmentDifferential::differsFromRows(const SegmentDoc &doc, const Asked &asked, Instant asOf)
{
    const Opinion engine = ofEngine(doc, asked.table, asOf);
    return !engine || *engine != asked.rows->members(doc, asOf) ||
           countsOf(doc, asked.table, asOf) != countsOf(doc, *asked.rows, asOf);
}

Result<QString> TestSegmentDifferential::sqlOf(const SegmentDoc &doc, const Asked &asked, Instant asOf)
{
    const StoreSources sources(asked.table->columns().storePath);
    return segmentSql(doc, {asOf, asked.table->columns().homeZone, asked.table->currency(), &sources});
}

bool TestSegmentDifferential::differsFromSql(const SegmentDoc &doc, const Asked &asked, Instant asOf)
{
    const auto sql = sqlOf(doc, asked, asOf);
    return sql && said(ofSql(*sql, asked.database)) != said(ofEngine(doc, asked.table, asOf));
}

QString TestSegmentDifferential::counterexample(const SegmentDoc &doc, const Asked &asked, Instant asOf)
{
    const auto sql = sqlOf(doc, asked, asOf);
    QStringList lines{QString::fromUtf8(doc.toJson()),
                      sql ? *sql : QString(),
                      asked.table->columns().storePath,
                      asOf.toIso(),
                      QStringLiteral("engine: ") + said(ofEngine(doc, asked.table, asOf)),
                      countsOf(doc, asked.table, asOf).join(QStringLiteral("; "))};
    if (asked.rows)
        lines << QStringLiteral("rows: ") + said(asked.rows->members(doc, asOf))
              << countsOf(doc, *asked.rows, asOf).join(QStringLiteral("; "));
    if (sql && !sql->isEmpty())
        lines << QStringLiteral("SQL: ") + said(ofSql(*sql, asked.database));
    return lines.join(u'\n');
}

void TestSegmentDifferential::compareStore(quint32 seed, int trees)
{
    const QString path = m_folder.filePath(QStringLiteral("s%1.perennial").arg(seed));
    const auto spread = seed % 3 == 0 ? RandomStore::Spread::Near : RandomStore::Spread::Far;
    QVERIFY(RandomStore(seed, spread).write(path));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY2(table.has_value(), qPrintable(table ? QString() : table.error().message));
    const auto reader = Store::openReader(path);
    QVERIFY(reader.has_value());
    const RowEvaluator rows(path);
    compareTrees({*table, reader->database(), &rows}, RandomStore(seed, spread), seed, trees);
}

void TestSegmentDifferential::compareTrees(const Asked &asked, RandomStore moments, quint32 seed, int trees)
{
    LeafMemory memory;
    for (int tree = 0; tree < trees && canGoOn(); ++tree) {
        const SegmentDoc doc = RandomSegment(seed * 1000 + static_cast<quint32>(tree)).make();
        QVERIFY2(validate(doc), doc.toJson().constData());
        QCOMPARE(SegmentDoc::fromJson(doc.toJson()).value(), doc);
        const Instant asOf{tree % 3 == 0 ? RandomStore::Origin : moments.moment()};
        compareTree(doc, asked, asOf);
        if (!QTest::currentTestFailed())
            compareWithMemory(doc, asked.table, asOf, memory);
    }
}

void TestSegmentDifferential::compareTree(const SegmentDoc &doc, const Asked &asked, Instant asOf)
{
    const Opinion engine = ofEngine(doc, asked.table, asOf);
    QVERIFY2(engine, qPrintable(said(engine) + u'\n' + QString::fromUtf8(doc.toJson())));
    ++m_compared;
    m_interesting += !engine->empty() && engine->size() < asked.table->knownAt(asOf).count();
    if (asked.rows && differsFromRows(doc, asked, asOf)) {
        const auto differs = [&](const SegmentDoc &d) { return differsFromRows(d, asked, asOf); };
        m_differences.append(counterexample(smallestOf(doc, differs), asked, asOf));
    }
    compareWithSql(doc, asked, asOf);
}

void TestSegmentDifferential::compareWithSql(const SegmentDoc &doc, const Asked &asked, Instant asOf)
{
    const auto sql = sqlOf(doc, asked, asOf);
    if (!sql) {
        QVERIFY2(sql.error().message.contains(u"regular expressions"),
                 qPrintable(sql.error().message + sql.error().where + doc.toJson()));
        ++m_unsayable;
        return;
    }
    ++m_bySql;
    if (differsFromSql(doc, asked, asOf)) {
        const auto differs = [&](const SegmentDoc &d) { return differsFromSql(d, asked, asOf); };
        m_differences.append(counterexample(smallestOf(doc, differs), asked, asOf));
    }
}

void TestSegmentDifferential::threeOpinionsNameTheSamePeople()
{
    const Seeds seeds = seedsAsked(1, 50);
    QElapsedTimer timer;
    timer.start();
    for (quint32 seed = seeds.first; seed < seeds.first + seeds.count && canGoOn(); ++seed)
        compareStore(seed, 60);
    qInfo() << m_compared << "compared by rows," << m_bySql << "by SQL," << m_interesting
            << "neither empty nor everybody," << m_unsayable << "with regular expressions, which SQL has not,"
            << timer.elapsed() << "ms";
    showDifferences();
    QVERIFY(m_interesting > m_compared / 4);
    QVERIFY(m_bySql > m_compared * 3 / 4);
}

// Counts and members bit by bit, by one thread and by several.
void TestSegmentDifferential::compareThreads(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table)
{
    std::optional<SegmentAnswer> first;
    for (const char *threads : {"1", "2", "5"}) {
        qputenv("PERENNIAL_THREADS", threads);
        const auto answer = answerTo(doc, table, {RandomStore::Origin});
        qunsetenv("PERENNIAL_THREADS");
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message));
        if (!first)
            first = *answer;
        QCOMPARE(answer->members.words(), first->members.words());
        QCOMPARE(answer->nodes, first->nodes);
        QCOMPARE(answer->unknown, first->unknown);
        ++m_byThreads;
    }
}

// More people than are evaluated in one go, so that pieces and threads meet.
void TestSegmentDifferential::aLargeStoreGivesTheSameInPieces()
{
    const QString path = m_folder.filePath(QStringLiteral("large.perennial"));
    RandomStore small(4711);
    QVERIFY(small.write(path));
    {
        auto store = Store::openWriter(path);
        QVERIFY(store.has_value());
        const QByteArray more =
            "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 81000) "
            "INSERT INTO profiles SELECT i, 1774742400000 - (i * 7919 % 9000) * 3600000, 0, "
            "iif(i % 50 = 0, i - 1, NULL), 1 FROM n;"
            "INSERT INTO property_values SELECT id, 1, 0, 'Aust' || (id % 3), 1 FROM profiles WHERE id % 4 > 0 AND id "
            ">= 1000;"
            "INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) SELECT id, 'email', "
            "created_at, iif(id % 3 = 0, 'unsubscribed', 'subscribed'), "
            "NULL, 0, 1 FROM profiles WHERE id % 5 > 0 AND id >= 1000;"
            "INSERT INTO events SELECT id, 1774742400000 - (id * 31 % 2400) * 3600000, 1 + id % 2, 1, id % 40 * 100, "
            "'EUR', NULL, 2 * (1 + id % 7), 1 FROM profiles WHERE id % 3 > 0 AND id >= 1000;"
            "INSERT INTO events SELECT id, 1774742400000 - (id * 17 % 2400) * 3600000, 1, 2, id % 30 * 100, NULL, "
            "NULL, NULL, 1 FROM profiles WHERE id % 2 > 0 AND id >= 1000; COMMIT;";
        const auto written = store->database().execute(more);
        QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    }
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    QVERIFY((*table)->profileCount() > 2 * PeopleChunk::Most);
    const auto reader = Store::openReader(path);
    QVERIFY(reader.has_value());
    compareTrees({*table, reader->database(), nullptr}, RandomStore(815), 815, 8);
    showDifferences();
    for (quint32 seed = 900; seed < 920 && !QTest::currentTestFailed(); ++seed)
        compareThreads(RandomSegment(seed).make(), *table);
    QCOMPARE(m_byThreads, 20 * 3);
    const ProfileSet reachable = peopleWho(**table, Channel::Email, Reach::CannotReceive, {RandomStore::Origin});
    QCOMPARE(reachable, (*table)
                            ->knownAt({RandomStore::Origin})
                            .subtract(peopleWho(**table, Channel::Email, Reach::CanReceive, {RandomStore::Origin})));
}

QTEST_GUILESS_MAIN(TestSegmentDifferential)
#include "tst_segmentdifferential.moc"
