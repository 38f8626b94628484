// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"
#include "tests/core/segment/explain/explainedshop.h"

#include <QElapsedTimer>
#include <QTest>

using namespace perennial;

namespace {

// Milliseconds, far beyond what it takes, however busy the computer: what is tried again and again would not end. How
// long it does take is printed.
constexpr int Most = 60'000;

// 30,000 orders, one an hour, each opened five milliseconds later; the last one on 2026-02-01. Each has a number of its
// own (no), one of seven sizes and a date. As many order lines.
constexpr const char *Busy = R"sql(
    BEGIN;
    INSERT INTO profiles VALUES (1, 0, 0, NULL, 1);
    INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Opened Email'), (3, 'Came Back');
    CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29999) SELECT i FROM n;
    INSERT INTO event_details SELECT i + 1, json_object('no', i, 'size', i % 7, 'on', 1769904000000 - i * 3600000) FROM n;
    INSERT INTO events SELECT 1, 1769904000000 - i * 3600000, 1, i, 1000 + i, 'EUR', NULL, i + 1, 1 FROM n;
    INSERT INTO events SELECT 1, 1769904000005 - i * 3600000, 2, i, NULL, NULL, NULL, i + 1, 1 FROM n;
    INSERT INTO event_details VALUES (40001, '{"no":-1}');
    INSERT INTO events VALUES (1, 1769904001000, 3, 1, NULL, NULL, NULL, 40001, 1);
    INSERT INTO orders(id, source, key, profile_id, created_at, currency, tags, content_hash, import_id)
        SELECT i + 1, 's', i + 1, 1, 1769904000000 - i * 3600000, 'EUR', 'a, b', 0, 1 FROM n;
    INSERT INTO order_lines SELECT i + 1, 1, 'Mug', 'S', NULL, 1, 500, NULL FROM n;
    INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id)
        SELECT 1, 'email', 1769904000000 - i * 3600000, 'subscribed', 'Web form', 0, 1 FROM n;
    INSERT INTO lists(id, name, note, created_at) VALUES (1, 'Friends', NULL, 0);
    INSERT INTO list_members SELECT 1, 1, 1769904000000 - i * 3600000, 1769904000000 - i * 3600000 + 60000 FROM n;
    COMMIT;
)sql";

} // namespace

// Explaining somebody of whom tens of thousands of events are known takes a moment, not minutes.
class BusyPeopleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isExplainedAtOnce_data();
    void isExplainedAtOnce();
    void triesNoChainTwice();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;
};

void BusyPeopleTest::initTestCase()
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    const QString path = m_folder.filePath(QStringLiteral("busy.perennial"));
    {
        auto store = Store::create(path, settings);
        QVERIFY(store);
        const auto written = store->database().execute(Busy);
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    }
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    m_table = *table;
}

void BusyPeopleTest::isExplainedAtOnce_data()
{
    QTest::addColumn<QByteArray>("children");
    const auto event = [](const QByteArray &what, const QByteArray &compare) {
        return "{'kind':'event','metric':'Placed Order'," + what + "'compare':" + compare + "}";
    };
    const QByteArray year = "'window':{'kind':'last','n':365},";
    const QByteArray dated =
        "'filters':{'of':[{'property':'on','op':'date_within','window':{'kind':'last','n':900}}]},";
    QTest::newRow("a count") << event(year, "{'op':'at_most','value':1}");
    QTest::newRow("six counts") << event("'window':{'kind':'last','n':100},", "{'op':'at_least','value':100000}") +
                                       "," + event("'window':{'kind':'last','n':200},", "{'op':'at_least','value':1}") +
                                       "," + event("'window':{'kind':'last','n':300},", "{'op':'at_least','value':1}") +
                                       "," + event("'window':{'kind':'last','n':400},", "{'op':'at_least','value':1}") +
                                       "," + event("'window':{'kind':'last','n':500},", "{'op':'at_least','value':1}") +
                                       "," + event("'window':{'kind':'last','n':600},", "{'op':'at_least','value':1}");
    QTest::newRow("a sum") << event("'aggregate':'sum'," + year, "{'op':'less','value':100}");
    QTest::newRow("a median") << event("'aggregate':'median'," + year, "{'op':'less','value':1}");
    QTest::newRow("numbers of a property")
        << event("'aggregate':'average','property':'size'," + year, "{'op':'more','value':6}");
    QTest::newRow("different values") << event("'aggregate':'distinct','property':'no'," + year,
                                               "{'op':'at_most','value':3}");
    QTest::newRow("the last one") << event("'aggregate':'last','property':'size'," + year, "{'op':'equals','value':9}");
    QTest::newRow("dates of events") << event(dated + year, "{'op':'at_most','value':1}");
    QTest::newRow("texts of events") << event("'filters':{'of':[{'property':'size','op':'equals','value':3}]}," + year,
                                              "{'op':'at_most','value':1}");
    QTest::newRow("on Saturdays") << event("'window':{'kind':'last','n':900,'weekdays':[6]},",
                                           "{'op':'at_most','value':1}");
    const auto rhythm = [](const QByteArray &what) {
        return "{'kind':'rhythm','metric':'Placed Order','pattern':" + what + "}";
    };
    QTest::newRow("first time") << rhythm("'first_time','window':{'kind':'last','n':7}");
    QTest::newRow("stopped") << rhythm("'stopped','window':{'kind':'last','n':30}");
    QTest::newRow("started again") << rhythm(
        "'started_again','period':{'n':1,'unit':'month'},'window':{'kind':'last','n':900}");
    QTest::newRow("regularly") << rhythm("'regularly','periods':13,'of_last':24,'period':{'n':1,'unit':'month'}");
    QTest::newRow("overdue") << rhythm("'overdue'");
    const auto sequence = [](const QByteArray &steps) {
        return "{'kind':'sequence','window':{'kind':'last','n':900},'steps':[{'metric':'Placed Order'}," + steps + "]}";
    };
    QTest::newRow("a sequence with something that must not happen")
        << sequence("{'metric':'Opened Email','within':{'n':1,'unit':'minute'}},"
                    "{'metric':'Placed Order','happens':false,'within':{'n':2,'unit':'hour'}}");
    QTest::newRow("a sequence that never ends")
        << sequence("{'metric':'Opened Email'},{'metric':'Came Back','same':[{'property':'no','step':0}]}");
    QTest::newRow("order lines") << QByteArray("{'kind':'order_line','window':{'kind':'last','n':900},'compare':{'op':"
                                               "'at_least','value':100000}}");
    QTest::newRow("order lines of a product")
        << QByteArray("{'kind':'order_line','filters':{'of':[{'property':'product','op':'is','value':'Mug'}]},"
                      "'measure':'amount','window':{'kind':'last','n':900},'compare':{'op':'less','value':10}}");
    QTest::newRow("consent") << QByteArray("{'kind':'consent','channel':'email','state':'subscribed','since':{'kind':"
                                           "'last','n':30}}");
    QTest::newRow("a list") << QByteArray(
        "{'kind':'membership','of':'list','name':'Friends','in':false,'since':{'kind':"
        "'last','n':30}}");
}

void BusyPeopleTest::isExplainedAtOnce()
{
    QFETCH(QByteArray, children);
    const SegmentDoc doc = ExplainedShop::document(children);
    const auto members = membersOf(doc, m_table, ExplainedShop::Now);
    QVERIFY(members);
    QElapsedTimer timer;
    timer.start();
    const auto explanation = explain(doc, m_table, {1}, ExplainedShop::Now, Progress());
    const qint64 took = timer.elapsed();
    QVERIFY2(explanation, explanation ? "" : qPrintable(explanation.error().message));
    QCOMPARE(explanation->member, members->contains(0));
    qInfo("%lld ms", took);
    QVERIFY2(took < Most, qPrintable(QString::number(took)));
}

// Twenty steps, the last of which asks for a value that nothing had.
void BusyPeopleTest::triesNoChainTwice()
{
    const QByteArray step = "{'metric':'Opened Email'},",
                     timed = "{'metric':'Opened Email','within':{'n':9,'unit':'hour'}},";
    for (const QByteArray &between : {step.repeated(18), timed.repeated(2)}) {
        const SegmentDoc doc = ExplainedShop::document(
            "{'kind':'sequence','window':{'kind':'last','n':14},'steps':[{'metric':'Placed Order'}," + between +
            "{'metric':'Came Back','same':[{'property':'no','step':0}]}]}");
        QElapsedTimer timer;
        timer.start();
        const auto explanation = explain(doc, m_table, {1}, ExplainedShop::Now, Progress());
        QVERIFY(explanation);
        QVERIFY(!explanation->member);
        QVERIFY2(timer.elapsed() < Most, qPrintable(QString::number(timer.elapsed())));
    }
}

QTEST_GUILESS_MAIN(BusyPeopleTest)
#include "tst_busypeople.moc"
