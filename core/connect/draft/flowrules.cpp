// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/flowrules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMap>
#include <QSet>

namespace perennial {

namespace {

tl::unexpected<Error> broken(const char *rule, const QString &where)
{
    return failure(
        ErrorKind::Internal,
        QCoreApplication::translate("perennial", "The flow cannot be made in Klaviyo as it was written out."), where,
        QLatin1String(rule));
}

QString textOf(const QJsonValue &value, const char *key)
{
    return value[QLatin1String(key)].toString();
}

// An action by itself.
Result<void> checkAction(const QJsonObject &action, QSet<QString> &names)
{
    const QString id = textOf(action, "temporary_id");
    const QJsonValue data = action[QLatin1String("data")];
    const QString status = textOf(data, "status");
    if (!status.isEmpty() && status != QLatin1String("draft"))
        return broken("an action is no draft", id);
    const QString name = textOf(data[QLatin1String("message")], "name");
    if (!name.isEmpty() && names.contains(name))
        return broken("two messages have one name", id);
    names.insert(name);
    static const QSet<QString> units{QStringLiteral("minutes"), QStringLiteral("hours"), QStringLiteral("days")};
    if (textOf(action, "type") == QLatin1String("time-delay") && !units.contains(textOf(data, "unit")))
        return broken("a delay in no unit of Klaviyo's", id);
    return {};
}

} // namespace

QStringList nextActions(const QJsonObject &action)
{
    QStringList next;
    const auto add = [&next](const QJsonValue &id) {
        if (id.isString())
            next.append(id.toString());
    };
    const QJsonValue links = action[QLatin1String("links")];
    for (const char *way : {"next", "next_if_true", "next_if_false"})
        add(links[QLatin1String(way)]);
    for (const QJsonValue &branch : action[QLatin1String("data")][QLatin1String("branches")].toArray())
        add(branch[QLatin1String("links")][QLatin1String("next")]);
    return next;
}

Result<void> checkFlowRules(const QJsonObject &request)
{
    const QJsonValue definition =
        request[QLatin1String("data")][QLatin1String("attributes")][QLatin1String("definition")];
    if (definition[QLatin1String("triggers")].toArray().size() != 1)
        return broken("not one trigger", {});
    QMap<QString, QJsonObject> actions;
    QSet<QString> names;
    for (const QJsonValue &value : definition[QLatin1String("actions")].toArray()) {
        const QJsonObject action = value.toObject();
        const QString id = textOf(action, "temporary_id");
        if (id.isEmpty() || actions.contains(id) || action.contains(QLatin1String("id")))
            return broken("an action without an id of its own", id);
        actions.insert(id, action);
        if (const auto checked = checkAction(action, names); !checked)
            return checked;
    }
    // From the entry everything is met once: no way leads round, and none meet.
    QStringList open;
    if (const QString entry = textOf(definition, "entry_action_id"); !entry.isEmpty())
        open.append(entry);
    QSet<QString> met;
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (!actions.contains(id) || met.contains(id))
            return broken(met.contains(id) ? "two ways meet" : "a way to nowhere", id);
        met.insert(id);
        open += nextActions(actions[id]);
    }
    return met.size() == actions.size() ? Result<void>() : broken("an action that no way leads to", {});
}

} // namespace perennial
