// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/vendors/connector.h"
#include "core/sandbox/platform.h"
#include "tests/core/connect/contracts/contractshelf.h"

#include <QTest>

using namespace perennial;

// Every request that leaves fits what the platform publishes.
class ContractsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayAndModeFits_data();
    void everyWayAndModeFits();
    void klaviyosLaterStagesFit_data();
    void klaviyosLaterStagesFit();
    void whatDoesNotFitIsSeen();

private:
    ContractShelf m_shelf;
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

void waysAndModes(const QStringList &of)
{
    NEED_SHARED_DATA();
    QTest::addColumn<QString>("platform");
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("mode");
    for (const KindInfo &kind : destinationKinds()) {
        for (const WayInfo &way : kind.ways) {
            for (const SyncMode mode : of.contains(kind.id) ? way.modes : std::vector<SyncMode>())
                QTest::addRow("%s %s %s", qPrintable(kind.id), qPrintable(enumId(way.way)), qPrintable(enumId(mode)))
                    << kind.id << int(way.way) << int(mode);
        }
    }
}

} // namespace

void ContractsTest::everyWayAndModeFits_data()
{
    waysAndModes(platforms());
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
        const auto wrong = m_shelf.problemOf(platform, request);
        QVERIFY2(!wrong, qPrintable(QStringLiteral("%1 %2 %3\n%4")
                                        .arg(QString::fromLatin1(request.method), request.url.toString(),
                                             wrong.value_or(QString()), QString::fromUtf8(request.body))));
    }
    if ((*connector)->wantsPrepare()) {
        PushBatch batch = batchOf(destination, RowOp::Add, 0);
        batch.purpose = BatchPurpose::Prepare;
        const HttpRequest request = (*connector)->request(batch, {});
        const auto wrong = m_shelf.problemOf(platform, request);
        QVERIFY2(!wrong, qPrintable(request.url.toString() + u' ' + wrong.value_or(QString())));
    }
}

void ContractsTest::klaviyosLaterStagesFit_data()
{
    waysAndModes({QStringLiteral("klaviyo")});
}

// Led on by the stand-in's answers, until the batch is done.
void ContractsTest::klaviyosLaterStagesFit()
{
    QFETCH(QString, platform);
    QFETCH(int, way);
    QFETCH(int, mode);
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
            const auto wrong = m_shelf.problemOf(platform, request);
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
    QVERIFY(!m_shelf.problemOf(kind.id, right));
    HttpRequest wrong = right;
    wrong.body.replace("\"email\"", "\"e_mail\"");
    QVERIFY(m_shelf.problemOf(kind.id, wrong));
    wrong = right;
    wrong.headers.clear();
    QVERIFY(m_shelf.problemOf(kind.id, wrong));
    wrong = right;
    wrong.url.setHost(QStringLiteral("example.com"));
    QVERIFY(m_shelf.problemOf(kind.id, wrong));
    wrong = right;
    wrong.url.setPath(QStringLiteral("/api/profile-bulk-import"));
    QVERIFY(m_shelf.problemOf(kind.id, wrong));
    wrong = right;
    wrong.body.replace("profile-bulk-import-job", "profile-bulk-export-job");
    QVERIFY(m_shelf.problemOf(kind.id, wrong));
}

QTEST_GUILESS_MAIN(ContractsTest)
#include "tst_contracts.moc"
