// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/agreement.h"
#include "tests/core/segment/explain/explainedshop.h"
#include "tests/core/segment/explain/fliptrial.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/testpaths.h"

#include <QDir>

using namespace perennial;

// The verdict made of the evidence is the engine's: for each kind of condition, the segments of the bench, and random
// people and segments.
class TestVerdictsOfEvidence : public QObject
{
    Q_OBJECT

private:
    std::optional<ExplainedShop> m_shop;

private Q_SLOTS:
    void initTestCase() { m_shop.emplace(); }
    void everyKindIsJudged_data();
    void everyKindIsJudged();
    void verdictsAreTheEngines();
    void verdictsOfTheBenchSegmentsAreTheEngines();
};

void TestVerdictsOfEvidence::everyKindIsJudged_data()
{
    QTest::addColumn<QByteArray>("children");
    const auto row = [](const char *name, const char *children) { QTest::newRow(name) << QByteArray(children); };
    row("orders of a product", "{'kind':'order_line','filters':{'match':'all','of':[{'property':'product','op':'is',"
                               "'value':'Mug'}]},'compare':{'op':'at_least','value':1}}");
    row("pieces of a tag", "{'kind':'order_line','measure':'quantity','filters':{'match':'all','of':[{'property':'tag',"
                           "'op':'is','value':'gift'}]},'compare':{'op':'at_least','value':2}}");
    row("amount in a window", "{'kind':'order_line','measure':'amount','window':{'kind':'last','n':15,'unit':'day'},"
                              "'compare':{'op':'at_least','value':100}}");
    row("the second order", "{'kind':'order_line','order_number':2,'compare':{'op':'at_least','value':1}}");
    row("near a point", "{'kind':'place','field':'point','latitude':52.4,'longitude':13.1,'distance':50,'unit':'km'}");
    row("far from a point",
        "{'kind':'place','field':'point','latitude':52.4,'longitude':13.1,'distance':50,'unit':'mile','beyond':true}");
    row("a country", "{'kind':'place','field':'country','op':'is','value':'US'}");
    row("a list", "{'kind':'membership','of':'list','name':'friends'}");
    row("not in a list", "{'kind':'membership','of':'list','name':'friends','in':false}");
    row("in a list since",
        "{'kind':'membership','of':'list','name':'friends','since':{'kind':'last','n':20,'unit':'day'}}");
    row("left a list lately",
        "{'kind':'membership','of':'list','name':'friends','in':false,'since':{'kind':'last','n':20,'unit':'day'}}");
    row("in a segment since",
        "{'kind':'membership','of':'segment','name':'Buyers','since':{'kind':'last','n':20,'unit':'day'}}");
    row("a rank", "{'kind':'score','score':'rfm_score','scale':'rank','op':'at_most','value':1}");
    row("a percentile", "{'kind':'score','score':'rfm_score','scale':'percentile','op':'at_least','value':30}");
    row("a rank within",
        "{'kind':'score','score':'rfm_score','scale':'rank','within':'Country','op':'equals','value':1}");
    row("a score", "{'kind':'score','score':'rfm_score','op':'at_least','value':5}");
    row("a sample", "{'kind':'sample','percent':50,'salt':'a'}");
    row("a method", "{'kind':'consent','channel':'email','state':'subscribed','method':'checkout'}");
    row("a bounce", "{'kind':'consent','channel':'email','state':'bounced'}");
    row("double opt-in", "{'kind':'consent','channel':'email','state':'can_receive','double_opt_in':true}");
    row("subscribed lately",
        "{'kind':'consent','channel':'email','state':'subscribed','since':{'kind':'last','n':20,'unit':'day'}}");
}

void TestVerdictsOfEvidence::everyKindIsJudged()
{
    QFETCH(QByteArray, children);
    const SegmentDoc doc = ExplainedShop::document(children);
    for (const char *asOf : {"2026-01-01T12:00:00Z", "2026-02-01T00:00:00Z", "2026-02-10T00:00:00Z"})
        static_cast<void>(compareWithEngine(doc, m_shop->table(), *Instant::fromIso(QString::fromLatin1(asOf))));
    FlipTrial trial;
    for (const qint64 person : {1, 2, 3}) {
        if (!QTest::currentTestFailed())
            trial.tryFlip(m_shop->path(), m_shop->table(), doc, {person}, *Instant::fromIso(u"2026-03-01T00:00:00Z"));
    }
}

void TestVerdictsOfEvidence::verdictsAreTheEngines()
{
    const QTemporaryDir folder;
    int judged = 0;
    const Seeds seeds = seedsAsked(1, 20);
    for (quint32 seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
        const QString path = folder.filePath(QStringLiteral("e%1.perennial").arg(seed));
        const auto spread = seed % 3 == 0 ? RandomStore::Spread::Near : RandomStore::Spread::Far;
        RandomStore store(seed, spread);
        QVERIFY(store.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        for (quint32 tree = 0; tree < 40 && !QTest::currentTestFailed(); ++tree) {
            const Instant asOf{tree % 3 == 0 ? RandomStore::Origin : store.moment()};
            judged += compareWithEngine(RandomSegment(seed * 777 + tree).make(), *table, asOf);
        }
        if (QTest::currentTestFailed())
            return;
    }
    qInfo() << judged << "verdicts compared";
}

void TestVerdictsOfEvidence::verdictsOfTheBenchSegmentsAreTheEngines()
{
    const QDir folder(sourceFile("tests/bench/segments"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")});
    QVERIFY(names.size() >= 12);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto doc = SegmentDoc::fromJson(file.readAll());
        QVERIFY(doc.has_value());
        for (const char *asOf : {"2026-01-01T12:00:00Z", "2026-02-05T00:00:00Z", "2026-02-10T00:00:00Z"})
            static_cast<void>(compareWithEngine(*doc, m_shop->table(), *Instant::fromIso(QString::fromLatin1(asOf))));
    }
}

QTEST_GUILESS_MAIN(TestVerdictsOfEvidence)
#include "tst_verdictsofevidence.moc"
