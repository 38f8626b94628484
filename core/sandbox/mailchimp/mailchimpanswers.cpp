// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/mailchimp/mailchimpanswers.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QUuid>

namespace perennial {

namespace {

// https://mailchimp.com/developer/marketing/docs/errors/#error-glossary
QString titleOf(int status)
{
    static const std::map<int, QString> titles{{401, QStringLiteral("API Key Invalid")},
                                               {403, QStringLiteral("Forbidden")},
                                               {404, QStringLiteral("Resource Not Found")},
                                               {405, QStringLiteral("Method Not Allowed")},
                                               {429, QStringLiteral("Too Many Requests")}};
    const auto title = titles.find(status);
    const QString usual = status >= 500 ? QStringLiteral("Internal Server Error") : QStringLiteral("Invalid Resource");
    return title == titles.end() ? usual : title->second;
}

} // namespace

HttpResponse mailchimpProblem(int status, const QString &detail, const QString &field)
{
    // The same refusal has the same id, so that runs can be compared.
    const QUuid instance = QUuid::createUuidV5(QUuid(), QString::number(status) + detail + field);
    QJsonObject body{{QStringLiteral("type"), QStringLiteral("https://mailchimp.com/developer/marketing/docs/errors/")},
                     {QStringLiteral("title"), titleOf(status)},
                     {QStringLiteral("status"), status},
                     {QStringLiteral("detail"), detail},
                     {QStringLiteral("instance"), instance.toString(QUuid::WithoutBraces)}};
    if (!field.isEmpty()) {
        body[u"detail"] = QStringLiteral("The resource submitted could not be validated. For field-specific details, "
                                         "see the 'errors' array.");
        body[u"errors"] =
            QJsonArray{QJsonObject{{QStringLiteral("field"), field}, {QStringLiteral("message"), detail}}};
    }
    return jsonAnswer(status, body, QByteArrayLiteral("application/problem+json"));
}

QJsonObject mailchimpMember(const MailchimpMember &member, const QString &audience)
{
    const QString hash = QString::fromStdString(mailchimpHash(member.email));
    return {{QStringLiteral("id"), hash},
            {QStringLiteral("email_address"), member.email},
            {QStringLiteral("unique_email_id"), hash.left(10)},
            {QStringLiteral("email_type"), QStringLiteral("html")},
            {QStringLiteral("status"), member.status},
            {QStringLiteral("merge_fields"), member.mergeFields},
            {QStringLiteral("vip"), false},
            {QStringLiteral("tags_count"), static_cast<int>(member.tags.size())},
            {QStringLiteral("list_id"), audience},
            {QStringLiteral("_links"), QJsonArray()}};
}

HttpResponse mailchimpAnswer(const ReceivedRequest &request, const QJsonObject &body)
{
    const QString fields = request.item(QStringLiteral("fields"));
    if (fields.isEmpty())
        return jsonAnswer(200, body);
    QJsonObject some;
    for (const QString &field : fields.split(u','))
        if (body.contains(field))
            some[field] = body[field];
    return jsonAnswer(200, some);
}

std::string mailchimpHash(const QString &email)
{
    return QCryptographicHash::hash(email.toLower().toUtf8(), QCryptographicHash::Md5).toHex().toStdString();
}

} // namespace perennial
