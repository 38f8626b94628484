// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/googleanswers.h"

#include "core/connect/vendors/rowanswers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace perennial {

namespace {

constexpr const char *TermsNotSigned = "TERMS_AND_CONDITIONS_NOT_SIGNED";

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// "audience_members[3].user_data.user_identifiers[0]", with or without a second audience_members before it.
std::optional<size_t> memberOf(const QString &field)
{
    static const QRegularExpression member(QStringLiteral("audience_?members\\[(\\d{1,5})\\]"),
                                           QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch found = member.match(field);
    return found.hasMatch() ? std::optional<size_t>(found.captured(1).toULongLong()) : std::nullopt;
}

void takeViolation(const QJsonObject &violation, GoogleRefusal &refusal, bool &isAboutOthers)
{
    const QString field = violation[QLatin1String("field")].toString();
    const QString why = withoutAddresses(violation[QLatin1String("description")].toString());
    if (const auto member = memberOf(field)) {
        refusal.members.insert(*member, tr("Google refused it: %1").arg(why));
        return;
    }
    isAboutOthers = true;
    if (!why.isEmpty())
        refusal.words = why;
    refusal.isAboutList |= field.startsWith(QLatin1String("destinations")) ||
                           violation[QLatin1String("reason")].toString() == QLatin1String(TermsNotSigned);
}

// "PROCESSING_ERROR_REASON_INVALID_FORMAT" → "invalid format".
QString wordsOf(QString reason)
{
    reason.remove(QLatin1String("PROCESSING_ERROR_REASON_")).remove(QLatin1String("PROCESSING_ERROR_"));
    return reason.toLower().replace(u'_', u' ');
}

QString reasonOf(const QString &reason)
{
    if (reason.endsWith(QLatin1String("_NO_CONSENT")) || reason.endsWith(QLatin1String("_UNKNOWN_CONSENT")))
        return tr("Google is told of no consent. Say in the destination where it was given.");
    if (reason.isEmpty())
        return tr("Google refused it and does not say why.");
    return tr("Google refused it: %1").arg(wordsOf(reason));
}

GoogleProgress progressOf(const QString &status)
{
    if (status == QLatin1String("SUCCESS"))
        return GoogleProgress::Taken;
    if (status == QLatin1String("PARTIAL_SUCCESS"))
        return GoogleProgress::TakenInPart;
    return status == QLatin1String("FAILED") ? GoogleProgress::Refused : GoogleProgress::Working;
}

} // namespace

GoogleRefusal googleRefusal(const HttpResponse &response)
{
    const QJsonObject error = QJsonDocument::fromJson(response.body).object()[QLatin1String("error")].toObject();
    GoogleRefusal refusal;
    refusal.words = withoutAddresses(error[QLatin1String("message")].toString());
    if (refusal.words.isEmpty())
        refusal.words = QStringLiteral("HTTP %1").arg(response.status);
    bool isAboutOthers = false;
    for (const QJsonValue &detail : error[QLatin1String("details")].toArray()) {
        refusal.isAboutList |= detail[QLatin1String("reason")].toString() == QLatin1String(TermsNotSigned);
        for (const QJsonValue &violation : detail[QLatin1String("fieldViolations")].toArray())
            takeViolation(violation.toObject(), refusal, isAboutOthers);
    }
    refusal.isAboutMembers = !refusal.members.isEmpty() && !isAboutOthers;
    return refusal;
}

std::optional<GoogleStatus> googleStatus(const QByteArray &body)
{
    const QJsonDocument answer = QJsonDocument::fromJson(body);
    if (!answer.isObject())
        return std::nullopt;
    const QJsonObject one = answer[QLatin1String("requestStatusPerDestination")][0].toObject();
    GoogleStatus status;
    status.progress = progressOf(one[QLatin1String("requestStatus")].toString());
    qint64 most = 0;
    QString mostly;
    for (const QJsonValue &count : one[QLatin1String("errorInfo")][QLatin1String("errorCounts")].toArray()) {
        const qint64 people = count[QLatin1String("recordCount")].toString().toLongLong();
        const QString reason = count[QLatin1String("reason")].toString();
        status.refused += people;
        status.isAboutTerms |= reason.endsWith(QLatin1String("_TERMS_NOT_SIGNED"));
        if (people >= most) {
            most = people;
            mostly = reason;
        }
    }
    status.reason = reasonOf(mostly);
    status.isTheirFault = mostly.endsWith(QLatin1String("_INTERNAL_ERROR"));
    return status;
}

} // namespace perennial
