// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/zendesk/zendeskstandin.h"

#include "core/sandbox/identifiers.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace perennial {

using namespace std::chrono_literals;

namespace {

// https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-many-users
constexpr qsizetype mostUsers = 100;
// https://developer.zendesk.com/api-reference/introduction/rate-limits/: of the smallest plan, and of every account.
constexpr FixedWindow calls{200, 1min};
constexpr size_t mostJobs = 30;
// A job begins this long after it came, and ends.
constexpr std::chrono::milliseconds jobBegins = 1s, jobEnds = 4s;

constexpr const char *usersShape = R"({"users!": [{
    "id": "number?", "name": "string?", "email": "string?", "external_id": "string?", "phone": "string?",
    "role": "string?", "verified": "boolean", "skip_verify_email": "boolean", "notes": "string?",
    "details": "string?", "locale": "string?", "locale_id": "number?", "time_zone": "string?",
    "organization_id": "number?", "organization": "object", "tags": ["string"], "user_fields": "object",
    "identities": ["object"], "alias": "string?", "suspended": "boolean", "created_at": "string?",
    "updated_at": "string?"}]})";

std::string addressIn(const QJsonObject &user)
{
    return lowered(user[u"email"].toString().toStdString());
}

// Where Zendesk has no such field, it passes over it without a word.
bool isField(const QString &key)
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9_]*$"));
    return form.match(key).hasMatch();
}

// What is wrong with a user by themselves; empty: nothing.
QString userFault(const QJsonObject &user, bool isKnown, const FaultPlan &faults)
{
    const std::string email = addressIn(user);
    if (!looksLikeEmail(email) || faults.isBad(email))
        return QStringLiteral("Email: %1 is not properly formatted").arg(user[u"email"].toString());
    const bool namesThem = user.contains(u"name") || !isKnown;
    if (namesThem && user[u"name"].toString().trimmed().isEmpty())
        return QStringLiteral("Name: is too short (minimum one character)");
    return {};
}

} // namespace

ZendeskStandIn::ZendeskStandIn()
{
    const QString counter = QStringLiteral("/api/v2");
    m_routes = {{"POST",
                 QStringLiteral("/api/v2/users/create_or_update_many"),
                 [this](const StandInCall &call) { return createOrUpdateMany(call); },
                 {calls},
                 BodyShape::of(usersShape),
                 counter},
                {"GET",
                 QStringLiteral("/api/v2/job_statuses/{job_status_id}"),
                 [this](const StandInCall &call) { return jobStatus(call); },
                 {calls},
                 {},
                 counter}};
}

// Bearer, or Basic with "address/token:" before the key.
bool ZendeskStandIn::isAuthorized(const ReceivedRequest &request, const QByteArray &token) const
{
    const QByteArray given = request.header("authorization");
    return given.startsWith("Basic ") ? QByteArray::fromBase64(given.mid(6)).endsWith("/token:" + token)
                                      : given == "Bearer " + token;
}

HttpResponse ZendeskStandIn::refusal(int status, const QString &detail) const
{
    static const std::map<int, QString> errors{{401, QStringLiteral("Couldn't authenticate you")},
                                               {403, QStringLiteral("Forbidden")},
                                               {404, QStringLiteral("RecordNotFound")},
                                               {422, QStringLiteral("RecordInvalid")},
                                               {429, QStringLiteral("APIRateLimitExceeded")}};
    const auto error = errors.find(status);
    const QString usual = status >= 500 ? QStringLiteral("InternalError") : QStringLiteral("InvalidValue");
    return jsonAnswer(status, {{QStringLiteral("error"), error == errors.end() ? usual : error->second},
                               {QStringLiteral("description"), detail}});
}

void ZendeskStandIn::tellRates(HttpResponse &response, const RateStanding &standing) const
{
    if (standing.limit == 0)
        return;
    response.headers.push_back({"X-Rate-Limit", QByteArray::number(standing.limit)});
    response.headers.push_back({"X-Rate-Limit-Remaining", QByteArray::number(standing.remaining)});
}

HttpResponse ZendeskStandIn::createOrUpdateMany(const StandInCall &call)
{
    const QJsonArray users = call.body()[u"users"].toArray();
    if (users.isEmpty() || users.size() > mostUsers)
        return refusal(400, QStringLiteral("1 to 100 users a request."));
    if (m_jobs.size() - m_done >= mostJobs)
        return jsonAnswer(429, {{QStringLiteral("error"), QStringLiteral("TooManyJobs")},
                                {QStringLiteral("description"), QStringLiteral("30 jobs are queued or running.")}});
    Job job;
    const QByteArray number = QByteArray::number(m_jobs.size() + 1);
    job.id = QString::fromLatin1(QCryptographicHash::hash(number, QCryptographicHash::Md5).toHex());
    job.users = users;
    job.total = users.size();
    job.made = call.moment.now;
    m_jobs.push_back(std::move(job));
    return jsonAnswer(200, {{QStringLiteral("job_status"), jobResource(m_jobs.back(), call.moment.now)}});
}

HttpResponse ZendeskStandIn::jobStatus(const StandInCall &call)
{
    const auto job = std::ranges::find(m_jobs, call.path[0], &Job::id);
    if (job == m_jobs.end())
        return refusal(404, QStringLiteral("Not found"));
    return jsonAnswer(200, {{QStringLiteral("job_status"), jobResource(*job, call.moment.now)}});
}

// https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
QJsonObject ZendeskStandIn::jobResource(const Job &job, std::chrono::milliseconds now)
{
    QString status = now < job.made + jobBegins ? QStringLiteral("queued") : QStringLiteral("working");
    QJsonValue message, results;
    if (job.isDone) {
        status = job.wrong.isEmpty() ? QStringLiteral("completed") : QStringLiteral("failed");
        message = job.wrong.isEmpty() ? QStringLiteral("Completed at %1").arg(stampAt(job.made + jobEnds)) : job.wrong;
        results = job.wrong.isEmpty() ? QJsonValue(job.results) : QJsonValue();
    }
    return {
        {QStringLiteral("id"), job.id},
        {QStringLiteral("url"), QStringLiteral("https://example.zendesk.com/api/v2/job_statuses/%1.json").arg(job.id)},
        {QStringLiteral("job_type"), QStringLiteral("Bulk Create Or Update User")},
        {QStringLiteral("status"), status},
        {QStringLiteral("total"), job.total},
        {QStringLiteral("progress"), job.isDone ? job.total : 0},
        {QStringLiteral("message"), message},
        {QStringLiteral("results"), results}};
}

QJsonObject ZendeskStandIn::write(const QJsonObject &user, const Job &job, const StandInMoment &moment)
{
    const PersonAddress address{addressIn(user), {}};
    const bool isKnown = m_people.find(address).has_value();
    if (const QString fault = userFault(user, isKnown, moment.faults); !fault.isEmpty())
        return {{QStringLiteral("error"), QStringLiteral("UserCreateError")},
                {QStringLiteral("details"), fault},
                {QStringLiteral("status"), QStringLiteral("Failed")},
                {QStringLiteral("success"), false}};
    const quint32 person = m_people.findOrMake(address);
    const auto tell = [&](const QString &key, const QJsonValue &value) {
        m_people.tellJson(person, key, value, job.id.toStdString(), moment.ledger);
    };
    for (auto each = user.begin(); each != user.end(); ++each)
        if (each.key() != u"email" && each.key() != u"skip_verify_email" && each.key() != u"user_fields")
            tell(each.key(), *each);
    const QJsonObject fields = user[u"user_fields"].toObject();
    for (auto each = fields.begin(); each != fields.end(); ++each)
        if (isField(each.key()))
            tell(each.key(), *each);
    return {{QStringLiteral("id"), qint64(5001) + person},
            {QStringLiteral("action"), isKnown ? QStringLiteral("update") : QStringLiteral("create")},
            {QStringLiteral("status"), isKnown ? QStringLiteral("Updated") : QStringLiteral("Created")},
            {QStringLiteral("success"), true}};
}

void ZendeskStandIn::run(Job &job, const StandInMoment &moment)
{
    job.isDone = true;
    for (const QJsonValue &user : job.users)
        if (moment.faults.spoilsBatch(addressIn(user.toObject())))
            job.wrong = QStringLiteral("The job could not be processed.");
    for (qsizetype i = 0; i < job.users.size() && job.wrong.isEmpty(); ++i) {
        QJsonObject result = write(job.users[i].toObject(), job, moment);
        result[u"index"] = i;
        job.results.append(result);
    }
    job.users = {};
}

void ZendeskStandIn::settle(const StandInMoment &moment, bool everything)
{
    while (m_done < m_jobs.size() && (everything || moment.now >= m_jobs[m_done].made + jobEnds))
        run(m_jobs[m_done++], moment);
}

} // namespace perennial
