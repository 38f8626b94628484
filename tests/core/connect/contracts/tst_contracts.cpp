// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/vendors/connector.h"
#include "core/sandbox/platform.h"
#include "tests/core/connect/contracts/contract.h"
#include "tests/testpaths.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <map>

using namespace perennial;

// Every request that leaves fits what the platform publishes.
class ContractsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAsItShould_data();
    void judgesAsItShould();
    void everyWayAndModeFits_data();
    void everyWayAndModeFits();
    void klaviyosLaterStagesFit_data();
    void klaviyosLaterStagesFit();
    void whatDoesNotFitIsSeen();

private:
    [[nodiscard]] const Contract &contract(const QString &file)
    {
        auto known = m_contracts.find(file);
        if (known == m_contracts.end())
            known = m_contracts.emplace(file, Contract::load(sharedFile(QStringLiteral("contracts/") + file))).first;
        return known->second;
    }
    // Of a platform's files the one that knows the operation.
    [[nodiscard]] std::optional<QString> problemOf(const QString &platform, const HttpRequest &request)
    {
        std::optional<QString> wrong;
        for (const QString &file : QDir(sharedFile(QStringLiteral("contracts/") + platform))
                                       .entryList({QStringLiteral("*openapi.json"), QStringLiteral("*swagger.json")})) {
            const auto here = contract(platform + u'/' + file).problemOf(request);
            if (!here)
                return std::nullopt;
            if (!wrong || !here->contains(QLatin1String("no operation")))
                wrong = here;
        }
        return wrong;
    }

    std::map<QString, Contract> m_contracts;
};

namespace {

const QStringList &platforms()
{
    static const QStringList all{QStringLiteral("klaviyo"), QStringLiteral("mailchimp"), QStringLiteral("attentive"),
                                 QStringLiteral("meta"),    QStringLiteral("google"),    QStringLiteral("hubspot"),
                                 QStringLiteral("zendesk")};
    return all;
}

Destination destinationOf(const KindInfo &kind, const WayInfo &way, SyncMode mode)
{
    Destination made;
    made.name = QStringLiteral("Win-back");
    made.kind = kind.kind;
    made.way = way.way;
    made.mode = mode;
    made.source = {AudienceKind::List, QStringLiteral("All")};
    made.consentSource = QStringLiteral("Shop checkout");
    for (const QString &id : way.account) {
        const auto field = std::ranges::find(kind.account, id, &AccountField::id);
        made.account.insert(id, field->example);
    }
    if (way.freeFields || way.way == DeliveryWay::List)
        for (const TargetField &field : kind.fields)
            if (!field.suggestion.isEmpty())
                made.fields.push_back({field.name, field.suggestion});
    return made;
}

PushBatch batchOf(const Destination &destination, RowOp op, int rows)
{
    PushBatch made;
    made.op = op;
    made.number = 1;
    made.key = "00112233445566778899aabbccddeeff";
    made.session = 7;
    made.runRows = rows;
    made.isLast = true;
    made.runStarted = {1'795'000'000'000};
    made.runName = destination.name;
    for (int id = 1; id <= rows; ++id) {
        PushRow row{ProfileId(id), "zoe+" + std::to_string(id) + "@example.com", {}, {}};
        for (const MappedField &field : destination.fields)
            row.values.push_back(field.target.contains(QLatin1String("phone"), Qt::CaseInsensitive)
                                     ? FieldValue("+12025550101")
                                     : FieldValue("Zoë \"Z\"\n\U0001F331"));
        if (op == RowOp::TakeOut)
            row.values.clear();
        made.rows.push_back(std::move(row));
    }
    return made;
}

// What a Prepare would have found.
QJsonObject someRemoteIds()
{
    return {{"list", "LiSt01"}, {"list_name", "Win-back"}, {"audience", "23850000000000000"}, {"id", "42"}};
}

} // namespace

void ContractsTest::judgesAsItShould_data()
{
    NEED_SHARED_DATA();
    QTest::addColumn<QString>("file");
    QTest::addColumn<QJsonObject>("request");
    for (const QString &platform : platforms()) {
        QFile file(sharedFile(QStringLiteral("contracts/%1/requests.json").arg(platform)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        int number = 0;
        for (const QJsonValue &each : all[QLatin1String("requests")].toArray()) {
            const QString contract =
                each[QLatin1String("contract")].toString(all[QLatin1String("contract")].toString());
            QTest::addRow("%s %d %s", qPrintable(platform), ++number,
                          qPrintable(each[QLatin1String("name")].toString()))
                << platform + u'/' + contract << each.toObject();
        }
    }
}

void ContractsTest::judgesAsItShould()
{
    QFETCH(QString, file);
    QFETCH(QJsonObject, request);
    Contract::Asked asked{request[QLatin1String("method")].toString(),
                          request[QLatin1String("path")].toString(),
                          {},
                          {},
                          request.contains(QLatin1String("headers")),
                          {}};
    const QJsonObject query = request[QLatin1String("query")].toObject();
    for (auto item = query.begin(); item != query.end(); ++item)
        asked.query.append({item.key(), item.value().toVariant().toString()});
    for (const QString &header : request[QLatin1String("headers")].toObject().keys())
        asked.headers.append(header.toLower());
    if (request.contains(QLatin1String("body")))
        asked.body = request[QLatin1String("body")];
    const auto wrong = contract(file).problemOf(asked);
    const bool isAccepted = request[QLatin1String("expect")] == QLatin1String("accept");
    QVERIFY2(isAccepted == !wrong, qPrintable(wrong.value_or(request[QLatin1String("because")].toString())));
}

void ContractsTest::everyWayAndModeFits_data()
{
    NEED_SHARED_DATA();
    QTest::addColumn<QString>("platform");
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("mode");
    for (const KindInfo &kind : destinationKinds()) {
        for (const WayInfo &way : kind.ways) {
            for (const SyncMode mode : platforms().contains(kind.id) ? way.modes : std::vector<SyncMode>())
                QTest::addRow("%s %s %s", qPrintable(kind.id), qPrintable(enumId(way.way)), qPrintable(enumId(mode)))
                    << kind.id << int(way.way) << int(mode);
        }
    }
}

void ContractsTest::everyWayAndModeFits()
{
    QFETCH(QString, platform);
    QFETCH(int, way);
    QFETCH(int, mode);
    const KindInfo &kind = kindInfo(*kindOf(platform));
    const WayInfo &info = *wayInfo(kind.kind, DeliveryWay(way));
    const Destination destination = destinationOf(kind, info, SyncMode(mode));
    QCOMPARE(problemsOf(destination), QStringList());
    const auto connector = makeConnector(destination, {{}, someRemoteIds()});
    QVERIFY2(connector, qPrintable(connector ? QString() : connector.error().message));
    for (const RowOp op : {RowOp::Add, RowOp::TakeOut}) {
        if (op == RowOp::TakeOut && info.takenOut.isEmpty())
            continue;
        const int rows = std::min((*connector)->limits(op).rows, 3);
        const HttpRequest request = (*connector)->request(batchOf(destination, op, rows), {});
        const auto wrong = problemOf(platform, request);
        QVERIFY2(!wrong, qPrintable(QStringLiteral("%1 %2 %3\n%4")
                                        .arg(QString::fromLatin1(request.method), request.url.toString(),
                                             wrong.value_or(QString()), QString::fromUtf8(request.body))));
    }
    if ((*connector)->wantsPrepare()) {
        PushBatch batch = batchOf(destination, RowOp::Add, 0);
        batch.purpose = BatchPurpose::Prepare;
        const HttpRequest request = (*connector)->request(batch, {});
        const auto wrong = problemOf(platform, request);
        QVERIFY2(!wrong, qPrintable(request.url.toString() + u' ' + wrong.value_or(QString())));
    }
}

void ContractsTest::klaviyosLaterStagesFit_data()
{
    everyWayAndModeFits_data();
}

// Led on by the stand-in's answers, until the batch is done.
void ContractsTest::klaviyosLaterStagesFit()
{
    QFETCH(QString, platform);
    QFETCH(int, way);
    QFETCH(int, mode);
    if (platform != QLatin1String("klaviyo"))
        return;
    const KindInfo &kind = kindInfo(DestinationKind::Klaviyo);
    const Destination destination = destinationOf(kind, *wayInfo(kind.kind, DeliveryWay(way)), SyncMode(mode));
    const auto standIn = makeStandInPlatform(platform);
    Ledger ledger;
    const FaultPlan faults;
    std::chrono::milliseconds now{};
    QJsonObject remoteIds;
    int asked = 0;
    const auto talk = [&](const PushBatch &batch) {
        const auto connector = makeConnector(destination, {{}, remoteIds});
        Talk stage;
        for (int step = 0; step < 50; ++step) {
            HttpRequest request = (*connector)->request(batch, stage);
            const auto wrong = problemOf(platform, request);
            QVERIFY2(!wrong, qPrintable(request.url.toString() + u' ' + wrong.value_or(QString())));
            ++asked;
            (*connector)->authorize(request, "key", {});
            ReceivedRequest received{
                asked,           request.method, request.url.path(QUrl::FullyDecoded), QUrlQuery(request.url),
                request.headers, request.body};
            standIn->settle({now, faults, ledger}, false);
            const HttpResponse answer = standIn->answer(received, {now, faults, ledger});
            const BatchStep next =
                (*connector)->read(batch, stage, answer).value_or(commonStep(batch, answer, Instant{0}));
            if (next.kind == BatchStep::Kind::Done) {
                if (batch.purpose == BatchPurpose::Prepare)
                    remoteIds = next.remoteIds;
                return;
            }
            QVERIFY2(next.kind == BatchStep::Kind::Next, qPrintable(next.reason));
            now += next.wait + std::chrono::seconds(1);
            stage = next.next;
        }
        QFAIL("The batch comes to no end.");
    };
    if ((*makeConnector(destination, {{}, {}}))->wantsPrepare()) {
        PushBatch batch = batchOf(destination, RowOp::Add, 0);
        batch.purpose = BatchPurpose::Prepare;
        talk(batch);
    }
    const int rows = DeliveryWay(way) == DeliveryWay::Event ? 1 : 3;
    talk(batchOf(destination, RowOp::Add, rows));
    if (!wayInfo(kind.kind, DeliveryWay(way))->takenOut.isEmpty())
        talk(batchOf(destination, RowOp::TakeOut, rows));
    QVERIFY(asked > 0);
}

void ContractsTest::whatDoesNotFitIsSeen()
{
    NEED_SHARED_DATA();
    const KindInfo &kind = kindInfo(DestinationKind::Klaviyo);
    const Destination destination = destinationOf(kind, *wayInfo(kind.kind, DeliveryWay::Profiles), SyncMode::Upsert);
    const auto connector = makeConnector(destination, {});
    const HttpRequest right = (*connector)->request(batchOf(destination, RowOp::Add, 2), {});
    QVERIFY(!problemOf(kind.id, right));
    HttpRequest wrong = right;
    wrong.body.replace("\"email\"", "\"e_mail\"");
    QVERIFY(problemOf(kind.id, wrong));
    wrong = right;
    wrong.headers.clear();
    QVERIFY(problemOf(kind.id, wrong));
    wrong = right;
    wrong.url.setPath(QStringLiteral("/api/profile-bulk-import"));
    QVERIFY(problemOf(kind.id, wrong));
    wrong = right;
    wrong.body.replace("profile-bulk-import-job", "profile-bulk-export-job");
    QVERIFY(problemOf(kind.id, wrong));
}

QTEST_GUILESS_MAIN(ContractsTest)
#include "tst_contracts.moc"
