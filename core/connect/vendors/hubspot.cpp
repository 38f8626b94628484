// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/vendors/hubspotconnector.h"
#include "core/connect/vendors/rowanswers.h"
#include "core/connect/vendors/vendormakers.h"

namespace perennial {

namespace {

// https://developers.hubspot.com/docs/guides/api/crm/objects/contacts#limits
constexpr int MostContacts = 100;
// In ten seconds and for each app: 190 of Professional and Enterprise accounts, 100 of others. Which one it is nobody
// says; a hundred people a call make it enough. https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details
constexpr RateWindow Rate{100, std::chrono::seconds(10)};

// Every value is a text; several of a field that takes several have semicolons between them.
// https://developers.hubspot.com/docs/guides/api/crm/properties
std::string propertyText(const FieldValue &value)
{
    const auto *list = std::get_if<QStringList>(&value);
    return list ? list->join(u';').toStdString() : fieldText(value);
}

} // namespace

HubSpot::HubSpot(const Destination &destination, const ConnectorGround &ground)
    : m_destination(destination)
    , m_ground(ground)
{
    for (const MappedField &field : destination.fields) {
        m_names.emplace_back();
        appendJsonText(m_names.back(), field.target.toStdString());
    }
}

BatchLimits HubSpot::limits(RowOp) const
{
    return {.rows = MostContacts, .connections = 4};
}

QString HubSpot::endpoint(const PushBatch &, const Talk &) const
{
    return QStringLiteral("any");
}

std::vector<RateWindow> HubSpot::rates(const QString &) const
{
    return {Rate};
}

HubSpotStage HubSpot::stageOf(const PushBatch &batch, const Talk &talk) const
{
    if (const auto stage = enumFromId<HubSpotStage>(talk.stage))
        return *stage;
    if (batch.purpose != BatchPurpose::Rows) {
        const QJsonObject &known = m_ground.remoteIds;
        const bool isKnown = known[QLatin1String("list_name")].toString() == listName() &&
                             !known[QLatin1String("list")].toString().isEmpty();
        return isKnown ? HubSpotStage::CheckList : HubSpotStage::FindList;
    }
    const bool isChoosy = m_destination.mode == SyncMode::UpdateExisting || m_destination.mode == SyncMode::CreateOnly;
    return batch.op == RowOp::TakeOut || isChoosy ? HubSpotStage::Find : HubSpotStage::Upsert;
}

bool HubSpot::hasProperties(const PushRow &row) const
{
    for (size_t i = 0; i < m_names.size() && i < row.values.size(); ++i)
        if (!isLeftOut(row.values[i]))
            return true;
    return false;
}

std::vector<size_t> HubSpot::places(const PushBatch &batch, HubSpotStage stage, const HubSpotMemo &memo) const
{
    std::vector<size_t> wanted;
    for (size_t i = 0; i < batch.rows.size(); ++i) {
        const bool hasId = memo.ids.contains(i);
        const bool fits = (stage != HubSpotStage::Update || (hasId && hasProperties(batch.rows[i]))) &&
                          (stage != HubSpotStage::FindNew || !hasId) && (stage != HubSpotStage::Member || hasId);
        if (fits && !memo.outcomes.contains(i))
            wanted.push_back(i);
    }
    return wanted;
}

void HubSpot::appendProperties(const PushRow &row, QByteArray &body) const
{
    body.append(R"("properties":{)");
    bool isOpen = false;
    for (size_t i = 0; i < m_names.size() && i < row.values.size(); ++i) {
        if (isLeftOut(row.values[i]))
            continue;
        body.append(isOpen ? "," : "").append(m_names[i]).append(':');
        appendJsonText(body, propertyText(row.values[i]));
        isOpen = true;
    }
    body.append('}');
}

// The address is the id and never a property: it may be one of several of a contact, and would become the first.
void HubSpot::appendRow(const PushRow &row, RowOp op, QByteArray &body) const
{
    body.append(R"({"id":)");
    appendJsonText(body, row.email);
    if (op == RowOp::Add) {
        body.append(R"(,"idProperty":"email",)");
        appendProperties(row, body);
    }
    body.append('}');
}

QByteArray HubSpot::searchBody(int offset) const
{
    QByteArray body = R"({"query":)";
    appendJsonText(body, listName().toStdString());
    return body.append(R"(,"objectTypeId":"0-1","offset":)")
        .append(QByteArray::number(offset))
        .append(R"(,"count":500,"additionalProperties":[]})");
}

QByteArray HubSpot::listBody() const
{
    QByteArray body = R"({"name":)";
    appendJsonText(body, listName().toStdString());
    return body.append(R"(,"objectTypeId":"0-1","processingType":"MANUAL"})");
}

QByteArray HubSpot::findBody(const PushBatch &batch, const std::vector<size_t> &wanted) const
{
    QByteArray body =
        R"({"properties":["email","hs_additional_emails"],"propertiesWithHistory":[],"idProperty":"email",)"
        R"("inputs":[)";
    for (const size_t place : wanted) {
        appendRow(batch.rows[place], RowOp::TakeOut, body);
        body.append(',');
    }
    body.chop(1);
    return body.append("]}");
}

// By address, or by id where a memo is given.
QByteArray HubSpot::writeBody(const PushBatch &batch, const std::vector<size_t> &wanted, const HubSpotMemo *memo) const
{
    QByteArray body = R"({"inputs":[)";
    for (const size_t place : wanted) {
        if (memo) {
            body.append(R"({"id":)");
            appendJsonText(body, memo->ids.at(place).toStdString());
            body.append(',');
            appendProperties(batch.rows[place], body);
        } else {
            appendRow(batch.rows[place], RowOp::Add, body);
            body.chop(1);
        }
        body.append(R"(,"objectWriteTraceId":")").append(QByteArray::number(place)).append("\"},");
    }
    body.chop(1);
    return body.append("]}");
}

HttpRequest HubSpot::contacts(const char *action, const QByteArray &body) const
{
    const QUrl url = urlOf(m_ground.base, QStringLiteral("https://api.hubapi.com"),
                           {QStringLiteral("crm"), QStringLiteral("v3"), QStringLiteral("objects"),
                            QStringLiteral("contacts"), QStringLiteral("batch"), QLatin1String(action)});
    return {"POST", url, {{"Content-Type", "application/json"}}, body};
}

HttpRequest HubSpot::lists(const QByteArray &method, const QStringList &parts, const QByteArray &body) const
{
    const QUrl url = urlOf(m_ground.base, QStringLiteral("https://api.hubapi.com"),
                           QStringList{QStringLiteral("crm"), QStringLiteral("v3"), QStringLiteral("lists")} + parts);
    if (body.isEmpty())
        return {method, url, {{"Accept", "application/json"}}, {}};
    return {method, url, {{"Content-Type", "application/json"}}, body};
}

HttpRequest HubSpot::request(const PushBatch &batch, const Talk &talk) const
{
    const HubSpotStage stage = stageOf(batch, talk);
    const HubSpotMemo memo = HubSpotMemo::fromBytes(talk.memo);
    const QString list = m_ground.remoteIds[QLatin1String("list")].toString();
    const std::vector<size_t> wanted = places(batch, stage, memo);
    switch (stage) {
    case HubSpotStage::CheckList:
        return lists("GET", {list}, {});
    case HubSpotStage::FindList:
        return lists("POST", {QStringLiteral("search")}, searchBody(talk.memo.toInt()));
    case HubSpotStage::FindListAgain:
        return lists("POST", {QStringLiteral("search")}, searchBody(0));
    case HubSpotStage::MakeList:
        return lists("POST", {}, listBody());
    case HubSpotStage::Find:
    case HubSpotStage::FindNew:
        return contacts("read", findBody(batch, wanted));
    case HubSpotStage::Upsert:
        return contacts("upsert", writeBody(batch, wanted, nullptr));
    case HubSpotStage::Update:
        return contacts("update", writeBody(batch, wanted, &memo));
    case HubSpotStage::Member:
        break;
    }
    QByteArray body;
    for (const size_t place : wanted) {
        body.append(body.isEmpty() ? "[" : ",");
        appendJsonText(body, memo.ids.at(place).toStdString());
    }
    const QString change = batch.op == RowOp::Add ? QStringLiteral("add") : QStringLiteral("remove");
    return lists("PUT", {list, QStringLiteral("memberships"), change}, body.append(']'));
}

// Everything may be asked for twice but a list, which is found then if it was made.
Talk HubSpot::afterCrash(const PushBatch &batch, const Talk &talk) const
{
    return stageOf(batch, talk) == HubSpotStage::MakeList ? Talk{enumId(HubSpotStage::FindList), {}} : talk;
}

void HubSpot::authorize(HttpRequest &request, const QByteArray &secret, Instant) const
{
    request.headers.push_back({"Authorization", "Bearer " + secret});
}

std::unique_ptr<Connector> makeHubSpot(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<HubSpot>(destination, ground);
}

} // namespace perennial
