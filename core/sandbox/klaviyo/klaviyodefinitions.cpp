// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/klaviyodefinitions.h"

#include "core/sandbox/klaviyo/klaviyogrammar.h"

#include <QJsonArray>
#include <QMap>
#include <QSet>

namespace perennial {

namespace {

using Fault = JsonGrammar::Fault;
using Found = std::optional<Fault>;

// The ids that stand in a value, wherever they do.
Found unknownId(const QJsonValue &value, const QString &at, const KlaviyoKnows &knows)
{
    if (value.isArray()) {
        const QJsonArray all = value.toArray();
        for (qsizetype i = 0; i < all.size(); ++i)
            if (auto fault = unknownId(all[i], QStringLiteral("%1/%2").arg(at).arg(i), knows))
                return fault;
        return std::nullopt;
    }
    static const QMap<QString, QString> kinds{{QStringLiteral("metric_id"), QStringLiteral("metric")},
                                              {QStringLiteral("list_id"), QStringLiteral("list")},
                                              {QStringLiteral("template_id"), QStringLiteral("template")},
                                              {QStringLiteral("group_ids"), QStringLiteral("list or segment")}};
    const QJsonObject object = value.toObject();
    for (auto each = object.begin(); each != object.end(); ++each) {
        const QString here = at + u'/' + each.key();
        const QJsonArray ids = each->isArray() ? each->toArray() : QJsonArray{*each};
        for (const QJsonValue &id : kinds.contains(each.key()) ? ids : QJsonArray())
            if (id.isString() && !knows(kinds[each.key()], id.toString()))
                return Fault{here,
                             QStringLiteral("A %1 with id %2 does not exist.").arg(kinds[each.key()], id.toString())};
        if (auto fault = unknownId(*each, here, knows))
            return fault;
    }
    return std::nullopt;
}

Found unknownTrigger(const QJsonValue &trigger, const KlaviyoKnows &knows)
{
    const QString kind = trigger[QLatin1String("type")].toString();
    const QString id = trigger[QLatin1String("id")].toString();
    const bool hasId = kind == u"metric" || kind == u"list" || kind == u"segment";
    if (!hasId || knows(kind, id))
        return std::nullopt;
    return Fault{QStringLiteral("/triggers/0/id"), QStringLiteral("A %1 with id %2 does not exist.").arg(kind, id)};
}

// Hands each way that leads on from an action to `use`, which may change it.
template <class Use>
QJsonObject withWays(QJsonObject action, Use use)
{
    const auto changed = [&](QJsonObject links) {
        for (auto each = links.begin(); each != links.end(); ++each)
            if (each->isString())
                *each = use(each->toString());
        return links;
    };
    if (action[QLatin1String("links")].isObject())
        action.insert(QStringLiteral("links"), changed(action[QLatin1String("links")].toObject()));
    QJsonObject data = action[QLatin1String("data")].toObject();
    if (data.contains(QLatin1String("branches"))) {
        QJsonArray branches;
        for (const QJsonValue &value : data[QLatin1String("branches")].toArray()) {
            QJsonObject branch = value.toObject();
            if (branch[QLatin1String("links")].isObject())
                branch.insert(QStringLiteral("links"), changed(branch[QLatin1String("links")].toObject()));
            branches.append(branch);
        }
        data.insert(QStringLiteral("branches"), branches);
        action.insert(QStringLiteral("data"), data);
    }
    return action;
}

QMap<QString, QJsonObject> actionsById(const QJsonValue &definition)
{
    QMap<QString, QJsonObject> actions;
    for (const QJsonValue &action : definition[QLatin1String("actions")].toArray())
        actions.insert(action[QLatin1String("temporary_id")].toString(), action.toObject());
    return actions;
}

Found brokenTree(const QJsonValue &definition)
{
    const auto broken = [](const QString &what) { return Fault{QStringLiteral("/actions"), what}; };
    const QMap<QString, QJsonObject> actions = actionsById(definition);
    if (actions.size() != definition[QLatin1String("actions")].toArray().size() || actions.contains(QString()))
        return broken(QStringLiteral("Every action needs a temporary_id of its own."));
    QStringList open;
    const QString entry = definition[QLatin1String("entry_action_id")].toString();
    if (!entry.isEmpty())
        open.append(entry);
    QSet<QString> met;
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (!actions.contains(id))
            return broken(QStringLiteral("There is no action %1.").arg(id));
        if (met.contains(id))
            return broken(QStringLiteral("More than one way leads to %1.").arg(id));
        met.insert(id);
        (void)withWays(actions[id], [&](const QString &next) {
            open.append(next);
            return next;
        });
    }
    if (met.size() != actions.size())
        return broken(QStringLiteral("An action is not reached."));
    return std::nullopt;
}

} // namespace

std::optional<JsonGrammar::Fault> segmentFault(const QJsonValue &definition, const KlaviyoKnows &knows)
{
    if (auto fault = klaviyoGrammar().faultOf(definition, QStringLiteral("segment")))
        return fault;
    return unknownId(definition, {}, knows);
}

std::optional<JsonGrammar::Fault> flowFault(const QJsonValue &definition, const KlaviyoKnows &knows)
{
    if (auto fault = klaviyoGrammar().faultOf(definition, QStringLiteral("flow")))
        return fault;
    const QJsonArray triggers = definition[QLatin1String("triggers")].toArray();
    if (triggers.size() != 1)
        return Fault{QStringLiteral("/triggers"), QStringLiteral("Only one trigger is supported.")};
    if (auto fault = unknownTrigger(triggers[0], knows))
        return fault;
    if (auto fault = unknownId(definition, {}, knows))
        return fault;
    return brokenTree(definition);
}

QJsonObject keptFlow(const QJsonObject &definition, const std::function<QString()> &newId)
{
    QMap<QString, QString> ids;
    for (const QJsonValue &action : definition[QLatin1String("actions")].toArray())
        ids.insert(action[QLatin1String("temporary_id")].toString(), newId());
    const auto kept = [&ids](const QString &id) { return ids.value(id); };
    QJsonArray actions;
    for (const QJsonValue &value : definition[QLatin1String("actions")].toArray()) {
        QJsonObject action = withWays(value.toObject(), kept);
        action.insert(QStringLiteral("id"), kept(action.take(QStringLiteral("temporary_id")).toString()));
        QJsonObject data = action[QLatin1String("data")].toObject();
        QJsonObject message = data[QLatin1String("message")].toObject();
        if (!message.isEmpty()) {
            message.insert(QStringLiteral("id"), newId());
            data.insert(QStringLiteral("message"), message);
            action.insert(QStringLiteral("data"), data);
        }
        actions.append(action);
    }
    QJsonObject made = definition;
    made.insert(QStringLiteral("actions"), actions);
    const QString entry = definition[QLatin1String("entry_action_id")].toString();
    made.insert(QStringLiteral("entry_action_id"), entry.isEmpty() ? QJsonValue() : QJsonValue(kept(entry)));
    return made;
}

} // namespace perennial
