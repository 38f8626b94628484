// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/contracts/contractfixtures.h"

#include <QTest>

using namespace perennial;

using Change = std::function<void(Contract::Asked &)>;
Q_DECLARE_METATYPE(Change)

// The contracts are read as they are meant: what is right is taken, what is wrong is refused for what is wrong with it.
class ContractFixturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void judgesAsItShould_data();
    void judgesAsItShould();
    void seesWhatIsChanged_data();
    void seesWhatIsChanged();
    void takesNoKeysWhereNoneAreKnown();
    void closesTheWholeOfSeveralParts();
    void readsWordsOfHeadersAndRepeatedItems();
    void judgesAnswers_data();
    void judgesAnswers();

private:
    // "klaviyo/list: create"
    [[nodiscard]] const ContractFixture &fixture(const QString &name) const
    {
        const auto found = std::ranges::find_if(
            m_fixtures, [&name](const ContractFixture &known) { return known.platform + u'/' + known.name == name; });
        if (found == m_fixtures.end())
            qFatal("There is no fixture %s.", qPrintable(name));
        return *found;
    }

    const std::vector<ContractFixture> m_fixtures = contractFixtures();
    ContractShelf m_shelf;
};

namespace {

const QString Words = QStringLiteral(": is none of the words that may stand here");
const QString NoKey = QStringLiteral(": is no key that may stand here");

// What is wrong with the requests that are to be refused, by their names: the file itself says it in prose.
const std::map<QString, QString> &faults()
{
    static const QString condition = QStringLiteral("/data/attributes/definition/condition_groups/0/conditions/0");
    static const QString flow = QStringLiteral("/data/attributes/definition");
    static const std::map<QString, QString> all{
        {"ingest: two kinds in one identifier",
         "/audienceMembers/0/userData/userIdentifiers/0: exactly one of several may stand here"},
        {"ingest: account type missing", "/destinations/0/operatingAccount: lacks accountType"},
        {"ingest: snake case", "/: lacks audienceMembers"},
        {"contacts: upsert without an id", "/inputs/0: lacks id"},
        {"contacts: number as a property value", "/inputs/0/properties/ltv: is no string"},
        {"list: without an id", "/: lacks listId"},
        {"segment: month as a unit", condition + "/timeframe_filter/unit" + Words},
        {"segment: metric without a timeframe", condition + ": lacks timeframe_filter"},
        {"segment: flow-start outside a flow", condition + "/timeframe_filter/operator" + Words},
        {"segment: text where a number belongs", condition + "/measurement_filter/value: is no number"},
        {"segment: unknown measurement", condition + "/measurement" + Words},
        {"segment: timeframe on a negative membership", condition + "/timeframe_filter" + NoKey},
        {"segment: property condition written with field", condition + ": lacks property"},
        {"flow: re-entry unit in the plural", flow + "/reentry_criteria/unit" + Words},
        {"flow: delay in weeks", flow + "/actions/0/data/unit" + Words},
        {"flow: trigger filter written with property",
         flow + "/triggers/0/trigger_filter/condition_groups/0/conditions/0: lacks field"},
        {"flow: event filter on a conditional split", flow + "/actions/1/data/trigger_filter" + NoKey},
        {"flow: split with a plain link", flow + "/actions/1/links: lacks next_if_true"},
        {"flow: no entry action", flow + ": lacks entry_action_id"},
        {"profile: bulk import with the wrong resource type", "/data/type" + Words},
        {"profile: custom property at the top level", "/data/attributes/loyalty_tier" + NoKey},
        {"event: without properties", "/data/attributes: lacks properties"},
        {"member: status that does not exist", "/status_if_new" + Words},
        {"batch: body as an object", "/operations/0/body: is no string"},
        {"users: unknown key", "/payload/schema/0" + Words},
        {"users: batch counted from zero", "/session/batch_seq: is out of range"},
        {"users: replace without a session", "/: lacks session"},
        {"contacts: none", "/contacts: has too few or too many items"},
        {"message: no recipient", "/: lacks To"},
    };
    return all;
}

QJsonValue withKey(const QJsonValue &value, const QString &key, const QJsonValue &wanted)
{
    QJsonObject object = value.toObject();
    object.insert(key, wanted);
    return object;
}

// The value with another one at the place ("data/attributes/name").
QJsonValue changed(const QJsonValue &value, const QString &place, const QJsonValue &wanted)
{
    const QString step = place.section(u'/', 0, 0);
    const QString rest = place.section(u'/', 1);
    if (!value.isArray())
        return withKey(value, step, rest.isEmpty() ? wanted : changed(value[step], rest, wanted));
    QJsonArray array = value.toArray();
    array.replace(step.toInt(), rest.isEmpty() ? wanted : changed(array[step.toInt()], rest, wanted));
    return array;
}

Change body(const char *place, const QJsonValue &wanted)
{
    return [place, wanted](Contract::Asked &asked) {
        asked.body = changed(*asked.body, QString::fromLatin1(place), wanted);
    };
}

Change path(const char *before, const char *after)
{
    return [=](Contract::Asked &asked) { asked.path.replace(QLatin1String(before), QLatin1String(after)); };
}

Change query(const char *name, const char *value)
{
    return [=](Contract::Asked &asked) { asked.query.append({QString::fromLatin1(name), QString::fromLatin1(value)}); };
}

// Nullptr takes it out.
Change header(const char *name, const char *value)
{
    return [=](Contract::Asked &asked) {
        const QString wanted = QString::fromLatin1(name);
        asked.headers = asked.headers.value_or(Contract::Texts{{"content-type", "application/json"}});
        asked.headers->removeIf([&](const auto &known) { return known.first == wanted; });
        if (value)
            asked.headers->append({wanted, QString::fromLatin1(value)});
    };
}

} // namespace

void ContractFixturesTest::judgesAsItShould_data()
{
    QTest::addColumn<size_t>("at");
    QVERIFY(!m_fixtures.empty());
    for (size_t at = 0; at < m_fixtures.size(); ++at)
        QTest::addRow("%zu %s %s", at, qPrintable(m_fixtures[at].platform), qPrintable(m_fixtures[at].name)) << at;
}

void ContractFixturesTest::judgesAsItShould()
{
    QFETCH(const size_t, at);
    const ContractFixture &one = m_fixtures[at];
    QVERIFY(!m_shelf.contract(one.file).isEmpty());
    const auto wrong = m_shelf.contract(one.file).problemOf(one.asked);
    const auto wrongWhereOpen = m_shelf.contract(one.file, Contract::Keys::Any).problemOf(one.asked);
    if (!one.isAccepted) {
        const auto fault = faults().find(one.name);
        QVERIFY2(fault != faults().end(), "What is wrong with it is not in the table.");
        QCOMPARE(wrong.value_or(QStringLiteral("fits")), fault->second);
        QCOMPARE(!wrongWhereOpen, one.isClosedOnly);
        return;
    }
    QVERIFY2(!wrong, qPrintable(wrong.value_or(QString())));
    QVERIFY(!wrongWhereOpen);
    if (!one.asked.body || !one.asked.body->isObject())
        return;
    Contract::Asked other = one.asked; // so that it was the body that was looked at
    other.body = withKey(*other.body, QStringLiteral("nobody_knows"), 1);
    QCOMPARE(m_shelf.contract(one.file).problemOf(other).value_or(QStringLiteral("fits")),
             QStringLiteral("/nobody_knows") + NoKey);
}

void ContractFixturesTest::seesWhatIsChanged_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const char *fixture, const Change &change, const QString &fault) {
        QTest::newRow(name) << QString::fromLatin1(fixture) << change << fault;
    };
    const char *flow = "klaviyo/flow: abandoned checkout with a value split";
    row("another revision", "klaviyo/list: create", header("revision", "2024-10-15"), "revision: is not 2026-07-15");
    row("no revision", "klaviyo/list: create", header("revision", nullptr), "/: the header revision is missing");
    row("a header without a value", "klaviyo/list: create", header("revision", ""),
        "revision: the header is empty or stands twice");
    row(
        "a header twice", "klaviyo/list: create",
        [](Contract::Asked &asked) { asked.headers->emplaceBack("Revision", "2026-07-15"); },
        "revision: the header is empty or stands twice");
    row("another media type", "klaviyo/list: create", header("content-type", "application/json"),
        "/: the body is named “application/json”");
    row("a path that is no number", "customerio/segment: add people", path("/7/", "/vip/"),
        "{segment_id}: is no integer");
    row("a path that does not look so", "meta/users: several keys with a session", path("/2/", "/act_2/"),
        "{audience_id}: does not look like ^[0-9]+$");
    row("an item twice", flow, query("additional-fields[flow]", "definition,steps"),
        "?additional-fields[flow]: stands twice");
    row(
        "a word of a list", flow,
        [](Contract::Asked &asked) {
            asked.query = {{"additional-fields[flow]", "definition,steps"}};
        },
        "?additional-fields[flow]/1" + Words);
    row("a name nobody knows", flow, query("page[size]", "5"), "?page[size]: the query knows no such name");
    row(
        "yes and no", "mailchimp/member: create or update",
        [](Contract::Asked &asked) {
            asked.query = {{"skip_merge_validation", "maybe"}};
        },
        "?skip_merge_validation: is no boolean");
    row("a time of day", "klaviyo/flow: birthday by profile property",
        body("data/attributes/definition/triggers/0/trigger_time", "9 o'clock"),
        "/data/attributes/definition/triggers/0/trigger_time: is no time");
    row("an hour there is not", "klaviyo/flow: birthday by profile property",
        body("data/attributes/definition/triggers/0/trigger_time", "24:00:00"),
        "/data/attributes/definition/triggers/0/trigger_time: is no time");
    row("a moment without a zone", "klaviyo/event: one", body("data/attributes/time", "2026-11-01T09:00:00"),
        "/data/attributes/time: is no date-time");
    row(
        "another host", "klaviyo/list: create",
        [](Contract::Asked &asked) { asked.host = QStringLiteral("example.com"); },
        "/: no operation POST example.com/api/lists");
    row(
        "no body", "klaviyo/list: create", [](Contract::Asked &asked) { asked.body.reset(); },
        "/: the body is missing");
}

void ContractFixturesTest::seesWhatIsChanged()
{
    QFETCH(const QString, name);
    QFETCH(const Change, change);
    Contract::Asked asked = fixture(name).asked;
    const Contract &contract = m_shelf.contract(fixture(name).file);
    QVERIFY(!contract.problemOf(asked));
    change(asked);
    QTEST(contract.problemOf(asked).value_or(QStringLiteral("fits")), "fault");
}

void ContractFixturesTest::takesNoKeysWhereNoneAreKnown()
{
    const QJsonObject free{{"type", "object"}};
    QJsonObject closed = free;
    closed.insert(QStringLiteral("additionalProperties"), false);
    const ContractSchemas schemas;
    QVERIFY(!schemas.problemOf(free, QJsonObject{{"a", 1}}));
    QVERIFY(!schemas.problemOf(closed, QJsonObject()));
    QCOMPARE(schemas.problemOf(closed, QJsonObject{{"a", 1}}).value_or(QString()), "/a" + NoKey);
}

// As Klaviyo writes profiles: one part has the address, another what is foretold.
void ContractFixturesTest::closesTheWholeOfSeveralParts()
{
    const auto part = [](const char *key) {
        const QJsonObject text{{"type", "string"}};
        const QJsonObject inner{{"type", "object"}, {"properties", QJsonObject{{QLatin1String(key), text}}}};
        return QJsonObject{{"properties", QJsonObject{{"attributes", inner}}}};
    };
    const QJsonObject whole{{"allOf", QJsonArray{part("email"), part("clv")}}};
    const auto fault = [&whole](const QJsonObject &attributes) {
        return ContractSchemas().problemOf(whole, QJsonObject{{"attributes", attributes}}).value_or("fits");
    };
    QCOMPARE(fault({{"email", "a"}, {"clv", "1"}}), QStringLiteral("fits"));
    QCOMPARE(fault({{"email", "a"}, {"clv", 1}}), QStringLiteral("/attributes/clv: is no string"));
    QCOMPARE(fault({{"email", "a"}, {"age", 1}}), QStringLiteral("/attributes/age") + NoKey);
}

// As Customer.io and HubSpot write them.
void ContractFixturesTest::readsWordsOfHeadersAndRepeatedItems()
{
    const QByteArray text = R"({"openapi":"3.0.0","paths":{"/people":{"get":{"parameters":[
        {"in":"header","name":"X-Strict-Mode","schema":{"type":"string","enum":["1"]}},
        {"in":"query","name":"ids","style":"form","explode":true,
         "schema":{"type":"array","maxItems":2,"items":{"type":"integer","format":"int32"}}}]}}}})";
    const Contract contract(QJsonDocument::fromJson(text).object());
    const auto fault = [&contract](const Contract::Texts &headers, const Contract::Texts &query) {
        const Contract::Asked asked{QStringLiteral("GET"), {}, QStringLiteral("/people"), query, headers, {}};
        return contract.problemOf(asked).value_or(QStringLiteral("fits"));
    };
    QCOMPARE(fault({}, {}), QStringLiteral("fits"));
    QCOMPARE(fault({{"x-strict-mode", "1"}}, {{"ids", "1"}, {"ids", "2"}}), QStringLiteral("fits"));
    QCOMPARE(fault({{"x-strict-mode", "yes"}}, {}), "X-Strict-Mode" + Words);
    QCOMPARE(fault({}, {{"ids", "1,2"}}), QStringLiteral("?ids/0: is no integer"));
    QCOMPARE(fault({}, {{"ids", "1"}, {"ids", "2"}, {"ids", "3"}}),
             QStringLiteral("?ids: has too few or too many items"));
    QCOMPARE(fault({}, {{"ids", "4294967296"}}), QStringLiteral("?ids/0: is out of range"));
}

void ContractFixturesTest::judgesAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fault");
    const QByteArray list = R"({"data":{"type":"list","id":"Ab12","attributes":{"name":"Win-back"},)"
                            R"("links":{"self":"https://a.klaviyo.com/api/lists/Ab12/"}}})";
    const QByteArray error = R"({"errors":[{"id":"1","code":"invalid","title":"No.","detail":"No.","source":{}}]})";
    const auto row = [](const char *name, int status, const QByteArray &body, const char *fault) {
        QTest::newRow(name) << status << body << QString::fromUtf8(fault);
    };
    row("as published", 201, list, "fits");
    row("a refusal", 409, error, "fits");
    row("another status", 200, list, "/: 200 is no status that is published");
    row("another shape", 201, error, "/: lacks data");
    row("a key nobody knows", 201, QByteArray(list).replace("name", "title"),
        "/data/attributes/title: is no key that may stand here");
    row("no address", 201, QByteArray(list).replace("https:", ""), "/data/links/self: is no uri");
    row("a refusal without words", 400, QByteArray(error).replace("title", "head"), "/errors/0: lacks title");
    row("cut off", 201, list.chopped(1), "/: the body is no JSON, or named “application/vnd.api+json”");
}

void ContractFixturesTest::judgesAnswers()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const ContractFixture &made = fixture(QStringLiteral("klaviyo/list: create"));
    const HttpResponse answer{status, {{"Content-Type", "application/vnd.api+json"}}, body, {}, {}};
    QTEST(m_shelf.contract(made.file).problemOfAnswer(made.asked, answer).value_or(QStringLiteral("fits")), "fault");
}

QTEST_GUILESS_MAIN(ContractFixturesTest)
#include "tst_contractfixtures.moc"
