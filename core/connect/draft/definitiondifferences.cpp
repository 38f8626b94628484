// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/definitiondifferences.h"

#include "core/base/instant.h"
#include "core/connect/draft/flowrules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

#include <algorithm>
#include <vector>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// What is asked for by leaving it out.
bool saysNothing(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty()) ||
           (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty());
}

bool isSameText(const QString &asked, const QString &there)
{
    if (asked == there)
        return true;
    const auto one = Instant::fromIso(asked), other = Instant::fromIso(there);
    return one && other && one->ms == other->ms;
}

bool covers(const QJsonValue &asked, const QJsonValue &there);

bool coversAll(const QJsonArray &asked, const QJsonArray &there)
{
    if (asked.size() != there.size())
        return false;
    std::vector<bool> isTaken(static_cast<size_t>(there.size()));
    for (const QJsonValue &one : asked) {
        qsizetype at = 0;
        while (at < there.size() && (isTaken[static_cast<size_t>(at)] || !covers(one, there[at])))
            ++at;
        if (at == there.size())
            return false;
        isTaken[static_cast<size_t>(at)] = true;
    }
    return true;
}

bool covers(const QJsonValue &asked, const QJsonValue &there)
{
    if (saysNothing(asked)) // a filter where none was asked for is another definition, a sender is Klaviyo's standard
        return saysNothing(there) || !(there.isObject() || there.isArray());
    if (asked.isArray() && there.isArray())
        return coversAll(asked.toArray(), there.toArray());
    if (asked.isObject() && there.isObject()) {
        const QJsonObject all = asked.toObject();
        for (auto each = all.begin(); each != all.end(); ++each)
            if (!covers(each.value(), there[each.key()]))
                return false;
        return true;
    }
    if (asked.isString() && there.isString())
        return isSameText(asked.toString(), there.toString());
    return asked == there;
}

QString shown(const QJsonValue &value)
{
    if (saysNothing(value))
        return tr("nothing");
    if (value.isString())
        return u'“' + value.toString() + u'”';
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

// Goes down to what is other by itself.
void tell(const QString &place, const QJsonValue &asked, const QJsonValue &there, QStringList &differences)
{
    if (covers(asked, there))
        return;
    const bool goesDown = asked.isObject() && there.isObject();
    const bool goesAlong = asked.isArray() && there.isArray() && asked.toArray().size() == there.toArray().size();
    if (goesDown) {
        const QJsonObject all = asked.toObject();
        for (auto each = all.begin(); each != all.end(); ++each)
            tell(place + QStringLiteral(", ") + each.key(), each.value(), there[each.key()], differences);
        return;
    }
    if (goesAlong) {
        for (qsizetype i = 0; i < asked.toArray().size(); ++i)
            tell(QStringLiteral("%1 %2").arg(place).arg(i + 1), asked[i], there[i], differences);
        return;
    }
    differences.append(tr("%1: asked for %2, there is %3.").arg(place, shown(asked), shown(there)));
}

QMap<QString, QJsonObject> byId(const QJsonObject &definition)
{
    QMap<QString, QJsonObject> actions;
    for (const QJsonValue &value : definition[QLatin1String("actions")].toArray()) {
        const QJsonObject action = value.toObject();
        for (const char *key : {"temporary_id", "id"}) {
            const QJsonValue id = action[QLatin1String(key)];
            if (!id.isUndefined() && !id.isNull())
                actions.insert(id.toVariant().toString(), action);
        }
    }
    return actions;
}

QString titleOf(const QJsonObject &action)
{
    const QJsonValue data = action[QLatin1String("data")];
    const QString message = data[QLatin1String("message")][QLatin1String("name")].toString();
    const QString name = message.isEmpty() ? data[QLatin1String("name")].toString() : message;
    return name.isEmpty() ? action[QLatin1String("type")].toString() : u'“' + name + u'”';
}

// An action without what leads on from it.
QJsonObject plain(const QJsonObject &action)
{
    QJsonObject data = action[QLatin1String("data")].toObject();
    QJsonArray branches;
    for (const QJsonValue &value : data[QLatin1String("branches")].toArray()) {
        QJsonObject branch = value.toObject();
        branch.remove(QStringLiteral("links"));
        branch.remove(QStringLiteral("branch_id"));
        branches.append(branch);
    }
    if (!branches.isEmpty())
        data.insert(QStringLiteral("branches"), branches);
    return {{"type", action[QLatin1String("type")]}, {"data", data}};
}

class FlowWalk
{
public:
    FlowWalk(const QJsonObject &asked, const QJsonObject &there)
        : m_asked(byId(asked))
        , m_there(byId(there))
    {
    }

    void walk(const QString &entry, const QString &entryThere, QStringList &differences)
    {
        std::vector<std::pair<QString, QString>> open{{entry, entryThere}};
        while (!open.empty() && m_steps++ <= m_asked.size()) {
            const auto [mine, theirs] = open.back();
            open.pop_back();
            const QJsonObject one = m_asked.value(mine), other = m_there.value(theirs);
            if (other.isEmpty()) {
                differences.append(tr("The step %1 is not there.").arg(titleOf(one)));
                continue;
            }
            tell(tr("Step %1").arg(titleOf(one)), plain(one), plain(other), differences);
            const QStringList ways = nextActions(one), waysThere = nextActions(other);
            if (ways.size() != waysThere.size())
                differences.append(tr("Step %1 leads on by %2 ways, asked for were %3.")
                                       .arg(titleOf(one))
                                       .arg(waysThere.size())
                                       .arg(ways.size()));
            for (qsizetype i = 0; i < std::min(ways.size(), waysThere.size()); ++i)
                open.emplace_back(ways[i], waysThere[i]);
        }
    }

private:
    QMap<QString, QJsonObject> m_asked;
    QMap<QString, QJsonObject> m_there;
    qsizetype m_steps = 0;
};

} // namespace

QStringList segmentDifferences(const QJsonObject &asked, const QJsonObject &there)
{
    QStringList differences;
    tell(tr("Conditions"), asked, there, differences);
    return differences;
}

QStringList flowDifferences(const QJsonObject &asked, const QJsonObject &there)
{
    QStringList differences;
    const std::pair<const char *, QString> parts[] = {{"triggers", tr("Trigger")},
                                                      {"profile_filter", tr("Filter of the flow")},
                                                      {"reentry_criteria", tr("Coming in again")}};
    for (const auto &[key, words] : parts)
        tell(words, asked[QLatin1String(key)], there[QLatin1String(key)], differences);
    const QString entry = asked[QLatin1String("entry_action_id")].toString();
    if (!entry.isEmpty())
        FlowWalk(asked, there).walk(entry, there[QLatin1String("entry_action_id")].toVariant().toString(), differences);
    return differences;
}

} // namespace perennial
