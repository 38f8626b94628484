// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/lint/linter.h"

#include "core/base/instant.h"
#include "core/flow/document/flowchecks.h"

#include <QSet>

#include <algorithm>

namespace perennial {

Linter::Linter(const FlowDoc &flow_, const LintSetting &setting_)
    : flow(flow_)
    , setting(setting_)
    , graph(flow_)
    , reached(graph.reachableFrom(graph.triggers()))
    , problems(definitionProblems(flow_))
{
}

void Linter::error(const char *kind, const FlowNodeId &node, const QString &text, const QString &where,
                   const QString &fix)
{
    problems.push_back({FlowSeverity::Error, node, QLatin1String(kind), text, where, fix});
}

void Linter::warn(const char *kind, const FlowNodeId &node, const QString &text, const QString &where,
                  const QString &fix)
{
    problems.push_back({FlowSeverity::Warning, node, QLatin1String(kind), text, where, fix});
}

void Linter::hint(const char *kind, const FlowNodeId &node, const QString &text, const QString &where,
                  const QString &fix)
{
    problems.push_back({FlowSeverity::Hint, node, QLatin1String(kind), text, where, fix});
}

QString Linter::placeOf(size_t node, const QString &below)
{
    const QString place = QStringLiteral("nodes[%1]").arg(node);
    return below.isEmpty() ? place : place + u'.' + below;
}

qint64 lengthMs(const TimeSpan &span)
{
    constexpr qint64 daysPerMonth = 30, daysPerYear = 365;
    switch (span.unit) {
    case TimeUnit::Minute:
        return span.n * (Instant::HourMs / 60);
    case TimeUnit::Hour:
        return span.n * Instant::HourMs;
    case TimeUnit::Day:
        return span.n * Instant::DayMs;
    case TimeUnit::Week:
        return span.n * 7 * Instant::DayMs;
    case TimeUnit::Month:
        return span.n * daysPerMonth * Instant::DayMs;
    case TimeUnit::Year:
        return span.n * daysPerYear * Instant::DayMs;
    }
    return 0;
}

std::vector<FlowProblem> lint(const FlowDoc &flow, const LintSetting &setting)
{
    Linter linter(flow, setting);
    for (const auto check :
         {checkShape, checkFinished, checkSplits, checkTimes, checkMessages, checkSelling, checkData})
        check(linter);
    const auto order = [&](const FlowProblem &problem) {
        const auto place = linter.graph.at(problem.node);
        return std::pair(problem.severity, place ? *place + 1 : 0);
    };
    std::ranges::stable_sort(linter.problems, {}, order);
    return std::move(linter.problems);
}

std::vector<FlowProblem> lint(const FlowReading &reading, const LintSetting &setting)
{
    std::vector<FlowProblem> problems = reading.problems;
    QSet<std::pair<QString, FlowNodeId>> told;
    for (const FlowProblem &problem : reading.problems)
        told.insert({problem.kind, problem.node});
    for (FlowProblem &found : lint(reading.flow, setting)) {
        if (!told.contains({found.kind, found.node}))
            problems.push_back(std::move(found));
    }
    std::ranges::stable_sort(problems, {}, &FlowProblem::severity);
    return problems;
}

} // namespace perennial
