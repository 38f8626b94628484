// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <QDebug>

namespace perennial {

// A flow of these nodes, JSON with ' for ". More top-level keys may follow: "'zone':'UTC'".
inline QByteArray flowText(const QByteArray &nodes, const QByteArray &more = {})
{
    QByteArray text = "{'format':'perennial-flow','version':1,'nodes':[" + nodes + "]";
    text += (more.isEmpty() ? "" : ",") + more + "}";
    return text.replace('\'', '"');
}

inline FlowReading readingOf(const QByteArray &nodes, const QByteArray &more = {})
{
    const auto reading = readFlow(flowText(nodes, more));
    if (!reading)
        qWarning() << reading.error().where << reading.error().message;
    return reading.value_or(FlowReading());
}

// Of a text that must be without problems.
inline FlowDoc flowOf(const QByteArray &nodes, const QByteArray &more = {})
{
    const FlowReading reading = readingOf(nodes, more);
    for (const FlowProblem &problem : reading.problems)
        qWarning() << problem.kind << problem.where << problem.text;
    return reading.flow;
}

// "kind node where", one for each.
inline QStringList told(const std::vector<FlowProblem> &problems)
{
    QStringList lines;
    for (const FlowProblem &problem : problems)
        lines.append(problem.kind + u' ' + problem.node + u' ' + problem.where);
    return lines;
}

} // namespace perennial
