// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"
#include "core/flow/lint/linter.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

const QString Purchase = QStringLiteral("Placed Order");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool names(const QString &name, std::initializer_list<const char *> words)
{
    return std::ranges::any_of(
        words, [&](const char *word) { return name.contains(QLatin1String(word), Qt::CaseInsensitive); });
}

// Of a journey that wants to sell something: after a cart, a look, an absence.
bool sells(const TriggerStart &start)
{
    if (const auto *event = std::get_if<EventTrigger>(&start))
        return names(event->metric, {"cart", "checkout", "viewed", "browse", "wishlist"});
    if (const auto *join = std::get_if<JoinTrigger>(&start))
        return names(join->name, {"win back", "win-back", "winback", "lapsed", "churn", "lost", "quiet", "sleeping"});
    return std::holds_alternative<ProductTrigger>(start);
}

bool sells(const FlowDoc &flow)
{
    const auto isMarketing = [](const FlowNode &node) {
        const auto *message = node.as<MessageNode>();
        return message && message->messageClass == MessageClass::Marketing;
    };
    return std::ranges::any_of(flow.nodes, isMarketing) && std::ranges::any_of(flow.nodes, [](const FlowNode &node) {
               const auto *trigger = node.as<TriggerNode>();
               return trigger && sells(trigger->start);
           });
}

bool asksForPurchase(const SegmentNode &node)
{
    if (const SegmentGroup *group = node.group())
        return group->match != GroupMatch::None && std::ranges::any_of(group->children, asksForPurchase);
    if (std::holds_alternative<OrderLineCondition>(node.is))
        return true;
    const auto *event = std::get_if<EventCondition>(&node.is);
    return event && event->quantity.metric == Purchase && event->compare.op != Op::ZeroTimes;
}

bool isAmong(const std::vector<size_t> &nodes, std::optional<size_t> node)
{
    return node && std::ranges::find(nodes, *node) != nodes.end();
}

// Round and round, the ladder used up or not.
bool goesOnWhenUsedUp(const Linter &linter, size_t at, const std::vector<std::vector<size_t>> &cycles)
{
    const FlowNode &node = linter.flow.nodes[at];
    const auto edge = node.to.find(port::UsedUp);
    const auto target = edge == node.to.end() ? std::nullopt : linter.graph.at(edge->second);
    return std::ranges::any_of(cycles, [&](const auto &cycle) { return isAmong(cycle, at) && isAmong(cycle, target); });
}

} // namespace

bool leavesOnPurchase(const FlowDoc &flow)
{
    return std::ranges::any_of(flow.exits,
                               [](const FlowExit &exit) { return exit.leaves && asksForPurchase(exit.when); });
}

FlowExit exitOnPurchase()
{
    EventCondition bought;
    bought.quantity.metric = Purchase;
    bought.quantity.window.kind = WindowKind::SinceFlowStart;
    bought.compare.op = Op::AtLeastOnce;
    SegmentGroup group{GroupMatch::All, {SegmentNode{bought}}};
    return {QStringLiteral("bought"), tr("Bought"), SegmentNode{group}, true, true};
}

void checkSelling(Linter &linter)
{
    const bool leaves = leavesOnPurchase(linter.flow);
    const QString fix = tr("Let people leave as soon as they buy");
    if (!leaves && sells(linter.flow))
        linter.warn("no_exit_on_purchase", {},
                    tr("People go on getting messages after they have bought: there is no exit on purchase."),
                    QStringLiteral("exits"), fix);
    const auto cycles = linter.graph.cyclesWithout(std::vector<bool>(linter.graph.size()));
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i) {
        const FlowNode &node = linter.flow.nodes[i];
        if (!node.as<LadderNode>())
            continue;
        if (goesOnWhenUsedUp(linter, i, cycles))
            linter.warn("ladder_never_stops", node.id,
                        tr("When the discounts are used up, the way leads round to them again: it never stops."),
                        Linter::placeOf(i, QStringLiteral("to.") + port::UsedUp),
                        tr("End the way when they are used up"));
        else if (!leaves)
            linter.warn("ladder_never_stops", node.id,
                        tr("The discount rises for people who have bought, too: there is no exit on purchase."),
                        Linter::placeOf(i), fix);
    }
}

} // namespace perennial
