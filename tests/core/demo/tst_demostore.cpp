// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/demo/demostore.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/plan/plan.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"
#include "core/store/storecheck.h"
#include "core/store/storesummary.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace perennial;

// The demo store made once, by the ordinary import.
class DemoStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itsFiguresStandInTheDocs();
    void itsSegmentsHaveTheCountsOfTheDocs();
    void itIsSoundAndSaysThatItIsADemo();
    void aFileInTheWayStays();
    void stoppingLeavesNoFile();
    void theShopEndsAtTheLastMidnight();

private:
    QTemporaryDir m_folder;
    Instant m_until = *Instant::fromIso(u"2026-11-01T00:00:00Z");
    QString m_path;
    DemoStoreReport m_report;
};

namespace {

void verifyInDocs(const QString &name, const QString &figure)
{
    QFile file(sourceFile("docs/demo-store.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString row = QStringLiteral("| %1 | %2 |").arg(name, figure);
    QVERIFY2(QString::fromUtf8(file.readAll()).contains(row), qPrintable("docs/demo-store.md lacks: " + row));
}

} // namespace

void DemoStoreTest::initTestCase()
{
    m_path = m_folder.filePath("demo.perennial");
    const auto report = createDemoStore(m_path, m_until, {});
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    m_report = *report;
}

void DemoStoreTest::itsFiguresStandInTheDocs()
{
    const auto store = Store::openReader(m_path);
    QVERIFY(store);
    const auto summary = summarise(*store);
    QVERIFY(summary);
    QCOMPARE(m_report.profiles, summary->profiles);
    QCOMPARE(m_report.events, summary->events);
    QCOMPARE(m_report.orders, summary->orders);
    verifyInDocs("profiles", QString::number(summary->profiles));
    verifyInDocs("customers", QString::number(summary->customers));
    verifyInDocs("customers with two orders or more", QString::number(summary->repeatCustomers));
    verifyInDocs("events", QString::number(summary->events));
    verifyInDocs("revenue, gross", Money{summary->revenue.at("USD").gross, "USD"}.toDecimal() + " USD");
    verifyInDocs("revenue, net of refunds", Money{summary->revenue.at("USD").net, "USD"}.toDecimal() + " USD");
    for (const MetricCount &metric : summary->metrics)
        verifyInDocs(metric.name, QString::number(metric.events));
}

void DemoStoreTest::itsSegmentsHaveTheCountsOfTheDocs()
{
    auto store = Store::openReader(m_path);
    QVERIFY(store);
    const auto segments = SegmentShelf(*store).list();
    QVERIFY(segments);
    QCOMPARE(static_cast<int>(segments->size()), m_report.segments);
    const auto table = ProfileTable::build(m_path, {});
    QVERIFY(table);
    for (const SavedSegment &segment : *segments) {
        const auto doc = SegmentDoc::fromJson(segment.document);
        QVERIFY(doc);
        const auto answer = SegmentEngine::compile(*doc, *table, m_until).and_then([](const Plan &plan) {
            return SegmentEngine::evaluate(plan, {});
        });
        QVERIFY(answer);
        verifyInDocs(segment.name, QString::number(answer->count));
    }
}

void DemoStoreTest::itIsSoundAndSaysThatItIsADemo()
{
    const auto store = Store::openReader(m_path);
    QVERIFY(store);
    QCOMPARE(store->settings(), (StoreSettings{"Fern & Kettle", "USD", "America/Los_Angeles", true}));
    const auto findings = checkStore(*store);
    QVERIFY(findings);
    QCOMPARE(*findings, QStringList());
    QCOMPARE(store->database().integer("SELECT sum(rejected) FROM imports").value_or(-1), 0);
}

void DemoStoreTest::aFileInTheWayStays()
{
    QFile letter(m_folder.filePath("letter.txt"));
    QVERIFY(letter.open(QIODevice::WriteOnly) && letter.write("Dear reader") == 11);
    letter.close();
    const auto report = createDemoStore(letter.fileName(), m_until, {});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Refused);
    QVERIFY(letter.open(QIODevice::ReadOnly));
    QCOMPARE(letter.readAll(), QByteArray("Dear reader"));
}

void DemoStoreTest::stoppingLeavesNoFile()
{
    std::stop_source stop;
    stop.request_stop();
    const QString path = m_folder.filePath("stopped.perennial");
    const auto report = createDemoStore(path, m_until, Progress(stop.get_token()));
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Stopped);
    QVERIFY(!QFile::exists(path));
}

void DemoStoreTest::theShopEndsAtTheLastMidnight()
{
    QCOMPARE(demoEnd(*Instant::fromIso(u"2026-11-22T17:04:05.678Z")), *Instant::fromIso(u"2026-11-22T00:00:00Z"));
}

QTEST_GUILESS_MAIN(DemoStoreTest)
#include "tst_demostore.moc"
