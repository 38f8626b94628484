// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/klaviyoanswers.h"

#include "core/connect/vendors/rowanswers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::optional<QJsonObject> objectOf(const QByteArray &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

// "/data/attributes/profiles/data/12/attributes/email" is about the profile at 12.
std::optional<size_t> rowOf(const QString &pointer)
{
    static const QRegularExpression profile(QStringLiteral("/profiles/(?:data/)?(\\d{1,6})(?:/|$)"));
    const QRegularExpressionMatch match = profile.match(pointer);
    return match.hasMatch() ? std::optional<size_t>(match.captured(1).toULongLong()) : std::nullopt;
}

KlaviyoComplaint complaintOf(const QJsonObject &error)
{
    KlaviyoComplaint made;
    made.pointer = error[QLatin1String("source")][QLatin1String("pointer")].toString();
    made.row = rowOf(made.pointer);
    QJsonObject profile = error[QLatin1String("original_payload")].toObject();
    if (profile.contains(QLatin1String("attributes")))
        profile = profile[QLatin1String("attributes")].toObject();
    made.email = profile[QLatin1String("email")].toString().toLower().toStdString();
    made.phone = profile[QLatin1String("phone_number")].toString().toStdString();
    for (const char *key : {"detail", "title", "code"})
        if (made.reason.isEmpty())
            made.reason = withoutAddresses(error[QLatin1String(key)].toString());
    return made;
}

BatchStep refusedWhole(const PushBatch &batch, const HttpResponse &response)
{
    const auto complaints = klaviyoRefusal(response.body);
    QString reason = tr("Klaviyo refused it (HTTP %1).").arg(response.status);
    if (complaints && !complaints->each.empty())
        reason = tr("Klaviyo refused it: %1").arg(complaints->each.front().reason);
    return batch.purpose == BatchPurpose::Rows ? BatchStep::split(reason) : BatchStep::stop(reason);
}

} // namespace

// "…?page%5Bcursor%5D=bmV4dDo6…": only the cursor is taken, whatever host stands before it.
QString klaviyoCursor(const QJsonObject &answer)
{
    const QString next = answer[QLatin1String("links")][QLatin1String("next")].toString();
    for (const auto &[name, value] : QUrlQuery(QUrl(next)).queryItems(QUrl::FullyDecoded))
        if (name == QLatin1String("page[cursor]"))
            return value;
    return {};
}

std::optional<KlaviyoJobState> klaviyoJob(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object)
        return std::nullopt;
    const QJsonObject data = object->value(QLatin1String("data")).toObject();
    const QJsonObject attributes = data[QLatin1String("attributes")].toObject();
    KlaviyoJobState made{data[QLatin1String("id")].toString(), attributes[QLatin1String("status")].toString(),
                         attributes[QLatin1String("failed_count")].toInteger()};
    return made.id.isEmpty() || made.status.isEmpty() ? std::nullopt : std::optional(made);
}

std::optional<KlaviyoComplaints> klaviyoRefusal(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object || !object->value(QLatin1String("errors")).isArray())
        return std::nullopt;
    KlaviyoComplaints made;
    for (const QJsonValue &error : object->value(QLatin1String("errors")).toArray())
        made.each.push_back(complaintOf(error.toObject()));
    return made;
}

std::optional<KlaviyoComplaints> klaviyoImportErrors(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object || !object->value(QLatin1String("data")).isArray())
        return std::nullopt;
    KlaviyoComplaints made;
    for (const QJsonValue &error : object->value(QLatin1String("data")).toArray())
        made.each.push_back(complaintOf(error[QLatin1String("attributes")].toObject()));
    made.cursor = klaviyoCursor(*object);
    return made;
}

std::optional<KlaviyoProfiles> klaviyoProfiles(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object || !object->value(QLatin1String("data")).isArray())
        return std::nullopt;
    KlaviyoProfiles made;
    for (const QJsonValue &profile : object->value(QLatin1String("data")).toArray()) {
        const QJsonObject attributes = profile[QLatin1String("attributes")].toObject();
        made.ids.append(profile[QLatin1String("id")].toString());
        made.emails.insert(attributes[QLatin1String("email")].toString().toLower().toUtf8());
        made.phones.insert(attributes[QLatin1String("phone_number")].toString().toUtf8());
    }
    made.hasMore = !klaviyoCursor(*object).isEmpty();
    return made;
}

std::optional<QStringList> klaviyoIds(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object)
        return std::nullopt;
    const QJsonValue data = object->value(QLatin1String("data"));
    if (!data.isArray() && !data.isObject())
        return std::nullopt;
    QStringList ids;
    for (const QJsonValue &one : data.isArray() ? data.toArray() : QJsonArray{data}) {
        ids.append(one[QLatin1String("id")].toString());
        if (ids.back().isEmpty())
            return std::nullopt;
    }
    return ids;
}

std::optional<std::vector<RowOutcome>> klaviyoRefusedRows(const KlaviyoComplaints &complaints,
                                                          std::span<const size_t> sent, int status)
{
    std::vector<RowOutcome> rows;
    std::vector<bool> isTold(sent.size());
    for (const KlaviyoComplaint &complaint : complaints.each) {
        if (!complaint.row || *complaint.row >= sent.size())
            return std::nullopt;
        if (!isTold[*complaint.row])
            rows.push_back({sent[*complaint.row], RowVerdict::Failed, status, complaint.reason});
        isTold[*complaint.row] = true;
    }
    return rows.empty() ? std::nullopt : std::optional(std::move(rows));
}

bool isKlaviyoRefusal(int status)
{
    // A body that is too large is no fault of its rows; 410 says that the API's revision has ended.
    constexpr int TooLarge = 413, Gone = 410;
    return status == Gone || (isRefusal(status) && status != TooLarge);
}

std::optional<BatchStep> klaviyoRefusedStep(const PushBatch &batch, const HttpResponse &response)
{
    if (!isKlaviyoRefusal(response.status))
        return std::nullopt;
    // A revision lives for two years. https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
    if (response.status == 410)
        return BatchStep::stop(
            tr("Klaviyo no longer speaks the revision of its API that this version uses. Update Perennial."));
    return refusedWhole(batch, response);
}

BatchStep klaviyoUnreadable()
{
    return BatchStep::again(tr("Klaviyo's answer cannot be read."));
}

} // namespace perennial
