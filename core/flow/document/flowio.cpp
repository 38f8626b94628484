// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowio.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace perennial {

namespace {

constexpr int MinutesPerHour = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

QString clockText(ClockTime time)
{
    return QStringLiteral("%1:%2")
        .arg(time.minutes / MinutesPerHour, 2, 10, QLatin1Char('0'))
        .arg(time.minutes % MinutesPerHour, 2, 10, QLatin1Char('0'));
}

std::optional<ClockTime> clockFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([01][0-9]|2[0-3]):([0-5][0-9])$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return ClockTime{match.captured(1).toInt() * MinutesPerHour + match.captured(2).toInt()};
}

void clockTime(JsonReader &reader, const char *key, std::optional<ClockTime> &time)
{
    std::optional<QString> text;
    reader(key, text);
    if (!text)
        return;
    time = clockFromText(*text);
    if (!time)
        reader.report(reader.whereIs(key), tr("“%1” is not a time of the clock like 09:30.").arg(*text));
}

void clockTime(JsonReader &reader, const char *key, ClockTime &time)
{
    std::optional<ClockTime> given;
    clockTime(reader, key, given);
    time = given.value_or(time);
}

void clockTime(JsonWriter &writer, const char *key, const std::optional<ClockTime> &time)
{
    std::optional<QString> text;
    if (time)
        text = clockText(*time);
    writer(key, text);
}

void edges(JsonReader &reader, const char *key, std::map<FlowPort, FlowNodeId> &to)
{
    const QJsonValue json = reader.take(key);
    if (json.isUndefined())
        return;
    if (!json.isObject())
        return reader.report(reader.whereIs(key), tr("Here stand the ports and the nodes they lead to."));
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isString())
            reader.report(reader.whereIs(key) + u'.' + it.key(), tr("Here stands the id of a node."));
        to[it.key()] = it->toString();
    }
}

void edges(JsonWriter &writer, const char *key, const std::map<FlowPort, FlowNodeId> &to)
{
    QMap<QString, Operand> map;
    for (const auto &[port, node] : to)
        map.insert(port, node);
    writer(key, map);
}

std::optional<size_t> placeAmong(JsonReader &reader, const char *key, std::span<const char *const> ids)
{
    const QString given = reader.take(key).toString();
    QStringList choices;
    for (size_t i = 0; i < ids.size(); ++i) {
        if (given == QLatin1String(ids[i]))
            return i;
        choices.append(QLatin1String(ids[i]));
    }
    reader.report(reader.whereIs(key),
                  tr("“%1” is not known here. It must be one of: %2.").arg(given, choices.join(QStringLiteral(", "))));
    return std::nullopt;
}

} // namespace perennial
