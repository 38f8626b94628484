// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/leafmemory.h"
#include "core/segment/reach.h"
#include "core/segment/segmentengine.h"
#include "core/segment/segmentsql.h"
#include "randomsegment.h"
#include "randomstore.h"

#include <QTemporaryDir>

using namespace perennial;

// A second opinion: over random stores, random trees and random moments the columns and plain SQL must name the same
// people.
class TestSegmentDifferential : public QObject
{
    Q_OBJECT

private:
    static std::vector<qint64> membersByEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                               Instant asOf);
    // Counts of all nodes and members: of the document, and of it after an edit.
    static void compareWithMemory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                  LeafMemory &memory);
    static std::vector<qint64> membersBySql(const QString &sql, const Database &database);
    void compareStore(quint32 seed, int trees);
    void compareTrees(const QString &path, const std::shared_ptr<const ProfileTable> &table, quint32 seed, int trees);

    QTemporaryDir m_folder;
    int m_compared = 0;
    int m_unsayable = 0;
    int m_interesting = 0;

private Q_SLOTS:
    void engineAndSqlNameTheSamePeople();
    void aLargeStoreGivesTheSameInPieces();
};

std::vector<qint64> TestSegmentDifferential::membersByEngine(const SegmentDoc &doc,
                                                             const std::shared_ptr<const ProfileTable> &table,
                                                             Instant asOf)
{
    const auto plan = SegmentEngine::compile(doc, table, asOf);
    if (!plan) {
        qWarning() << plan.error().message << plan.error().where;
        return {-1};
    }
    const auto answer = SegmentEngine::evaluate(*plan, Progress());
    if (!answer)
        return {-1};
    std::vector<qint64> ids;
    answer->members.forEach([&](quint32 index) { ids.push_back(table->idAt(index).value); });
    return ids;
}

void TestSegmentDifferential::compareWithMemory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                                Instant asOf, LeafMemory &memory)
{
    SegmentDoc edited = doc;
    edited.root.group()->match = GroupMatch::Any;
    for (const SegmentDoc &asked : {doc, edited, doc}) {
        const auto answer = [&](LeafMemory *with) {
            return SegmentEngine::compile(asked, table, asOf, {.memory = with}).and_then([](const Plan &plan) {
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

std::vector<qint64> TestSegmentDifferential::membersBySql(const QString &sql, const Database &database)
{
    auto statement = database.prepare(sql.toStdString());
    if (!statement) {
        qWarning() << statement.error().message << statement.error().detail;
        return {-2};
    }
    std::vector<qint64> ids;
    for (;;) {
        const auto row = statement->step();
        if (!row) {
            qWarning() << row.error().message << row.error().detail;
            return {-2};
        }
        if (!*row)
            return ids;
        ids.push_back(statement->integer(0));
    }
}

void TestSegmentDifferential::compareStore(quint32 seed, int trees)
{
    const QString path = m_folder.filePath(QStringLiteral("s%1.perennial").arg(seed));
    RandomStore store(seed);
    QVERIFY(store.write(path));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY2(table.has_value(), qPrintable(table ? QString() : table.error().message));
    compareTrees(path, *table, seed, trees);
}

void TestSegmentDifferential::compareTrees(const QString &path, const std::shared_ptr<const ProfileTable> &table,
                                           quint32 seed, int trees)
{
    RandomStore moments(seed);
    const auto reader = Store::openReader(path);
    QVERIFY(reader.has_value());
    LeafMemory memory;
    for (int tree = 0; tree < trees; ++tree) {
        const SegmentDoc doc = RandomSegment(seed * 1000 + tree).make();
        const Instant asOf{tree % 3 == 0 ? RandomStore::Origin : moments.moment()};
        const auto sql = segmentSql(doc, {asOf, table->columns().homeZone, table->currency()});
        if (!sql) {
            QVERIFY2(sql.error().message.contains(u"SQL"),
                     qPrintable(sql.error().message + sql.error().where + doc.toJson()));
            ++m_unsayable;
            continue;
        }
        const std::vector<qint64> engine = membersByEngine(doc, table, asOf),
                                  reference = membersBySql(*sql, reader->database());
        ++m_compared;
        m_interesting += !engine.empty() && engine.size() < table->profileCount();
        if (engine != reference)
            qWarning().noquote() << "seed" << seed << "tree" << tree << asOf.toIso() << "\n"
                                 << doc.toJson() << "\n"
                                 << *sql;
        QCOMPARE(engine, reference);
        compareWithMemory(doc, table, asOf, memory);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(SegmentDoc::fromJson(doc.toJson()).value(), doc);
    }
}

void TestSegmentDifferential::engineAndSqlNameTheSamePeople()
{
    const int stores = qEnvironmentVariableIntValue("PERENNIAL_DIFFERENTIAL_STORES") > 0
                           ? qEnvironmentVariableIntValue("PERENNIAL_DIFFERENTIAL_STORES")
                           : 50;
    for (int seed = 1; seed <= stores && !QTest::currentTestFailed(); ++seed)
        compareStore(static_cast<quint32>(seed), 60);
    qInfo() << m_compared << "compared," << m_interesting << "neither empty nor everybody," << m_unsayable
            << "not sayable in SQL";
    QVERIFY(m_interesting > m_compared / 4);
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
            "INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) SELECT id, 'email', created_at, iif(id % 3 = 0, 'unsubscribed', 'subscribed'), "
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
    compareTrees(path, *table, 815, 8);
    const ProfileSet reachable = peopleWho(**table, Channel::Email, Reach::CannotReceive, {RandomStore::Origin});
    QCOMPARE(reachable, (*table)
                            ->knownAt({RandomStore::Origin})
                            .subtract(peopleWho(**table, Channel::Email, Reach::CanReceive, {RandomStore::Origin})));
}

QTEST_GUILESS_MAIN(TestSegmentDifferential)
#include "tst_segmentdifferential.moc"
