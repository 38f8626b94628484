// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/rowevaluator.h"
#include "tests/core/segment/rows/simpler.h"

#include <QFile>
#include <QTemporaryDir>

using namespace perennial;

// No leakage: what a segment says of a moment is what it says in a store from which everything after that moment was
// deleted.
class TestTimeTravel : public QObject
{
    Q_OBJECT

private:
    struct Stand
    {
        std::shared_ptr<const ProfileTable> table;
        std::unique_ptr<RowEvaluator> rows;
    };

    static bool cutOff(const QString &path, qint64 ms);
    static Stand standOn(const QString &path);
    static std::vector<qint64> members(const SegmentDoc &doc, const Stand &stand, Instant asOf);

    QTemporaryDir m_folder;

private Q_SLOTS:
    void theFutureDoesNotLeak();
};

// What became known after the moment. A property's earliest value is kept: it counts as held before it was first seen.
// Of what began earlier, only the end is taken back.
bool TestTimeTravel::cutOff(const QString &path, qint64 ms)
{
    const QString sql = QStringLiteral(R"sql(
        DELETE FROM events WHERE at > %1;
        DELETE FROM consents WHERE at > %1;
        DELETE FROM suppressions WHERE at > %1;
        UPDATE suppressions SET ended_at = NULL WHERE ended_at > %1;
        DELETE FROM list_members WHERE since > %1;
        UPDATE list_members SET until = NULL WHERE until > %1;
        DELETE FROM flow_stays WHERE since > %1;
        UPDATE flow_stays SET until = NULL WHERE until > %1;
        DELETE FROM orders WHERE created_at > %1;
        DELETE FROM order_lines WHERE order_id NOT IN (SELECT id FROM orders);
        UPDATE orders SET cancelled = 0, cancelled_at = NULL WHERE cancelled_at > %1;
        CREATE TEMP TABLE roots AS SELECT id, coalesce(merged_into, id) AS root FROM profiles;
        CREATE TEMP TABLE earliest AS SELECT r.root, v.property_id, min(v.since) AS since
            FROM property_values v JOIN roots r ON r.id = v.profile_id GROUP BY 1, 2;
        DELETE FROM property_values WHERE since > %1 AND NOT EXISTS (
            SELECT 1 FROM roots r JOIN earliest e ON e.root = r.root
            WHERE r.id = property_values.profile_id AND e.property_id = property_values.property_id
              AND e.since = property_values.since);
        CREATE TEMP TABLE unborn AS SELECT id FROM profiles p WHERE p.created_at > %1 AND p.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM events e JOIN roots r ON r.id = e.profile_id WHERE r.root = p.id)
            AND NOT EXISTS (SELECT 1 FROM profiles m WHERE m.merged_into = p.id);
        DELETE FROM identifiers WHERE profile_id IN (SELECT id FROM unborn);
        DELETE FROM property_values WHERE profile_id IN (SELECT id FROM unborn);
        DELETE FROM consents WHERE profile_id IN (SELECT id FROM unborn);
        DELETE FROM suppressions WHERE profile_id IN (SELECT id FROM unborn);
        DELETE FROM list_members WHERE profile_id IN (SELECT id FROM unborn);
        DELETE FROM flow_stays WHERE profile_id IN (SELECT id FROM unborn);
        UPDATE orders SET profile_id = NULL WHERE profile_id IN (SELECT id FROM unborn);
        DELETE FROM profiles WHERE id IN (SELECT id FROM unborn);
    )sql")
                            .arg(ms);
    auto store = Store::openWriter(path);
    if (!store)
        return false;
    const auto cut = store->database().execute(sql.toUtf8());
    if (!cut)
        qWarning() << cut.error().detail;
    return cut && store->checkpoint();
}

TestTimeTravel::Stand TestTimeTravel::standOn(const QString &path)
{
    const auto table = ProfileTable::build(path, Progress());
    return {table.value_or(nullptr), std::make_unique<RowEvaluator>(path)};
}

std::vector<qint64> TestTimeTravel::members(const SegmentDoc &doc, const Stand &stand, Instant asOf)
{
    const auto answer = answerTo(doc, stand.table, asOf);
    return answer ? idsIn(*answer, *stand.table) : std::vector<qint64>{-1};
}

void TestTimeTravel::theFutureDoesNotLeak()
{
    int differing = 0, compared = 0;
    const Seeds seeds = seedsAsked(301, 20);
    for (quint32 seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
        const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(seed));
        const QString past = m_folder.filePath(QStringLiteral("%1-past.perennial").arg(seed));
        RandomStore random(seed);
        QVERIFY(random.write(path));
        const Instant asOf{random.moment(60)};
        QVERIFY(QFile::copy(path, past));
        QVERIFY(cutOff(past, asOf.ms));
        const Stand whole = standOn(path), then = standOn(past);
        QVERIFY(whole.table && then.table);
        const auto differs = [&](const SegmentDoc &doc) {
            return members(doc, whole, asOf) != members(doc, then, asOf) ||
                   whole.rows->members(doc, asOf) != then.rows->members(doc, asOf);
        };
        for (quint32 tree = 0; tree < 30; ++tree) {
            const SegmentDoc doc = RandomSegment(seed * 1000 + tree).make();
            if (differs(doc)) {
                const SegmentDoc smallest = smallestOf(doc, differs);
                QFAIL(qPrintable(QString::fromUtf8(smallest.toJson()) + asOf.toIso()));
            }
            ++compared;
            differing += members(doc, whole, {RandomStore::Origin}) != members(doc, whole, asOf);
        }
    }
    qInfo() << compared << "compared," << differing << "of them say something else today";
    QVERIFY(differing > compared / 4);
}

QTEST_GUILESS_MAIN(TestTimeTravel)
#include "tst_timetravel.moc"
