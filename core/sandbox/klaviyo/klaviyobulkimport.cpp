// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/identifiers.h"
#include "core/sandbox/jsoncursor.h"
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QJsonDocument>

#include <algorithm>

namespace perennial {

using namespace std::chrono_literals;

namespace {

// https://developers.klaviyo.com/en/reference/bulk_import_profiles
constexpr size_t mostProfiles = 10'000;
constexpr size_t mostBytesPerProfile = 100'000;

// A body as it is read: what came, or where it breaks the form.
struct ImportBody
{
    std::vector<KlaviyoImportRow> rows;
    QStringList lists;
    QString wrongAt; // a pointer
    QString wrong;

    void complain(const QString &pointer, const QString &what)
    {
        if (wrong.isEmpty()) {
            wrongAt = pointer;
            wrong = what;
        }
    }
};

QString rowPointer(size_t row)
{
    return QStringLiteral("/data/attributes/profiles/data/%1").arg(row);
}

void readAttributes(KlaviyoImportRow &row)
{
    JsonCursor cursor(row.attributes);
    cursor.members([&](std::string_view key) {
        if (key == "email")
            row.who.email = lowered(cursor.string().value_or(std::string()));
        else if (key == "phone_number")
            row.who.phone = cursor.string().value_or(std::string());
        else if (key == "external_id")
            row.who.externalId = cursor.string().value_or(std::string());
        else
            cursor.value();
    });
}

// Its meta (patch_properties) is not played.
void readProfile(std::string_view text, ImportBody &body)
{
    KlaviyoImportRow row;
    row.profile = text;
    JsonCursor cursor(text);
    cursor.members([&](std::string_view key) {
        if (key == "id")
            row.who.id = cursor.string().value_or(std::string());
        else if (key == "attributes")
            row.attributes = cursor.value();
        else
            cursor.value();
    });
    if (text.size() > mostBytesPerProfile)
        body.complain(rowPointer(body.rows.size()), QStringLiteral("The profile is larger than 100 KB."));
    readAttributes(row);
    body.rows.push_back(std::move(row));
}

void readLists(std::string_view relationships, ImportBody &body)
{
    const QJsonObject read =
        QJsonDocument::fromJson(QByteArray(relationships.data(), static_cast<qsizetype>(relationships.size())))
            .object();
    for (const QJsonValue &list : read[u"lists"].toObject()[u"data"].toArray())
        body.lists.append(list.toObject()[u"id"].toString());
}

// Of a body that has its shape (klaviyoshapes.h).
ImportBody readImport(std::string_view text)
{
    ImportBody body;
    JsonCursor cursor(text);
    const auto within = [&](std::string_view wanted, auto &&read) {
        cursor.members([&](std::string_view key) {
            if (key == wanted)
                read();
            else
                cursor.value();
        });
    };
    const auto profiles = [&] { cursor.elements([&] { readProfile(cursor.value(), body); }); };
    cursor.members([&](std::string_view) {
        cursor.members([&](std::string_view key) {
            if (key == "attributes")
                within("profiles", [&] { within("data", profiles); });
            else if (key == "relationships")
                readLists(cursor.value(), body);
            else
                cursor.value();
        });
    });
    if (body.rows.empty())
        body.complain(QStringLiteral("/data/attributes/profiles/data"), QStringLiteral("At least one profile."));
    return body;
}

// What is wrong with a row by itself; Klaviyo finds it while the job runs.
std::pair<QString, QString> rowFault(const KlaviyoBook::Wanted &who)
{
    if (!who.email.empty() && !looksLikeEmail(who.email))
        return {QStringLiteral("email"), QStringLiteral("Invalid email address")};
    if (!who.phone.empty() && !looksLikePhone(who.phone))
        return {QStringLiteral("phone_number"),
                QStringLiteral("Invalid phone number format (Example of a valid format: "
                               "+12345678901)")};
    if (who.id.empty() && who.email.empty() && who.phone.empty() && who.externalId.empty())
        return {QStringLiteral(" "), QStringLiteral("A profile needs at least one identifier.")};
    return {};
}

const std::string &contactOf(const KlaviyoBook::Wanted &who)
{
    return !who.email.empty() ? who.email : !who.phone.empty() ? who.phone : who.externalId;
}

} // namespace

HttpResponse KlaviyoStandIn::startImport(const Call &call)
{
    KlaviyoJob job;
    job.body = call.request.body;
    ImportBody body = readImport({job.body.constData(), static_cast<size_t>(job.body.size())});
    if (!body.wrong.isEmpty())
        return klaviyoError(400, QStringLiteral("invalid"), body.wrong, body.wrongAt);
    if (body.rows.size() > mostProfiles)
        return klaviyoError(400, QStringLiteral("invalid"), QStringLiteral("At most 10000 profiles a request."),
                            QStringLiteral("/data/attributes/profiles/data"));
    for (const QString &list : body.lists)
        if (!m_book.lists.contains(list))
            return klaviyoError(404, QStringLiteral("not_found"), QStringLiteral("There is no such list."),
                                QStringLiteral("/data/relationships/lists"));
    for (const KlaviyoImportRow &row : body.rows)
        if (call.moment.faults.spoilsBatch(contactOf(row.who)))
            return klaviyoError(400, QStringLiteral("invalid"), QStringLiteral("Invalid input."));
    job.id = newJobId();
    job.made = call.moment.now;
    job.total = body.rows.size();
    job.rows = std::move(body.rows);
    job.lists = body.lists;
    const QString id = job.id;
    m_pending.push_back(id);
    const KlaviyoJob &kept = m_jobs[id] = std::move(job);
    return klaviyoAnswer(202, {{QStringLiteral("data"), jobResource(kept, call.moment.now)}});
}

void KlaviyoStandIn::importRow(KlaviyoJob &job, size_t at, const StandInMoment &moment)
{
    const KlaviyoImportRow &row = job.rows[at];
    auto [field, detail] = rowFault(row.who);
    if (detail.isEmpty() && moment.faults.isBad(contactOf(row.who)))
        field = QStringLiteral("email"), detail = QStringLiteral("Invalid input.");
    if (!detail.isEmpty()) {
        job.errors.push_back(
            {at, field.trimmed(), detail, QByteArray(row.profile.data(), static_cast<qsizetype>(row.profile.size()))});
        return;
    }
    const quint32 number = m_book.findOrMake(row.who);
    m_book.merge(number, row.attributes);
    const std::string &contact = m_book.profile(number).contact();
    const std::string key = job.id.toStdString();
    moment.ledger.applied(contact, "profile", key);
    for (const QString &list : job.lists) {
        const std::string deed = "list+ " + list.toStdString();
        if (m_book.lists[list].members.insert(number).second)
            moment.ledger.applied(contact, deed, key);
        else
            moment.ledger.repeated(contact, deed, key);
    }
}

void KlaviyoStandIn::runJob(KlaviyoJob &job, const StandInMoment &moment)
{
    for (size_t at = 0; at < job.rows.size(); ++at)
        importRow(job, at, moment);
    job.rows = {};
    job.body = {};
    job.done = true;
}

QJsonObject KlaviyoStandIn::jobResource(const KlaviyoJob &job, std::chrono::milliseconds now) const
{
    const auto whole = static_cast<qint64>(job.total);
    const bool started = job.done || now >= job.made + 500ms;
    const QString status = job.done  ? QStringLiteral("complete")
                           : started ? QStringLiteral("processing")
                                     : QStringLiteral("queued");
    const auto failed = static_cast<qint64>(job.errors.size());
    const QJsonObject attributes{
        {QStringLiteral("status"), status},
        {QStringLiteral("created_at"), stampAt(job.made)},
        {QStringLiteral("total_count"), whole},
        {QStringLiteral("completed_count"), job.done ? whole - failed : 0},
        {QStringLiteral("failed_count"), job.done ? failed : 0},
        {QStringLiteral("started_at"), started ? QJsonValue(stampAt(job.made + 500ms)) : QJsonValue()},
        {QStringLiteral("completed_at"), job.done ? QJsonValue(stampAt(job.made + 1'500ms)) : QJsonValue()},
        {QStringLiteral("expires_at"), stampAt(job.made + 168h)}};
    return klaviyoResource(QStringLiteral("profile-bulk-import-job"), job.id, attributes,
                           QStringLiteral("/api/profile-bulk-import-jobs"));
}

HttpResponse KlaviyoStandIn::importJob(const Call &call)
{
    const auto job = m_jobs.find(call.path[0]);
    if (job == m_jobs.end())
        return refusal(404, QStringLiteral("There is no such job."));
    return klaviyoAnswer(200, {{QStringLiteral("data"), jobResource(job->second, call.moment.now)}});
}

HttpResponse KlaviyoStandIn::importErrors(const Call &call)
{
    const auto job = m_jobs.find(call.path[0]);
    if (job == m_jobs.end())
        return refusal(404, QStringLiteral("There is no such job."));
    const KlaviyoPage page = KlaviyoPage::of(call.request, 20, 100);
    if (!page.valid)
        return refusal(400, QStringLiteral("page[size] is 1 to 100."));
    const auto &errors = job->second.errors;
    const auto all = static_cast<qsizetype>(errors.size());
    QJsonArray data;
    for (qsizetype i = page.from; i < std::min(all, page.from + page.size); ++i) {
        const KlaviyoImportError &error = errors[static_cast<size_t>(i)];
        QString pointer = rowPointer(error.row);
        if (!error.field.isEmpty())
            pointer += QStringLiteral("/attributes/") + error.field;
        data.append(QJsonObject{
            {QStringLiteral("type"), QStringLiteral("import-error")},
            {QStringLiteral("id"), QStringLiteral("%1-%2").arg(job->first).arg(error.row)},
            {QStringLiteral("attributes"),
             QJsonObject{{QStringLiteral("code"), QStringLiteral("invalid")},
                         {QStringLiteral("title"), QStringLiteral("Invalid input.")},
                         {QStringLiteral("detail"), error.detail},
                         {QStringLiteral("source"), QJsonObject{{QStringLiteral("pointer"), pointer}}},
                         {QStringLiteral("original_payload"), QJsonDocument::fromJson(error.payload).object()}}}});
    }
    return klaviyoAnswer(200,
                         {{QStringLiteral("data"), data}, {QStringLiteral("links"), page.links(call.request, all)}});
}

} // namespace perennial
