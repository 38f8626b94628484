// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"
#include "core/flow/lint/linter.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

void checkEdges(Linter &linter, size_t at)
{
    const FlowNode &node = linter.flow.nodes[at];
    const std::vector<FlowPort> ports = portsOf(node);
    for (const auto &[port, target] : node.to) {
        const QString where = Linter::placeOf(at, QStringLiteral("to.") + port);
        if (std::ranges::find(ports, port) == ports.end())
            linter.error("unknown_port", node.id, tr("This step has no way out called “%1”.").arg(port), where,
                         tr("Remove the connection"));
        else if (!linter.graph.at(target))
            linter.error("dangling_edge", node.id,
                         tr("This step leads to “%1”, which is not there. The way ends here.").arg(target), where,
                         tr("Remove the connection"));
    }
}

// One way ends while another goes on; an end on purpose is an exit.
void checkDeadEnds(Linter &linter, size_t at)
{
    const FlowNode &node = linter.flow.nodes[at];
    const std::vector<FlowPort> ports = portsOf(node);
    const auto leads = [&](const FlowPort &port) { return node.to.contains(port); };
    if (std::ranges::none_of(ports, leads))
        return;
    for (const FlowPort &port : ports) {
        if (!leads(port))
            linter.hint("dead_end", node.id,
                        tr("“%1” leads nowhere, while another way goes on.").arg(portWords(node, port)),
                        Linter::placeOf(at, QStringLiteral("to.") + port), tr("End this way with a step of its own"));
    }
}

void checkReach(Linter &linter, size_t at)
{
    const FlowNode &node = linter.flow.nodes[at];
    if (!linter.reached[at])
        linter.warn("unreachable", node.id, tr("Nobody comes to this step: no trigger leads to it."),
                    Linter::placeOf(at), tr("Delete the step"));
}

void checkTriggers(Linter &linter)
{
    if (linter.graph.triggers().empty())
        linter.error("no_trigger", {}, tr("Nothing starts this flow: it needs a trigger."), QStringLiteral("nodes"));
    for (const size_t trigger : linter.graph.triggers()) {
        const FlowNode &node = linter.flow.nodes[trigger];
        if (node.to.empty())
            linter.warn("nothing_follows", node.id, tr("Nothing follows this trigger."), Linter::placeOf(trigger));
        if (!linter.graph.parents(trigger).empty())
            linter.warn("leads_to_trigger", node.id,
                        tr("Another step leads to this trigger. People pass through it as if it were not there."),
                        Linter::placeOf(trigger));
    }
}

void checkCycles(Linter &linter)
{
    for (const std::vector<FlowNodeId> &cycle : cyclesWithoutDelay(linter.flow)) {
        const size_t at = linter.graph.at(cycle.front()).value_or(0);
        linter.error("cycle_without_delay", cycle.front(),
                     tr("The way leads round here without a delay, so it would never end. A flow like this is not "
                        "replayed."),
                     Linter::placeOf(at), tr("Wait a day on the way round"));
    }
}

} // namespace

void checkShape(Linter &linter)
{
    checkTriggers(linter);
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i) {
        const FlowNode &node = linter.flow.nodes[i];
        if (const auto *unread = node.as<UnreadNode>())
            linter.error("unread_node", node.id, tr("This step cannot be read: %1").arg(unread->error.message),
                         Linter::placeOf(i));
        checkReach(linter, i);
        checkEdges(linter, i);
        checkDeadEnds(linter, i);
    }
    checkCycles(linter);
}

} // namespace perennial
