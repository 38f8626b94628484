// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/base/money.h"
#include "core/identity/personlookup.h"
#include "core/store/profileview.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString valueText(const EventView &event)
{
    return event.value ? Money{*event.value, event.currency}.toDecimal() : QString();
}

QJsonValue propertyValue(const PropertyView &property)
{
    if (property.type == QLatin1String("date"))
        return Instant{property.value.toLongLong()}.toIso();
    if (property.type == QLatin1String("list"))
        return QJsonDocument::fromJson(property.value.toString().toUtf8()).array();
    if (property.type == QLatin1String("boolean"))
        return property.value.toBool();
    return QJsonValue::fromVariant(property.value);
}

QString valueText(const PropertyView &property)
{
    const QJsonValue value = propertyValue(property);
    if (value.isBool())
        return value.toBool() ? tr("yes") : tr("no");
    const QVariant variant = value.toVariant();
    return value.isArray() ? variant.toStringList().join(QLatin1String(", ")) : variant.toString();
}

QJsonObject propertiesJson(const ProfileView &view)
{
    QJsonObject properties;
    for (const PropertyView &property : view.properties)
        properties.insert(property.name, propertyValue(property));
    return properties;
}

// Those whose earliest value is from after the moment asked about.
QJsonArray assumedJson(const ProfileView &view)
{
    QJsonArray names;
    for (const PropertyView &property : view.properties)
        if (property.assumed)
            names.append(property.name);
    return names;
}

QJsonArray identifiersJson(const ProfileView &view)
{
    QJsonArray identifiers;
    for (const IdentifierView &identifier : view.identifiers)
        identifiers.append(QJsonObject{{"kind", identifier.kind}, {"value", identifier.value}});
    return identifiers;
}

QJsonObject consentJson(const ProfileView &view)
{
    QJsonObject consent;
    for (const ConsentView &channel : view.consents)
        consent.insert(channel.channel, QJsonObject{{"state", channel.state},
                                                    {"at", channel.at.toIso()},
                                                    {"method", channel.method},
                                                    {"assumed", channel.assumed}});
    return consent;
}

QJsonArray suppressionsJson(const ProfileView &view)
{
    QJsonArray suppressions;
    for (const SuppressionView &suppression : view.suppressions)
        suppressions.append(QJsonObject{
            {"channel", suppression.channel}, {"reason", suppression.reason}, {"at", suppression.at.toIso()}});
    return suppressions;
}

QJsonObject toJson(const EventView &event)
{
    return {{"metric", event.metric},
            {"at", event.at.toIso()},
            {"value", event.value ? QJsonValue(valueText(event)) : QJsonValue()},
            {"currency", event.value ? QJsonValue(event.currency) : QJsonValue()},
            {"properties", QJsonDocument::fromJson(event.properties).object()}};
}

QJsonObject toJson(const ProfileView &view)
{
    QJsonArray events;
    for (const EventView &event : view.events)
        events.append(toJson(event));
    return {{"id", view.id.value},
            {"created", view.created ? QJsonValue(view.created->toIso()) : QJsonValue()},
            {"identifiers", identifiersJson(view)},
            {"properties", propertiesJson(view)},
            {"assumed_properties", assumedJson(view)},
            {"consent", consentJson(view)},
            {"suppressions", suppressionsJson(view)},
            {"events", events}};
}

QString factsText(const ProfileView &view)
{
    TextTable facts({tr("Profile"), QString::number(view.id.value)});
    for (const IdentifierView &identifier : view.identifiers)
        facts.add({identifier.kind, identifier.value});
    for (const PropertyView &property : view.properties)
        facts.add(
            {property.name, property.assumed ? tr("%1 (assumed)").arg(valueText(property)) : valueText(property)});
    for (const ConsentView &consent : view.consents)
        facts.add({tr("Consent: %1").arg(consent.channel), consent.state});
    for (const SuppressionView &suppression : view.suppressions)
        facts.add({tr("Suppressed: %1").arg(suppression.channel), suppression.reason});
    return facts.toText();
}

QString eventsText(const ProfileView &view)
{
    TextTable table({tr("When"), tr("Metric"), tr(">Value"), tr("Properties")});
    for (const EventView &event : view.events)
        table.add({event.at.toIso(), event.metric,
                   event.value ? valueText(event) + QLatin1Char(' ') + event.currency : QString(),
                   QString::fromUtf8(event.properties)});
    return QLatin1Char('\n') + table.toText();
}

Result<Answer> show(const CommonOptions &options, const QString &who)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto id = findPerson(*store, who);
    if (!id)
        return failure(id.error());
    const auto view = viewProfile(*store, *id, options.asOf.value_or(EndOfTime));
    if (!view)
        return failure(view.error());
    return Answer{.json = {{"profile", toJson(*view)}}, .text = factsText(*view) + eventsText(*view), .notes = {}};
}

} // namespace

void addProfile(Commands &commands)
{
    CLI::App &profile = commands.group("profile", tr("One person"));
    const auto who = std::make_shared<std::string>();
    CLI::App &word =
        commands.command(profile, "show", tr("Show all that is known of one person"),
                         [who](const CommonOptions &options) { return show(options, QString::fromStdString(*who)); });
    word.add_option("PERSON", *who, tr("E-mail, phone, platform id or profile id").toStdString())->required();
}

} // namespace perennial
