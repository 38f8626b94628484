// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/meta/metastandin.h"

#include "core/sandbox/identifiers.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <span>

namespace perennial {

namespace {

constexpr qsizetype mostRows = 10'000;
constexpr int audiencesAPage = 25;
// Refused people of a request that the answer shows; how many it shows is not published.
constexpr size_t mostSamples = 5;

constexpr const char *audienceShape = R"({
    "name!": "string", "description": "string", "subtype!": "=CUSTOM",
    "customer_file_source!": "=USER_PROVIDED_ONLY|PARTNER_PROVIDED_ONLY|BOTH_USER_AND_PARTNER_PROVIDED",
    "is_value_based": "boolean", "retention_days": "number", "allowed_domains": ["string"]})";
// What stands under "schema" and "data" is looked at by rowsOf().
constexpr const char *usersShape = R"({
    "payload!": {"schema!": "string|array", "data!": "array", "is_raw": "boolean"},
    "session": {"session_id!": "number", "batch_seq!": "number", "last_batch_flag!": "boolean",
                "estimated_num_total": "number"}, "customer_consent": "boolean"})";
// Keys of people, and what besides may stand in a row.
constexpr std::array people{"EMAIL", "PHONE", "GEN", "DOBY",    "DOBM",  "DOBD",      "LN",     "FN",     "FI",
                            "CT",    "ST",    "ZIP", "COUNTRY", "MADID", "EXTERN_ID", "APPUID", "PAGEUID"};
constexpr std::array readable{"EXTERN_ID", "MADID", "APPUID", "PAGEUID"};
constexpr const char *options = "DATA_PROCESSING_OPTIONS";

bool isAmong(std::span<const char *const> keys, const QString &key)
{
    return std::ranges::any_of(keys, [&](const char *one) { return key == QLatin1String(one); });
}

// As a list of columns, whichever way it was written; empty: no such keys.
QStringList schemaOf(const QJsonValue &written)
{
    if (written.isString())
        return written.toString() == u"EMAIL_SHA256"   ? QStringList{QStringLiteral("EMAIL")}
               : written.toString() == u"PHONE_SHA256" ? QStringList{QStringLiteral("PHONE")}
                                                       : QStringList();
    QStringList keys;
    for (const QJsonValue &one : written.toArray()) {
        const QString key = one.toString();
        if ((!isAmong(people, key) && key != QLatin1String(options)) || keys.contains(key))
            return {};
        keys.append(key);
    }
    return keys;
}

constexpr int MissingCode = 100, MissingSubcode = 33;

HttpResponse metaError(int status, int code, const QString &message, int subcode = 0)
{
    QJsonObject error{{QStringLiteral("message"), message},
                      {QStringLiteral("type"), QStringLiteral("OAuthException")},
                      {QStringLiteral("code"), code},
                      {QStringLiteral("fbtrace_id"), QStringLiteral("AbC123")}};
    if (subcode != 0)
        error[u"error_subcode"] = subcode;
    if (code == 1 || code == 2)
        error[u"is_transient"] = true;
    return jsonAnswer(status, {{QStringLiteral("error"), error}});
}

// "act_123" without what is no digit; empty: it is no account.
QString accountOf(const QString &part)
{
    const QString digits = part.mid(4);
    const bool isNumber =
        !digits.isEmpty() && std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return part.startsWith(u"act_") && isNumber ? digits : QString();
}

} // namespace

MetaStandIn::MetaStandIn()
{
    const QString audiencePath = QStringLiteral("/v25.0/{ad_account}/customaudiences");
    const QString usersPath = QStringLiteral("/v25.0/{audience_id}/users");
    m_routes = {
        {"GET", audiencePath, [this](const StandInCall &call) { return audiences(call); }},
        {"POST",
         audiencePath,
         [this](const StandInCall &call) { return makeAudience(call); },
         {},
         BodyShape::of(audienceShape)},
        {"POST",
         usersPath,
         [this](const StandInCall &call) { return changeUsers(call, true); },
         {},
         BodyShape::of(usersShape)},
        {"DELETE",
         usersPath,
         [this](const StandInCall &call) { return changeUsers(call, false); },
         {},
         BodyShape::of(usersShape)},
    };
}

// https://developers.facebook.com/docs/graph-api/guides/error-handling
HttpResponse MetaStandIn::refusal(int status, const QString &detail) const
{
    if (status == 401)
        return metaError(400, 190, detail);
    if (status == 403)
        return metaError(403, 200, detail);
    if (status == 429) {
        HttpResponse throttled = metaError(400, 80003, detail);
        throttled.headers.push_back(
            {"X-Business-Use-Case-Usage",
             R"({"1": [{"type": "custom_audience", "call_count": 100, "estimated_time_to_regain_access": 1}]})"});
        return throttled;
    }
    return metaError(status, status >= 500 ? 2 : MissingCode, detail);
}

HttpResponse MetaStandIn::audiences(const StandInCall &call) const
{
    const QString account = accountOf(call.path[0]);
    if (account.isEmpty())
        return metaError(400, MissingCode, QStringLiteral("There is no such object."), MissingSubcode);
    const qsizetype limit =
        std::clamp<qsizetype>(call.request.item(QStringLiteral("limit")).toLongLong(), 1, audiencesAPage);
    const qsizetype from = call.request.item(QStringLiteral("after")).toLongLong();
    QJsonArray page;
    qsizetype seen = 0;
    for (const Audience &audience : m_audiences)
        if (audience.account == account && seen++ >= from && page.size() < limit)
            page.append(QJsonObject{{QStringLiteral("id"), audience.id},
                                    {QStringLiteral("name"), audience.name},
                                    {QStringLiteral("subtype"), QStringLiteral("CUSTOM")}});
    QJsonObject answer{{QStringLiteral("data"), page}};
    if (const qsizetype next = from + page.size(); next < seen)
        answer[u"paging"] =
            QJsonObject{{QStringLiteral("cursors"), QJsonObject{{QStringLiteral("after"), QString::number(next)}}},
                        {QStringLiteral("next"), QStringLiteral("https://graph.facebook.com/v25.0/next")}};
    return jsonAnswer(200, answer);
}

HttpResponse MetaStandIn::makeAudience(const StandInCall &call)
{
    const QString account = accountOf(call.path[0]);
    if (account.isEmpty())
        return metaError(400, MissingCode, QStringLiteral("There is no such object."), MissingSubcode);
    const QString name = call.body()[u"name"].toString();
    if (name.trimmed().isEmpty())
        return metaError(400, MissingCode, QStringLiteral("(#100) name is empty."));
    m_audiences.push_back({QString::number(238'000'000'001 + qint64(m_audiences.size())), account, name});
    call.moment.ledger.applied(name.toStdString(), "list", m_audiences.back().id.toStdString());
    return jsonAnswer(200, {{QStringLiteral("id"), m_audiences.back().id}});
}

std::optional<std::vector<MetaStandIn::Row>> MetaStandIn::rowsOf(const QJsonObject &payload, const FaultPlan &faults)
{
    const QStringList schema = schemaOf(payload[u"schema"]);
    const bool isFlat = payload[u"schema"].isString();
    std::vector<Row> rows;
    for (const QJsonValue &one : payload[u"data"].toArray()) {
        const QJsonArray values = isFlat ? QJsonArray{one} : one.toArray();
        if (schema.isEmpty() || values.size() != schema.size())
            return std::nullopt;
        Row row;
        for (qsizetype i = 0; i < schema.size(); ++i)
            if (!take(schema[i], values[i], row))
                return std::nullopt;
        const std::string &contact = row.address.contact();
        if (faults.spoilsBatch(contact))
            return std::nullopt;
        row.isValid &= !contact.empty() && !faults.isBad(contact);
        row.key = QString::fromStdString(contact);
        rows.push_back(std::move(row));
    }
    return rows;
}

bool MetaStandIn::take(const QString &key, const QJsonValue &value, Row &row)
{
    if (key == QLatin1String(options))
        return value.isArray();
    if (!value.isString())
        return false;
    const std::string text = value.toString().toStdString();
    row.isValid &= text.empty() || isAmong(readable, key) || looksHashed(text);
    if (key == u"EMAIL")
        row.address.email = text;
    if (key == u"PHONE")
        row.address.phone = text;
    return true;
}

HttpResponse MetaStandIn::changeUsers(const StandInCall &call, bool adds)
{
    const auto audience = std::ranges::find(m_audiences, call.path[0], &Audience::id);
    if (audience == m_audiences.end())
        return metaError(400, MissingCode, QStringLiteral("There is no such object."), MissingSubcode);
    const QJsonObject body = call.body();
    const QJsonObject payload = body[u"payload"].toObject();
    const QJsonObject session = body[u"session"].toObject();
    const qsizetype size = payload[u"data"].toArray().size();
    const bool isSession =
        session.isEmpty() || (session[u"session_id"].toInteger() >= 1 && session[u"batch_seq"].toInteger() >= 1 &&
                              session[u"estimated_num_total"].toInteger(0) >= 0);
    const auto rows = rowsOf(payload, call.moment.faults);
    if (size == 0 || size > mostRows || !isSession || !rows)
        return metaError(400, MissingCode, QStringLiteral("(#100) Invalid parameter"));
    QJsonArray samples;
    qint64 invalid = 0;
    for (const Row &row : *rows) {
        if (!row.isValid) {
            ++invalid;
            samples.append(row.key);
        } else if (adds) {
            m_people.join(m_people.findOrMake(row.address), audience->name.toStdString(), call.key(),
                          call.moment.ledger);
        } else {
            m_people.leave(row.address, audience->name.toStdString(), call.key(), call.moment.ledger);
        }
    }
    if (static_cast<size_t>(samples.size()) > mostSamples)
        samples = {}; // too many to be named: they are counted
    return jsonAnswer(200, {{QStringLiteral("audience_id"), audience->id},
                            {QStringLiteral("session_id"), QString::number(session[u"session_id"].toInteger())},
                            {QStringLiteral("num_received"), size},
                            {QStringLiteral("num_invalid_entries"), invalid},
                            {QStringLiteral("invalid_entry_samples"), samples}});
}

} // namespace perennial
