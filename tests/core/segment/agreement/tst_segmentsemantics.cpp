// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/docjudge.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/examplestore.h"
#include "tests/core/segment/rows/rowevaluator.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// The boxes of docs/segment-semantics.md are read from the page and hold: to the engine, to the SQL, to what explains
// each person and to the reading row by row.
class TestSegmentSemantics : public QObject
{
    Q_OBJECT

private:
    SegmentDoc documentOf(const ExampleQuestion &question);
    static std::vector<qint64> askedOfEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                             Instant asOf);
    static std::vector<qint64> askedOfSql(const SegmentDoc &doc, const ProfileTable &table, Instant asOf);
    static std::vector<qint64> explained(const SegmentDoc &doc, const ProfileTable &table, Instant asOf);

    QTemporaryDir m_folder;
    std::vector<Example> m_examples;

private Q_SLOTS:
    void initTestCase();
    void thePageHolds_data();
    void thePageHolds();
};

void TestSegmentSemantics::initTestCase()
{
    QFile page(sourceFile("docs/segment-semantics.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    m_examples = examplesIn(QString::fromUtf8(page.readAll()));
    QVERIFY(m_examples.size() >= 12);
}

void TestSegmentSemantics::thePageHolds_data()
{
    QTest::addColumn<int>("example");
    for (size_t i = 0; i < m_examples.size(); ++i)
        QTest::addRow("line %d", m_examples[i].line) << static_cast<int>(i);
}

SegmentDoc TestSegmentSemantics::documentOf(const ExampleQuestion &question)
{
    QJsonObject root = QJsonDocument::fromJson(question.segment).object();
    if (root.value(QLatin1String("kind")) != QLatin1String("group"))
        root = {{"kind", "group"}, {"children", QJsonArray{root}}};
    QJsonObject document{{"format", "perennial-segment"}, {"version", 1}, {"root", root}};
    if (!question.zone.isEmpty())
        document[QStringLiteral("zone")] = question.zone;
    if (!question.weekStart.isEmpty())
        document[QStringLiteral("week_start")] = question.weekStart;
    const auto doc = SegmentDoc::fromJsonObject(document);
    if (!doc)
        QTest::qFail(
            qPrintable(QStringLiteral("line %1: %2 %3").arg(question.line).arg(doc.error().message, doc.error().where)),
            __FILE__, __LINE__);
    return doc.value_or(SegmentDoc());
}

std::vector<qint64> TestSegmentSemantics::askedOfEngine(const SegmentDoc &doc,
                                                        const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    const auto answer = SegmentEngine::compile(doc, table, asOf).and_then([](const Plan &plan) {
        return SegmentEngine::evaluate(plan, Progress());
    });
    std::vector<qint64> ids;
    if (!answer)
        QTest::qFail(qPrintable(answer.error().message), __FILE__, __LINE__);
    else
        answer->members.forEach([&](quint32 index) { ids.push_back(table->idAt(index).value); });
    return ids;
}

std::vector<qint64> TestSegmentSemantics::askedOfSql(const SegmentDoc &doc, const ProfileTable &table, Instant asOf)
{
    const auto store = Store::openReader(table.columns().storePath);
    const StoreSources sources(table.columns().storePath);
    const auto sql = segmentSql(doc, {asOf, table.columns().homeZone, table.currency(), &sources});
    std::vector<qint64> ids;
    const auto read =
        sql.and_then([&](const QString &text) { return store->database().prepare(text.toStdString()); })
            .and_then([&](Statement statement) {
                return forEachRow(statement, [&](const Statement &row) { ids.push_back(row.integer(0)); });
            });
    if (!read)
        QTest::qFail(qPrintable(read.error().message + read.error().detail), __FILE__, __LINE__);
    return ids;
}

std::vector<qint64> TestSegmentSemantics::explained(const SegmentDoc &doc, const ProfileTable &table, Instant asOf)
{
    const StoreSources store(table.columns().storePath);
    const JudgeSources sources(store, table, asOf);
    const auto judge = DocJudge::bind(doc, table, asOf, sources);
    std::vector<qint64> ids;
    if (!judge)
        QTest::qFail(qPrintable(judge.error().message), __FILE__, __LINE__);
    for (quint32 person = 0; judge && person < table.profileCount(); ++person) {
        if (judge->isMember(PersonFacts(table, person, asOf)))
            ids.push_back(table.idAt(person).value);
    }
    return ids;
}

void TestSegmentSemantics::thePageHolds()
{
    QFETCH(int, example);
    const Example &told = m_examples[static_cast<size_t>(example)];
    QVERIFY2(told.problem.isEmpty(), qPrintable(told.problem));
    QVERIFY(!told.questions.empty());
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    settings.homeZone = QStringLiteral("Europe/Berlin");
    const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(example));
    {
        auto store = Store::create(path, settings);
        QVERIFY(store.has_value());
        const auto written = store->database().execute(told.sql);
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    }
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    const RowEvaluator rows(path);
    const auto namesOf = [&](const std::vector<qint64> &ids) {
        QStringList names;
        for (const auto &[name, id] : told.ids) {
            if (std::ranges::count(ids, id) > 0)
                names.append(name);
        }
        return names.join(QStringLiteral(", "));
    };
    for (const ExampleQuestion &question : told.questions) {
        const SegmentDoc doc = documentOf(question);
        const Instant asOf = *Instant::fromIso(question.asOf);
        QStringList wanted = question.in;
        wanted.sort();
        const QString line = QStringLiteral("line %1: ").arg(question.line);
        for (const auto &ids : {rows.members(doc, asOf), askedOfEngine(doc, *table, asOf),
                                askedOfSql(doc, **table, asOf), explained(doc, **table, asOf)})
            QCOMPARE(line + namesOf(ids), line + wanted.join(QStringLiteral(", ")));
    }
}

QTEST_GUILESS_MAIN(TestSegmentSemantics)
#include "tst_segmentsemantics.moc"
