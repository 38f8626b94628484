// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/sentence.h"
#include "core/segment/templates/blanksindocument.h"
#include "core/segment/templates/owntemplates.h"
#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templateneeds.h"
#include "core/segment/templates/templatesentence.h"
#include "core/store/store.h"
#include "tests/testpaths.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace perennial;

class SegmentTemplatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thereAreMany();
    void everyFileIsListed();
    void everyTextIsThereForTranslators();
    void everyNeedIsNamed();
    void theSchemaTakesThemAll();
    void theSchemaRefusesWhatTheReaderRefuses();
    void blanksReachTheDocument();
    void eachBlankMovesWhatItSays_data();
    void eachBlankMovesWhatItSays();
    void aWrongValueIsSaidAtItsBlank();
    void valuesAreReadAsTyped();
    void theSentenceKeepsItsBlanks();
    void whatIsMissingIsNamed();
    void aNeedFollowsItsBlank();
    void numbersOfADocumentCanBecomeBlanks();
    void ownOnesAreKeptChangedAndDeleted();
    void aDeletedOneComesBackAsItWas();
    void namesAreUnique();
    void jsonRoundTrip();

private:
    [[nodiscard]] SegmentTemplate ready(const char *id) const;
    [[nodiscard]] Store makeStore(const char *name) const;
    [[nodiscard]] QList<QByteArray> schemaVerdicts(const QList<QByteArray> &documents) const;

    QTemporaryDir m_folder;
    std::vector<SegmentTemplate> m_ready;
};

namespace {

QString textOf(const std::vector<SentenceLine> &lines)
{
    QStringList text;
    for (const SentenceLine &line : lines) {
        QStringList parts;
        for (const SentencePart &part : line)
            parts.append(part.blank.isEmpty() ? part.words : QStringLiteral("[%1]").arg(part.blank));
        text.append(parts.join(u' '));
    }
    return text.join(u'\n');
}

QStringList wordsOfAll(const std::vector<TemplateNeed> &needs)
{
    QStringList words;
    for (const TemplateNeed &need : needs)
        words.append(missingWords(need));
    return words;
}

SegmentDoc docOf(const QByteArray &conditions)
{
    return SegmentDoc::fromJson(R"({"format": "perennial-segment", "version": 1, "name": "Mine", "root": )"
                                R"({"kind": "group", "match": "all", "children": [)" +
                                conditions + "]}}")
        .value();
}

const QByteArray Quiet = R"({"kind": "event", "metric": "Placed Order", "aggregate": "sum",
    "window": {"kind": "last", "n": 6, "unit": "month"}, "compare": {"op": "more", "value": 200}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "count",
    "window": {"kind": "last", "n": 90, "unit": "day"}, "compare": {"op": "zero_times"}})";

SegmentTemplate ownTemplate()
{
    SegmentTemplate own;
    own.name = QStringLiteral("Quiet spenders");
    own.purpose = QStringLiteral("For a call.");
    own.document = docOf(Quiet);
    own.blanks = {blanksIn(own.document)[0].blank};
    own.needs = needsIn(own.document);
    return own;
}

} // namespace

void SegmentTemplatesTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const auto read = readyTemplatesInEnglish();
    QVERIFY2(read, read ? "" : qPrintable(read.error().where + u' ' + read.error().message));
    m_ready = *read;
}

SegmentTemplate SegmentTemplatesTest::ready(const char *id) const
{
    const auto place = std::ranges::find(m_ready, QLatin1String(id), &SegmentTemplate::id);
    return place == m_ready.end() ? SegmentTemplate() : *place;
}

Store SegmentTemplatesTest::makeStore(const char *name) const
{
    return Store::create(
               m_folder.filePath(QLatin1String(name)),
               {.name = QStringLiteral("Fern"), .currency = QStringLiteral("EUR"), .homeZone = QStringLiteral("UTC")})
        .value();
}

void SegmentTemplatesTest::thereAreMany()
{
    QVERIFY(m_ready.size() >= 35);
    for (const SegmentTemplate &one : m_ready) {
        QVERIFY2(!one.purpose.isEmpty() && one.purpose.endsWith(u'.'), qPrintable(one.id));
        QVERIFY2(categoryName(one.category) != categoryName({}), qPrintable(one.id));
    }
}

void SegmentTemplatesTest::everyFileIsListed()
{
    const QStringList files = QDir(sourceFile("resources/templates")).entryList({QStringLiteral("*.json")});
    QCOMPARE(files.size(), static_cast<qsizetype>(m_ready.size()) + 1);
    for (const SegmentTemplate &one : m_ready)
        QVERIFY2(files.contains(one.id + ".json"), qPrintable(one.id));
}

void SegmentTemplatesTest::everyTextIsThereForTranslators()
{
    QFile file(sourceFile("core/segment/templates/templatetexts.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString source = QString::fromUtf8(file.readAll());
    for (const SegmentTemplate &one : m_ready) {
        for (QString text : translatedTexts(one)) {
            text.replace(u'"', QLatin1String("\\\""));
            QVERIFY2(source.contains(QStringLiteral("\"%1\"").arg(text)),
                     qPrintable(text + ": run translations/templatetexts.py"));
        }
    }
}

// What the document asks about stands among the needs, and the other way round.
void SegmentTemplatesTest::everyNeedIsNamed()
{
    for (const SegmentTemplate &one : m_ready) {
        QStringList named, asked;
        for (const TemplateNeed &need : needsOf(one, {}))
            named.append(wordsOf(need));
        for (const TemplateNeed &need : needsIn(filled(one, {}).value()))
            asked.append(wordsOf(need));
        named.sort();
        asked.sort();
        QVERIFY2(named == asked, qPrintable(one.id + ": " + named.join(", ") + " / " + asked.join(", ")));
    }
}

QList<QByteArray> SegmentTemplatesTest::schemaVerdicts(const QList<QByteArray> &documents) const
{
    QProcess process;
    process.start(QStringLiteral("/usr/bin/python3"),
                  {QStringLiteral("-B"), sourceFile("tests/core/segment/document/schemaverdicts.py"),
                   sourceFile("resources/template.schema.json")});
    if (!process.waitForStarted())
        return {};
    for (const QByteArray &document : documents)
        process.write(QJsonDocument::fromJson(document).toJson(QJsonDocument::Compact) + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() == 77)
        return {};
    return process.readAllStandardOutput().split('\n');
}

void SegmentTemplatesTest::theSchemaTakesThemAll()
{
    QList<QByteArray> documents{ownTemplate().toJson()};
    for (const SegmentTemplate &one : m_ready)
        documents.append(one.toJson());
    const QList<QByteArray> verdicts = schemaVerdicts(documents);
    if (verdicts.isEmpty())
        QSKIP("python3-jsonschema is not installed");
    for (qsizetype i = 0; i < documents.size(); ++i)
        QVERIFY2(verdicts[i].isEmpty(), (documents[i] + verdicts[i]).constData());
}

void SegmentTemplatesTest::theSchemaRefusesWhatTheReaderRefuses()
{
    const QJsonObject good = QJsonDocument::fromJson(ownTemplate().toJson()).object();
    QList<QByteArray> bad;
    const auto spoil = [&](const char *path, const QJsonValue &value) {
        QJsonObject object = good;
        QVERIFY2(putAt(object, QLatin1String(path), value), path);
        bad.append(QJsonDocument(object).toJson());
    };
    spoil("format", QStringLiteral("perennial-segment"));
    spoil("version", 2);
    spoil("parameters[0].kind", QStringLiteral("colour"));
    spoil("parameters[0].places", QJsonArray());
    spoil("needs[0].kind", QStringLiteral("luck"));
    spoil("name", 7);
    const QList<QByteArray> verdicts = schemaVerdicts(bad);
    for (qsizetype i = 0; i < bad.size(); ++i) {
        QVERIFY2(!SegmentTemplate::fromJson(bad[i]), bad[i].constData());
        QVERIFY2(verdicts.isEmpty() || !verdicts[i].isEmpty(), bad[i].constData());
    }
}

void SegmentTemplatesTest::blanksReachTheDocument()
{
    const SegmentTemplate churning = ready("multi-churning");
    const auto doc = filled(churning, {{"orders", {3.0}}, {"quiet", {60.0}}, {"until", {120.0}}});
    QVERIFY(doc);
    QCOMPARE(doc->name, QStringLiteral("Churning multi-buyers"));
    QCOMPARE(
        sentenceOf(*doc),
        QStringLiteral("People who placed an order at least 3 times ever, and who placed an order zero times in the "
                       "last 60 days, and who placed an order at least once in the last 120 days."));
    const auto markets = filled(ready("markets"), {{"countries", {QStringLiteral("DE"), QStringLiteral("AT")}}});
    QVERIFY(markets && sentenceOf(*markets).contains(QStringLiteral("“DE”")));
}

void SegmentTemplatesTest::eachBlankMovesWhatItSays_data()
{
    QTest::addColumn<QString>("id");
    for (const SegmentTemplate &one : m_ready)
        QTest::newRow(qPrintable(one.id)) << one.id;
}

// Every blank stands in the sentence, and another value changes the document in every place it names.
void SegmentTemplatesTest::eachBlankMovesWhatItSays()
{
    QFETCH(QString, id);
    const SegmentTemplate one = ready(id.toUtf8().constData());
    const QString sentence = textOf(sentenceLines(one));
    for (const TemplateBlank &blank : one.blanks) {
        QVERIFY2(sentence.contains(u'[' + blank.id + u']'), qPrintable(blank.id + ": " + sentence));
        std::vector<Operand> other{QStringLiteral("Another")};
        if (blank.isNumber())
            other = {std::get<double>(blank.standard.front()) + (blank.most == 1.0 ? 0.25 : 1)};
        const auto doc = filled(one, {{blank.id, other}});
        QVERIFY2(doc, doc ? "" : qPrintable(doc.error().message));
        SegmentDoc same = filled(one, {}).value();
        QVERIFY2(*doc != same, qPrintable(blank.id));
    }
}

void SegmentTemplatesTest::aWrongValueIsSaidAtItsBlank()
{
    const SegmentTemplate holdout = ready("holdout");
    const auto refused = [&holdout](const BlankValues &values) {
        const auto doc = filled(holdout, values);
        return doc ? QString() : doc.error().where + QStringLiteral(": ") + doc.error().message;
    };
    QCOMPARE(refused({{"percent", {120.0}}}), QStringLiteral("percent: Enter a number from 0 to 100."));
    QCOMPARE(refused({{"percent", {QStringLiteral("half")}}}), QStringLiteral("percent: Enter a number."));
    QCOMPARE(refused({{"salt", {QString()}}}), QStringLiteral("salt: Something must stand here."));
    QCOMPARE(refused({{"luck", {1.0}}}), QStringLiteral("luck: The template has no parameter called “luck”."));
    const auto half = filled(ready("win-back"), {{"quiet", {2.5}}});
    QCOMPARE(half.error().message, QStringLiteral("Enter a whole number."));
}

void SegmentTemplatesTest::valuesAreReadAsTyped()
{
    const TemplateBlank countries = *ready("markets").blank("countries");
    QCOMPARE(valueFromText(countries, QStringLiteral("DE, AT")).value(),
             (std::vector<Operand>{QStringLiteral("DE"), QStringLiteral("AT")}));
    const TemplateBlank amount = *ready("vip").blank("amount");
    QCOMPARE(valueFromText(amount, QStringLiteral("99.5")).value(), std::vector<Operand>{99.5});
    QVERIFY(!valueFromText(amount, QStringLiteral("a lot")));
}

void SegmentTemplatesTest::theSentenceKeepsItsBlanks()
{
    QCOMPARE(
        textOf(sentenceLines(ready("vip"))),
        QStringLiteral("who placed an order at least [orders] times in the last [days] days\n"
                       "and for whom the sum of value of Placed Order in the last [days] days is more than [amount]\n"
                       "and who had Refunded Order at most [refunds] times in the last [days] days"));
    QCOMPARE(textOf(sentenceLines(ready("markets"))).section(u'\n', 0, 0),
             QStringLiteral("whose country is one of [countries]"));
}

void SegmentTemplatesTest::whatIsMissingIsNamed()
{
    auto store = makeStore("empty.perennial");
    const auto table = ProfileTable::build(store.path(), Progress());
    QVERIFY(table);
    QCOMPARE(wordsOfAll(missing(ready("review-ready"), {}, **table)),
             QStringList{QStringLiteral("No shipment events yet: import your tracking export.")});
    QCOMPARE(wordsOfAll(missing(ready("rfm-group"), {}, **table)),
             QStringList{QStringLiteral("No RFM group yet: import it as the property “RFM Group”.")});
    QCOMPARE(wordsOfAll(missing(ready("sms-only"), {}, **table)).size(), 1);
    QCOMPARE(wordsOfAll(missing(ready("replenishment-due"), {}, **table)),
             QStringList{QStringLiteral("No order lines yet: import your shop's orders export.")});
    QVERIFY(missing(ready("holdout"), {}, **table).empty());
}

void SegmentTemplatesTest::aNeedFollowsItsBlank()
{
    auto store = makeStore("follows.perennial");
    QVERIFY(store.database().execute("INSERT INTO profiles(id, import_id) VALUES (1, 1);"
                                     "INSERT INTO properties VALUES (1, 'Born', 'date');"
                                     "INSERT INTO property_values VALUES (1, 1, 0, 0, 1);"));
    const auto table = ProfileTable::build(store.path(), Progress());
    QVERIFY(table);
    QCOMPARE(missing(ready("birthday"), {}, **table).size(), size_t(1));
    QVERIFY(missing(ready("birthday"), {{"birthday", {QStringLiteral("Born")}}}, **table).empty());
}

void SegmentTemplatesTest::numbersOfADocumentCanBecomeBlanks()
{
    const SegmentDoc doc = docOf(Quiet);
    const auto found = blanksIn(doc);
    QStringList words;
    for (const FoundBlank &one : found)
        words.append(one.blank.label + QStringLiteral(" = ") +
                     QString::number(std::get<double>(one.blank.standard[0])));
    QCOMPARE(words, (QStringList{"Amount = 200", "Months = 6", "Days = 90"}));
    QCOMPARE(found[2].condition, QStringLiteral("who placed an order zero times in the last 90 days"));
    QVERIFY(found[0].blank.kind == BlankKind::Money);
    const auto other = filled(ownTemplate(), {{"n1", {500.0}}});
    QVERIFY(other && sentenceOf(*other).contains(QStringLiteral("is more than 500")));
}

void SegmentTemplatesTest::ownOnesAreKeptChangedAndDeleted()
{
    auto store = makeStore("own.perennial");
    OwnTemplates shelf(store);
    auto saved = shelf.save(ownTemplate(), Instant::now());
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
    QCOMPARE(saved->id, QStringLiteral("own-1"));
    QCOMPARE(shelf.list().value(), std::vector<SegmentTemplate>{*saved});
    saved->purpose = QStringLiteral("For a letter.");
    QVERIFY(shelf.save(*saved, Instant::now()));
    QCOMPARE(shelf.list()->front().purpose, QStringLiteral("For a letter."));
    QVERIFY(shelf.remove(saved->id));
    QVERIFY(shelf.list()->empty());
}

void SegmentTemplatesTest::aDeletedOneComesBackAsItWas()
{
    auto store = makeStore("back.perennial");
    OwnTemplates shelf(store);
    const auto saved = shelf.save(ownTemplate(), Instant::now());
    QVERIFY(saved && shelf.remove(saved->id));
    QVERIFY(shelf.save(*saved, Instant::now()));
    QCOMPARE(shelf.list().value(), std::vector<SegmentTemplate>{*saved});
}

void SegmentTemplatesTest::namesAreUnique()
{
    auto store = makeStore("names.perennial");
    OwnTemplates shelf(store);
    QVERIFY(shelf.save(ownTemplate(), Instant::now()));
    SegmentTemplate other = ownTemplate();
    other.name = QStringLiteral("quiet SPENDERS");
    const auto refused = shelf.save(other, Instant::now());
    QCOMPARE(refused.error().message,
             QStringLiteral("There is a template named “quiet SPENDERS” already. Choose another name."));
    QCOMPARE(shelf.freeName(other.name).value(), QStringLiteral("quiet SPENDERS 2"));
    other.name = QStringLiteral("  ");
    QVERIFY(!shelf.save(other, Instant::now()));
}

void SegmentTemplatesTest::jsonRoundTrip()
{
    for (const SegmentTemplate &one : m_ready)
        QCOMPARE(SegmentTemplate::fromJson(one.toJson()).value(), one);
}

QTEST_GUILESS_MAIN(SegmentTemplatesTest)
#include "tst_segmenttemplates.moc"
