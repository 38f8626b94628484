// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demostore.h"
#include "core/flow/library/flowlibrary.h"
#include "core/flow/replay/boundflow.h"
#include "core/flow/replay/personreplay.h"
#include "core/import/importrun.h"
#include "core/segment/columns/profiletable.h"
#include "core/sqlite/database.h"
#include "core/store/store.h"
#include "tests/testpaths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

constexpr qint64 End = 1793491200000; // 2026-11-01
constexpr qint64 Begin = End - 2 * 365 * Instant::DayMs;

// The requests a replay sends: to whom, when, and when the journey began.
class Requests final : public FlowObserver
{
public:
    explicit Requests(const ProfileTable &table)
        : m_table(table)
    {
    }

    void sent(const JourneyState &journey, qint64 now) override
    {
        rows.append(
            QStringLiteral("(%1,%2,%3)").arg(m_table.idAt(journey.person).value).arg(journey.way.start).arg(now));
    }

    QStringList rows;

private:
    const ProfileTable &m_table;
};

QStringList requestsOf(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table)
{
    const auto bound = BoundFlow::bind(flow, table, {});
    if (!bound)
        return {};
    Requests requests(*table);
    PersonReplay person(**bound, Begin, End, requests);
    for (quint32 index = 0; index < table->profileCount(); ++index)
        person.run(index);
    return requests.rows;
}

// How many of the requests should not have been sent: the parcel was late more than once, something of it went back, or
// a question was open. Of the store's rows alone, by a query that shares nothing with the flow.
qint64 violations(const QString &storePath, const QStringList &requests)
{
    const QString scratch = QStringLiteral("%1.asked%2").arg(storePath).arg(requests.size());
    auto database = Database::open(scratch, Database::Mode::Create);
    if (!database)
        return -1;
    QByteArray sql =
        "CREATE TABLE sent(profile INTEGER, began INTEGER, at INTEGER);"
        "CREATE TABLE e(profile_id INTEGER, metric TEXT, at INTEGER, order_key TEXT);"
        "CREATE INDEX by_person ON e(profile_id, metric);"
        "ATTACH '" +
        storePath.toUtf8() +
        "' AS store; INSERT INTO e SELECT profile_id, metric, at, order_key FROM store.event_log WHERE metric "
        "IN ('Shipment Delivered', 'Shipment Delayed', 'Returned Order', 'Opened Ticket', 'Closed Ticket');";
    for (qsizetype i = 0; i < requests.size(); i += 400)
        sql += "INSERT INTO sent VALUES " + requests.mid(i, 400).join(u',').toUtf8() + ";";
    if (!database->execute(sql))
        return -1;
    return database
        ->integer(R"sql(SELECT count(*) FROM sent s WHERE NOT EXISTS (
            SELECT 1 FROM e d WHERE d.profile_id = s.profile AND d.metric = 'Shipment Delivered' AND d.at = s.began
            AND (SELECT count(*) FROM e l WHERE l.profile_id = s.profile AND l.metric = 'Shipment Delayed'
                 AND l.order_key = d.order_key AND l.at <= s.at) <= 1
            AND NOT EXISTS (SELECT 1 FROM e r WHERE r.profile_id = s.profile AND r.metric = 'Returned Order'
                            AND r.order_key = d.order_key AND r.at <= s.at)
            AND (SELECT count(*) FROM e o WHERE o.profile_id = s.profile AND o.metric = 'Opened Ticket' AND o.at <= s.at)
             <= (SELECT count(*) FROM e c WHERE c.profile_id = s.profile AND c.metric = 'Closed Ticket' AND c.at <= s.at)))sql")
        .value_or(-1);
}

// The same flow that asks everybody.
FlowDoc withoutQuestions(FlowDoc flow)
{
    for (FlowNode &node : flow.nodes) {
        if (auto *split = node.as<SplitNode>())
            split->when = SegmentNode{SegmentGroup{}};
    }
    return flow;
}

bool makeBenchStore(const QString &folder, const QString &path)
{
    const QStringList words{"--profiles", "4000", "--intensity", "1", "--seed", "7", "--out", folder};
    if (QProcess::execute(builtProgram(QStringLiteral("storegen")), words) != 0)
        return false;
    auto store = Store::create(path, {.name = QStringLiteral("Bench"), .currency = QStringLiteral("USD")});
    if (!store)
        return false;
    ImportOptions options;
    for (const char *name : {"profiles.csv", "events.csv"})
        options.files.push_back(
            {.path = folder + u'/' + QLatin1String(name), .format = {}, .mapping = {}, .recordedPath = {}});
    return runImport(*store, options, Progress()).has_value();
}

} // namespace

// A review is asked for only where all went well: nobody else gets a request, in two years of two shops.
class TestReviewRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsAskedAtTheWrongMoment_data();
    void nobodyIsAskedAtTheWrongMoment();
};

void TestReviewRequest::nobodyIsAskedAtTheWrongMoment_data()
{
    QTest::addColumn<bool>("isBench");
    QTest::newRow("the demo shop") << false;
    QTest::newRow("the bench's shop") << true;
}

void TestReviewRequest::nobodyIsAskedAtTheWrongMoment()
{
    QFETCH(bool, isBench);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("s.perennial"));
    if (isBench && !QFileInfo::exists(builtProgram(QStringLiteral("storegen"))))
        QSKIP("The bench's generator does not lie beside the checkout.");
    QVERIFY(isBench ? makeBenchStore(folder.path(), path) : createDemoStore(path, {End}, Progress()).has_value());
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    const FlowDoc flow = readyFlow(QStringLiteral("review-request"))->flow;
    const QStringList requests = requestsOf(flow, *table);
    const QStringList careless = requestsOf(withoutQuestions(flow), *table);
    const qint64 wrong = violations(path, careless);
    qInfo() << requests.size() << "requests; without the flow's questions" << careless.size() << "of which" << wrong
            << "should not be sent";
    QVERIFY(requests.size() > 1000);
    QVERIFY(wrong > 20);
    QCOMPARE(violations(path, requests), 0);
}

QTEST_GUILESS_MAIN(TestReviewRequest)
#include "tst_reviewrequest.moc"
