// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/audience/matching.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/vendors/rowanswers.h"
#include "core/connect/vendors/vendormakers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

// https://mailchimp.com/developer/marketing/docs/fundamentals/#throttling
constexpr int MostConnections = 10;
// https://mailchimp.com/help/manage-audience-signup-form-fields/
constexpr size_t MostBytesOfAText = 255;
// Mailchimp never says how long.
constexpr std::chrono::seconds ThrottleWait{10};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Cut between two characters.
std::string shortened(std::string text)
{
    text = QString::fromStdString(text).toStdString(); // what is no UTF-8 is longer afterwards
    if (text.size() <= MostBytesOfAText)
        return text;
    size_t end = MostBytesOfAText;
    while (end > 0 && (static_cast<quint8>(text[end]) & 0xC0) == 0x80)
        --end;
    text.resize(end);
    return text;
}

// A merge field is a number or a text; yes and no, times and lists are texts.
// https://mailchimp.com/developer/marketing/docs/merge-fields/
void appendMergeValue(QByteArray &body, const FieldValue &value)
{
    if (std::holds_alternative<double>(value))
        appendJsonValue(body, value);
    else
        appendJsonText(body, shortened(fieldText(value)));
}

// Mailchimp's words, without the address it likes to quote: {"title", "detail", "errors": [{"field", "message"}]}.
// https://mailchimp.com/developer/marketing/docs/errors/
QString reasonOf(const HttpResponse &response)
{
    const QJsonObject problem = QJsonDocument::fromJson(response.body).object();
    QStringList said;
    for (const QJsonValue &error : problem[QLatin1String("errors")].toArray()) {
        const QString field = error[QLatin1String("field")].toString();
        const QString message = error[QLatin1String("message")].toString();
        said.append(field.isEmpty() ? message : field + QStringLiteral(": ") + message);
    }
    for (const char *key : {"detail", "title"})
        if (said.isEmpty() && !problem[QLatin1String(key)].toString().isEmpty())
            said.append(problem[QLatin1String(key)].toString());
    if (said.isEmpty())
        return tr("Mailchimp refused it (HTTP %1).").arg(response.status);
    return tr("Mailchimp refused it: %1").arg(withoutAddresses(said.join(QStringLiteral("; "))));
}

// A 200 of something that stands before Mailchimp: nothing follows from it.
bool isUnreadable(const HttpResponse &response)
{
    return response.status == 200 && !QJsonDocument::fromJson(response.body).isObject();
}

// Members of one audience, each by the hash of their address, and their tag. One person a conversation: POST
// /lists/{id} takes hundreds, but writes the status of those it updates and so would subscribe again who
// unsubscribed; POST /batches answers with an archive that lies elsewhere. Calls here never hold "status": whoever is
// unsubscribed, cleaned or archived there stays so. New members are subscribed only where the destination says where
// consent was given (rows that come here have it: problemsOf() allows no other channel than e-mail); else they are
// contacts that no campaign goes to ("transactional").
class Mailchimp final : public Connector
{
public:
    Mailchimp(const Destination &destination, const ConnectorGround &ground)
        : m_destination(destination)
        , m_ground(ground)
    {
        for (const MappedField &field : destination.fields) {
            m_names.emplace_back();
            appendJsonText(m_names.back(), field.target.toStdString());
        }
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override { return {.rows = 1, .connections = MostConnections}; }
    // No rates are published; who is throttled is throttled everywhere.
    [[nodiscard]] QString endpoint(const PushBatch &, const Talk &) const override { return QStringLiteral("3.0"); }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &) const override { return {}; }
    // Asks for the audience: afterwards a 404 means that a member is not there.
    [[nodiscard]] bool wantsPrepare() const override { return true; }

    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override
    {
        body.append(R"({"email_address":)");
        appendJsonText(body, row.email);
        if (op == RowOp::Add) {
            if (m_destination.mode != SyncMode::UpdateExisting)
                body.append(m_destination.consentSource.isEmpty() ? R"(,"status_if_new":"transactional")"
                                                                  : R"(,"status_if_new":"subscribed")");
            appendMergeFields(row, body);
        }
        body.append('}');
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override
    {
        if (batch.purpose != BatchPurpose::Rows)
            return asking({}, QStringLiteral("fields=id"));
        const PushRow &row = batch.rows.front();
        const QString hash = QString::fromStdString(mailchimpSubscriberHash(row.email));
        switch (stageOf(batch, talk)) {
        case Stage::LookUp:
            return asking({QStringLiteral("members"), hash}, QStringLiteral("fields=status"));
        case Stage::Tag:
            return sending("POST", {QStringLiteral("members"), hash, QStringLiteral("tags")}, tagBody(batch.op));
        case Stage::Write:
            break;
        }
        QByteArray body;
        appendRow(row, batch.op, body);
        const bool isUpdate = m_destination.mode == SyncMode::UpdateExisting;
        HttpRequest made = sending(isUpdate ? "PATCH" : "PUT", {QStringLiteral("members"), hash}, body);
        // Fields that are required on a sign-up form are not asked of people who are known already.
        made.url.setQuery(QStringLiteral("skip_merge_validation=true"));
        return made;
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override
    {
        if (response.status == 403 && !QJsonDocument::fromJson(response.body).isObject())
            return BatchStep::throttled(ThrottleWait);
        if (isUnreadable(response))
            return BatchStep::again(tr("Mailchimp's answer cannot be read."));
        if (batch.purpose != BatchPurpose::Rows)
            return std::nullopt;
        if (isRefusal(response.status))
            return failedStep(response);
        switch (stageOf(batch, talk)) {
        case Stage::LookUp:
            return readLookUp(response);
        case Stage::Write:
            return readWritten(response);
        case Stage::Tag:
            return readTagged(batch, response);
        }
        return std::nullopt;
    }

    void authorize(HttpRequest &request, const QByteArray &secret, Instant) const override
    {
        request.headers.push_back({"Authorization", "Basic " + ("perennial:" + secret).toBase64()});
    }

private:
    enum class Stage { LookUp, Write, Tag };

    [[nodiscard]] Stage stageOf(const PushBatch &batch, const Talk &talk) const
    {
        if (batch.op == RowOp::TakeOut || talk.stage == QLatin1String("tag"))
            return Stage::Tag;
        const bool isFirst = talk.stage.isEmpty();
        return isFirst && m_destination.mode == SyncMode::CreateOnly ? Stage::LookUp : Stage::Write;
    }

    [[nodiscard]] static std::optional<BatchStep> readLookUp(const HttpResponse &response)
    {
        if (response.status == 404)
            return BatchStep::goOn(QStringLiteral("write"));
        if (response.status == 200)
            return BatchStep::done({alreadyThere(0, response.status)});
        return std::nullopt;
    }
    [[nodiscard]] std::optional<BatchStep> readWritten(const HttpResponse &response) const
    {
        if (response.status == 404 && m_destination.mode == SyncMode::UpdateExisting)
            return BatchStep::done({notThere(0, response.status)});
        if (response.status == 200 && m_destination.way == DeliveryWay::List)
            return BatchStep::goOn(QStringLiteral("tag"));
        return std::nullopt;
    }
    // Who is not there carries no tag.
    [[nodiscard]] static std::optional<BatchStep> readTagged(const PushBatch &batch, const HttpResponse &response)
    {
        if (response.status != 404)
            return std::nullopt;
        return batch.op == RowOp::TakeOut ? BatchStep::done() : failedStep(response);
    }
    [[nodiscard]] static BatchStep failedStep(const HttpResponse &response)
    {
        return BatchStep::done({{0, RowVerdict::Failed, response.status, reasonOf(response)}});
    }

    void appendMergeFields(const PushRow &row, QByteArray &body) const
    {
        bool isOpen = false;
        for (size_t i = 0; i < m_names.size() && i < row.values.size(); ++i) {
            if (isLeftOut(row.values[i]))
                continue;
            body.append(isOpen ? "," : R"(,"merge_fields":{)").append(m_names[i]).append(':');
            appendMergeValue(body, row.values[i]);
            isOpen = true;
        }
        if (isOpen)
            body.append('}');
    }
    [[nodiscard]] QByteArray tagBody(RowOp op) const
    {
        QByteArray body = R"({"tags":[{"name":)";
        appendJsonText(body, m_destination.account.value(QStringLiteral("tag")).toStdString());
        return body.append(op == RowOp::Add ? R"(,"status":"active"}]})" : R"(,"status":"inactive"}]})");
    }

    [[nodiscard]] QUrl placeOf(const QStringList &parts) const
    {
        const auto account = [this](const char *id) { return m_destination.account.value(QLatin1String(id)); };
        return urlOf(m_ground.base, QStringLiteral("https://%1.api.mailchimp.com").arg(account("server")),
                     QStringList{QStringLiteral("3.0"), QStringLiteral("lists"), account("audience")} + parts);
    }
    [[nodiscard]] HttpRequest asking(const QStringList &parts, const QString &query) const
    {
        HttpRequest made{"GET", placeOf(parts), {{"Accept", "application/json"}}, {}};
        made.url.setQuery(query);
        return made;
    }
    [[nodiscard]] HttpRequest sending(const QByteArray &method, const QStringList &parts, const QByteArray &body) const
    {
        return {method, placeOf(parts), {{"Content-Type", "application/json"}}, body};
    }

    Destination m_destination;
    ConnectorGround m_ground;
    std::vector<QByteArray> m_names; // as JSON texts
};

} // namespace

std::unique_ptr<Connector> makeMailchimp(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<Mailchimp>(destination, ground);
}

} // namespace perennial
