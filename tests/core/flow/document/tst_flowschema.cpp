// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/flow/document/flowtexts.h"
#include "tests/core/segment/document/spoiltdocuments.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace perennial;

namespace {

// What a schema cannot say.
bool isMeaning(const FlowProblem &problem)
{
    static const QStringList kinds{"dangling_edge", "unknown_port", "duplicate_id", "unknown_zone"};
    static const QStringList texts{"The pattern cannot be read", "is neither a date", "can only be the same as itself",
                                   "A step can refer to an earlier step only", "Every branch needs an id of its own"};
    return kinds.contains(problem.kind) ||
           std::ranges::any_of(texts, [&](const QString &text) { return problem.text.contains(text); });
}

QJsonObject documentWith(const QByteArray &nodes, const QByteArray &more = {})
{
    return QJsonDocument::fromJson(flowText(nodes, more)).object();
}

QJsonObject documentOf(const QJsonObject &box)
{
    QJsonObject flow = box;
    if (box.contains(QLatin1String("kind")))
        flow = QJsonObject{{QStringLiteral("nodes"), QJsonArray{box}}};
    flow.insert(QStringLiteral("format"), QStringLiteral("perennial-flow"));
    flow.insert(QStringLiteral("version"), 1);
    return flow;
}

std::vector<QJsonObject> documentsOfThePage()
{
    QFile page(sourceFile("docs/flow-format.md"));
    std::vector<QJsonObject> documents;
    if (!page.open(QIODevice::ReadOnly))
        return documents;
    static const QRegularExpression box(QStringLiteral("```json\n(.*?)```"),
                                        QRegularExpression::DotMatchesEverythingOption);
    auto found = box.globalMatch(QString::fromUtf8(page.readAll()));
    while (found.hasNext())
        documents.push_back(documentOf(QJsonDocument::fromJson(found.next().captured(1).toUtf8()).object()));
    return documents;
}

std::vector<QJsonObject> everyValidOne()
{
    std::vector<QJsonObject> documents = documentsOfThePage();
    documents.push_back(documentWith({}));
    documents.push_back(
        documentWith("{'kind':'wait'},{'kind':'split'},{'kind':'trigger','on':'event'},{'kind':'update'},"
                     "{'kind':'multi_split'},{'kind':'random_split'},{'kind':'message'},{'kind':'list'}"));
    const QByteArray children = "{'kind':'property','of':'trigger','property':'a','op':'is','value':'b'},"
                                "{'kind':'property','of':'variable','property':'discount','op':'more','value':1},"
                                "{'kind':'membership','of':'this_flow','in':false,'since':{'kind':'last','n':30}},"
                                "{'kind':'event','metric':'A','same_as_trigger':[{'property':'a','trigger':'b'}],"
                                "'window':{'kind':'since_flow_start'},'compare':{'op':'at_least_once'}}";
    documents.push_back(
        documentWith("{'id':'s','kind':'split','title':'T','note':'N','when':{'kind':'group','children':[" + children +
                         "]},'to':{'yes':'s'}}",
                     "'week_start':'sunday','zone_property':'tz','observed_days':14"));
    return documents;
}

} // namespace

// resources/flow.schema.json and the reader of flows find the same things wrong, but for what a schema cannot say.
class TestFlowSchema : public QObject
{
    Q_OBJECT

private:
    static void judge(const std::vector<QJsonObject> &asked, QList<QByteArray> &verdicts);
    static QString difference(const QJsonObject &document, const QByteArray &verdict);

private Q_SLOTS:
    void validOnesAreValidForBoth();
    void spoiltOnesAreRefusedByBoth();
    void segmentsMayNotAskForAJourney();
};

void TestFlowSchema::judge(const std::vector<QJsonObject> &asked, QList<QByteArray> &verdicts)
{
    constexpr int patience = 120'000;
    QProcess process;
    process.start(QStringLiteral("/usr/bin/python3"),
                  {QStringLiteral("-B"), sourceFile("tests/core/segment/document/schemaverdicts.py"),
                   sourceFile("resources/flow.schema.json")});
    if (!process.waitForStarted())
        QSKIP("There is no /usr/bin/python3 to ask what a JSON Schema says.");
    for (const QJsonObject &one : asked)
        process.write(QJsonDocument(one).toJson(QJsonDocument::Compact) + '\n');
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(patience));
    constexpr int skipped = 77;
    if (process.exitCode() == skipped)
        QSKIP("There is no python3-jsonschema to ask what a JSON Schema says.");
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    verdicts = process.readAllStandardOutput().split('\n');
    QCOMPARE(verdicts.size(), static_cast<qsizetype>(asked.size()) + 1);
}

// Empty where both say the same.
QString TestFlowSchema::difference(const QJsonObject &document, const QByteArray &verdict)
{
    const QByteArray text = QJsonDocument(document).toJson(QJsonDocument::Compact);
    const auto reading = readFlow(text);
    const bool isFine = reading && reading->problems.empty();
    if (isFine == verdict.isEmpty())
        return {};
    if (verdict.isEmpty() && reading && std::ranges::all_of(reading->problems, isMeaning))
        return {};
    const QString said = !reading ? reading.error().message
                         : isFine ? QStringLiteral("fine")
                                  : reading->problems.front().where + u' ' + reading->problems.front().text;
    return QString::fromUtf8(text.left(400)) + QStringLiteral("\n   the reader: ") + said +
           QStringLiteral("\n   the schema: ") + QString::fromUtf8(verdict.isEmpty() ? "fine" : verdict);
}

void TestFlowSchema::validOnesAreValidForBoth()
{
    const std::vector<QJsonObject> asked = everyValidOne();
    QList<QByteArray> verdicts;
    judge(asked, verdicts);
    for (size_t i = 0; i < asked.size() && !verdicts.isEmpty(); ++i) {
        const auto reading = readFlow(QJsonDocument(asked[i]).toJson());
        QVERIFY(reading);
        for (const FlowProblem &problem : reading->problems)
            QVERIFY2(isMeaning(problem), qPrintable(problem.where + problem.text));
        const QByteArray &verdict = verdicts[static_cast<qsizetype>(i)];
        QVERIFY2(verdict.isEmpty(), (verdict + QJsonDocument(asked[i]).toJson()).constData());
    }
}

void TestFlowSchema::spoiltOnesAreRefusedByBoth()
{
    SpoiltDocuments spoiler;
    for (const QJsonObject &valid : everyValidOne())
        spoiler.learn(valid);
    std::vector<QJsonObject> asked;
    for (const SpoiltDocument &spoilt : spoiler.make())
        asked.push_back(spoilt.document);
    QList<QByteArray> verdicts;
    judge(asked, verdicts);
    QStringList differences;
    for (size_t i = 0; i < asked.size() && !verdicts.isEmpty(); ++i) {
        if (const QString odd = difference(asked[i], verdicts[static_cast<qsizetype>(i)]); !odd.isEmpty())
            differences.append(odd);
    }
    qInfo() << asked.size() << "documents";
    const QString all = QString::number(differences.size()) + u'\n' + differences.mid(0, 20).join(u'\n');
    QVERIFY2(differences.isEmpty(), qPrintable(all));
}

void TestFlowSchema::segmentsMayNotAskForAJourney()
{
    for (const char *child : {"{'kind':'event','window':{'kind':'since_flow_start'}}",
                              "{'kind':'event','same_as_trigger':[{'property':'a'}]}",
                              "{'kind':'property','of':'trigger'}", "{'kind':'membership','of':'this_flow'}"}) {
        QByteArray text =
            QByteArray("{'format':'perennial-segment','version':1,'root':{'kind':'group','children':[") + child + "]}}";
        const auto doc = SegmentDoc::fromJson(text.replace('\'', '"'));
        QVERIFY(!doc);
        QCOMPARE(doc.error().message, QStringLiteral("Only a flow can ask for this."));
    }
}

QTEST_GUILESS_MAIN(TestFlowSchema)
#include "tst_flowschema.moc"
