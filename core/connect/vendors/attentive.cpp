// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/vendors/rowanswers.h"
#include "core/connect/vendors/vendormakers.h"

namespace perennial {

namespace {

// Per second, as https://docs.attentive.com/openapi says.
constexpr int CallsASecond = 150;
constexpr int UnsubscribesASecond = 5;

// One person a request. Nobody is ever subscribed: that call wants the legal disclosure a person was shown, of which a
// row knows nothing, messages whoever is subscribed already, and does not say that it leaves out whoever opted out
// there.
class Attentive final : public Connector
{
public:
    Attentive(const Destination &destination, const ConnectorGround &ground)
        : m_ground(ground)
        , m_way(destination.way)
    {
        const QString property = destination.account.value(QStringLiteral("property"));
        appendJsonText(m_event, destination.account.value(QStringLiteral("event")).toStdString());
        appendJsonText(m_property, property.toStdString());
        for (size_t i = 0; i < destination.fields.size(); ++i) {
            if (m_way == DeliveryWay::Property && destination.fields[i].target == property)
                continue;
            m_members.push_back({{}, i});
            appendJsonText(m_members.back().name, destination.fields[i].target.toStdString());
        }
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override
    {
        return {.rows = 1, .connections = m_way == DeliveryWay::Suppression ? 4 : 16};
    }
    [[nodiscard]] QString endpoint(const PushBatch &, const Talk &) const override
    {
        return QStringLiteral("POST /") + path().join(QLatin1Char('/'));
    }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &) const override
    {
        const int calls = m_way == DeliveryWay::Suppression ? UnsubscribesASecond : CallsASecond;
        return {{calls, std::chrono::seconds(1)}};
    }

    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override
    {
        body.append('{');
        if (m_way == DeliveryWay::Event)
            body.append(R"("type":)").append(m_event).append(',');
        if (m_way != DeliveryWay::Suppression)
            appendProperties(row, op, body);
        appendUser(row, body);
        if (m_way == DeliveryWay::Suppression)
            appendSubscriptions(row, body);
        body.append('}');
    }

    // An event says no time: it happens when it arrives. One of more than 12 hours ago, of a run that was paused, would
    // start no journey.
    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &) const override
    {
        HttpRequest made{"POST",
                         urlOf(m_ground.base, QStringLiteral("https://api.attentivemobile.com"), path()),
                         {{"Content-Type", "application/json"}},
                         {}};
        for (const PushRow &row : batch.rows) { // there is one
            appendRow(row, batch.op, made.body);
            if (m_way != DeliveryWay::Event)
                continue;
            made.body.chop(1);
            made.body.append(R"(,"externalEventId":")").append(batch.key).append('-');
            made.body.append(QByteArray::number(row.id.value)).append(R"("})");
        }
        return made;
    }

    // What Attentive's statuses mean is what they mean anywhere; their bodies are not published.
    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &, const Talk &, const HttpResponse &) const override
    {
        return std::nullopt;
    }

    void authorize(HttpRequest &request, const QByteArray &secret, Instant) const override
    {
        request.headers.push_back({"Authorization", "Bearer " + secret});
    }

private:
    struct Member
    {
        QByteArray name; // as JSON
        size_t place = 0;
    };

    [[nodiscard]] QStringList path() const
    {
        if (m_way == DeliveryWay::Event)
            return {QStringLiteral("v1"), QStringLiteral("events"), QStringLiteral("custom")};
        if (m_way == DeliveryWay::Property)
            return {QStringLiteral("v1"), QStringLiteral("attributes"), QStringLiteral("custom")};
        return {QStringLiteral("v1"), QStringLiteral("subscriptions"), QStringLiteral("unsubscribe")};
    }

    void appendProperties(const PushRow &row, RowOp op, QByteArray &body) const
    {
        body.append(R"("properties":{)");
        bool isFirst = m_way == DeliveryWay::Event;
        if (m_way == DeliveryWay::Property)
            body.append(m_property).append(op == RowOp::Add ? ":true" : ":false");
        for (const Member &member : m_members) {
            if (op == RowOp::TakeOut || member.place >= row.values.size() || isLeftOut(row.values[member.place]))
                continue;
            if (!isFirst)
                body.append(',');
            isFirst = false;
            body.append(member.name).append(':');
            appendValue(row.values[member.place], body);
        }
        body.append("},");
    }

    // An attribute is refused where it is a list.
    void appendValue(const FieldValue &value, QByteArray &body) const
    {
        if (m_way == DeliveryWay::Property && std::holds_alternative<QStringList>(value))
            appendJsonText(body, fieldText(value));
        else
            appendJsonValue(body, value);
    }

    static void appendUser(const PushRow &row, QByteArray &body)
    {
        body.append(R"("user":{)");
        if (!row.phone.empty()) {
            body.append(R"("phone":)");
            appendJsonText(body, row.phone);
        }
        if (!row.email.empty()) {
            body.append(row.phone.empty() ? R"("email":)" : R"(,"email":)");
            appendJsonText(body, row.email);
        }
        body.append('}');
    }

    // From marketing only, and without the message that Attentive sends otherwise, again for a repeat.
    static void appendSubscriptions(const PushRow &row, QByteArray &body)
    {
        body.append(R"(,"subscriptions":[)");
        if (!row.phone.empty())
            body.append(R"({"type":"MARKETING","channel":"TEXT"})");
        if (!row.phone.empty() && !row.email.empty())
            body.append(',');
        if (!row.email.empty())
            body.append(R"({"type":"MARKETING","channel":"EMAIL"})");
        body.append(R"(],"notification":{"disabled":true})");
    }

    ConnectorGround m_ground;
    DeliveryWay m_way;
    QByteArray m_event; // as JSON
    QByteArray m_property;
    std::vector<Member> m_members;
};

} // namespace

std::unique_ptr<Connector> makeAttentive(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<Attentive>(destination, ground);
}

} // namespace perennial
