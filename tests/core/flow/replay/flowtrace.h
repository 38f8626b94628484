// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/boundflow.h"
#include "core/flow/replay/journeystate.h"

#include <QStringList>

namespace perennial {

// What a replay does, a line each, as FlowInterpreter writes it.
class FlowTrace final : public FlowObserver
{
public:
    FlowTrace(const BoundFlow &flow, qint64 to)
        : m_flow(flow)
        , m_to(to)
    {
    }

    [[nodiscard]] QStringList take() { return std::exchange(m_lines, {}); }

    void turnedAway(quint32, int trigger, qint64 now, TurnedAway why) override
    {
        say(now, -1, trigger, QStringLiteral("turned away %1").arg(static_cast<int>(why)));
    }
    void arrived(const JourneyState &journey, qint64 now) override { say(journey, now, QStringLiteral("at")); }
    void went(const JourneyState &journey, size_t port, qint64 now) override
    {
        say(journey, now, QStringLiteral("by ") + m_flow.nodes[static_cast<size_t>(journey.node)].ports[port]);
    }
    void left(const JourneyState &journey, std::optional<size_t> exit, qint64 now) override
    {
        say(journey, now,
            QStringLiteral("left by ") + (exit ? m_flow.exits[*exit].written->id : QStringLiteral("exit")));
    }
    void reachedGoal(const JourneyState &journey, size_t goal, qint64 now) override
    {
        say(journey, now, QStringLiteral("goal %1").arg(goal));
    }
    void sent(const JourneyState &journey, qint64 now) override { say(journey, now, QStringLiteral("sent")); }
    void skipped(const JourneyState &journey, Skipped why, qint64 now) override
    {
        say(journey, now, QStringLiteral("skipped %1").arg(static_cast<int>(why)));
    }
    void held(const JourneyState &journey, qint64 now) override { say(journey, now, QStringLiteral("held")); }
    void waits(const JourneyState &journey) override { say(journey, m_to, QStringLiteral("waits")); }

private:
    void say(const JourneyState &journey, qint64 now, const QString &what)
    {
        say(now, static_cast<int>(journey.number), journey.node, what);
    }
    void say(qint64 now, int number, int node, const QString &what)
    {
        m_lines.append(QStringLiteral("%1 %2 %3 %4")
                           .arg(Instant{now}.toIso())
                           .arg(number)
                           .arg(m_flow.nodes[static_cast<size_t>(node)].written->id, what));
    }

    const BoundFlow &m_flow;
    qint64 m_to;
    QStringList m_lines;
};

} // namespace perennial
