// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/lifecycle.h"
#include "core/segment/document/sentence.h"
#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templatefilling.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace perennial;

namespace {

const QByteArray Buyers = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}";
const QByteArray Germans = "{'kind':'property','property':'Country','op':'is','value':'DE'}";

QByteArray stageText(const QByteArray &name, const QByteArray &children)
{
    return "{'name':'" + name + "','root':{'kind':'group','children':[" + children + "]}}";
}

// With ' for ".
QByteArray lifecycleText(const QByteArray &stages, const QByteArray &more = "'others':'Rest'")
{
    QByteArray text = "{'format':'perennial-lifecycle','version':1,'stages':[" + stages + "]";
    text += (more.isEmpty() ? "" : ",") + more + "}";
    return text.replace('\'', '"');
}

Lifecycle lifecycleOf(const QByteArray &stages)
{
    const auto lifecycle = Lifecycle::fromJson(lifecycleText(stages));
    if (!lifecycle)
        qWarning() << lifecycle.error().where << lifecycle.error().message;
    return lifecycle.value_or(Lifecycle());
}

QByteArray manyStages(int count)
{
    QByteArray stages;
    for (int i = 0; i < count; ++i)
        stages += stageText("S" + QByteArray::number(i), {}) + ',';
    stages.chop(count > 0 ? 1 : 0);
    return stages;
}

// Groups in groups, around a condition.
QByteArray nested(int depth, const QByteArray &inner)
{
    return QByteArray("{'kind':'group','children':[").repeated(depth) + inner + QByteArray("]}").repeated(depth);
}

} // namespace

// The stages of a store, as they are written and as the segments they stand for.
class TestLifecycle : public QObject
{
    Q_OBJECT

private:
    static QList<QByteArray> schemaVerdicts(const QList<QByteArray> &documents);

private Q_SLOTS:
    void comesBackTheSame();
    void saysNoMoreThanItMust();
    void whatIsNoneNamesThePlace_data();
    void whatIsNoneNamesThePlace();
    void upToTwentyStages();
    void theSchemaRefusesWhatTheReaderRefuses();
    void stagesAreFoundByNameWithoutRegardToCase();
    void aStageHoldsWhomNoneBeforeItTook();
    void theLastHoldsEverybodyElse();
    void anUnfinishedStageHoldsNobodyAndTakesNobody();
    void definitionsStandInItsZone();
    void allStagesTogetherMustBeASegment();
    void theExampleOfThePageIsOne();
    void theUsualOnesFollowTheTemplates();
    void theUsualOnesAreInOrder();
};

void TestLifecycle::comesBackTheSame()
{
    const auto lifecycle = Lifecycle::fromJson(lifecycleText(
        stageText("Buyers", Buyers) + ',' + stageText("Unsaid", "{'kind':'event'}") + ',' + stageText("Empty", {}),
        "'others':'Everybody “else”','zone':'Pacific/Chatham','week_start':'sunday'"));
    QVERIFY(lifecycle.has_value());
    QCOMPARE(lifecycle->zone, QStringLiteral("Pacific/Chatham"));
    QVERIFY(lifecycle->weekStart == WeekStart::Sunday);
    for (const Lifecycle &one : {*lifecycle, defaultLifecycle()}) {
        const auto again = Lifecycle::fromJson(one.toJson());
        QVERIFY(again.has_value());
        QVERIFY(*again == one);
        QCOMPARE(again->toJson(), one.toJson());
    }
}

void TestLifecycle::saysNoMoreThanItMust()
{
    const QJsonObject written = QJsonDocument::fromJson(lifecycleOf(manyStages(0)).toJson()).object();
    QCOMPARE(written.keys(), QStringList({"format", "others", "stages", "version"}));
}

void TestLifecycle::whatIsNoneNamesThePlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &text, const char *where, const char *message) {
        QTest::newRow(name) << text << QString::fromUtf8(where) << QString::fromUtf8(message);
    };
    const QByteArray fine = stageText("New", Buyers);
    row("not JSON", "{\n'", "line 2", "This is not JSON: line 2, column 2 cannot be read.");
    row("no object", "[]", "line 1", "A lifecycle is a JSON object.");
    row("a segment", R"({"format": "perennial-segment", "version": 1})", "format",
        "This is not a lifecycle: “format” must be “perennial-lifecycle”.");
    row("newer", R"({"format": "perennial-lifecycle", "version": 2, "others": "Rest"})", "version",
        "This lifecycle was made by a newer Perennial. Update Perennial to use it.");
    row("without version", R"({"format": "perennial-lifecycle", "others": "Rest"})", "version",
        "The version of the document is missing.");
    row("unknown key", lifecycleText(fine, "'others':'Rest','colour':'red'"), "colour",
        "“colour” is not a key that may stand here.");
    row("unknown key of a stage", lifecycleText("{'name':'New','note':'','root':{'kind':'group'}}"), "stages[0].note",
        "“note” is not a key that may stand here.");
    row("unknown key of a condition", lifecycleText(fine + ',' + stageText("Old", "{'kind':'event','metrik':'A'}")),
        "stages[1].root.children[0].metrik", "“metrik” is not a key that may stand here.");
    row("wrong type", lifecycleText({}, "'others':7"), "others", "");
    row("a condition at the top", lifecycleText("{'name':'New','root':" + Buyers + "}"), "stages[0].root.kind", "");
    row("impossible", lifecycleText(fine + ',' + stageText("Old", "{'kind':'sample','percent':120}")),
        "stages[1].root.children[0].percent", "");
    row("no such zone", lifecycleText(fine, "'others':'Rest','zone':'Mars/Base'"), "zone",
        "“Mars/Base” is not a time zone like Europe/Berlin.");
    row("no name for the others", lifecycleText(fine, {}), "others", "A stage needs a name.");
    row("blank name", lifecycleText(fine + ',' + stageText(" \\t", {})), "stages[1].name", "A stage needs a name.");
    row("blanks around", lifecycleText(stageText("New ", {})), "stages[0].name",
        "The name of a stage has no blanks around it.");
    row("twice", lifecycleText(fine + ',' + stageText("nEW", {})), "stages[1].name", "Two stages are called “nEW”.");
    row("as the others", lifecycleText(fine, "'others':'new'"), "others", "Two stages are called “new”.");
    row("too many", lifecycleText(manyStages(21)), "stages[20]", "A lifecycle has at most 20 stages.");
}

void TestLifecycle::whatIsNoneNamesThePlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    QFETCH(QString, message);
    const auto lifecycle = Lifecycle::fromJson(text);
    QVERIFY(!lifecycle.has_value());
    QCOMPARE(lifecycle.error().where, where);
    QVERIFY(lifecycle.error().kind == ErrorKind::Invalid);
    if (message.isEmpty())
        QVERIFY(!lifecycle.error().message.isEmpty());
    else
        QCOMPARE(lifecycle.error().message, message);
}

void TestLifecycle::upToTwentyStages()
{
    const Lifecycle most = lifecycleOf(manyStages(20));
    QCOMPARE(most.names().size(), 21);
    QCOMPARE(most.names().last(), QStringLiteral("Rest"));
    QCOMPARE(lifecycleOf({}).names(), QStringList("Rest"));
}

// One line a document, empty where the schema takes it; none where there is nobody to ask.
QList<QByteArray> TestLifecycle::schemaVerdicts(const QList<QByteArray> &documents)
{
    QProcess process;
    process.start(QStringLiteral("/usr/bin/python3"),
                  {QStringLiteral("-B"), sourceFile("tests/core/segment/document/schemaverdicts.py"),
                   sourceFile("resources/lifecycle.schema.json")});
    if (!process.waitForStarted())
        return {};
    for (const QByteArray &document : documents)
        process.write(QJsonDocument::fromJson(document).toJson(QJsonDocument::Compact) + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput().split('\n');
}

// But for names, which are blank or the same, and for zones.
void TestLifecycle::theSchemaRefusesWhatTheReaderRefuses()
{
    const QByteArray fine = stageText("New", Buyers);
    const QList<QByteArray> good{defaultLifecycle().toJson(), lifecycleText({}), lifecycleText(manyStages(20)),
                                 lifecycleText(fine, "'others':'Rest','zone':'UTC','week_start':'sunday'"),
                                 lifecycleText(stageText("Unsaid", "{'kind':'event'}"))};
    const QList<QByteArray> bad{"[]",
                                lifecycleText(fine, {}),
                                lifecycleText(fine, "'others':''"),
                                lifecycleText(fine, "'others':'Rest','colour':'red'"),
                                lifecycleText(fine, "'others':'Rest','week_start':'noday'"),
                                lifecycleText("{'name':'New','note':'','root':{'kind':'group'}}"),
                                lifecycleText("{'root':{'kind':'group'}}"),
                                lifecycleText("{'name':'','root':{'kind':'group'}}"),
                                lifecycleText("{'name':'New','root':" + Buyers + "}"),
                                lifecycleText(stageText("Old", "{'kind':'event','metrik':'A'}")),
                                lifecycleText(stageText("Old", "{'kind':'sample','percent':120}")),
                                lifecycleText(manyStages(21)),
                                R"({"format": "perennial-lifecycle", "version": 2, "others": "Rest", "stages": []})",
                                R"({"format": "perennial-segment", "version": 1, "others": "Rest", "stages": []})"};
    const QList<QByteArray> verdicts = schemaVerdicts(good + bad);
    if (verdicts.isEmpty())
        QSKIP("There is no python3 with jsonschema to ask what a JSON Schema says.");
    QCOMPARE(verdicts.size(), good.size() + bad.size() + 1);
    for (qsizetype i = 0; i < good.size() + bad.size(); ++i) {
        const QByteArray text = (good + bad)[i];
        QVERIFY2(Lifecycle::fromJson(text).has_value() == (i < good.size()), text.constData());
        QVERIFY2(verdicts[i].isEmpty() == (i < good.size()), (text + '\n' + verdicts[i]).constData());
    }
}

void TestLifecycle::stagesAreFoundByNameWithoutRegardToCase()
{
    const Lifecycle lifecycle = lifecycleOf(stageText("New", Buyers) + ',' + stageText("Über", {}));
    QCOMPARE(lifecycle.stageNamed("nEW"), std::optional<size_t>(0));
    QCOMPARE(lifecycle.stageNamed("Über"), std::optional<size_t>(1));
    QCOMPARE(lifecycle.stageNamed("rest"), std::optional<size_t>(2));
    QVERIFY(!lifecycle.stageNamed("über")); // as the store compares names
    QVERIFY(!lifecycle.stageNamed({}));
}

void TestLifecycle::aStageHoldsWhomNoneBeforeItTook()
{
    const Lifecycle lifecycle =
        lifecycleOf(stageText("Buyers", Buyers) + ',' + stageText("Germans", Germans) + ',' + stageText("Both", {}));
    QCOMPARE(sentenceOf(lifecycle.meantFor(1)), QStringLiteral("People whose Country is “DE”."));
    QCOMPARE(sentenceOf(lifecycle.definition(0)), sentenceOf(lifecycle.meantFor(0)));
    const SegmentDoc doc = lifecycle.definition(1);
    const SegmentGroup *group = doc.root.group();
    QVERIFY(group && group->match == GroupMatch::All);
    QCOMPARE(group->children.size(), size_t(2));
    QVERIFY(group->children[0] == lifecycle.stages[1].root);
    const SegmentGroup *before = group->children[1].group();
    QVERIFY(before && before->match == GroupMatch::None);
    QVERIFY(before->children == std::vector{lifecycle.stages[0].root});
    QCOMPARE(doc.name, QStringLiteral("Germans"));
}

void TestLifecycle::theLastHoldsEverybodyElse()
{
    const Lifecycle lifecycle = lifecycleOf(stageText("Buyers", Buyers) + ',' + stageText("Germans", Germans));
    const SegmentDoc rest = lifecycle.definition(2);
    QCOMPARE(rest.name, QStringLiteral("Rest"));
    QCOMPARE(rest.root.group()->children.size(), size_t(1));
    const SegmentGroup *before = rest.root.group()->children[0].group();
    QVERIFY(before && before->match == GroupMatch::None);
    QVERIFY(before->children == std::vector({lifecycle.stages[0].root, lifecycle.stages[1].root}));
    QCOMPARE(sentenceOf(lifecycleOf({}).definition(0)), QStringLiteral("Everybody."));
}

void TestLifecycle::anUnfinishedStageHoldsNobodyAndTakesNobody()
{
    const Lifecycle lifecycle = lifecycleOf(stageText("Unsaid", "{'kind':'event'}") + ',' + stageText("Empty", {}) +
                                            ',' + stageText("Half", Buyers + ",{'kind':'property'}"));
    for (size_t nobody : {size_t(0), size_t(1)}) {
        const SegmentDoc doc = lifecycle.definition(nobody);
        const auto *sample = std::get_if<SampleCondition>(&nodeAt(doc, NodePath().child(0).child(0))->is);
        QVERIFY(sample && sample->percent == 0.0);
    }
    QCOMPARE(lifecycle.definition(2).root.group()->children.size(), size_t(1));
    const SegmentDoc rest = lifecycle.definition(3);
    QVERIFY(rest.root.group()->children[0].group()->children == std::vector{lifecycle.stages[2].root});
}

void TestLifecycle::definitionsStandInItsZone()
{
    Lifecycle lifecycle = lifecycleOf(stageText("Buyers", Buyers));
    lifecycle.zone = QStringLiteral("Asia/Kathmandu");
    lifecycle.weekStart = WeekStart::Sunday;
    for (const SegmentDoc &doc : {lifecycle.meantFor(0), lifecycle.definition(0), lifecycle.definition(1)}) {
        QCOMPARE(doc.zone, lifecycle.zone);
        QVERIFY(doc.weekStart == WeekStart::Sunday);
        QVERIFY(validate(doc).has_value());
    }
}

void TestLifecycle::allStagesTogetherMustBeASegment()
{
    // Two levels are those of the stage of everybody else.
    const auto deep = [](int depth) {
        return Lifecycle::fromJson(lifecycleText(stageText("A", nested(depth, Buyers))));
    };
    QVERIFY(deep(SegmentDoc::MaxDepth - 3).has_value());
    QCOMPARE(deep(SegmentDoc::MaxDepth - 2).error().where, QStringLiteral("stages"));
    const QByteArray many = QByteArray("{'kind':'sample','percent':5},").repeated(SegmentDoc::MaxNodes / 2).chopped(1);
    QVERIFY(Lifecycle::fromJson(lifecycleText(stageText("A", many))).has_value());
    const auto tooMany = Lifecycle::fromJson(lifecycleText(stageText("A", many) + ',' + stageText("B", many)));
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().where, QStringLiteral("stages"));
}

void TestLifecycle::theExampleOfThePageIsOne()
{
    QFile page(sourceFile("docs/lifecycle.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    const QByteArray example =
        text.section(QStringLiteral("```json"), 1, 1).section(QStringLiteral("```"), 0, 0).toUtf8();
    const auto lifecycle = Lifecycle::fromJson(example);
    QVERIFY2(lifecycle, lifecycle ? "" : qPrintable(lifecycle.error().where + u' ' + lifecycle.error().message));
    QCOMPARE(lifecycle->names(), QStringList({"Subscribers", "Buyers", "Everybody else"}));
    if (const QList<QByteArray> verdicts = schemaVerdicts({example}); !verdicts.isEmpty())
        QCOMPARE(verdicts[0], QByteArray());
    for (const QString &name : defaultLifecycle().names())
        QVERIFY2(text.contains(QStringLiteral("\n| %1 | ").arg(name)), qPrintable(name));
}

void TestLifecycle::theUsualOnesFollowTheTemplates()
{
    const Lifecycle lifecycle = defaultLifecycle();
    const auto sentenceOfTemplate = [](const char *id) {
        const std::vector<SegmentTemplate> all = readyTemplates();
        const auto found = std::ranges::find(all, QLatin1String(id), &SegmentTemplate::id);
        const auto doc = found == all.end() ? SegmentDoc() : filled(*found, {});
        return sentenceOf(doc.value_or(SegmentDoc()));
    };
    QLocale::setDefault(QLocale::c());
    QCOMPARE(sentenceOf(lifecycle.meantFor(1)), sentenceOfTemplate("hvc-active"));
    QCOMPARE(sentenceOf(lifecycle.meantFor(2)), sentenceOfTemplate("multi-active"));
    const QString churning = sentenceOfTemplate("multi-churning");
    for (const size_t stage : {size_t(3), size_t(4)}) { // until when somebody is active, and when churning
        const QString words = sentenceOf(lifecycle.meantFor(stage));
        QVERIFY2(churning.contains(words.section(" in the last ", 1).chopped(1)), qPrintable(words));
    }
}

void TestLifecycle::theUsualOnesAreInOrder()
{
    const Lifecycle lifecycle = defaultLifecycle();
    QVERIFY(validate(lifecycle).has_value());
    QCOMPARE(lifecycle.names(), QStringList({"New", "High-value", "Multi-buyer", "Active", "Churning", "Lapsed", "Lost",
                                             "Not bought yet"}));
    QVERIFY(std::ranges::all_of(lifecycle.stages, [](const LifecycleStage &one) { return isFinished(one.root); }));
}

QTEST_GUILESS_MAIN(TestLifecycle)
#include "tst_lifecycle.moc"
