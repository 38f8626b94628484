// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/platform.h"
#include "tests/core/connect/contracts/contractfixtures.h"

#include <QTest>

using namespace perennial;

// The stand-in is no kinder than the platform: it refuses what the contract refuses, and answers in published shapes.
class StandInContractTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void init();
    void judgesFixtures_data();
    void judgesFixtures();
    void refusesWhatIsBroken_data() { judgesFixtures_data(); }
    void refusesWhatIsBroken();
    void refusesOtherHeaders_data();
    void refusesOtherHeaders();
    void takesNoMoreThanPublished_data();
    void takesNoMoreThanPublished();
    void answersQuestions_data();
    void answersQuestions();

private:
    void nameIds();
    HttpResponse answer(const Contract::Asked &asked)
    {
        ReceivedRequest request{++m_asked, asked.method.toLatin1(), asked.path, {}, {{"host", "127.0.0.1"}}, {}};
        for (const auto &[name, value] : asked.query)
            request.query.addQueryItem(name, value);
        for (const auto &[name, value] : asked.headers.value_or(Contract::Texts()))
            request.headers.push_back({name.toLatin1(), value.toLatin1()});
        if (asked.body)
            request.body = QJsonDocument(QJsonArray{*asked.body}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
        return m_there->answer(request, {m_now, m_faults, m_ledger});
    }
    // A request of the fixtures' headers.
    Contract::Asked asking(const char *method, const QString &path, const std::optional<QJsonValue> &body = {})
    {
        const Contract::Texts headers{{"revision", "2026-07-15"}, {"content-type", "application/vnd.api+json"}};
        return {QString::fromLatin1(method), {}, path, {}, headers, body};
    }
    QString firstId(const HttpResponse &answer)
    {
        const QJsonValue data = QJsonDocument::fromJson(answer.body).object()[QLatin1String("data")];
        return (data.isArray() ? data[0] : data)[QLatin1String("id")].toString();
    }
    // Why an answer is not as published. The spec forgets that an end has no next page, and a refusal's status; the
    // reference's examples show both.
    std::optional<QString> problemOf(const Contract::Asked &asked, HttpResponse response)
    {
        response.body.replace(R"("next":null,)", "").replace(R"("prev":null,)", "");
        const auto keys = response.status < 300 ? Contract::Keys::Known : Contract::Keys::Any;
        return m_shelf.contract(m_file, keys).problemOfAnswer(asked, response);
    }
    // With the ids that are there in place of those of the fixtures.
    Contract::Asked here(Contract::Asked asked)
    {
        const auto replaced = [this](const QJsonValue &value) {
            QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            for (const auto &[fixture, id] : m_ids)
                text.replace(fixture, id.toUtf8());
            const QRegularExpression profile(QStringLiteral("\"id\":\"01[0-9A-Za-z]+\""));
            return QJsonDocument::fromJson(
                       QString::fromUtf8(text).replace(profile, QStringLiteral("\"id\":\"%1\"").arg(m_person)).toUtf8())
                .array()
                .first();
        };
        for (const auto &[fixture, id] : m_ids)
            asked.path.replace(QString::fromLatin1(fixture), id);
        if (asked.body)
            asked.body = replaced(*asked.body);
        return asked;
    }

    const QString m_file = QStringLiteral("klaviyo/klaviyo-2026-07-15.openapi.json");
    ContractShelf m_shelf;
    const FaultPlan m_faults;
    Ledger m_ledger;
    std::unique_ptr<StandInPlatform> m_there;
    std::chrono::milliseconds m_now{};
    int m_asked = 0;
    QString m_list;
    QString m_person;
    QList<std::pair<QByteArray, QString>> m_ids; // those of the fixtures, and what stands for them here
};

namespace {

QJsonValue parsed(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

const char *const Person = R"({"type":"profile","attributes":{"email":"zoe@example.com","location":{"city":"Ulm"},
    "properties":{"a":[1]},"first_name":null}})";

const char *const Segment = R"({"data":{"type":"segment","attributes":{"name":"VIP","definition":{"condition_groups":[
    {"conditions":[{"type":"profile-region","in_region":true,"region":"european_union"}]}]}}}})";
const char *const Flow =
    R"({"data":{"type":"flow","attributes":{"name":"Hello","definition":{"triggers":[{"type":"date",
    "date_field_type":"profile-property","date_profile_property":"Birthday","timedelta_value_before_date":0,
    "trigger_time":"10:00:00"}],"actions":[{"temporary_id":"a","type":"time-delay","links":{"next":null},
    "data":{"unit":"days","value":1}}],"entry_action_id":"a"}}}})";
const char *const Template = R"({"data":{"type":"template","attributes":{"name":"Hello","editor_type":"CODE",
    "html":"<p>Hello</p>"}}})";

QJsonValue bodyOfImport(int people)
{
    QJsonArray all;
    for (int i = 0; i < people; ++i)
        all.append(parsed(Person));
    return QJsonObject{{"data", QJsonObject{{"type", "profile-bulk-import-job"},
                                            {"attributes", QJsonObject{{"profiles", QJsonObject{{"data", all}}}}}}}};
}

QJsonValue bodyOfSuppression(const char *type, int people)
{
    QJsonArray all;
    for (int i = 0; i < people; ++i)
        all.append(parsed(R"({"type":"profile","attributes":{"email":"zoe@example.com"}})"));
    return QJsonObject{
        {"data", QJsonObject{{"type", type}, {"attributes", QJsonObject{{"profiles", QJsonObject{{"data", all}}}}}}}};
}

} // namespace

// Someone and a list are there.
void StandInContractTest::init()
{
    m_there = makeStandInPlatform(QStringLiteral("klaviyo"));
    m_now = {};
    m_list = firstId(answer(asking("POST", QStringLiteral("/api/lists"),
                                   parsed(R"({"data":{"type":"list","attributes":{"name":"Win-back"}}})"))));
    QCOMPARE(answer(asking("POST", QStringLiteral("/api/profile-bulk-import-jobs"), bodyOfImport(1))).status, 202);
    m_now += std::chrono::seconds(2);
    m_there->settle({m_now, m_faults, m_ledger}, false);
    m_person = firstId(answer(asking("GET", QStringLiteral("/api/profiles"))));
    QVERIFY(!m_list.isEmpty() && !m_person.isEmpty());
    nameIds();
}

// The things that fixtures name are there, under ids of their own.
void StandInContractTest::nameIds()
{
    const auto made = [this](const char *path, const char *body) {
        return firstId(answer(asking("POST", QString::fromLatin1(path), parsed(body))));
    };
    QMap<QString, QString> metrics;
    const HttpResponse all = answer(asking("GET", QStringLiteral("/api/metrics")));
    for (const QJsonValue &metric : QJsonDocument::fromJson(all.body)[QLatin1String("data")].toArray())
        metrics.insert(metric[QLatin1String("attributes")][QLatin1String("name")].toString(),
                       metric[QLatin1String("id")].toString());
    m_ids = {{"LiSt01", m_list},
             {"LiSt02", m_list},
             {"\"L\"", u'"' + m_list + u'"'},
             {"OrDeR1", metrics.value(QStringLiteral("Placed Order"))},
             {"ChKoUt", metrics.value(QStringLiteral("Started Checkout"))},
             {"ViEwEd", metrics.value(QStringLiteral("Viewed Product"))},
             {"SeGm01", made("/api/segments", Segment)},
             {"FlOw01", made("/api/flows", Flow)},
             {"TmPl01", made("/api/templates", Template)}};
    for (const auto &[fixture, id] : m_ids)
        QVERIFY2(id.size() > 2, fixture.constData());
}

// Those of operations that the stand-in plays.
void StandInContractTest::judgesFixtures_data()
{
    init();
    QTest::addColumn<Contract::Asked>("asked");
    QTest::addColumn<bool>("isAccepted");
    int rows = 0;
    for (const ContractFixture &fixture : contractFixtures()) {
        if (fixture.platform != QLatin1String("klaviyo") ||
            answer(here(fixture.asked)).body.contains("There is no such operation."))
            continue;
        QTest::addRow("%d %s", ++rows, qPrintable(fixture.name)) << fixture.asked << fixture.isAccepted;
    }
    QVERIFY(rows > 6);
}

void StandInContractTest::judgesFixtures()
{
    QFETCH(const Contract::Asked, asked);
    QFETCH(const bool, isAccepted);
    const Contract::Asked request = here(asked);
    const HttpResponse response = answer(request);
    const QByteArray told = QByteArray::number(response.status) + ' ' + response.body;
    // Whole segments cannot be suppressed here.
    const bool isOfSegment = asked.path.contains(QLatin1String("suppression")) &&
                             QJsonDocument(asked.body->toObject()).toJson().contains("\"segment\"");
    QVERIFY2(isOfSegment ? response.status == 404 : response.status / 100 == (isAccepted ? 2 : 4), told.constData());
    const auto wrong = problemOf(request, response);
    QVERIFY2(!wrong, qPrintable(wrong.value_or(QString()) + u' ' + QString::fromUtf8(told)));
}

void StandInContractTest::refusesWhatIsBroken()
{
    QFETCH(const Contract::Asked, asked);
    Contract::Asked request = here(asked);
    request.headers = asked.headers;
    int refused = 0;
    for (const QJsonValue &broken : brokenOnes(*request.body)) {
        request.body = broken;
        const HttpResponse response = answer(request);
        const auto unfit = problemOf(request, response);
        QVERIFY2(!unfit, qPrintable(unfit.value_or(QString())));
        const auto wrong = m_shelf.contract(m_file).problemOf(request);
        refused += wrong ? 1 : 0;
        QVERIFY2(!wrong || response.status / 100 == 4,
                 qPrintable(wrong.value_or(QString()) +
                            QString::fromUtf8(QJsonDocument(QJsonArray{broken}).toJson(QJsonDocument::Compact))));
    }
    QVERIFY(refused > 20);
}

void StandInContractTest::refusesOtherHeaders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("no revision") << "revision" << QString();
    QTest::newRow("a revision that is no day") << "revision"
                                               << "latest";
    QTest::newRow("another type") << "content-type"
                                  << "application/json";
    QTest::newRow("a longer type") << "content-type"
                                   << "application/vnd.api+jsonp";
    QTest::newRow("no type") << "content-type" << QString();
}

void StandInContractTest::refusesOtherHeaders()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    Contract::Asked request = asking("POST", QStringLiteral("/api/profile-bulk-import-jobs"), bodyOfImport(1));
    QCOMPARE(answer(request).status, 202);
    for (auto &[known, given] : *request.headers)
        if (known == name)
            given = value;
    QVERIFY(m_shelf.contract(m_file).problemOf(request));
    const HttpResponse response = answer(request);
    QCOMPARE(response.status / 100, 4);
    QVERIFY(!problemOf(request, response));
}

// limits.json, klaviyo: bulk and pagination.
void StandInContractTest::takesNoMoreThanPublished_data()
{
    QTest::addColumn<Contract::Asked>("asked");
    QTest::addColumn<bool>("isTaken");
    const auto suppression = [&](const char *jobs, const char *type, int people) {
        QTest::addRow("%s %d", type, people)
            << asking("POST", QString::fromLatin1(jobs), bodyOfSuppression(type, people)) << (people == 100);
    };
    for (const int people : {0, 100, 101}) {
        suppression("/api/profile-suppression-bulk-create-jobs", "profile-suppression-bulk-create-job", people);
        suppression("/api/profile-suppression-bulk-delete-jobs", "profile-suppression-bulk-delete-job", people);
    }
    for (const int people : {0, 10'000, 10'001})
        QTest::addRow("import %d", people)
            << asking("POST", QStringLiteral("/api/profile-bulk-import-jobs"), bodyOfImport(people))
            << (people == 10'000);
    for (const auto &[path, most] : {std::pair("/api/profiles", 100), std::pair("/api/lists", 10)}) {
        for (const int size : {0, most, most + 1}) {
            Contract::Asked asked = asking("GET", QString::fromLatin1(path));
            asked.query = {{QStringLiteral("page[size]"), QString::number(size)}};
            QTest::addRow("%s %d", path, size) << asked << (size == most);
        }
    }
}

void StandInContractTest::takesNoMoreThanPublished()
{
    QFETCH(const Contract::Asked, asked);
    QFETCH(const bool, isTaken);
    const HttpResponse response = answer(asked);
    QCOMPARE(response.status / 100, isTaken ? 2 : 4);
    const auto wrong = problemOf(asked, response);
    QVERIFY2(!wrong, qPrintable(wrong.value_or(QString())));
}

void StandInContractTest::answersQuestions_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("status");
    QTest::newRow("profiles") << "/api/profiles" << QString() << 200;
    QTest::newRow("someone") << "/api/profiles"
                             << "any(email,[\"zoe@example.com\"])" << 200;
    QTest::newRow("by nothing") << "/api/profiles"
                                << "any(shoe_size,[\"7\"])" << 400;
    QTest::newRow("lists") << "/api/lists"
                           << "equals(name,\"Win-back\")" << 200;
    QTest::newRow("the list") << "/api/lists/{list}" << QString() << 200;
    QTest::newRow("no list") << "/api/lists/None" << QString() << 404;
    QTest::newRow("the job") << "/api/profile-bulk-import-jobs/{job}" << QString() << 200;
    QTest::newRow("its faults") << "/api/profile-bulk-import-jobs/{job}/import-errors" << QString() << 200;
    QTest::newRow("metrics") << "/api/metrics" << QString() << 200;
    QTest::newRow("segments") << "/api/segments"
                              << "any(name,[\"VIP\"])" << 200;
    QTest::newRow("the segment") << "/api/segments/SeGm01" << QString() << 200;
    QTest::newRow("no segment") << "/api/segments/None" << QString() << 404;
    QTest::newRow("flows") << "/api/flows"
                           << "equals(name,\"Hello\")" << 200;
    QTest::newRow("the flow") << "/api/flows/FlOw01" << QString() << 200;
    QTest::newRow("no flow") << "/api/flows/None" << QString() << 404;
    QTest::newRow("templates") << "/api/templates" << QString() << 200;
    QTest::newRow("no job") << "/api/profile-bulk-import-jobs/None" << QString() << 404;
}

void StandInContractTest::answersQuestions()
{
    QFETCH(QString, path);
    QFETCH(const QString, filter);
    QJsonObject import = bodyOfImport(2).toObject();
    QByteArray text = QJsonDocument(import).toJson();
    text.replace("zoe@example.com", "nobody");
    const QString job = firstId(answer(
        asking("POST", QStringLiteral("/api/profile-bulk-import-jobs"), QJsonDocument::fromJson(text).object())));
    m_now += std::chrono::seconds(2);
    m_there->settle({m_now, m_faults, m_ledger}, false);
    path.replace(QLatin1String("{list}"), m_list).replace(QLatin1String("{job}"), job);
    Contract::Asked asked = here(asking("GET", path));
    if (!filter.isEmpty())
        asked.query = {{QStringLiteral("filter"), filter}};
    const HttpResponse response = answer(asked);
    QTEST(response.status, "status");
    const auto wrong = problemOf(asked, response);
    QVERIFY2(!wrong, qPrintable(wrong.value_or(QString()) + u' ' + QString::fromUtf8(response.body)));
}

QTEST_GUILESS_MAIN(StandInContractTest)
#include "tst_standincontract.moc"
