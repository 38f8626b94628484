// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/remotenames.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <functional>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The keys whose values are ids of the account; a message that reads "list:…" is none.
constexpr std::array IdKeys{"metric_id", "group_ids", "id", "trigger_id", "list_id", "template_id"};

bool holdsId(const QString &key)
{
    return std::ranges::any_of(IdKeys, [&](const char *known) { return key == QLatin1String(known); });
}

std::optional<RemoteName> nameIn(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const auto kind = enumFromId<RemoteKind>(text.left(std::max<qsizetype>(colon, 0)));
    return kind ? std::optional(RemoteName{*kind, text.mid(colon + 1)}) : std::nullopt;
}

using Replace = std::function<QJsonValue(const QString &)>;

QJsonValue replaced(const QJsonValue &value, bool isId, const Replace &replace)
{
    if (value.isString() && isId)
        return replace(value.toString());
    if (value.isArray()) {
        QJsonArray made;
        for (const QJsonValue &each : value.toArray())
            made.append(replaced(each, isId, replace));
        return made;
    }
    if (!value.isObject())
        return value;
    QJsonObject made = value.toObject();
    for (auto each = made.begin(); each != made.end(); ++each)
        each.value() = replaced(each.value(), holdsId(each.key()), replace);
    return made;
}

} // namespace

QString wordsOf(const RemoteName &name)
{
    switch (name.kind) {
    case RemoteKind::Metric:
        return tr("metric “%1”").arg(name.name);
    case RemoteKind::List:
        return tr("list “%1”").arg(name.name);
    case RemoteKind::Segment:
        return tr("segment “%1”").arg(name.name);
    case RemoteKind::Template:
        return tr("template “%1”").arg(name.name);
    }
    return name.name;
}

std::set<RemoteName> namesIn(const QJsonObject &request)
{
    std::set<RemoteName> names;
    (void)replaced(request, false, [&](const QString &text) {
        if (auto name = nameIn(text))
            names.insert(std::move(*name));
        return QJsonValue(text);
    });
    return names;
}

QJsonObject withIds(const QJsonObject &request, const RemoteIds &ids)
{
    return replaced(request, false,
                    [&](const QString &text) {
                        const auto name = nameIn(text);
                        const auto id = name ? ids.find(*name) : ids.end();
                        return QJsonValue(id == ids.end() ? text : id->second);
                    })
        .toObject();
}

} // namespace perennial
