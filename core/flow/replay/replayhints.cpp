// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/replayhints.h"

#include "core/flow/replay/flowpath.h"

#include <QCoreApplication>
#include <QLocale>

#include <map>

namespace perennial {

namespace {

constexpr quint64 LeastMessages = 20; // of fewer nothing can be said
constexpr quint64 Hardly = 10;        // one in so many gets it

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString worded(quint64 number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

// Nothing where enough people get it, or there is no one reason why they do not.
std::optional<QString> whyMute(const MessageTraffic &message)
{
    quint64 decided = message.sent.count;
    for (const Traffic &skipped : message.skipped)
        decided += skipped.count;
    for (size_t i = 0; i < SkipReasons; ++i) {
        const quint64 skipped = message.skipped[i].count;
        if (decided >= LeastMessages && (decided - skipped) * Hardly < decided)
            return tr("Hardly anybody gets this message: %1 of %2 were passed over for one reason, %3.")
                .arg(worded(skipped), worded(decided), wordsOf(static_cast<Skipped>(i)));
    }
    return std::nullopt;
}

} // namespace

std::vector<FlowProblem> hintsOf(const FlowDoc &flow, const ReplayResult &result, const ReplayedDays &over)
{
    std::map<std::pair<FlowNodeId, FlowPort>, quint64> went;
    for (const NodeVisits &node : result.nodes) {
        for (const PortTraffic &port : node.out)
            went[{node.id, port.port}] = port.went.count;
    }
    auto hints = untakenWays(
        flow,
        [&](const FlowNodeId &node, const FlowPort &port) {
            const auto found = went.find({node, port});
            return found == went.end() ? 0 : found->second;
        },
        over);
    for (size_t i = 0; i < result.nodes.size(); ++i) {
        const NodeVisits &node = result.nodes[i];
        if (const auto why = node.message ? whyMute(*node.message) : std::nullopt)
            hints.push_back({FlowSeverity::Hint,
                             node.id,
                             QStringLiteral("mute_message"),
                             *why,
                             QStringLiteral("nodes[%1]").arg(i),
                             {}});
    }
    return hints;
}

} // namespace perennial
