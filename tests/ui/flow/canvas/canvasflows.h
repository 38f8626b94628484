// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

namespace perennial {

inline FlowNode nodeAt(const QString &id, double x, double y, FlowNodeKind kind, std::map<FlowPort, FlowNodeId> to = {})
{
    FlowNode node;
    node.id = id;
    node.at = {x, y};
    node.is = std::move(kind);
    node.to = std::move(to);
    return node;
}

inline MessageNode message(MessageChannel channel, const QString &name)
{
    MessageNode node;
    node.channel = channel;
    node.name = name;
    node.subject = name;
    return node;
}

// started → delay → bought? — yes → exit, no → mail → wait until — met → goal, timeout → sms
inline FlowDoc cartFlow()
{
    FlowDoc flow;
    flow.name = QStringLiteral("Abandoned cart");
    WaitNode wait;
    wait.timeout = TimeSpan{3, TimeUnit::Day};
    flow.nodes = {
        nodeAt(QStringLiteral("started"), 0, 0, TriggerNode{EventTrigger{QStringLiteral("Started Checkout"), {}}},
               {{port::Next, QStringLiteral("delay")}}),
        nodeAt(QStringLiteral("delay"), 0, 144, DelayNode{{4, TimeUnit::Hour}, {}, {}, ClockOf::Flow},
               {{port::Next, QStringLiteral("bought")}}),
        nodeAt(QStringLiteral("bought"), 0, 288, SplitNode{},
               {{port::Yes, QStringLiteral("exit")}, {port::No, QStringLiteral("mail")}}),
        nodeAt(QStringLiteral("exit"), -144, 456, ExitNode{QStringLiteral("Bought already")}),
        nodeAt(QStringLiteral("mail"), 144, 456, message(MessageChannel::Email, QStringLiteral("You left something")),
               {{port::Next, QStringLiteral("wait")}}),
        nodeAt(QStringLiteral("wait"), 144, 600, wait,
               {{port::Met, QStringLiteral("goal")}, {port::Timeout, QStringLiteral("sms")}}),
        nodeAt(QStringLiteral("goal"), 0, 768, GoalNode{QStringLiteral("Ordered")}),
        nodeAt(QStringLiteral("sms"), 288, 768, message(MessageChannel::Sms, QStringLiteral("10 % until Sunday"))),
    };
    flow.remarks = {
        {QStringLiteral("r1"), QStringLiteral("Ask Support before the SMS is changed."), {-520, 456}, {200, 96}}};
    return flow;
}

inline TrafficView cartTraffic(TrafficLook look = TrafficLook::Counts)
{
    const auto id = [](const char *text) { return QString::fromLatin1(text); };
    TrafficView view;
    view.look = look;
    const auto in = [](qint64 people, qint64 waiting = 0) { return NodeTraffic{{people, {}}, waiting, 0, 0}; };
    view.nodes = {{id("started"), in(12408)}, {id("delay"), in(12408, 37)}, {id("bought"), in(12371)},
                  {id("exit"), in(4102)},     {id("mail"), in(8269)},       {id("wait"), in(8269, 1204)},
                  {id("goal"), in(1931)},     {id("sms"), in(5134)}};
    const auto out = [&](const char *from, const FlowPort &port, qint64 people) {
        view.edges[{id(from), port}] = {people, {}};
    };
    out("started", port::Next, 12408);
    out("delay", port::Next, 12371);
    out("bought", port::Yes, 4102);
    out("bought", port::No, 8269);
    out("mail", port::Next, 8269);
    out("wait", port::Met, 1931);
    out("wait", port::Timeout, 5134);
    out("goal", port::Next, 1931);
    out("sms", port::Next, 5134);
    return view;
}

// A tree of so many nodes with a second edge here and there, laid row by row: what is long to draw.
inline FlowDoc largeFlow(int count)
{
    FlowDoc flow;
    const auto id = [](int n) { return QStringLiteral("n%1").arg(n); };
    const int columns = count > 2000 ? 100 : 25;
    for (int i = 0; i < count; ++i) {
        const double x = (i % columns) * 288.0;
        const double y = static_cast<double>(i / columns) * 152.0;
        FlowNodeKind kind = i == 0       ? FlowNodeKind(TriggerNode{EventTrigger{QStringLiteral("Placed Order"), {}}})
                            : i % 5 == 0 ? FlowNodeKind(SplitNode{})
                            : i % 3 == 0
                                ? FlowNodeKind(message(MessageChannel::Email, QStringLiteral("Mail %1").arg(i)))
                                : FlowNodeKind(DelayNode{{1 + i % 9, TimeUnit::Day}, {}, {}, ClockOf::Flow});
        FlowNode node = nodeAt(id(i), x, y, kind);
        const auto ports = portsOf(node);
        if (i + columns < count)
            node.to[ports[0]] = id(i + columns);
        if (ports.size() > 1 && i + columns + 1 < count)
            node.to[ports[1]] = id(i + columns + 1);
        flow.nodes.push_back(node);
    }
    return flow;
}

// Branches that part and come together again, as flows of shops do, all at one place.
inline FlowDoc branchedFlow(int count)
{
    FlowDoc flow;
    const auto id = [](int n) { return QStringLiteral("n%1").arg(n); };
    std::vector<FlowEdgeId> open;
    for (int i = 0; i < count; ++i) {
        FlowNodeKind kind = i == 0       ? FlowNodeKind(TriggerNode{EventTrigger{QStringLiteral("Placed Order"), {}}})
                            : i % 4 == 2 ? FlowNodeKind(SplitNode{})
                            : i % 4 == 3
                                ? FlowNodeKind(message(MessageChannel::Email, QStringLiteral("Mail %1").arg(i)))
                            : i % 9 == 8 ? FlowNodeKind(ExitNode{})
                                         : FlowNodeKind(DelayNode{{1 + i % 9, TimeUnit::Day}, {}, {}, ClockOf::Flow});
        const FlowNode node = nodeAt(id(i), 0, 0, kind);
        const size_t joins = i == 0 ? 0 : open.size() > 5 ? 2 : 1;
        for (size_t j = 0; j < joins && !open.empty(); ++j) {
            const auto from = open.begin() + static_cast<std::ptrdiff_t>((static_cast<size_t>(i) * 7) % open.size());
            flow.node(from->from)->to[from->port] = node.id;
            open.erase(from);
        }
        for (const FlowPort &port : portsOf(node))
            open.push_back({node.id, port});
        flow.nodes.push_back(node);
    }
    return flow;
}

inline TrafficView trafficOf(const FlowDoc &flow, qint64 people = 1'000'000)
{
    TrafficView view;
    for (const FlowNode &node : flow.nodes) {
        view.nodes[node.id] = {{people, {}}, people % 97, 0, 0};
        for (const auto &[port, to] : node.to)
            view.edges[{node.id, port}] = {people / static_cast<qint64>(node.to.size()), {}};
        people = people * 991 / 1000;
    }
    return view;
}

} // namespace perennial
