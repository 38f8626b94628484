// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/explainedshop.h"
#include "tests/core/segment/explain/fliptrial.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"

using namespace perennial;

// What would bring somebody into a segment or take them out, in words; and over random people and segments: what is
// said to flip the verdict does.
class TestWhatWouldChangeIt : public QObject
{
    Q_OBJECT

private:
    std::optional<ExplainedShop> m_shop;

private Q_SLOTS:
    void initTestCase() { m_shop.emplace(); }
    void flips_data();
    void flips();
    void hoursAreThoseOfTheZone_data();
    void hoursAreThoseOfTheZone();
    void flipsReallyFlip();
};

void TestWhatWouldChangeIt::flips_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<qint64>("person");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const char *children, qint64 person, const char *sentence) {
        QTest::newRow(name) << QByteArray(children) << person << QString::fromUtf8(sentence);
    };
    const char *threeOrders = "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':60,'unit':'day'},"
                              "'compare':{'op':'at_least','value':3}}";
    row("one more", threeOrders, 1, "In: one more Placed Order by 2026-03-02.");
    row("two more", threeOrders, 2, "In: 2 more Placed Order by 2026-04-02.");
    row("spend more",
        "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'at_least','value':500}}", 1,
        "In: one more Placed Order of 34.10 EUR.");
    row("subscribe", "{'kind':'consent','channel':'email','state':'subscribed'}", 1, "In: subscribe to e-mail.");
    row("several obstacles", "{'kind':'consent','channel':'email','state':'can_receive'}", 3,
        "In: subscribe to e-mail, and an e-mail address becomes known.");
    row("one child of none is enough to leave",
        "{'kind':'group','match':'none','children':[{'kind':'property','property':'Country','op':'is','value':'US'},"
        "{'kind':'consent','channel':'email','state':'subscribed'}]}",
        1, "Out: subscribe to e-mail.");
    row("every child of none keeps out",
        "{'kind':'group','match':'none','children':[{'kind':'property','property':'Country','op':'is_set'},"
        "{'kind':'consent','channel':'email','state':'unsubscribed'}]}",
        1, "In: Country is no longer known, and subscribe to e-mail.");
    row("a value", "{'kind':'property','property':'Country','op':'is_any_of','value':['US','CA']}", 1,
        "In: Country changes to “US” or “CA”.");
    row("time alone",
        "{'kind':'event','metric':'Opened "
        "Email','window':{'kind':'last','n':3,'unit':'day'},'compare':{'op':'zero_times'}}",
        2, "In: on 2026-02-12 00:01 UTC, without doing anything.");
    row("what happened cannot be undone", "{'kind':'event','metric':'Placed Order','compare':{'op':'zero_times'}}", 1,
        "Nothing that can still happen would bring this person in.");
}

void TestWhatWouldChangeIt::flips()
{
    QFETCH(QByteArray, children);
    QFETCH(qint64, person);
    QTEST(m_shop->explained(children, person).flip.sentence, "sentence");
}

void TestWhatWouldChangeIt::hoursAreThoseOfTheZone_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("asOf");
    QTest::addColumn<QString>("on");
    QTest::addColumn<QString>("by");
    const auto row = [](const char *zone, const char *asOf, const char *on, const char *by) {
        QTest::addRow("%s %s", zone, asOf) << QString(zone) << QString(asOf) << QString(on) << QString(by);
    };
    row("UTC", "2026-07-01T01:10:00Z", "2026-07-01T09:00:00Z", "2026-07-01T16:59:59.999Z");
    row("Asia/Kolkata", "2026-07-01T01:10:00Z", "2026-07-01T03:30:00Z", "2026-07-01T11:29:59.999Z");
    row("Asia/Kathmandu", "2026-07-01T01:10:00Z", "2026-07-01T03:15:00Z", "2026-07-01T11:14:59.999Z");
    row("America/New_York", "2040-07-01T01:10:00Z", "2040-07-01T13:00:00Z", "2040-07-01T20:59:59.999Z");
    row("Asia/Kolkata", "2026-07-01T04:00:00Z", "", "2026-07-01T11:29:59.999Z");
}

void TestWhatWouldChangeIt::hoursAreThoseOfTheZone()
{
    QFETCH(QString, zone);
    SegmentDoc doc = ExplainedShop::document(
        "{'kind':'event','metric':'Opened Email','window':{'kind':'today','from_hour':9,'to_hour':17},'compare':{'op':"
        "'at_least_once'}}");
    doc.zone = zone;
    QFETCH(QString, asOf);
    const auto explanation = explain(doc, m_shop->table(), {3}, *Instant::fromIso(asOf), Progress());
    QVERIFY(explanation.has_value());
    const Flip &flip = explanation->flip;
    QVERIFY(flip.possible && flip.by);
    QTEST(flip.on ? flip.on->toIso() : QString(), "on");
    QTEST(flip.by->toIso(), "by");
}

void TestWhatWouldChangeIt::flipsReallyFlip()
{
    const QTemporaryDir folder;
    FlipTrial trial;
    for (int seed = 1; seed <= 12; ++seed) {
        const QString path = folder.filePath(QStringLiteral("f%1.perennial").arg(seed));
        RandomStore store(seed);
        QVERIFY(store.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        // Later than everything in the store.
        const Instant asOf{RandomStore::Origin + Instant::HourMs};
        for (int tree = 0; tree < 12; ++tree) {
            const quint32 person = static_cast<quint32>(seed * 31 + tree * 7) % (*table)->profileCount();
            trial.tryFlip(path, *table, RandomSegment(seed * 991 + tree).make(), (*table)->idAt(person), asOf);
            if (QTest::currentTestFailed())
                return;
        }
    }
    qInfo() << trial.flipped() << "flips tried," << trial.impossible() << "said to be impossible";
    QVERIFY(trial.flipped() > 60);
}

QTEST_GUILESS_MAIN(TestWhatWouldChangeIt)
#include "tst_whatwouldchangeit.moc"
