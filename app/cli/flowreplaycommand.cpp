// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowrange.h"
#include "app/cli/flowsource.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/base/money.h"
#include "core/flow/document/flowenumids.h"
#include "core/flow/document/flowwords.h"
#include "core/flow/replay/flowpath.h"
#include "core/flow/replay/replayhints.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ReplayWords
{
    std::string flow;
    FlowRangeWords range;
};

constexpr std::array SkipIds{"quiet_hours", "no_address", "suppressed", "no_consent", "smart_sending", "cap"};

QJsonObject skippedJson(const MessageTraffic &message)
{
    QJsonObject skipped;
    for (size_t i = 0; i < SkipReasons; ++i) {
        if (message.skipped[i].count > 0)
            skipped.insert(QLatin1String(SkipIds[i]), qint64(message.skipped[i].count));
    }
    return skipped;
}

QJsonObject nodeJson(const NodeVisits &node, const FlowNode &written, const QString &currency)
{
    QJsonObject out;
    for (const PortTraffic &port : node.out)
        out.insert(port.port, qint64(port.went.count));
    QJsonObject json{{"id", node.id},
                     {"kind", flowNodeKindId(written)},
                     {"in", qint64(node.in.count)},
                     {"out", out},
                     {"exited", qint64(node.exited.count)},
                     {"waiting", qint64(node.waiting.count)},
                     {"people", qint64(node.in.people.count())},
                     {"observed_orders", qint64(node.followed.visits.count)},
                     {"observed_revenue", Money{node.followed.revenue, currency}.toDecimal()}};
    if (node.message) {
        json.insert(QStringLiteral("sent"), qint64(node.message->sent.count));
        json.insert(QStringLiteral("after_order"), qint64(node.message->afterOrder.count));
        json.insert(QStringLiteral("held"), qint64(node.message->held.count));
        json.insert(QStringLiteral("skipped"), skippedJson(*node.message));
    }
    return json;
}

QJsonObject goalsJson(const ReplayResult &result, const FlowDoc &flow)
{
    QJsonObject goals;
    for (const GoalTraffic &goal : result.goals)
        goals.insert(goal.node.isEmpty() ? goal.exit : flow.node(goal.node)->id, qint64(goal.reached.count));
    return goals;
}

QJsonObject replayJson(const ReplayResult &result, const FlowDoc &flow, double seconds)
{
    QJsonArray nodes;
    std::array<qint64, EnumIds<MessageChannel>::ids.size()> sent{};
    for (const NodeVisits &node : result.nodes) {
        const FlowNode &written = *flow.node(node.id);
        nodes.append(nodeJson(node, written, result.currency));
        if (node.message)
            sent[static_cast<size_t>(written.as<MessageNode>()->channel)] += qint64(node.message->sent.count);
    }
    QJsonObject messages;
    for (size_t channel = 0; channel < sent.size(); ++channel) {
        if (sent[channel] > 0)
            messages.insert(enumId(static_cast<MessageChannel>(channel)), sent[channel]);
    }
    return {{"from", result.from.toIso()},
            {"to", result.to.toIso()},
            {"entered", qint64(result.entered)},
            {"completed", qint64(result.completed)},
            {"exited", qint64(result.exited)},
            {"waiting", qint64(result.waiting)},
            {"goals", qint64(result.reachedGoal)},
            {"reached", goalsJson(result, flow)},
            {"turned_away", QJsonObject{{"filter", qint64(result.turnedAway[0].count)},
                                        {"re_entry", qint64(result.turnedAway[1].count)}}},
            {"nodes", nodes},
            {"messages", messages},
            {"seconds", seconds}};
}

QString portsText(const NodeVisits &node, const FlowNode &written)
{
    QStringList parts;
    for (const PortTraffic &port : node.out)
        parts.append(QStringLiteral("%1 %2").arg(portWords(written, port.port)).arg(port.went.count));
    if (node.message) {
        parts = {tr("sent %1").arg(node.message->sent.count)};
        for (size_t i = 0; i < SkipReasons; ++i) {
            if (node.message->skipped[i].count > 0)
                parts.append(
                    QStringLiteral("%1 %2").arg(wordsOf(static_cast<Skipped>(i))).arg(node.message->skipped[i].count));
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString replayText(const ReplayResult &result, const FlowDoc &flow)
{
    TextTable table({tr("Step"), tr("What"), tr(">In"), tr(">Left"), tr(">Waiting"), tr("On by")});
    for (const NodeVisits &node : result.nodes) {
        const FlowNode &written = *flow.node(node.id);
        table.add({node.id, nameOf(written), QString::number(node.in.count), QString::number(node.exited.count),
                   QString::number(node.waiting.count), portsText(node, written)});
    }
    const QString sum = tr("%1 journeys: %2 completed, %3 left, %4 still waiting; %5 reached a goal.\n")
                            .arg(result.entered)
                            .arg(result.completed)
                            .arg(result.exited)
                            .arg(result.waiting)
                            .arg(result.reachedGoal);
    const QString away = tr("Not let in: %1 by the entry filter, %2 by the rule for coming again.\n")
                             .arg(result.turnedAway[0].count)
                             .arg(result.turnedAway[1].count);
    return table.toText() + u'\n' + sum + away;
}

QStringList hintNotes(const ReplayResult &result, const FlowDoc &flow)
{
    const auto dayOf = [&](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms, result.zone).date().toString(Qt::ISODate);
    };
    QStringList notes;
    for (const FlowProblem &hint : hintsOf(flow, result, {dayOf(result.from.ms), dayOf(result.to.ms - 1)}))
        notes.append(QStringLiteral("%1: %2").arg(hint.node, hint.text));
    return notes;
}

Result<Answer> replayFlow(const CommonOptions &options, const ReplayWords &words)
{
    auto asked = AskedFlow::open(options, words.flow, words.range);
    if (!asked)
        return failure(asked.error());
    QElapsedTimer timer;
    timer.start();
    const auto result = replay(asked->flow.reading.flow, asked->table, {asked->from, asked->to}, options.progress());
    if (!result)
        return failure(located(result.error(), asked->flow));
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    return Answer{.json = replayJson(*result, asked->flow.reading.flow, seconds),
                  .text = replayText(*result, asked->flow.reading.flow),
                  .notes = asked->notes + hintNotes(*result, asked->flow.reading.flow)};
}

} // namespace

void addFlowReplay(Commands &commands, CLI::App &flow)
{
    const auto words = std::make_shared<ReplayWords>();
    const auto run = [words](const CommonOptions &options) { return replayFlow(options, *words); };
    CLI::App &command = commands.command(
        flow, "replay", tr("Run a flow over what really happened: how many go which way, and what they would get"),
        run);
    addFlowWords(command, words->flow, words->range);
}

} // namespace perennial
