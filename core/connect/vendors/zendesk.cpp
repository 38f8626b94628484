// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/vendors/rowanswers.h"
#include "core/connect/vendors/vendormakers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-many-users
constexpr int MostUsers = 100;
// For all calls of an account, of the smallest plan.
// https://developer.zendesk.com/api-reference/introduction/rate-limits/
constexpr int CallsAMinute = 200;
// Of the thirty jobs an account may have at once, some are left to others.
constexpr int MostJobs = 10;
constexpr std::chrono::seconds JobWait{3};

// A job that is no longer known is posted once more: Zendesk forgets jobs, and a repeat changes nothing.
constexpr QLatin1String JobStage("job");
constexpr QLatin1String RepeatStage("repeat");
constexpr QLatin1String RepeatedJobStage("repeated-job");

bool asksJob(const Talk &talk)
{
    return talk.stage == JobStage || talk.stage == RepeatedJobStage;
}

// What a user has besides fields of the account's own. All are texts.
bool isAttribute(const QString &name)
{
    static const QStringList names{QStringLiteral("name"),  QStringLiteral("phone"), QStringLiteral("details"),
                                   QStringLiteral("notes"), QStringLiteral("alias"), QStringLiteral("time_zone"),
                                   QStringLiteral("locale")};
    return names.contains(name);
}

// Zendesk's words: {"error": "RecordInvalid" or {"title", "message"}, "description" or "details" or "errors"}.
QString wordsOf(const QJsonObject &told)
{
    for (const char *key : {"details", "description", "errors", "message", "error"}) {
        const QJsonValue value = told[QLatin1String(key)];
        if (!value.toString().isEmpty())
            return value.toString();
        if (!value[QLatin1String("message")].toString().isEmpty())
            return value[QLatin1String("message")].toString();
    }
    return {};
}

QString refusedWith(const QJsonObject &told)
{
    const QString words = withoutAddresses(wordsOf(told));
    return words.isEmpty() ? tr("Zendesk refused it.") : tr("Zendesk refused it: %1").arg(words);
}

bool hasFailed(const QJsonObject &result)
{
    const QJsonValue errors = result[QLatin1String("errors")];
    const bool hasErrors = !errors.toString().isEmpty() || !errors.toArray().isEmpty();
    return hasErrors || !result[QLatin1String("error")].isUndefined() ||
           result[QLatin1String("status")].toString() == QLatin1String("Failed") ||
           !result[QLatin1String("success")].toBool(true);
}

// The user of a job that a result is about: at its index, or where it stands when there is one for each. Results stand
// in the order of the users:
// https://support.zendesk.com/hc/en-us/community/posts/4408861015066-Create-or-Update-Many-Users-response-specifications
std::optional<size_t> placeOf(const QJsonObject &result, qsizetype standing, qsizetype results, size_t users)
{
    const QJsonValue index = result[QLatin1String("index")];
    if (index.isDouble())
        return index.toInteger(-1) >= 0 && size_t(index.toInteger()) < users ? std::optional(size_t(index.toInteger()))
                                                                             : std::nullopt;
    return size_t(results) == users ? std::optional(size_t(standing)) : std::nullopt;
}

// Users by their e-mail address, a hundred with a job, which is asked for its state to its end. Tags are never
// written: a user's are replaced as a whole. Nobody is mailed for being made.
class Zendesk final : public Connector
{
public:
    Zendesk(const Destination &destination, const ConnectorGround &ground)
        : m_ground(ground)
        , m_host(QStringLiteral("https://%1.zendesk.com").arg(destination.account.value(QStringLiteral("server"))))
    {
        QString property;
        if (destination.way == DeliveryWay::Property) {
            property = destination.account.value(QStringLiteral("property"));
            appendJsonText(m_property, property.toStdString());
        }
        for (size_t i = 0; i < destination.fields.size(); ++i) {
            const QString &target = destination.fields[i].target;
            if (!property.isEmpty() && target == property)
                continue;
            std::vector<Member> &members = isAttribute(target) ? m_attributes : m_userFields;
            members.push_back({{}, i});
            appendJsonText(members.back().name, target.toStdString());
        }
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override { return {.rows = MostUsers, .connections = MostJobs}; }
    [[nodiscard]] QString endpoint(const PushBatch &, const Talk &) const override { return QStringLiteral("/api/v2"); }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &) const override
    {
        return {{CallsAMinute, std::chrono::minutes(1)}};
    }

    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override
    {
        body.append(R"({"email":)");
        appendJsonText(body, row.email);
        body.append(R"(,"skip_verify_email":true)");
        const bool adds = op == RowOp::Add;
        if (adds)
            appendAttributes(row, body);
        bool isOpen = !m_property.isEmpty();
        if (isOpen)
            body.append(UserFields).append(m_property).append(adds ? ":true" : ":false");
        if (adds)
            isOpen |= appendUserFields(row, isOpen ? "," : UserFields, body);
        body.append(isOpen ? "}}" : "}");
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override
    {
        if (asksJob(talk))
            return {"GET", url({QStringLiteral("job_statuses"), QString::fromUtf8(talk.memo)}), {}, {}};
        HttpRequest made{"POST",
                         url({QStringLiteral("users"), QStringLiteral("create_or_update_many")}),
                         {{"Content-Type", "application/json"}},
                         R"({"users":[)"};
        for (size_t i = 0; i < batch.rows.size(); ++i) {
            if (i > 0)
                made.body.append(',');
            appendRow(batch.rows[i], batch.op, made.body);
        }
        made.body.append("]}");
        return made;
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override
    {
        if (response.fault != HttpFault::None)
            return std::nullopt;
        if (asksJob(talk) && response.status == 404 && talk.stage == JobStage)
            return BatchStep::goOn(RepeatStage);
        if (!asksJob(talk) && response.status == 403)
            return BatchStep::stop(tr("Zendesk takes no people from this key (HTTP 403). The key must be an admin's, "
                                      "and Zendesk's support must have allowed bulk imports for your account."));
        const QJsonObject told = QJsonDocument::fromJson(response.body).object();
        if (isRefusal(response.status))
            return BatchStep::split(refusedWith(told));
        if (response.status < 200 || response.status > 299)
            return std::nullopt;
        return readJob(batch, talk, told[QLatin1String("job_status")].toObject());
    }

    void authorize(HttpRequest &request, const QByteArray &secret, Instant) const override
    {
        const bool isToken = secret.contains("/token:");
        request.headers.push_back({"Authorization", isToken ? "Basic " + secret.toBase64() : "Bearer " + secret});
    }

private:
    static constexpr const char *UserFields = R"(,"user_fields":{)";

    struct Member
    {
        QByteArray name; // as JSON
        size_t place = 0;
    };

    [[nodiscard]] QUrl url(const QStringList &end) const
    {
        return urlOf(m_ground.base, m_host, QStringList{QStringLiteral("api"), QStringLiteral("v2")} + end);
    }

    // What is not known stays there as it is; a name that is empty would be refused.
    void appendAttributes(const PushRow &row, QByteArray &body) const
    {
        for (const Member &member : m_attributes) {
            if (member.place >= row.values.size() || isLeftOut(row.values[member.place]))
                continue;
            const std::string text = fieldText(row.values[member.place]);
            if (member.name == R"("name")" && QString::fromStdString(text).trimmed().isEmpty())
                continue;
            body.append(',').append(member.name).append(':');
            appendJsonText(body, text);
        }
    }

    // True where there was one to write; `before` stands before the first.
    bool appendUserFields(const PushRow &row, const char *before, QByteArray &body) const
    {
        bool hasOne = false;
        for (const Member &member : m_userFields) {
            if (member.place >= row.values.size() || isLeftOut(row.values[member.place]))
                continue;
            body.append(before).append(member.name).append(':');
            appendJsonValue(body, row.values[member.place]);
            before = ",";
            hasOne = true;
        }
        return hasOne;
    }

    [[nodiscard]] static BatchStep readJob(const PushBatch &batch, const Talk &talk, const QJsonObject &job)
    {
        const QString status = job[QLatin1String("status")].toString();
        const QByteArray id = job[QLatin1String("id")].toString().toUtf8();
        if (id.isEmpty() || status.isEmpty())
            return BatchStep::again(tr("Zendesk's answer cannot be read."));
        if (!asksJob(talk))
            return BatchStep::goOn(talk.stage == RepeatStage ? RepeatedJobStage : JobStage, id, JobWait);
        if (status == QLatin1String("completed"))
            return outcome(batch, job[QLatin1String("results")].toArray());
        if (status == QLatin1String("queued") || status == QLatin1String("working"))
            return BatchStep::goOn(talk.stage, talk.memo, JobWait);
        return BatchStep::split(refusedWith(job));
    }

    // https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/#results
    [[nodiscard]] static BatchStep outcome(const PushBatch &batch, const QJsonArray &results)
    {
        std::vector<RowOutcome> rows;
        for (qsizetype i = 0; i < results.size(); ++i) {
            const QJsonObject result = results[i].toObject();
            if (!hasFailed(result))
                continue;
            const auto place = placeOf(result, i, results.size(), batch.rows.size());
            if (!place) // a repeat of the halves tells who it is
                return BatchStep::split(refusedWith(result));
            rows.push_back({*place, RowVerdict::Failed, 0, refusedWith(result)});
        }
        return BatchStep::done(std::move(rows));
    }

    ConnectorGround m_ground;
    QString m_host;
    QByteArray m_property; // as JSON; empty where there is none
    std::vector<Member> m_attributes;
    std::vector<Member> m_userFields;
};

} // namespace

std::unique_ptr<Connector> makeZendesk(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<Zendesk>(destination, ground);
}

} // namespace perennial
