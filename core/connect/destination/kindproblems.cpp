// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/kindproblems.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/jsontemplate.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// What a webhook's templates ask for that is not there, and what they lack.
void checkTemplate(const Destination &destination, const char *field, const std::vector<QByteArray> &texts,
                   const std::vector<QByteArray> &lists, QStringList &problems)
{
    const QString text = destination.account.value(QLatin1String(field));
    if (text.isEmpty())
        return;
    const auto made = JsonTemplate::parse(text.toUtf8());
    if (!made) {
        problems.append(made.error().message);
        return;
    }
    bool hasList = lists.empty();
    for (const JsonTemplate::Placeholder &placeholder : made->placeholders()) {
        const bool isList = std::ranges::count(lists, placeholder.name) > 0;
        const QString name = QString::fromUtf8(placeholder.name);
        hasList |= isList;
        if (isList && !placeholder.isAlone)
            problems.append(tr("“{{ %1 }}” fills a whole value: nothing else may stand within its quotes.").arg(name));
        else if (!isList && std::ranges::count(texts, placeholder.name) == 0)
            problems.append(tr("A template asks for “{{ %1 }}”, which is not known there.").arg(name));
    }
    if (!hasList)
        problems.append(tr("The body asks for nobody: {{ people }} or {{ person }} has to stand in it."));
}

void checkTemplates(const Destination &destination, QStringList &problems)
{
    std::vector<QByteArray> fields{"id", "email", "phone"};
    for (const MappedField &field : destination.fields)
        fields.push_back(field.target.toUtf8());
    const bool isForOne = destination.account.value(QStringLiteral("rows")) == QLatin1String("1");
    const std::vector<QByteArray> lists =
        isForOne ? std::vector<QByteArray>{"people", "person"} : std::vector<QByteArray>{"people"};
    checkTemplate(destination, "body", {"event", "audience", "timestamp"}, lists, problems);
    checkTemplate(destination, "person", fields, {}, problems);
}

// What a webhook is told, as far as it can be judged without asking anybody.
void checkWebhook(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Webhook)
        return;
    const QString rows = destination.account.value(QStringLiteral("rows"));
    if (const int count = rows.toInt(); !rows.isEmpty() && (count < 1 || count > 1000))
        problems.append(tr("A request takes 1 to 1,000 people, not “%1”.").arg(rows));
    const QString own = destination.account.value(QStringLiteral("own_network"));
    if (!own.isEmpty() && own != QLatin1String("yes") && own != QLatin1String("no"))
        problems.append(tr("Whether the receiver stands in your own network is yes or no, not “%1”.").arg(own));
    checkTemplates(destination, problems);
    if (destination.sandbox)
        problems.append(tr("A webhook has no sandbox: point it at an address of your own instead."));
    const QString text = destination.account.value(QStringLiteral("url"));
    if (text.isEmpty())
        return;
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        problems.append(tr("This is no web address: %1").arg(text));
    else if (!url.userInfo().isEmpty())
        problems.append(tr("The address holds a name or password. Leave them out: requests are signed instead."));
}

void checkFolder(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Folder)
        return;
    const QString path = destination.account.value(QStringLiteral("path"));
    if (!path.isEmpty() && !QDir::isAbsolutePath(path))
        problems.append(tr("Say the whole path of the folder, from its beginning: %1").arg(path));
    const QString format = destination.account.value(QStringLiteral("format"));
    if (!format.isEmpty() && format != QLatin1String("csv") && format != QLatin1String("ndjson"))
        problems.append(tr("A folder takes csv or ndjson, not “%1”.").arg(format));
}

// Names that begin with $ are Klaviyo's own: $consent, for one, says who is subscribed.
// https://developers.klaviyo.com/en/docs/identify-api-reference
void checkKlaviyo(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Klaviyo)
        return;
    QStringList names{destination.account.value(QStringLiteral("property"))};
    for (const MappedField &field : destination.fields)
        names.append(field.target);
    for (const QString &name : names)
        if (name.startsWith(QLatin1Char('$')))
            problems.append(
                tr("Klaviyo keeps names that begin with $ for itself. Choose another one for “%1”.").arg(name));
    for (const MappedField &field : destination.fields)
        if (destination.way != DeliveryWay::Event &&
            (field.target == QLatin1String("email") || field.target == QLatin1String("phone_number")))
            problems.append(
                tr("Klaviyo is sent addresses and phone numbers anyway. Take the field “%1” out.").arg(field.target));
    if (destination.account.value(QStringLiteral("event")).size() >= 128)
        problems.append(tr("Klaviyo takes names of events that are shorter than 128 characters."));
    if (destination.way == DeliveryWay::Suppression && destination.channel != ExportChannel::Email)
        problems.append(tr("Klaviyo suppresses e-mail addresses. Choose e-mail as the channel."));
}

// The key goes to this host: it must not name another.
void checkServer(const Destination &destination, QStringList &problems)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\z"));
    const QString server = destination.account.value(QStringLiteral("server"));
    if (!server.isEmpty() && !name.match(server).hasMatch())
        problems.append(tr("A server is one word of letters, digits and hyphens, not “%1”.").arg(server));
}

// Of platforms that know people by their e-mail address only.
void checkByEmail(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Mailchimp && destination.kind != DestinationKind::HubSpot &&
        destination.kind != DestinationKind::Zendesk)
        return;
    const QString platform = kindInfo(destination.kind).title;
    if (destination.channel != ExportChannel::Email)
        problems.append(tr("%1 knows people by their e-mail address. Choose e-mail as the channel.").arg(platform));
    for (const MappedField &field : destination.fields)
        if (field.target.compare(QLatin1String("email"), Qt::CaseInsensitive) == 0)
            problems.append(
                tr("%1 is sent the e-mail address anyway. Take the field “%2” out.").arg(platform, field.target));
}

// Among them is who opted out (hs_email_optout): nothing a field may say.
void checkHubSpot(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::HubSpot)
        return;
    for (const MappedField &field : destination.fields)
        if (field.target.startsWith(QLatin1String("hs_email_"), Qt::CaseInsensitive))
            problems.append(tr("HubSpot keeps properties that begin with hs_email_ itself. Take the field “%1” out.")
                                .arg(field.target));
}

// https://docs.attentive.com/openapi names the characters, and the length of an attribute's name.
void checkAttentive(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Attentive)
        return;
    constexpr int MostCharacters = 200;
    static const QRegularExpression noEvent(QStringLiteral(R"(["'(){}\[\]\\|,])"));
    static const QRegularExpression noName(QStringLiteral(R"(["{}\[\]\\|])"));
    if (destination.account.value(QStringLiteral("event")).contains(noEvent))
        problems.append(tr("Attentive takes no quotes, brackets, backslashes, bars and commas in an event's name."));
    QStringList names{destination.account.value(QStringLiteral("property"))};
    for (const MappedField &field : destination.fields)
        names.append(field.target);
    for (const QString &name : names)
        if (name.contains(noName) || name.size() > MostCharacters)
            problems.append(tr("Attentive takes no double quotes, brackets, backslashes and bars in a name, and 200 "
                               "characters at most. Choose another one for “%1”.")
                                .arg(name));
}

void checkZendesk(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Zendesk)
        return;
    const auto &fields = destination.fields;
    const bool hasName = std::ranges::find(fields, QLatin1String("name"), &MappedField::target) != fields.end();
    if (!hasName && destination.mode != SyncMode::Remove)
        problems.append(tr("Zendesk makes nobody without a name. Write one into the field “name”."));
}

// As people copy it from there: "123-456-7890", "act_123".
void checkAdAccounts(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Meta && destination.kind != DestinationKind::Google)
        return;
    static const QRegularExpression number(QStringLiteral("^(act_)?[0-9][0-9 -]*\\z"));
    for (const char *field : {"account", "manager"})
        if (const QString account = destination.account.value(QLatin1String(field));
            !account.isEmpty() && !number.match(account).hasMatch())
            problems.append(
                tr("An account at %1 is a number, not “%2”.").arg(kindInfo(destination.kind).title, account));
}

} // namespace

void checkKind(const Destination &destination, QStringList &problems)
{
    checkWebhook(destination, problems);
    checkFolder(destination, problems);
    checkKlaviyo(destination, problems);
    checkServer(destination, problems);
    checkByEmail(destination, problems);
    checkHubSpot(destination, problems);
    checkAttentive(destination, problems);
    checkZendesk(destination, problems);
    checkAdAccounts(destination, problems);
}

} // namespace perennial
