// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/tally.h"

#include <algorithm>

namespace perennial {

namespace {

void join(MessageTraffic &message, MessageTraffic &other)
{
    message.sent.take(other.sent);
    message.afterOrder.take(other.afterOrder);
    message.held.take(other.held);
    for (size_t i = 0; i < SkipReasons; ++i)
        message.skipped[i].take(other.skipped[i]);
}

void join(NodeVisits &node, NodeVisits &other)
{
    node.in.take(other.in);
    for (size_t i = 0; i < node.out.size(); ++i)
        node.out[i].went.take(other.out[i].went);
    node.exited.take(other.exited);
    node.waiting.take(other.waiting);
    node.followed.visits.take(other.followed.visits);
    node.followed.revenue += other.followed.revenue;
    if (node.message)
        join(*node.message, *other.message);
}

} // namespace

Tally::Tally(const BoundFlow &flow, const ReplaySetting &setting)
    : m_flow(flow)
    , m_clock(ZoneClock::of(flow.zone()))
    , m_days(DayRange::of(m_clock, setting.from.ms, setting.to.ms))
    , m_orders(flow.table->metric(QStringLiteral("Placed Order")))
    , m_observed(std::max(flow.written.observedDays, 0) * Instant::DayMs)
{
    m_result.from = setting.from;
    m_result.to = setting.to;
    m_result.zone = flow.zone();
    m_result.firstDay = m_days.first;
    m_result.days = m_days.count;
    m_result.currency = flow.table->currency();
    m_result.exits.resize(flow.exits.size());
    for (const BoundNode &node : flow.nodes) {
        NodeVisits &traffic = m_result.nodes.emplace_back();
        traffic.id = node.written->id;
        for (size_t i = 0; i < node.ports.size(); ++i) {
            const int to = node.to[i];
            traffic.out.push_back(
                {node.ports[i],
                 to == BoundNode::End ? FlowNodeId() : flow.nodes[static_cast<size_t>(to)].written->id,
                 {}});
        }
        if (node.written->as<MessageNode>())
            traffic.message.emplace();
        if (node.written->as<GoalNode>())
            m_result.goals.push_back({node.written->id, {}, {}});
    }
    for (const BoundExit &exit : flow.exits) {
        if (exit.written->isGoal)
            m_result.goals.push_back({{}, exit.written->id, {}});
    }
}

void Tally::count(Traffic &traffic, quint32 person, qint64 now)
{
    traffic.add(person, m_flow.table->profileCount(), m_days.placeOf(m_clock, now), m_days.count);
}

void Tally::countOrders(Followed &followed, quint32 person, qint64 now)
{
    if (!m_orders)
        return;
    EventColumn::Run run = m_orderRun.of(*m_orders, person);
    if (run.begin == run.end)
        return;
    run = m_orders->within(run, now + 1, now + m_observed);
    if (run.begin == run.end)
        return;
    count(followed.visits, person, now);
    for (quint32 order = run.begin; order < run.end; ++order) {
        const qint64 value = m_orders->value(order);
        followed.revenue += value == EventColumn::NoValue ? 0 : value;
    }
}

void Tally::turnedAway(quint32 person, int, qint64 now, TurnedAway why)
{
    count(m_result.turnedAway[static_cast<size_t>(why)], person, now);
}

void Tally::arrived(const JourneyState &journey, qint64 now)
{
    NodeVisits &node = at(journey);
    m_result.entered += journey.node == journey.trigger && now == journey.way.start &&
                        m_flow.nodes[static_cast<size_t>(journey.node)].written->as<TriggerNode>() != nullptr;
    count(node.in, journey.person, now);
    countOrders(node.followed, journey.person, now);
}

void Tally::went(const JourneyState &journey, size_t port, qint64 now)
{
    PortTraffic &out = at(journey).out[port];
    count(out.went, journey.person, now);
    if (out.to.isEmpty()) {
        ++m_result.completed;
        m_result.reachedGoal += std::ranges::find(journey.goals, true) != journey.goals.end();
    }
}

void Tally::left(const JourneyState &journey, std::optional<size_t> exit, qint64 now)
{
    ++m_result.exited;
    m_result.reachedGoal += std::ranges::find(journey.goals, true) != journey.goals.end();
    count(at(journey).exited, journey.person, now);
    if (exit)
        count(m_result.exits[*exit], journey.person, now);
}

void Tally::reachedGoal(const JourneyState &journey, size_t goal, qint64 now)
{
    const bool isNode = goal < m_flow.nodes.size();
    const FlowNodeId node = isNode ? m_flow.nodes[goal].written->id : FlowNodeId();
    const QString exit = isNode ? QString() : m_flow.exits[goal - m_flow.nodes.size()].written->id;
    for (GoalTraffic &traffic : m_result.goals) {
        if (traffic.node == node && traffic.exit == exit)
            return count(traffic.reached, journey.person, now);
    }
}

bool Tally::hasOrdered(quint32 person, qint64 from, qint64 to)
{
    if (!m_orders)
        return false;
    const EventColumn::Run run = m_orderRun.of(*m_orders, person);
    if (run.begin == run.end)
        return false;
    const EventColumn::Run within = m_orders->within(run, from, to);
    return within.begin < within.end;
}

void Tally::sent(const JourneyState &journey, qint64 now)
{
    MessageTraffic &message = *at(journey).message;
    count(message.sent, journey.person, now);
    if (hasOrdered(journey.person, journey.way.start + 1, now))
        count(message.afterOrder, journey.person, now);
}

void Tally::skipped(const JourneyState &journey, Skipped why, qint64 now)
{
    count(at(journey).message->skipped[static_cast<size_t>(why)], journey.person, now);
}

void Tally::held(const JourneyState &journey, qint64 now)
{
    count(at(journey).message->held, journey.person, now);
}

void Tally::waits(const JourneyState &journey)
{
    ++m_result.waiting;
    m_result.reachedGoal += std::ranges::find(journey.goals, true) != journey.goals.end();
    count(at(journey).waiting, journey.person, journey.arrived);
}

void Tally::add(Tally &&other)
{
    ReplayResult &more = other.m_result;
    m_result.entered += more.entered;
    m_result.completed += more.completed;
    m_result.exited += more.exited;
    m_result.waiting += more.waiting;
    m_result.reachedGoal += more.reachedGoal;
    for (size_t i = 0; i < m_result.turnedAway.size(); ++i)
        m_result.turnedAway[i].take(more.turnedAway[i]);
    for (size_t i = 0; i < m_result.nodes.size(); ++i)
        join(m_result.nodes[i], more.nodes[i]);
    for (size_t i = 0; i < m_result.exits.size(); ++i)
        m_result.exits[i].take(more.exits[i]);
    for (size_t i = 0; i < m_result.goals.size(); ++i)
        m_result.goals[i].reached.take(more.goals[i].reached);
}

} // namespace perennial
