// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/connect/destination/jsontemplate.h"
#include "core/connect/vendors/vendormakers.h"

#include <QCoreApplication>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace perennial {

namespace {

constexpr int StandardRows = 100;
constexpr int MostRows = 1000;
// Nobody publishes what their endpoint takes: what common servers take unasked.
constexpr qint64 MostBytes = 1'000'000;

// Whoever receives it: {"type": "audience.joined" or "audience.left", "timestamp", "data": {"audience", "people":
// […]}}, or what the destination's templates make of it, signed as https://www.standardwebhooks.com says: the id is the
// batch's key, so that a repeat is told as one.
class Webhook final : public Connector
{
public:
    Webhook(const Destination &destination, const ConnectorGround &ground)
        : m_destination(destination)
        , m_url(ground.base.isEmpty() ? QUrl(destination.account.value(QStringLiteral("url"))) : ground.base)
    {
        for (const MappedField &field : destination.fields)
            m_names.push_back(field.target.toStdString());
        const int rows = destination.account.value(QStringLiteral("rows")).toInt();
        m_rows = rows == 0 ? StandardRows : std::clamp(rows, 1, MostRows);
        const bool isOwnNetwork = destination.account.value(QStringLiteral("own_network")) == QLatin1String("yes");
        m_body = templateOf(QStringLiteral("body"));
        m_person = templateOf(QStringLiteral("person"));
        m_hosts = isOwnNetwork || !ground.base.isEmpty() ? HostRule::Any : HostRule::PublicOnly;
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override
    {
        return {.rows = m_rows, .bytes = MostBytes, .bytesPerRow = MostBytes / 2, .connections = 2};
    }
    [[nodiscard]] QString endpoint(const PushBatch &, const Talk &) const override { return QStringLiteral("POST"); }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &) const override { return {}; }

    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override
    {
        if (m_person)
            return m_person->append(
                body, [](const QByteArray &, QByteArray &) { return false; },
                [&](const QByteArray &name) { return valueOf(name, row, op); });
        body.append(R"({"id":")").append(QByteArray::number(row.id.value)).append('"');
        for (const auto &[name, value] : {std::pair("email", &row.email), std::pair("phone", &row.phone)}) {
            if (value->empty())
                continue;
            body.append(",\"").append(name).append("\":");
            appendJsonText(body, *value);
        }
        if (op == RowOp::Add && !m_names.empty())
            appendFields(row, body);
        body.append('}');
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &) const override
    {
        HttpRequest made{"POST", m_url, {{"Content-Type", "application/json"}, {"webhook-id", batch.key}}, {}, m_hosts};
        if (m_body) {
            m_body->append(
                made.body, [&](const QByteArray &name, QByteArray &body) { return appendPeople(name, batch, body); },
                [&](const QByteArray &name) { return valueOf(name, batch); });
            return made;
        }
        made.body.append(R"({"type":")").append(eventOf(batch.op)).append(R"(","timestamp":")");
        made.body.append(batch.runStarted.toIso().toLatin1()).append(R"(","data":{"audience":)");
        appendJsonText(made.body, m_destination.source.name.toStdString());
        made.body.append(R"(,"people":)");
        appendPeople("people", batch, made.body);
        made.body.append("}}");
        return made;
    }

    // What common sense says of any endpoint: commonStep.
    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &, const Talk &, const HttpResponse &) const override
    {
        return std::nullopt;
    }

    // HMAC-SHA256 of "id.timestamp.body" with the bytes that whsec_ stands before.
    void authorize(HttpRequest &request, const QByteArray &secret, Instant now) const override
    {
        const auto id = std::ranges::find(request.headers, QByteArray("webhook-id"), &HttpHeader::name);
        const QByteArray time = QByteArray::number(now.ms / Instant::SecondMs);
        const QByteArray key =
            secret.startsWith("whsec_") ? QByteArray::fromBase64(secret.mid(qsizetype(strlen("whsec_")))) : secret;
        const QByteArray text = id->value + '.' + time + '.' + request.body;
        const QByteArray mark = QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toBase64();
        request.headers.push_back({"webhook-timestamp", time});
        request.headers.push_back({"webhook-signature", "v1," + mark});
    }

private:
    [[nodiscard]] static QByteArray eventOf(RowOp op) { return op == RowOp::Add ? "audience.joined" : "audience.left"; }

    // Nothing where there is none; one that cannot be read is a problem of the destination, which is not sent.
    [[nodiscard]] std::optional<JsonTemplate> templateOf(const QString &field) const
    {
        const QString text = m_destination.account.value(field);
        auto made = text.isEmpty() ? failure(ErrorKind::Invalid, QString()) : JsonTemplate::parse(text.toUtf8());
        return made ? std::optional(std::move(*made)) : std::nullopt;
    }

    bool appendPeople(const QByteArray &name, const PushBatch &batch, QByteArray &body) const
    {
        if (name == "person" && !batch.rows.empty()) {
            appendRow(batch.rows.front(), batch.op, body);
            return true;
        }
        if (name != "people")
            return false;
        body.append('[');
        for (size_t i = 0; i < batch.rows.size(); ++i) {
            if (i > 0)
                body.append(',');
            appendRow(batch.rows[i], batch.op, body);
        }
        body.append(']');
        return true;
    }

    [[nodiscard]] FieldValue valueOf(const QByteArray &name, const PushBatch &batch) const
    {
        if (name == "event")
            return eventOf(batch.op).toStdString();
        if (name == "audience")
            return m_destination.source.name.toStdString();
        return name == "timestamp" ? FieldValue(batch.runStarted) : FieldValue();
    }

    // Who is taken out is told by their identifiers alone.
    [[nodiscard]] FieldValue valueOf(const QByteArray &name, const PushRow &row, RowOp op) const
    {
        const auto known = [](const std::string &text) { return text.empty() ? FieldValue() : FieldValue(text); };
        if (name == "id")
            return std::to_string(row.id.value);
        if (name == "email" || name == "phone")
            return known(name == "email" ? row.email : row.phone);
        const auto place = static_cast<size_t>(std::ranges::find(m_names, name.toStdString()) - m_names.begin());
        return op == RowOp::Add && place < row.values.size() ? row.values[place] : FieldValue();
    }

    void appendFields(const PushRow &row, QByteArray &body) const
    {
        body.append(R"(,"fields":{)");
        for (size_t i = 0; i < m_names.size(); ++i) {
            if (i > 0)
                body.append(',');
            appendJsonText(body, m_names[i]);
            body.append(':');
            appendJsonValue(body, i < row.values.size() ? row.values[i] : FieldValue());
        }
        body.append('}');
    }

    Destination m_destination;
    QUrl m_url;
    std::vector<std::string> m_names;
    std::optional<JsonTemplate> m_body, m_person;
    int m_rows = StandardRows;
    HostRule m_hosts;
};

} // namespace

std::unique_ptr<Connector> makeWebhook(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<Webhook>(destination, ground);
}

} // namespace perennial
