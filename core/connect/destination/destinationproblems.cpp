// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/schedule/schedule.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool asksFor(const WayInfo &way, const AccountField &field)
{
    return field.required && way.account.contains(field.id);
}

void checkAccount(const Destination &destination, const WayInfo &way, QStringList &problems)
{
    for (const AccountField &field : kindInfo(destination.kind).account) {
        // The stand-in is every server.
        const bool isPlace = field.id == QLatin1String("server") && destination.sandbox;
        if (asksFor(way, field) && !isPlace && destination.account.value(field.id).isEmpty())
            problems.append(tr("%1 is missing. %2").arg(field.title, field.hint));
    }
    for (auto entry = destination.account.begin(); entry != destination.account.end(); ++entry) {
        const auto &known = kindInfo(destination.kind).account;
        if (std::ranges::find(known, entry.key(), &AccountField::id) == known.end())
            problems.append(tr("%1 has no setting named “%2”.").arg(kindInfo(destination.kind).title, entry.key()));
    }
}

void checkMode(const Destination &destination, const WayInfo &way, QStringList &problems)
{
    if (std::ranges::find(way.modes, destination.mode) == way.modes.end())
        problems.append(
            tr("“%1” cannot be done here: %2. Choose another mode.").arg(modeTitle(destination.mode), way.title));
    if (destination.leavers == Leavers::TakeOut && way.takenOut.isEmpty())
        problems.append(tr("Nobody can be taken out here: %1. Keep those who leave.").arg(way.title));
}

void checkFields(const Destination &destination, const WayInfo &way, QStringList &problems)
{
    QSet<QString> seen;
    const auto &known = kindInfo(destination.kind).fields;
    for (const MappedField &field : destination.fields) {
        if (seen.contains(field.target))
            problems.append(tr("The field “%1” is written twice.").arg(field.target));
        seen.insert(field.target);
        if (!way.freeFields && std::ranges::find(known, field.target, &TargetField::name) == known.end())
            problems.append(tr("%1 knows no field “%2”.").arg(kindInfo(destination.kind).title, field.target));
        if (const auto text = FieldTemplate::parse(field.text); !text)
            problems.append(tr("In the field “%1”: %2").arg(field.target, text.error().message));
    }
}

// What a webhook is told, as far as it can be judged without asking anybody.
void checkWebhook(const Destination &destination, QStringList &problems)
{
    if (destination.kind != DestinationKind::Webhook)
        return;
    const QString rows = destination.account.value(QStringLiteral("rows"));
    if (const int count = rows.toInt(); !rows.isEmpty() && (count < 1 || count > 1000))
        problems.append(tr("A request takes 1 to 1,000 people, not “%1”.").arg(rows));
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

} // namespace

QStringList problemsOf(const Destination &destination)
{
    QStringList problems;
    if (destination.name.trimmed().isEmpty())
        problems.append(tr("The destination has no name."));
    if (destination.source.name.isEmpty())
        problems.append(tr("No segment or list is chosen."));
    const WayInfo *way = wayInfo(destination.kind, destination.way);
    if (!way) {
        problems.append(tr("%1 cannot be used in this way.").arg(kindInfo(destination.kind).title));
        return problems;
    }
    checkAccount(destination, *way, problems);
    checkMode(destination, *way, problems);
    checkFields(destination, *way, problems);
    if (const QString &schedule = destination.schedule; !schedule.isEmpty())
        if (const auto read = Schedule::parse(schedule); !read)
            problems.append(read.error().message);
    checkWebhook(destination, problems);
    checkFolder(destination, problems);
    checkKlaviyo(destination, problems);
    return problems;
}

} // namespace perennial
