// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/connectortalk.h"
#include "tests/core/connect/contracts/contractfixtures.h"
#include "tests/core/sandbox/standintalk.h"

#include <QTest>

using namespace perennial;

namespace {

struct StrictPlatform
{
    const char *id;
    const char *root; // what stands before the paths of the contract
    const char *host; // whose contract names it
    // A text of the fixtures that names a list, and the same with %1 for the one that is there.
    const char *fixtureList = "";
    const char *list = "";
};

constexpr StrictPlatform platforms[]{{"attentive", "/v1", "api.attentivemobile.com"},
                                     {"hubspot", "", "api.hubapi.com"},
                                     // The fixtures' member, and the hash of their address.
                                     {"mailchimp", "/3.0", "us6.api.mailchimp.com", "b0a9e9b4f4b4bcf3a9a0b3b0d8f4a8b5",
                                      "cdb9d6a1dddc375a09cc83e3001598dc%1"},
                                     {"google", "", "datamanager.googleapis.com", "\"99\"", "\"%1\""},
                                     {"meta", "/v25.0", "graph.facebook.com", "/2/users", "/%1/users"},
                                     {"zendesk", "", "myshop.zendesk.com"}};

Destination destinationOf(const StrictPlatform &platform, const WayInfo &way)
{
    const KindInfo &kind = kindInfo(*kindOf(QLatin1String(platform.id)));
    Destination made;
    made.name = QStringLiteral("Win-back");
    made.kind = kind.kind;
    made.way = way.way;
    made.mode = way.modes.front();
    made.source = {AudienceKind::List, QStringLiteral("All")};
    made.consentSource = QStringLiteral("Shop checkout");
    for (const AccountField &field : kind.account)
        made.account.insert(field.id, field.example);
    for (const TargetField &field : kind.fields)
        made.fields.push_back({field.name, QStringLiteral("{{ First Name }}")});
    if (way.freeFields)
        made.fields.push_back({QStringLiteral("favourite"), QStringLiteral("{{ First Name }}")});
    return made;
}

PushBatch peopleOf(const Destination &destination, int rows, RowOp op)
{
    std::vector<PushRow> people;
    for (int id = 1; id <= rows; ++id) {
        people.push_back(person(id, "zoe+" + std::to_string(id) + "@example.com", "+12025550101"));
        for (size_t i = 0; op == RowOp::Add && i < destination.fields.size(); ++i)
            people.back().values.push_back(std::string("Zoë \"Z\"\n\U0001F331"));
    }
    return batchOf(people, op);
}

} // namespace

// No stand-in is kinder than its platform: whatever a contract refuses is refused, and every answer is as published.
class StandInStrictnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void refusesWhatIsBroken_data();
    void refusesWhatIsBroken();
    void judgesFixtures_data();
    void judgesFixtures();

private:
    // What a connector says to a stand-in of an empty account, from its first question to the last person taken out.
    std::vector<HttpRequest> saidTo(StandInTalk &there, const Destination &destination)
    {
        std::vector<HttpRequest> said;
        m_remoteIds = {};
        const auto talk = [&](const PushBatch &batch) {
            const auto connector = connectorTo(destination, {{}, m_remoteIds});
            Talk stage;
            for (int step = 0; step < 30; ++step) {
                said.push_back(connector->request(batch, stage));
                const BatchStep next = stepOf(*connector, batch, stage, there.ask(said.back()));
                if (next.kind == BatchStep::Kind::Done && batch.purpose == BatchPurpose::Prepare)
                    m_remoteIds = next.remoteIds;
                if (next.kind != BatchStep::Kind::Next)
                    return next.kind == BatchStep::Kind::Done;
                there.now += next.wait + std::chrono::seconds(1);
                stage = next.next;
            }
            return false;
        };
        const auto connector = connectorTo(destination, {});
        bool isDone = !connector->wantsPrepare() || talk(preparing());
        const int rows = std::min(connector->limits(RowOp::Add).rows, 3);
        isDone = isDone && talk(peopleOf(destination, rows, RowOp::Add));
        if (!wayInfo(destination.kind, destination.way)->takenOut.isEmpty())
            isDone = isDone && talk(peopleOf(destination, rows, RowOp::TakeOut));
        return isDone ? said : std::vector<HttpRequest>();
    }
    static Contract::Asked askedOf(const StrictPlatform &platform, const HttpRequest &request)
    {
        Contract::Asked asked;
        asked.method = QString::fromLatin1(request.method);
        asked.path = request.url.path(QUrl::FullyEncoded);
        asked.host = QString::fromLatin1(platform.host);
        for (const auto &[name, value] : QUrlQuery(request.url).queryItems(QUrl::FullyDecoded))
            asked.query.append({name, value});
        asked.headers = Contract::Texts();
        for (const HttpHeader &header : request.headers)
            asked.headers->append({QString::fromLatin1(header.name), QString::fromLatin1(header.value)});
        if (!request.body.isEmpty())
            asked.body = QJsonDocument::fromJson('[' + request.body + ']').array().first();
        return asked;
    }
    // The list that saidTo() left, as the platform names it.
    [[nodiscard]] QString list() const
    {
        return m_remoteIds.isEmpty() ? QString() : m_remoteIds.begin().value().toString();
    }

    ContractShelf m_shelf;
    QJsonObject m_remoteIds;
};

void StandInStrictnessTest::refusesWhatIsBroken_data()
{
    QTest::addColumn<const StrictPlatform *>("platform");
    QTest::addColumn<DeliveryWay>("way");
    for (const StrictPlatform &platform : platforms)
        for (const WayInfo &way : kindInfo(*kindOf(QLatin1String(platform.id))).ways)
            QTest::addRow("%s %s", platform.id, qPrintable(enumId(way.way))) << &platform << way.way;
}

// Each request that is sent, with every place of its body broken in every way.
void StandInStrictnessTest::refusesWhatIsBroken()
{
    QFETCH(const StrictPlatform *, platform);
    QFETCH(const DeliveryWay, way);
    const Destination destination = destinationOf(*platform, *wayInfo(*kindOf(QLatin1String(platform->id)), way));
    StandInTalk there(platform->id, {}, false);
    const std::vector<HttpRequest> said = saidTo(there, destination);
    QVERIFY(!said.empty());
    const QString id = QString::fromLatin1(platform->id);
    int refused = 0;
    for (const HttpRequest &right : said) {
        Contract::Asked asked = askedOf(*platform, right);
        const auto problem = m_shelf.problemOf(id, asked);
        QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
        for (const QJsonValue &broken : asked.body ? brokenOnes(*asked.body) : QJsonArray()) {
            HttpRequest request = right;
            request.body = QJsonDocument(QJsonArray{broken}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
            asked.body = broken;
            const HttpResponse answer = there.ask(request);
            const auto unfit = m_shelf.problemOfAnswer(id, asked, answer);
            QVERIFY2(!unfit, qPrintable(unfit.value_or(QString()) + QString::fromUtf8(answer.body)));
            const auto wrong = m_shelf.problemOf(id, asked);
            refused += wrong ? 1 : 0;
            QVERIFY2(!wrong || answer.status / 100 == 4,
                     qPrintable(wrong.value_or(QString()) + QString::fromUtf8(request.body)));
        }
    }
    QVERIFY(refused > 20);
}

void StandInStrictnessTest::judgesFixtures_data()
{
    QTest::addColumn<const StrictPlatform *>("platform");
    QTest::addColumn<Contract::Asked>("asked");
    QTest::addColumn<bool>("isAccepted");
    int rows = 0;
    for (const StrictPlatform &platform : platforms)
        for (const ContractFixture &fixture : contractFixtures())
            if (fixture.platform == QLatin1String(platform.id))
                QTest::addRow("%d %s", ++rows, qPrintable(fixture.name))
                    << &platform << fixture.asked << fixture.isAccepted;
}

void StandInStrictnessTest::judgesFixtures()
{
    QFETCH(const StrictPlatform *, platform);
    QFETCH(const Contract::Asked, asked);
    QFETCH(const bool, isAccepted);
    const KindInfo &kind = kindInfo(*kindOf(QLatin1String(platform->id)));
    StandInTalk there(platform->id, {}, false);
    QVERIFY(!saidTo(there, destinationOf(*platform, kind.ways.front())).empty());
    const auto here = [&](QString text) {
        return *platform->list
                   ? text.replace(QLatin1String(platform->fixtureList), QString::fromLatin1(platform->list).arg(list()))
                   : text;
    };
    QUrlQuery query;
    for (const auto &[name, value] : asked.query)
        query.addQueryItem(name, value);
    const QString path = QString::fromLatin1(platform->root) + asked.path +
                         (query.isEmpty() ? QString() : u'?' + query.toString(QUrl::FullyEncoded));
    QByteArray body;
    if (asked.body)
        body = QJsonDocument(QJsonArray{*asked.body}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
    const HttpResponse answer = there.ask(asked.method.toLatin1(), here(path), here(QString::fromUtf8(body)).toUtf8());
    if (answer.status == 404)
        QSKIP("The stand-in does not play it.");
    QVERIFY2(answer.status / 100 == (isAccepted ? 2 : 4), answer.body.constData());
}

QTEST_GUILESS_MAIN(StandInStrictnessTest)
#include "tst_standinstrictness.moc"
