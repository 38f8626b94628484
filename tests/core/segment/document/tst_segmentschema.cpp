// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/document/spoiltdocuments.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/segmentcases.h"
#include "tests/testpaths.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace perennial;

namespace {

// What a schema cannot say: how the reader's message goes on from there. What the reader refuses for any other reason,
// the schema refuses too.
constexpr std::array Meanings{
    "is not a time zone",                       // names of zones are the system's
    "“2027-02-30” is not a date",               // calendars
    "“2026-02-30” is neither a date",           //
    "“2026-01-31T25:00:00Z” is neither a date", // clocks
    "The pattern cannot be read",               // regular expressions
    "Groups are nested deeper than",            // depth
    "A segment has at most",                    // how many of them in all
    "A step can refer to an earlier step only", // one place measured against another
};

QJsonObject documentWith(const QByteArray &children)
{
    return QJsonDocument::fromJson(segmentText(children)).object();
}

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// Groups in groups.
QByteArray nested(int depth)
{
    return QByteArray("{'kind': 'group', 'children': [").repeated(depth) + QByteArray("]}").repeated(depth);
}

QByteArray stepsOf(int count)
{
    return "{'kind': 'sequence', 'steps': [" + QByteArray("{'metric': 'A'},").repeated(count).chopped(1) + "]}";
}

QByteArray valuesOf(int count)
{
    return "{'kind': 'property', 'property': 'City', 'op': 'is_any_of', 'value': [" +
           QByteArray("'x',").repeated(count).chopped(1) + "]}";
}

} // namespace

// resources/segment.schema.json and the reader of documents accept the same ones, but for what a schema cannot say.
class TestSegmentSchema : public QObject
{
    Q_OBJECT

private:
    struct Asked
    {
        QJsonObject document;
        QString name;
    };

    static std::vector<Asked> casesOfTheLanguage(bool valid);
    static std::vector<Asked> filesOfTheTests();
    static std::vector<Asked> unfinishedOnes();
    static std::vector<Asked> everyValidOne();
    // A line for each: empty where the schema accepts it.
    static void judge(const std::vector<Asked> &asked, QList<QByteArray> &verdicts);
    static bool isMeaning(const QString &message);
    static void compare(const std::vector<Asked> &asked);

private Q_SLOTS:
    void validOnesAreValidForBoth();
    void limitsAreTheSame();
    void whatASchemaCannotSay();
    void spoiltOnesAreRefusedByBoth();
};

std::vector<TestSegmentSchema::Asked> TestSegmentSchema::casesOfTheLanguage(bool valid)
{
    std::vector<Asked> asked;
    for (const SegmentCase &made : segmentCases()) {
        if (const SegmentDoc doc = documentOf(made); validate(doc).has_value() == valid)
            asked.push_back({doc.toJsonObject(), made.kind + QStringLiteral(" · ") + made.name});
    }
    return asked;
}

std::vector<TestSegmentSchema::Asked> TestSegmentSchema::filesOfTheTests()
{
    std::vector<Asked> asked;
    for (const char *folder : {"core/segment/evaluate/golden", "bench/segments", "bench/large"}) {
        const QDir dir(sourceFile("tests/") + QLatin1String(folder));
        for (const QString &name : dir.entryList({QStringLiteral("*.json")})) {
            const QJsonObject file = readObject(dir.filePath(name));
            const QJsonValue golden = file[QLatin1String("segment")];
            asked.push_back({golden.isObject() ? golden.toObject() : file, name});
        }
    }
    return asked;
}

// And keys that no case of the language has: the head's, and those a condition has for a while only.
std::vector<TestSegmentSchema::Asked> TestSegmentSchema::unfinishedOnes()
{
    std::vector<Asked> asked;
    const auto add = [&](const char *children) { asked.push_back({documentWith(children), QLatin1String(children)}); };
    add("{'kind': 'event'}, {'kind': 'property'}, {'kind': 'consent'}, {'kind': 'rhythm'}, {'kind': 'sequence'}");
    add("{'kind': 'order_line'}, {'kind': 'place'}, {'kind': 'membership'}, {'kind': 'score'}, {'kind': 'sample'}");
    add("{'kind': 'sql'}, {'kind': 'group'}, {'kind': 'sequence', 'steps': [{}], 'window': {}}");
    add("{'kind': 'event', 'metric': '', 'filters': {'of': [{}]}, 'window': {'kind': 'last'}, 'compare': {}}");
    add("{'kind': 'event', 'compare': {'with': {}}}, {'kind': 'event', 'compare': {'op': 'is_any_of'}, 'aggregate': "
        "'first'}");
    add("{'kind': 'property', 'property': 'City', 'op': 'is', 'value': '', 'other': ''}");
    add("{'kind': 'property', 'property': 'Birthday', 'op': 'anniversary_within', 'window': {}}");
    add("{'kind': 'place', 'field': 'point', 'distance': 3}, {'kind': 'membership', 'step': '', 'since': {}}");
    add("{'kind': 'rhythm', 'metric': 'A', 'pattern': 'overdue', 'window': {'kind': 'ever', 'weekdays': []}}");
    add("{'kind': 'rhythm', 'metric': 'A', 'filters': {'of': [{'property': '$value', 'op': 'is_set'}]}}");
    QJsonObject withHead = documentWith("{'kind': 'sample'}");
    for (const auto &[key, text] : {std::pair{"name", "Autumn"},
                                    {"note", ""},
                                    {"review_by", "2027-01-31"},
                                    {"zone", "Europe/Berlin"},
                                    {"week_start", "sunday"}})
        withHead.insert(QLatin1String(key), QLatin1String(text));
    asked.push_back({withHead, QStringLiteral("head")});
    return asked;
}

std::vector<TestSegmentSchema::Asked> TestSegmentSchema::everyValidOne()
{
    std::vector<Asked> asked;
    for (const auto &some : {filesOfTheTests(), unfinishedOnes(), casesOfTheLanguage(true)})
        asked.insert(asked.end(), some.begin(), some.end());
    return asked;
}

void TestSegmentSchema::judge(const std::vector<Asked> &asked, QList<QByteArray> &verdicts)
{
    constexpr int skipped = 77, patience = 120'000;
    QProcess process;
    process.start(QStringLiteral("/usr/bin/python3"),
                  {QStringLiteral("-B"), sourceFile("tests/core/segment/document/schemaverdicts.py"),
                   sourceFile("resources/segment.schema.json")});
    if (!process.waitForStarted())
        QSKIP("There is no /usr/bin/python3 to ask what a JSON Schema says.");
    for (const Asked &one : asked)
        process.write(QJsonDocument(one.document).toJson(QJsonDocument::Compact) + '\n');
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(patience));
    const QByteArray told = process.readAllStandardOutput();
    if (process.exitCode() == skipped)
        QSKIP(told.trimmed().constData());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    verdicts = told.split('\n');
    QCOMPARE(verdicts.size(), static_cast<qsizetype>(asked.size()) + 1);
}

bool TestSegmentSchema::isMeaning(const QString &message)
{
    return std::ranges::any_of(Meanings,
                               [&](const char *meaning) { return message.contains(QString::fromUtf8(meaning)); });
}

void TestSegmentSchema::compare(const std::vector<Asked> &asked)
{
    QList<QByteArray> verdicts;
    judge(asked, verdicts);
    if (verdicts.isEmpty())
        return;
    QStringList differences;
    size_t accepted = 0;
    for (size_t i = 0; i < asked.size(); ++i) {
        const auto doc = SegmentDoc::fromJsonObject(asked[i].document);
        const QByteArray &verdict = verdicts[static_cast<qsizetype>(i)];
        accepted += doc.has_value();
        if (doc.has_value() == verdict.isEmpty() || (!doc && isMeaning(doc.error().message)))
            continue;
        differences.append(asked[i].name + QStringLiteral("\n   the reader: ") +
                           (doc ? QStringLiteral("fine") : doc.error().where + u' ' + doc.error().message) +
                           QStringLiteral("\n   the schema: ") +
                           QString::fromUtf8(verdict.isEmpty() ? "fine" : verdict));
    }
    qInfo() << asked.size() << "documents," << accepted << "of them valid";
    const QString told = QString::number(differences.size()) + u'\n' + differences.mid(0, 40).join(u'\n');
    QVERIFY2(differences.isEmpty(), qPrintable(told));
}

void TestSegmentSchema::validOnesAreValidForBoth()
{
    const std::vector<Asked> asked = everyValidOne();
    for (const Asked &one : asked) {
        const auto doc = SegmentDoc::fromJsonObject(one.document);
        QVERIFY2(doc, qPrintable(one.name + (doc ? QString() : doc.error().where)));
    }
    compare(asked);
}

void TestSegmentSchema::limitsAreTheSame()
{
    const auto asked = [](const QByteArray &condition) {
        return Asked{documentWith(condition), QString::fromUtf8(condition.left(80))};
    };
    compare({asked(stepsOf(20)), asked(stepsOf(21)), asked(valuesOf(10'000)), asked(valuesOf(10'001)),
             asked(nested(SegmentDoc::MaxDepth - 1))});
}

void TestSegmentSchema::whatASchemaCannotSay()
{
    const auto withHead = [](const char *key, const char *text) {
        QJsonObject document = documentWith("{'kind': 'sample'}");
        document.insert(QLatin1String(key), QLatin1String(text));
        return document;
    };
    const auto withWindow = [](const QByteArray &day) {
        return documentWith("{'kind': 'event', 'window': {'kind': 'after', 'from': '" + day + "'}}");
    };
    // In the order of Meanings.
    const std::vector<QJsonObject> documents{
        withHead("zone", "Mars/Base"),
        withHead("review_by", "2027-02-30"),
        withWindow("2026-02-30"),
        withWindow("2026-01-31T25:00:00Z"),
        documentWith("{'kind': 'property', 'property': 'City', 'op': 'matches', 'value': '(('}"),
        documentWith(nested(SegmentDoc::MaxDepth)),
        documentWith(QByteArray("{'kind': 'sample'},").repeated(SegmentDoc::MaxNodes).chopped(1)),
        documentWith("{'kind': 'sequence', 'steps': [{}, {'same': [{'property': 'size', 'step': 1}]}]}"),
    };
    std::vector<Asked> asked;
    for (const QJsonObject &document : documents)
        asked.push_back({document, {}});
    QList<QByteArray> verdicts;
    judge(asked, verdicts);
    for (size_t i = 0; i < documents.size() && !verdicts.isEmpty(); ++i) {
        const auto doc = SegmentDoc::fromJsonObject(documents[i]);
        QVERIFY2(!doc && doc.error().message.contains(QString::fromUtf8(Meanings.at(i))), Meanings.at(i));
        QCOMPARE(verdicts[static_cast<qsizetype>(i)], QByteArray());
    }
    QCOMPARE(documents.size(), Meanings.size());
}

void TestSegmentSchema::spoiltOnesAreRefusedByBoth()
{
    SpoiltDocuments spoiler;
    for (const Asked &valid : everyValidOne())
        spoiler.learn(valid.document);
    std::vector<Asked> asked = casesOfTheLanguage(false);
    for (const SpoiltDocument &spoilt : spoiler.make())
        asked.push_back({spoilt.document, spoilt.how});
    compare(asked);
}

QTEST_GUILESS_MAIN(TestSegmentSchema)
#include "tst_segmentschema.moc"
