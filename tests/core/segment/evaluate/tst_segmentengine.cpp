// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/history/segmentbench.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// A shop of six people, told as a table, and what segments say about them.
class TestSegmentEngine : public QObject
{
    Q_OBJECT

private:
    QString members(const QByteArray &json, const char *asOf = "2026-11-01T00:00:00Z");
    void holdsThesePeople();

    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;
    std::optional<SegmentAnswer> m_answer;

private Q_SLOTS:
    void initTestCase();
    void howOftenEventsHappened_data();
    void howOftenEventsHappened();
    void whatEventsAddUpTo_data();
    void whatEventsAddUpTo();
    void filteredEvents_data();
    void filteredEvents();
    void properties_data();
    void properties();
    void consents_data();
    void consents();
    void groups_data();
    void groups();
    void timeTravelSeesOnlyWhatHadHappened_data();
    void timeTravelSeesOnlyWhatHadHappened();
    void countsEveryNode();
    void unfinishedConditionsArePassedOver();
    void refusesAnOperatorThatDoesNotFitTheProperty();
    void stopsWhenAsked();
    void listsWhatTheStoreHolds();
    void benchCountsAFolder();
};

void TestSegmentEngine::initTestCase()
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    const QString path = m_folder.filePath(QStringLiteral("six.perennial"));
    auto store = Store::create(path, settings);
    QVERIFY(store.has_value());
    // 2026-10-01T00:00:00Z is 1790812800000; a day is 86400000.
    const QByteArray people = R"sql(
        INSERT INTO profiles VALUES (1, 1790812800000, 0, NULL, 1), (2, 1780000000000, 0, NULL, 1), (3, NULL, 0, NULL, 1),
                                    (4, 1780000000000, 0, NULL, 1), (5, 1793491200000, 0, NULL, 1), (6, 1780000000000, 0, NULL, 1),
                                    (9, NULL, 0, 2, 1);
        INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'bo@example.com', 2, 0, 1), (1, 'bo@old.test', 9, 0, 1),
                                       (2, '+15550001', 3, 0, 1), (1, 'eve@example.com', 5, 0, 1);
        INSERT INTO properties VALUES (1, 'City', 'text'), (2, 'Score', 'number'), (3, 'Vip', 'boolean'), (4, 'Tags', 'list');
        INSERT INTO property_values VALUES (1, 1, 1790812800000, 'Austin', 1), (2, 1, 1780000000000, 'Berlin', 1),
            (2, 1, 1791000000000, 'Boston', 1), (3, 1, 1790812800000, 'austin', 1), (4, 1, 1790812800000, NULL, 1),
            (1, 2, 1790812800000, 0.1, 1), (2, 2, 1790812800000, 3, 1), (1, 3, 1790812800000, 1, 1), (2, 3, 1790812800000, 0, 1),
            (1, 4, 1790812800000, '["a","b"]', 1), (2, 4, 1790812800000, '[]', 1);
        INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES (1, 'email', 1790812800000, 'subscribed', NULL, 0, 1), (9, 'email', 1780000000000, 'subscribed', NULL, 0, 1),
            (5, 'email', 1790812800000, 'subscribed', NULL, 0, 1), (5, 'email', 1793000000000, 'unsubscribed', NULL, 0, 1),
            (6, 'email', 1790812800000, 'subscribed', NULL, 0, 1);
        INSERT INTO suppressions VALUES (1, 'email', 1790812800000, 'complaint', 1790899200000, 1),
                                        (2, 'email', 1793491200001, 'bounce', NULL, 1);
        INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Opened Ticket'), (3, 'Closed Ticket');
        INSERT INTO event_details VALUES (1, '{"label":"Shoes","size":41}'), (2, '{"label":"Socks"}');
        INSERT INTO events VALUES
            (1, 1790812800000, 1, 1, 25005, 'EUR', NULL, 1, 1), (1, 1793404800000, 1, 2, 24995, 'EUR', NULL, 2, 1),
            (2, 1790899199999, 1, 3, 10000, 'EUR', NULL, 1, 1), (9, 1790899200000, 1, 4, 10000, NULL, NULL, NULL, 1),
            (3, 1793491200000, 1, 5, NULL, NULL, NULL, 2, 1), (4, 1793491200001, 1, 6, 99900, 'EUR', NULL, 1, 1),
            (6, 1790899200000, 1, 7, 99900, 'USD', NULL, 1, 1),
            (1, 1793000000000, 2, 8, NULL, NULL, NULL, NULL, 1), (2, 1793000000000, 2, 9, NULL, NULL, NULL, NULL, 1),
            (9, 1793100000000, 3, 10, NULL, NULL, NULL, NULL, 1), (0, 1793100000000, 1, 11, 100, 'EUR', NULL, 1, 1);
    )sql";
    const auto written = store->database().execute(people);
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
    QCOMPARE(m_table->profileCount(), 6U);
}

QString TestSegmentEngine::members(const QByteArray &json, const char *asOf)
{
    auto answer = answerTo(json, m_table, *Instant::fromIso(QString::fromLatin1(asOf)));
    if (!answer)
        return answer.error().where;
    m_answer = std::move(*answer);
    return textOfIds(*m_answer, *m_table);
}

void TestSegmentEngine::holdsThesePeople()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, ids);
    QCOMPARE(members(segmentText(children)), ids);
    QCOMPARE(m_answer->of, 6U);
    QCOMPARE(m_answer->count, static_cast<quint32>(ids.split(u' ', Qt::SkipEmptyParts).size()));
}

void TestSegmentEngine::howOftenEventsHappened_data()
{
    askedColumns();
    askedRow("at least once, now included", "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}",
             "1 2 3 6");
    askedRow("zero times", "{'kind':'event','metric':'Placed Order','compare':{'op':'zero_times'}}", "4 5");
    askedRow("an unheard-of metric", "{'kind':'event','metric':'Flew','compare':{'op':'at_least_once'}}", "");
    askedRow("merged profiles count together",
             "{'kind':'event','metric':'Placed Order','compare':{'op':'equals','value':2}}", "1 2");
    askedRow("the window's edge is in",
             "{'kind':'event','metric':'Placed Order','window':{'kind':'between','from':'2026-10-01T23:59:59.999Z',"
             "'to':'2026-10-02T00:00:00Z'},'compare':{'op':'at_least','value':2}}",
             "2");
    askedRow("last day",
             "{'kind':'event','metric':'Placed "
             "Order','window':{'kind':'last','n':1,'unit':'day'},'compare':{'op':'at_least_once'}}",
             "1 3");
    askedRow("no open ticket",
             "{'kind':'event','metric':'Opened Ticket','compare':{'op':'at_most','with':{'metric':'Closed Ticket'}}}",
             "2 3 4 5 6");
}

void TestSegmentEngine::howOftenEventsHappened()
{
    holdsThesePeople();
}

void TestSegmentEngine::whatEventsAddUpTo_data()
{
    askedColumns();
    askedRow("a sum that is exactly reached",
             "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'at_least','value':500}}", "1");
    askedRow("a sum that is not passed",
             "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'more','value':500}}", "");
    askedRow("the sum of nothing is 0",
             "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'equals','value':0}}",
             "3 4 5 6");
    askedRow("a third of a cent",
             "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'less','value':200.003}}",
             "2 3 4 5 6");
    askedRow("an average",
             "{'kind':'event','metric':'Placed Order','aggregate':'average','compare':{'op':'equals','value':250}}",
             "1");
    askedRow("of no events there is no average",
             "{'kind':'event','metric':'Placed Order','aggregate':'average','compare':{'op':'less','value':1000}}",
             "1 2");
    askedRow("unless unknowns are let in",
             "{'kind':'event','metric':'Placed "
             "Order','aggregate':'average','compare':{'op':'less','value':200},'unknown':'in'}",
             "2 3 4 5 6");
    askedRow("smallest",
             "{'kind':'event','metric':'Placed Order','aggregate':'min','compare':{'op':'less','value':249.96}}",
             "1 2");
    askedRow("largest of a property",
             "{'kind':'event','metric':'Placed "
             "Order','aggregate':'max','property':'size','compare':{'op':'equals','value':41}}",
             "1 2 6");
}

void TestSegmentEngine::whatEventsAddUpTo()
{
    holdsThesePeople();
}

void TestSegmentEngine::filteredEvents_data()
{
    askedColumns();
    askedRow("filter",
             "{'kind':'event','metric':'Placed "
             "Order','filters':{'match':'all','of':[{'property':'label','op':'is','value':'Socks'}]},"
             "'compare':{'op':'at_least_once'}}",
             "1 3");
    askedRow("a filter passes nothing unknown",
             "{'kind':'event','metric':'Placed "
             "Order','filters':{'match':'all','of':[{'property':'label','op':'is_not','value':'Shoes'}]},"
             "'compare':{'op':'at_least_once'}}",
             "1 3");
    askedRow("filter on the value",
             "{'kind':'event','metric':'Placed Order','filters':{'match':'all','of':[{'property':'$value','op':'more',"
             "'value':249.95}]},'compare':{'op':'at_least_once'}}",
             "1");
}

void TestSegmentEngine::filteredEvents()
{
    holdsThesePeople();
}

void TestSegmentEngine::properties_data()
{
    askedColumns();
    askedRow("text, letter by letter", "{'kind':'property','property':'City','op':'is','value':'Austin'}", "1");
    askedRow("the newest value holds", "{'kind':'property','property':'City','op':'starts_with','value':'Bos'}", "2");
    askedRow("negation leaves unknowns out", "{'kind':'property','property':'City','op':'is_not','value':'Austin'}",
             "2 3");
    askedRow("negation with unknowns",
             "{'kind':'property','property':'City','op':'is_not','value':'Austin','unknown':'in'}", "2 3 4 5 6");
    askedRow("pattern", "{'kind':'property','property':'City','op':'matches','value':'^[Aa]ust'}", "1 3");
    askedRow("is known", "{'kind':'property','property':'City','op':'is_set'}", "1 2 3");
    askedRow("is not known", "{'kind':'property','property':'City','op':'is_not_set'}", "4 5 6");
    askedRow("number as written", "{'kind':'property','property':'Score','op':'at_most','value':0.1}", "1");
    askedRow("no", "{'kind':'property','property':'Vip','op':'is_false'}", "2");
    askedRow("list", "{'kind':'property','property':'Tags','op':'has_all_of','value':['b','a']}", "1");
    askedRow("list without", "{'kind':'property','property':'Tags','op':'has_not','value':'a'}", "2");
    askedRow(
        "created",
        "{'kind':'property','property':'Created At','op':'date_within','window':{'kind':'last','n':31,'unit':'day'}}",
        "1 5");
}

void TestSegmentEngine::properties()
{
    holdsThesePeople();
}

void TestSegmentEngine::consents_data()
{
    askedColumns();
    askedRow("can receive e-mail", "{'kind':'consent','channel':'email','state':'can_receive'}", "1 2");
    askedRow("cannot receive e-mail", "{'kind':'consent','channel':'email','state':'cannot_receive'}", "3 4 5 6");
    askedRow("unsubscribed", "{'kind':'consent','channel':'email','state':'unsubscribed'}", "5");
    askedRow("never", "{'kind':'consent','channel':'email','state':'never'}", "3 4");
}

void TestSegmentEngine::consents()
{
    holdsThesePeople();
}

void TestSegmentEngine::groups_data()
{
    askedColumns();
    askedRow("everybody", "", "1 2 3 4 5 6");
    askedRow("none of",
             "{'kind':'group','match':'none','children':[{'kind':'consent','channel':'email','state':'subscribed'},"
             "{'kind':'property','property':'City','op':'is_set'}]}",
             "4 5");
    askedRow("any of",
             "{'kind':'group','match':'any','children':[{'kind':'property','property':'Vip','op':'is_true'},"
             "{'kind':'consent','channel':'email','state':'never'}]}",
             "1 3 4");
}

void TestSegmentEngine::groups()
{
    holdsThesePeople();
}

void TestSegmentEngine::timeTravelSeesOnlyWhatHadHappened_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QByteArray>("asOf");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *name, const char *children, const char *asOf, const char *ids) {
        QTest::newRow(name) << QByteArray(children) << QByteArray(asOf) << QString(ids);
    };
    row("only who was known", "", "2026-06-01T00:00:00Z", "2 3 4 6");
    row("one order then", "{'kind':'event','metric':'Placed Order','compare':{'op':'equals','value':1}}",
        "2026-10-01T23:59:59.999Z", "1 2");
    row("the city then", "{'kind':'property','property':'City','op':'is','value':'Berlin'}", "2026-10-02T00:00:00Z",
        "2");
    row("the first known city counts before", "{'kind':'property','property':'City','op':'is','value':'austin'}",
        "2026-06-01T00:00:00Z", "3");
    row("consent then", "{'kind':'consent','channel':'email','state':'subscribed'}", "2026-10-02T00:00:00Z", "1 2 6");
    row("suppressed then", "{'kind':'consent','channel':'email','state':'suppressed'}", "2026-10-01T12:00:00Z", "1");
    row("no longer suppressed", "{'kind':'consent','channel':'email','state':'suppressed'}", "2026-10-02T00:00:00Z",
        "");
}

void TestSegmentEngine::timeTravelSeesOnlyWhatHadHappened()
{
    QFETCH(QByteArray, children);
    QFETCH(QByteArray, asOf);
    QFETCH(QString, ids);
    QCOMPARE(members(segmentText(children), asOf.constData()), ids);
}

void TestSegmentEngine::countsEveryNode()
{
    QCOMPARE(members(segmentText(
                 "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}},"
                 "{'kind':'property','property':'City','op':'is_not','value':'austin'},"
                 "{'kind':'group','match':'none','children':[{'kind':'consent','channel':'email','state':'never'}]}")),
             QStringLiteral("1 2"));
    QStringList lines;
    for (const NodeCount &node : m_answer->nodes)
        lines.append(QStringLiteral("%1: %2 %3 %4")
                         .arg(node.path.toString())
                         .arg(node.alone)
                         .arg(node.running)
                         .arg(node.unknown));
    QCOMPARE(lines, QStringList({"0: 2 2 0", "0.0: 4 4 0", "0.1: 2 2 3", "0.2: 4 2 0", "0.2.0: 2 4 0"}));
    QCOMPARE(m_answer->unknown, 3U);
}

void TestSegmentEngine::unfinishedConditionsArePassedOver()
{
    QCOMPARE(members(segmentText("{'kind':'event'},{'kind':'property','property':'Vip','op':'is_true'},"
                                 "{'kind':'group','match':'any','children':[{'kind':'event'}]}")),
             QStringLiteral("1"));
    QVERIFY(!m_answer->nodes[1].finished);
    QCOMPARE(m_answer->nodes[1].running, 6U);
    QCOMPARE(members(segmentText("{'kind':'event'}", "any")), QStringLiteral("1 2 3 4 5 6"));
}

void TestSegmentEngine::refusesAnOperatorThatDoesNotFitTheProperty()
{
    QCOMPARE(members(segmentText("{'kind':'property','property':'City','op':'more','value':5}")),
             QStringLiteral("root.children[0].op"));
}

void TestSegmentEngine::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const auto plan = SegmentEngine::compile(SegmentDoc(), m_table, {0});
    QVERIFY(plan.has_value());
    const auto answer = SegmentEngine::evaluate(*plan, Progress(stop.get_token()));
    QVERIFY(!answer.has_value());
    QVERIFY(answer.error().kind == ErrorKind::Stopped);
    const auto table =
        ProfileTable::build(m_folder.filePath(QStringLiteral("six.perennial")), Progress(stop.get_token()));
    QVERIFY(!table.has_value());
    QVERIFY(table.error().kind == ErrorKind::Stopped);
}

void TestSegmentEngine::listsWhatTheStoreHolds()
{
    QCOMPARE(m_table->metrics().front().name, QStringLiteral("Placed Order"));
    QCOMPARE(m_table->metrics().front().events, 7U);
    QCOMPARE(m_table->metrics().front().people, 5U);
    const std::vector<ValueCount> cities{{"Austin", 1}, {"Boston", 1}, {"austin", 1}};
    QCOMPARE(m_table->valuesOf(QStringLiteral("City")), cities);
    const std::vector<ValueCount> labels{{"Shoes", 4}, {"Socks", 2}};
    QCOMPARE(m_table->eventValuesOf(QStringLiteral("Placed Order"), QStringLiteral("label")), labels);
    QCOMPARE(m_table->eventProperties(QStringLiteral("Placed Order")).size(), size_t(2));
    const EventTotals bo = m_table->totalsOf(QStringLiteral("Placed Order"), *m_table->indexOf({2}));
    QCOMPARE(bo.events, 2U);
    QCOMPARE(bo.amount, 20000);
    QVERIFY(!m_table->indexOf({9}).has_value());
    QCOMPARE(m_table->lastEvent()->toIso(), QStringLiteral("2026-11-01T00:00:00.001Z"));
}

void TestSegmentEngine::benchCountsAFolder()
{
    const auto bench =
        benchSegments(m_folder.filePath(QStringLiteral("six.perennial")), sourceFile("tests/bench/segments"),
                      *Instant::fromIso(u"2026-11-01T00:00:00Z"), 1, Progress());
    QVERIFY2(bench.has_value(), bench ? "" : qPrintable(bench.error().message));
    QCOMPARE(bench->segments.size(), size_t(12));
    QVERIFY(bench->peakRssMb > 0);
    QVERIFY(!benchSegments(m_folder.filePath(QStringLiteral("six.perennial")), m_folder.path(), {0}, 1, Progress())
                 .has_value());
}

QTEST_GUILESS_MAIN(TestSegmentEngine)
#include "tst_segmentengine.moc"
