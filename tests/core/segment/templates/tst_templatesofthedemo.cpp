// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demostore.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/readiness.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templateneeds.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace perennial;

// Each template finds somebody in the demo shop, or names what is missing there.
class TemplatesOfTheDemoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsSomebodyOrNamesWhatIsMissing_data();
    void findsSomebodyOrNamesWhatIsMissing();

private:
    QTemporaryDir m_folder;
    Instant m_end = *Instant::fromIso(QStringLiteral("2026-11-01T00:00:00Z"));
    std::shared_ptr<const ProfileTable> m_table;
};

void TemplatesOfTheDemoTest::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("demo.perennial"));
    QVERIFY(createDemoStore(path, m_end, Progress()));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    m_table = *table;
}

void TemplatesOfTheDemoTest::findsSomebodyOrNamesWhatIsMissing_data()
{
    QTest::addColumn<SegmentTemplate>("one");
    for (const SegmentTemplate &one : readyTemplates())
        QTest::newRow(qPrintable(one.id)) << one;
}

void TemplatesOfTheDemoTest::findsSomebodyOrNamesWhatIsMissing()
{
    QFETCH(SegmentTemplate, one);
    const auto doc = filled(one, {});
    QVERIFY2(doc, doc ? "" : qPrintable(doc.error().message));
    QVERIFY(readinessOf(*doc).isFinished());
    const auto lacks = missing(one, {}, *m_table);
    for (const TemplateNeed &need : lacks) {
        qInfo().noquote() << missingWords(need);
        QVERIFY(!missingWords(need).isEmpty());
    }
    if (!lacks.empty())
        return;
    const auto answer = SegmentEngine::compile(*doc, m_table, m_end).and_then([](const Plan &plan) {
        return SegmentEngine::evaluate(plan, Progress());
    });
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().where + answer.error().message));
    qInfo() << answer->count;
    QVERIFY(answer->count > 0);
    QVERIFY(answer->count < answer->of);
}

QTEST_GUILESS_MAIN(TemplatesOfTheDemoTest)
#include "tst_templatesofthedemo.moc"
