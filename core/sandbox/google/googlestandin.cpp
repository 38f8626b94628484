// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/google/googlestandin.h"

#include "core/sandbox/identifiers.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace perennial {

using namespace std::chrono_literals;

namespace {

// https://developers.google.com/data-manager/api/limits, of a project: uploads and what came of them are one service.
const std::vector<FixedWindow> ingestions{{300, 1min}, {100'000, 24h}}, others{{300, 1min}, {50'000, 24h}};
constexpr qsizetype mostMembers = 10'000;
// An upload is worked on for so long.
constexpr std::chrono::milliseconds uploadEnds = 4s;

constexpr const char *listShape = R"({
    "displayName!": "string", "description": "string", "membershipDuration": "string",
    "membershipStatus": "=OPEN|CLOSED", "integrationCode": "string", "ingestedUserListInfo!": {
        "uploadKeyTypes!": ["=CONTACT_ID"],
        "contactIdInfo": {"dataSourceType": "=DATA_SOURCE_TYPE_FIRST_PARTY|DATA_SOURCE_TYPE_THIRD_PARTY_CREDIT_BUREAU"}}})";
// What both kinds of upload hold; %1 stands for what only one of them may hold.
constexpr const char *uploadShape = R"({
    "destinations!": [{"reference": "string", "productDestinationId!": "string",
        "operatingAccount!": {"accountType!": "=GOOGLE_ADS", "product": "string", "accountId!": "string"},
        "loginAccount": {"accountType!": "=GOOGLE_ADS", "product": "string", "accountId!": "string"},
        "linkedAccount": {"accountType!": "=GOOGLE_ADS", "product": "string", "accountId!": "string"}}],
    "audienceMembers!": [{"userData!": {"userIdentifiers!": [{"emailAddress": "string", "phoneNumber": "string",
        "address": {"givenName!": "string", "familyName!": "string", "regionCode!": "string",
                    "postalCode!": "string"}}]}}],
    "encoding!": "=HEX", "validateOnly": "boolean"%1})";
constexpr const char *termsShape = R"(,
    "consent": {"adUserData": "=CONSENT_GRANTED|CONSENT_DENIED", "adPersonalization": "=CONSENT_GRANTED|CONSENT_DENIED"},
    "termsOfService": {"customerMatchTermsOfServiceStatus": "=ACCEPTED|REJECTED"})";

BodyShape shapeOfUpload(bool adds)
{
    const QString text = QString::fromLatin1(uploadShape).arg(QLatin1String(adds ? termsShape : ""));
    return BodyShape::of(text.toLatin1().constData());
}

HttpResponse googleError(int status, const QString &message, const QJsonArray &violations = {})
{
    static const std::map<int, QString> names{
        {400, QStringLiteral("INVALID_ARGUMENT")},   {401, QStringLiteral("UNAUTHENTICATED")},
        {403, QStringLiteral("PERMISSION_DENIED")},  {404, QStringLiteral("NOT_FOUND")},
        {429, QStringLiteral("RESOURCE_EXHAUSTED")}, {503, QStringLiteral("UNAVAILABLE")}};
    const auto name = names.find(status);
    QJsonObject error{{QStringLiteral("code"), status},
                      {QStringLiteral("message"), message},
                      {QStringLiteral("status"), name == names.end() ? QStringLiteral("INTERNAL") : name->second}};
    if (!violations.isEmpty())
        error[u"details"] = QJsonArray{
            QJsonObject{{QStringLiteral("@type"), QStringLiteral("type.googleapis.com/google.rpc.BadRequest")},
                        {QStringLiteral("fieldViolations"), violations}}};
    return jsonAnswer(status, {{QStringLiteral("error"), error}});
}

PersonAddress addressOf(const QJsonObject &member)
{
    PersonAddress address;
    for (const QJsonValue &one : member[u"userData"][u"userIdentifiers"].toArray()) {
        if (one.toObject().contains(u"emailAddress"))
            address.email = one[u"emailAddress"].toString().toStdString();
        if (one.toObject().contains(u"phoneNumber"))
            address.phone = one[u"phoneNumber"].toString().toStdString();
    }
    return address;
}

// What is wrong with the form of a member; empty: nothing. Only what is told at once.
QString faultOf(const QJsonObject &member)
{
    const QJsonArray identifiers = member[u"userData"][u"userIdentifiers"].toArray();
    if (identifiers.isEmpty() || identifiers.size() > 10)
        return QStringLiteral("1 to 10 identifiers a member.");
    const bool isOneEach = std::all_of(identifiers.begin(), identifiers.end(),
                                       [](const QJsonValue &one) { return one.toObject().size() == 1; });
    const PersonAddress address = addressOf(member);
    const bool isHashed =
        (address.email.empty() || looksHashed(address.email)) && (address.phone.empty() || looksHashed(address.phone));
    return !isOneEach  ? QStringLiteral("An identifier is of one kind.")
           : !isHashed ? QStringLiteral("The value is not SHA-256 in hexadecimal.")
                       : QString();
}

} // namespace

GoogleStandIn::GoogleStandIn()
{
    const QString listsPath = QStringLiteral("/v1/accountTypes/GOOGLE_ADS/accounts/{account}/userLists");
    const QString ingestion = QStringLiteral("IngestionService"), other = QStringLiteral("UserListService");
    m_routes = {
        {"GET", listsPath, [this](const StandInCall &call) { return lists(call); }, others, {}, other},
        {"POST", listsPath, [this](const StandInCall &call) { return makeList(call); }, others,
         BodyShape::of(listShape), other},
        {"POST", QStringLiteral("/v1/audienceMembers:ingest"),
         [this](const StandInCall &call) { return upload(call, true); }, ingestions, shapeOfUpload(true), ingestion},
        {"POST", QStringLiteral("/v1/audienceMembers:remove"),
         [this](const StandInCall &call) { return upload(call, false); }, ingestions, shapeOfUpload(false), ingestion},
        {"GET",
         QStringLiteral("/v1/requestStatus:retrieve"),
         [this](const StandInCall &call) { return status(call); },
         ingestions,
         {},
         ingestion},
    };
}

HttpResponse GoogleStandIn::refusal(int status, const QString &detail) const
{
    return googleError(status, detail);
}

HttpResponse GoogleStandIn::lists(const StandInCall &call) const
{
    const qsizetype asked = call.request.item(QStringLiteral("pageSize")).toLongLong();
    const qsizetype size = asked <= 0 ? 50 : std::min<qsizetype>(asked, 1000);
    const qsizetype from = call.request.item(QStringLiteral("pageToken")).toLongLong();
    QJsonArray page;
    qsizetype seen = 0;
    for (const List &list : m_lists)
        if (list.account == call.path[0] && seen++ >= from && page.size() < size)
            page.append(list.resource);
    QJsonObject answer{{QStringLiteral("userLists"), page}};
    if (const qsizetype next = from + page.size(); next < seen)
        answer[u"nextPageToken"] = QString::number(next);
    return jsonAnswer(200, answer);
}

HttpResponse GoogleStandIn::makeList(const StandInCall &call)
{
    List list{QString::number(8'000'000'001 + qint64(m_lists.size())), call.path[0],
              call.body()[u"displayName"].toString(), call.body()};
    static const QRegularExpression seconds(QStringLiteral("^[0-9]+(\\.[0-9]{1,9})?s$"));
    const QJsonValue duration = list.resource[u"membershipDuration"];
    const bool isDuration = duration.isUndefined() || seconds.match(duration.toString()).hasMatch();
    if (!isDuration || list.name.trimmed().isEmpty() ||
        list.resource[u"ingestedUserListInfo"][u"uploadKeyTypes"].toArray().isEmpty())
        return googleError(400, QStringLiteral("Request contains an invalid argument."));
    list.resource[u"id"] = list.id;
    list.resource[u"name"] =
        QStringLiteral("accountTypes/GOOGLE_ADS/accounts/%1/userLists/%2").arg(list.account, list.id);
    list.resource[u"membershipStatus"] = QStringLiteral("OPEN");
    list.resource[u"readOnly"] = false;
    m_lists.push_back(list);
    call.moment.ledger.applied(list.name.toStdString(), "list", list.id.toStdString());
    return jsonAnswer(200, list.resource);
}

HttpResponse GoogleStandIn::upload(const StandInCall &call, bool adds)
{
    const QJsonObject body = call.body();
    const QJsonArray destinations = body[u"destinations"].toArray(), members = body[u"audienceMembers"].toArray();
    if (destinations.size() != 1 || members.isEmpty() || members.size() > mostMembers)
        return googleError(400, QStringLiteral("Request contains an invalid argument."));
    const QJsonObject destination = destinations[0].toObject();
    const auto list = std::ranges::find(m_lists, destination[u"productDestinationId"].toString(), &List::id);
    if (list == m_lists.end() || list->account != destination[u"operatingAccount"][u"accountId"].toString())
        return googleError(400, QStringLiteral("There is no such list."),
                           {QJsonObject{{QStringLiteral("field"), QStringLiteral("destinations[0]")},
                                        {QStringLiteral("description"), QStringLiteral("There is no such list.")}}});
    if (adds && body[u"termsOfService"][u"customerMatchTermsOfServiceStatus"].toString() != u"ACCEPTED")
        return googleError(
            400, QStringLiteral("The terms are not accepted."),
            {QJsonObject{{QStringLiteral("field"), QStringLiteral("terms_of_service")},
                         {QStringLiteral("description"), QStringLiteral("Not accepted.")},
                         {QStringLiteral("reason"), QStringLiteral("TERMS_AND_CONDITIONS_NOT_SIGNED")}}});
    QJsonArray violations;
    for (qsizetype i = 0; i < members.size(); ++i) {
        const QJsonObject member = members[i].toObject();
        if (const QString fault = faultOf(member); !fault.isEmpty())
            violations.append(QJsonObject{{QStringLiteral("field"), QStringLiteral("audience_members[%1]").arg(i)},
                                          {QStringLiteral("description"), fault}});
        if (call.moment.faults.spoilsBatch(addressOf(member).contact()))
            return googleError(400, QStringLiteral("Request contains an invalid argument."));
    }
    if (!violations.isEmpty())
        return googleError(400, QStringLiteral("Request contains an invalid argument."), violations);
    Upload made;
    made.id = QStringLiteral("upload-%1").arg(m_uploads.size() + 1);
    made.list = list->name;
    made.destination = destination;
    made.members = members;
    made.total = members.size();
    made.adds = adds;
    made.made = call.moment.now;
    m_uploads.push_back(std::move(made));
    return jsonAnswer(200, {{QStringLiteral("requestId"), m_uploads.back().id}});
}

HttpResponse GoogleStandIn::status(const StandInCall &call) const
{
    const auto upload = std::ranges::find(m_uploads, call.request.item(QStringLiteral("requestId")), &Upload::id);
    if (upload == m_uploads.end())
        return googleError(404, QStringLiteral("Requested entity was not found."));
    const bool isNothing = upload->refused == upload->total;
    const QString state = !upload->isDone        ? QStringLiteral("PROCESSING")
                          : upload->refused == 0 ? QStringLiteral("SUCCESS")
                          : isNothing            ? QStringLiteral("FAILED")
                                                 : QStringLiteral("PARTIAL_SUCCESS");
    QJsonObject one{{QStringLiteral("destination"), upload->destination}, {QStringLiteral("requestStatus"), state}};
    if (upload->isDone && upload->refused > 0)
        one[u"errorInfo"] =
            QJsonObject{{QStringLiteral("errorCounts"),
                         QJsonArray{QJsonObject{
                             {QStringLiteral("recordCount"), QString::number(upload->refused)},
                             {QStringLiteral("reason"), QStringLiteral("PROCESSING_ERROR_REASON_INVALID_FORMAT")}}}}};
    return jsonAnswer(200, {{QStringLiteral("requestStatusPerDestination"), QJsonArray{one}}});
}

void GoogleStandIn::work(Upload &upload, const StandInMoment &moment)
{
    upload.isDone = true;
    for (const QJsonValue &member : std::exchange(upload.members, {})) {
        const PersonAddress address = addressOf(member.toObject());
        if (address.contact().empty() || moment.faults.isBad(address.contact()))
            ++upload.refused;
        else if (upload.adds)
            m_people.join(m_people.findOrMake(address), upload.list.toStdString(), upload.id.toStdString(),
                          moment.ledger);
        else
            m_people.leave(address, upload.list.toStdString(), upload.id.toStdString(), moment.ledger);
    }
}

void GoogleStandIn::settle(const StandInMoment &moment, bool everything)
{
    while (m_done < m_uploads.size() && (everything || moment.now >= m_uploads[m_done].made + uploadEnds))
        work(m_uploads[m_done++], moment);
}

} // namespace perennial
