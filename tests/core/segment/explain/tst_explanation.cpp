// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/docjudge.h"
#include "core/segment/explain/nearmisses.h"
#include "core/store/segmentshelf.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/storechange.h"

#include <QDir>
#include <QTemporaryDir>

#include <functional>
#include <map>

using namespace perennial;

// Why somebody is in a segment or not, told of a few people of a shop; and over random people and segments: the
// verdict made of the evidence is the engine's, and what is said to flip it does.
class TestExplanation : public QObject
{
    Q_OBJECT

private:
    static QByteArray document(const QByteArray &children, const char *match = "all");
    [[nodiscard]] Explanation explained(const QByteArray &children, qint64 person, const char *asOf = nullptr);
    static QStringList words(const ExplainedNode &node);
    static std::optional<ProfileSet> membersOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                               Instant asOf);
    void compareWithEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf);
    static void compareNodes(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                             const DocJudge &judge);
    static void compareReasons(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                               const DocJudge &judge);
    void tryFlip(const QString &path, const std::shared_ptr<const ProfileTable> &table, const SegmentDoc &doc,
                 ProfileId person, Instant asOf);

    QTemporaryDir m_folder;
    QString m_shop;
    std::shared_ptr<const ProfileTable> m_table;
    int m_judged = 0;
    int m_flipped = 0;
    int m_impossible = 0;

private Q_SLOTS:
    void initTestCase();
    void theEventsThatDecideAreShown();
    void aValueSaysSinceWhen();
    void consentIsShownWithItsMethod();
    void aSegmentWithinASegmentIsATreeOfItsOwn();
    void flips_data();
    void flips();
    void hoursAreThoseOfTheZone_data();
    void hoursAreThoseOfTheZone();
    void oneConditionAlone();
    void theNearestComeFirst();
    void everyKindIsJudged_data();
    void everyKindIsJudged();
    void verdictsAreTheEngines();
    void verdictsOfTheBenchSegmentsAreTheEngines();
    void flipsReallyFlip();
};

void TestExplanation::initTestCase()
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    m_shop = m_folder.filePath(QStringLiteral("shop.perennial"));
    auto store = Store::create(m_shop, settings);
    QVERIFY(store.has_value());
    // 2026-01-01T00:00:00Z is 1767225600000; a day is 86400000. Ada ordered on the 1st and the 31st of January, Bo on
    // the 1st of February; it is the 10th.
    const auto written = store->database().execute(R"sql(
        INSERT INTO profiles VALUES (1, 1767225600000, 0, NULL, 1), (2, 1767225600000, 0, NULL, 1), (3, NULL, 0, NULL, 1);
        INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'bo@example.com', 2, 0, 1);
        INSERT INTO properties VALUES (1, 'Country', 'text'), (2, 'Score', 'number');
        INSERT INTO property_values VALUES (1, 1, 1767225600000, 'DE', 1), (2, 1, 1767225600000, 'US', 1),
            (1, 2, 1772000000000, 3, 1);
        INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id) VALUES
            (1, 'email', 1767225600000, 'unsubscribed', 'preference page', 0, 1), (2, 'email', 1767225600000, 'subscribed', 'checkout', 0, 1);
        INSERT INTO suppressions VALUES (2, 'email', 1767225600000, 'HARD_BOUNCED', NULL, 1);
        INSERT INTO properties VALUES (3, 'Latitude', 'number'), (4, 'Longitude', 'number'), (5, 'RFM Score', 'number');
        INSERT INTO property_values VALUES (1, 3, 0, 52.5, 1), (1, 4, 0, 13.4, 1), (2, 3, 0, 48.1, 1), (2, 4, 0, 11.6, 1),
            (1, 5, 0, 3, 1), (2, 5, 0, 9, 1), (3, 5, 0, 5, 1);
        INSERT INTO lists VALUES (1, 'Friends', NULL, 0);
        INSERT INTO list_members VALUES (1, 1, 1769817600000, NULL), (1, 2, 1767225600000, 1769817600000);
        INSERT INTO orders(id, source, key, profile_id, created_at, currency, tags, content_hash, import_id) VALUES
            (1, 't', 1, 1, 1767225600000, 'EUR', 'gift', 0, 1), (2, 't', 2, 1, 1769817600000, 'EUR', NULL, 0, 1), (3, 't', 3, 2, 1769904000000, 'EUR', 'gift', 0, 1);
        INSERT INTO order_lines VALUES (1, 1, 'Mug', 'M1', NULL, 2, 1000, NULL), (2, 1, 'Shoe - 41', 'S41', 'Acme', 1, 40000, NULL),
            (3, 1, 'Mug', 'M1', NULL, 1, 1000, NULL);
        INSERT INTO metrics VALUES (1, 'Placed Order'), (2, 'Opened Email');
        INSERT INTO event_details VALUES (1, '{"label":"Shoes"}');
        INSERT INTO events VALUES (1, 1767225600000, 1, 1, 6590, 'EUR', NULL, 1, 1), (1, 1769817600000, 1, 2, 40000, 'EUR', NULL, NULL, 1),
            (2, 1769904000000, 1, 3, 10000, 'EUR', NULL, NULL, 1), (2, 1770595200000, 2, 4, NULL, NULL, NULL, NULL, 1);
    )sql");
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto buyers = document("{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':10,'unit':'day'},"
                                 "'compare':{'op':'at_least_once'}}");
    QVERIFY(SegmentShelf(*store).save(QStringLiteral("Buyers"), buyers, {0}).has_value());
    QVERIFY(store->checkpoint().has_value());
    const auto table = ProfileTable::build(m_shop, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

QByteArray TestExplanation::document(const QByteArray &children, const char *match)
{
    return "{\"format\":\"perennial-segment\",\"version\":1,\"name\":\"Test\",\"root\":{\"kind\":\"group\",\"match\":"
           "\"" +
           QByteArray(match) + "\",\"children\":[" + QByteArray(children).replace('\'', '"') + "]}}";
}

Explanation TestExplanation::explained(const QByteArray &children, qint64 person, const char *asOf)
{
    const auto doc = SegmentDoc::fromJson(document(children));
    if (!doc)
        qFatal("%s", qPrintable(doc.error().where + doc.error().message));
    const Instant moment = *Instant::fromIso(QString::fromLatin1(asOf ? asOf : "2026-02-10T00:00:00Z"));
    const auto explanation = explain(*doc, m_table, {person}, moment);
    if (!explanation)
        qFatal("%s", qPrintable(explanation.error().where + explanation.error().message));
    return *explanation;
}

QStringList TestExplanation::words(const ExplainedNode &node)
{
    QStringList list;
    for (const Evidence &evidence : node.evidence)
        list.append(wordsOf(evidence, QTimeZone::utc()));
    return list;
}

void TestExplanation::theEventsThatDecideAreShown()
{
    const Explanation ada = explained(
        "{'kind':'event','metric':'Placed Order','aggregate':'count','compare':{'op':'at_least','value':3}}", 1);
    QVERIFY(!ada.member);
    const ExplainedNode &node = ada.root.children.front();
    QCOMPARE(node.verdict, Verdict::No);
    QCOMPARE(node.path.toString(), QStringLiteral("0.0"));
    QCOMPARE(node.compared, QStringLiteral("2 times, needs at least 3 times"));
    QCOMPARE(words(node), QStringList({"Placed Order, 65.90 EUR, 2026-01-01", "Placed Order, 400.00 EUR, 2026-01-31"}));

    const Explanation shoes =
        explained("{'kind':'event','metric':'Placed Order','filters':{'match':'all','of':[{"
                  "'property':'label','op':'is','value':'Shoes'}]},'compare':{'op':'at_least_once'}}",
                  1);
    QVERIFY(shoes.member);
    QCOMPARE(words(shoes.root.children.front()), QStringList({"Placed Order, 65.90 EUR, 2026-01-01, label: Shoes"}));
}

void TestExplanation::aValueSaysSinceWhen()
{
    const Explanation ada = explained("{'kind':'property','property':'Country','op':'is','value':'DE'},"
                                      "{'kind':'property','property':'Score','op':'at_least','value':3}",
                                      1);
    QVERIFY(ada.member);
    QCOMPARE(words(ada.root.children[0]), QStringList({"Country, DE, since 2026-01-01"}));
    QVERIFY(ada.root.children[1].evidence.front().assumed);
    const Explanation nobody = explained("{'kind':'property','property':'Country','op':'is_not','value':'DE'}", 3);
    QCOMPARE(nobody.root.children[0].verdict, Verdict::Unknown);
    QCOMPARE(words(nobody.root.children[0]), QStringList({"Country, not known"}));
}

void TestExplanation::consentIsShownWithItsMethod()
{
    const Explanation bo = explained("{'kind':'consent','channel':'email','state':'can_receive'}", 2);
    QVERIFY(!bo.member);
    QCOMPARE(words(bo.root.children.front()),
             QStringList({"email, subscribed, since 2026-01-01, method: checkout",
                          "email, suppressed, since 2026-01-01, reason: HARD_BOUNCED", "email, has an address"}));
}

void TestExplanation::aSegmentWithinASegmentIsATreeOfItsOwn()
{
    const Explanation ada = explained("{'kind':'membership','of':'segment','name':'Buyers'}", 1);
    QVERIFY(ada.member);
    const ExplainedNode &node = ada.root.children.front();
    QCOMPARE(node.children.size(), 1UL);
    QCOMPARE(words(node.children.front().children.front()), QStringList({"Placed Order, 400.00 EUR, 2026-01-31"}));
    QCOMPARE(ada.flip.sentence, QStringLiteral("Out: on 2026-02-10 00:01 UTC, without doing anything."));
}

void TestExplanation::flips_data()
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
    row("a value", "{'kind':'property','property':'Country','op':'is_any_of','value':['US','CA']}", 1,
        "In: Country changes to “US” or “CA”.");
    row("time alone",
        "{'kind':'event','metric':'Opened "
        "Email','window':{'kind':'last','n':3,'unit':'day'},'compare':{'op':'zero_times'}}",
        2, "In: on 2026-02-12 00:01 UTC, without doing anything.");
    row("what happened cannot be undone", "{'kind':'event','metric':'Placed Order','compare':{'op':'zero_times'}}", 1,
        "Nothing that can still happen would bring this person in.");
}

void TestExplanation::flips()
{
    QFETCH(QByteArray, children);
    QFETCH(qint64, person);
    QTEST(explained(children, person).flip.sentence, "sentence");
}

void TestExplanation::hoursAreThoseOfTheZone_data()
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

void TestExplanation::hoursAreThoseOfTheZone()
{
    QFETCH(QString, zone);
    auto doc = SegmentDoc::fromJson(document(
        "{'kind':'event','metric':'Opened Email','window':{'kind':'today','from_hour':9,'to_hour':17},'compare':{'op':"
        "'at_least_once'}}"));
    QVERIFY(doc.has_value());
    doc->zone = zone;
    QFETCH(QString, asOf);
    const auto explanation = explain(*doc, m_table, {3}, *Instant::fromIso(asOf));
    QVERIFY(explanation.has_value());
    const Flip &flip = explanation->flip;
    QVERIFY(flip.possible && flip.by);
    QTEST(flip.on ? flip.on->toIso() : QString(), "on");
    QTEST(flip.by->toIso(), "by");
}

void TestExplanation::oneConditionAlone()
{
    const auto doc =
        SegmentDoc::fromJson(document("{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}},"
                                      "{'kind':'consent','channel':'email','state':'subscribed'}"));
    const auto plan = SegmentEngine::compile(*doc, m_table, *Instant::fromIso(u"2026-02-10T00:00:00Z"));
    QVERIFY(plan.has_value());
    const auto reasons = reasonsOf(*plan, Progress());
    QVERIFY(reasons.has_value());
    const GroupReasons &root = reasons->front();
    // Ada ordered and unsubscribed, nobody is known to have subscribed without ordering, the third did neither.
    QCOMPARE(root.failing, 2U);
    QCOMPARE(root.only[0].count, 0U);
    QCOMPARE(root.only[1].count, 1U);
    QVERIFY(root.only[1].people.contains(0));
    QCOMPARE(root.sets.size(), 2UL);
    QCOMPARE(root.sets[1].paths.size(), 2UL);
}

void TestExplanation::theNearestComeFirst()
{
    const auto doc = SegmentDoc::fromJson(
        document("{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'at_least','value':500}}"));
    const auto near = nearMissesOf(*doc, m_table, *Instant::fromIso(u"2026-02-10T00:00:00Z"), 2, Progress());
    QVERIFY(near.has_value());
    QCOMPARE(near->only.front().count, 3U);
    QCOMPARE(near->people.size(), 2UL);
    QCOMPARE(near->people[0].profile.value, 1);
    QCOMPARE(near->people[0].missing, QStringLiteral("34.10 EUR"));
    QCOMPARE(near->people[1].missing, QStringLiteral("400.00 EUR"));
}

void TestExplanation::everyKindIsJudged_data()
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

void TestExplanation::everyKindIsJudged()
{
    QFETCH(QByteArray, children);
    const auto doc = SegmentDoc::fromJson(document(children));
    QVERIFY2(doc.has_value(), qPrintable(doc ? QString() : doc.error().where + doc.error().message));
    for (const char *asOf : {"2026-01-01T12:00:00Z", "2026-02-01T00:00:00Z", "2026-02-10T00:00:00Z"})
        compareWithEngine(*doc, m_table, *Instant::fromIso(QString::fromLatin1(asOf)));
    for (const qint64 person : {1, 2, 3}) {
        if (!QTest::currentTestFailed())
            tryFlip(m_shop, m_table, *doc, {person}, *Instant::fromIso(u"2026-03-01T00:00:00Z"));
    }
}

std::optional<ProfileSet> TestExplanation::membersOf(const SegmentDoc &doc,
                                                     const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    const auto plan = SegmentEngine::compile(doc, table, asOf);
    if (!plan)
        return std::nullopt;
    auto answer = SegmentEngine::evaluate(*plan, Progress());
    return answer ? std::optional(std::move(answer->members)) : std::nullopt;
}

void TestExplanation::compareWithEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                        Instant asOf)
{
    const auto members = membersOf(doc, table, asOf);
    QVERIFY2(members.has_value(), qPrintable(QString::fromUtf8(doc.toJson())));
    const StoreSources store(table->columns().storePath);
    const JudgeSources sources(store, *table, asOf);
    const auto judge = DocJudge::bind(doc, *table, asOf, sources);
    QVERIFY2(judge.has_value(), qPrintable(judge ? QString() : judge.error().message));
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        const PersonFacts facts(*table, person, asOf);
        const bool member = judge->isMember(facts);
        ++m_judged;
        if (member != members->contains(person))
            qWarning().noquote() << "person" << table->idAt(person).value << asOf.toIso() << "\n" << doc.toJson();
        QCOMPARE(member, members->contains(person));
        QCOMPARE(judge->explain(facts).holds && facts.isKnownAt(asOf.ms), member);
    }
    compareNodes(doc, table, asOf, *judge);
    compareReasons(doc, table, asOf, *judge);
}

// Whom each node holds by itself, and for how many it cannot be decided.
void TestExplanation::compareNodes(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                   Instant asOf, const DocJudge &judge)
{
    std::map<QString, std::pair<quint32, quint32>> counted;
    const std::function<void(const ExplainedNode &)> count = [&](const ExplainedNode &node) {
        auto &[alone, unknown] = counted[node.path.toString()];
        alone += node.finished && node.holds;
        unknown += node.finished && node.verdict == Verdict::Unknown;
        for (const ExplainedNode &child : node.children) {
            if (!child.asOf)
                count(child);
        }
    };
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        if (const PersonFacts facts(*table, person, asOf); facts.isKnownAt(asOf.ms))
            count(judge.explain(facts));
    }
    const auto answer = SegmentEngine::compile(doc, table, asOf).and_then([](const Plan &plan) {
        return SegmentEngine::evaluate(plan, Progress());
    });
    for (const NodeCount &node : answer->nodes) {
        const bool same = !node.finished || counted[node.path.toString()] == std::pair(node.alone, node.unknown);
        QVERIFY2(same, qPrintable(node.path.toString() + asOf.toIso() + QString::fromUtf8(doc.toJson())));
    }
}

// Who fails on a child alone, counted by hand.
void TestExplanation::compareReasons(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                     Instant asOf, const DocJudge &judge)
{
    const auto plan = SegmentEngine::compile(doc, table, asOf);
    const auto reasons = reasonsOf(*plan, Progress());
    QVERIFY(reasons.has_value());
    if (reasons->empty() || !reasons->front().path.isRoot())
        return;
    const bool wanted = doc.root.group()->match == GroupMatch::All;
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        const PersonFacts facts(*table, person, asOf);
        std::vector<NodePath> failing;
        for (const ExplainedNode &child : judge.explain(facts).children) {
            if (child.finished && child.holds != wanted)
                failing.push_back(child.path);
        }
        for (const OnlyReason &only : reasons->front().only) {
            const bool alone = facts.isKnownAt(asOf.ms) && failing == std::vector<NodePath>{only.path};
            if (only.people.contains(person) != alone)
                qWarning().noquote() << "person" << table->idAt(person).value << asOf.toIso() << only.path.toString()
                                     << "\n"
                                     << doc.toJson();
            QCOMPARE(only.people.contains(person), alone);
        }
    }
}

void TestExplanation::verdictsAreTheEngines()
{
    const Seeds seeds = seedsAsked(1, 20);
    for (quint32 seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
        const QString path = m_folder.filePath(QStringLiteral("e%1.perennial").arg(seed));
        const auto spread = seed % 3 == 0 ? RandomStore::Spread::Near : RandomStore::Spread::Far;
        RandomStore store(seed, spread);
        QVERIFY(store.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        for (quint32 tree = 0; tree < 40 && !QTest::currentTestFailed(); ++tree) {
            const Instant asOf{tree % 3 == 0 ? RandomStore::Origin : store.moment()};
            compareWithEngine(RandomSegment(seed * 777 + tree).make(), *table, asOf);
        }
        if (QTest::currentTestFailed())
            return;
    }
    qInfo() << m_judged << "verdicts compared";
}

void TestExplanation::verdictsOfTheBenchSegmentsAreTheEngines()
{
    const QDir folder(QStringLiteral(SOURCE_ROOT "/tests/bench/segments"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")});
    QVERIFY(names.size() >= 12);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto doc = SegmentDoc::fromJson(file.readAll());
        QVERIFY(doc.has_value());
        for (const char *asOf : {"2026-01-01T12:00:00Z", "2026-02-05T00:00:00Z", "2026-02-10T00:00:00Z"})
            compareWithEngine(*doc, m_table, *Instant::fromIso(QString::fromLatin1(asOf)));
    }
}

void TestExplanation::tryFlip(const QString &path, const std::shared_ptr<const ProfileTable> &table,
                              const SegmentDoc &doc, ProfileId person, Instant asOf)
{
    const auto explanation = explain(doc, table, person, asOf);
    QVERIFY(explanation.has_value());
    if (!explanation->flip.possible) {
        ++m_impossible;
        return;
    }
    const Flip &flip = explanation->flip;
    const QString copy = m_folder.filePath(QStringLiteral("copy.perennial"));
    QFile::remove(copy);
    QVERIFY(QFile::copy(path, copy));
    QVERIFY(StoreChange(copy, person).make(flip.changes));
    const auto changed = ProfileTable::build(copy, Progress());
    QVERIFY(changed.has_value());
    const auto members = membersOf(doc, *changed, flip.on.value_or(asOf));
    QVERIFY(members.has_value());
    const bool flipped = members->contains(*(*changed)->indexOf(person)) != explanation->member;
    ++m_flipped;
    if (!flipped)
        qWarning().noquote() << "person" << person.value << asOf.toIso() << flip.sentence << "\n" << doc.toJson();
    QVERIFY(flipped);
    if (!flip.on || !flip.changes.empty())
        return;
    const auto before = membersOf(doc, table, {flip.on->ms - 1});
    QCOMPARE(before->contains(*table->indexOf(person)), explanation->member);
}

void TestExplanation::flipsReallyFlip()
{
    for (int seed = 1; seed <= 12; ++seed) {
        const QString path = m_folder.filePath(QStringLiteral("f%1.perennial").arg(seed));
        RandomStore store(seed);
        QVERIFY(store.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        // Later than everything in the store.
        const Instant asOf{RandomStore::Origin + Instant::HourMs};
        for (int tree = 0; tree < 12; ++tree) {
            const quint32 person = static_cast<quint32>(seed * 31 + tree * 7) % (*table)->profileCount();
            tryFlip(path, *table, RandomSegment(seed * 991 + tree).make(), (*table)->idAt(person), asOf);
            if (QTest::currentTestFailed())
                return;
        }
    }
    qInfo() << m_flipped << "flips tried," << m_impossible << "said to be impossible";
    QVERIFY(m_flipped > m_impossible);
}

QTEST_GUILESS_MAIN(TestExplanation)
#include "tst_explanation.moc"
