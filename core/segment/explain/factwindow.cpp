// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factwindow.h"

#include <algorithm>

namespace perennial {

namespace {

bool isFixed(WindowKind kind)
{
    return kind == WindowKind::Ever || kind == WindowKind::Before || kind == WindowKind::After ||
           kind == WindowKind::Between || kind == WindowKind::SinceEvent || kind == WindowKind::SinceFlowStart;
}

void addTurns(const Window &window, const TimeFrame &frame, qint64 at, std::vector<qint64> &turns)
{
    if (isFixed(window.kind))
        return;
    const auto rangeAt = [&](qint64 now) {
        return rangeOf(window, {{now}, frame.zone, frame.weekStart, frame.journey});
    };
    if (const auto out = firstMoment(frame.now.ms, [&](qint64 now) { return rangeAt(now).from > at; }))
        turns.push_back(*out);
    if (const auto in = firstMoment(frame.now.ms, [&](qint64 now) { return rangeAt(now).to >= at; }))
        turns.push_back(*in);
}

// The year's days on which an anniversary may be kept, and those after them.
void addAnniversaryTurns(const Window &window, const TimeFrame &frame, qint64 date, std::vector<qint64> &turns)
{
    const QDate day = localDay(date, frame.zone);
    const int year = localDay(frame.now.ms, frame.zone).year();
    for (int at = year - 1; at <= year + 2; ++at) {
        const QDate kept(at, day.month(), std::min(day.day(), QDate(at, day.month(), 1).daysInMonth()));
        for (const QDate &start : {kept, kept.addDays(1)}) {
            const qint64 ms = startOfDayMs(start, frame.zone);
            addTurns(window, frame, ms, turns);
            addTurns(window, frame, ms - 1, turns);
        }
    }
}

} // namespace

void addDateTurns(const Test &test, const TimeFrame &frame, qint64 date, std::vector<qint64> &turns)
{
    if (test.op == Op::AnniversaryWithin)
        addAnniversaryTurns(test.window, frame, date, turns);
    else
        addTurns(test.window, frame, date, turns);
}

FactWindow::FactWindow(const Window &window, const TimeFrame &frame)
    : m_window(window)
    , m_frame(frame)
    , m_range(rangeAt(frame.now.ms))
    , m_clock(window, frame.zone)
{
}

TimeRange FactWindow::rangeAt(qint64 now) const
{
    TimeRange range = perennial::rangeOf(m_window, {{now}, m_frame.zone, m_frame.weekStart, m_frame.journey});
    range.to = std::min(range.to, now);
    return range;
}

bool FactWindow::moves() const
{
    return !isFixed(m_window.kind);
}

std::optional<TimeRange> FactWindow::rangeOf(const PersonFacts &facts) const
{
    if (m_window.kind != WindowKind::SinceEvent)
        return m_range;
    const auto anchors = facts.events(m_window.metric, m_range.to);
    if (anchors.empty())
        return std::nullopt;
    return TimeRange{anchors.back().at, m_range.to};
}

std::optional<qint64> FactWindow::openMoment(const PersonFacts &facts) const
{
    const auto range = rangeOf(facts);
    if (!range)
        return std::nullopt;
    const qint64 first = std::max(range->from, facts.until().ms);
    for (qint64 at = range->to; at >= first; at -= Instant::HourMs) {
        if (m_clock.passes(at))
            return at;
        if (range->to - at > 8 * Instant::DayMs)
            break;
    }
    return std::nullopt;
}

void FactWindow::addTurns(qint64 at, std::vector<qint64> &turns) const
{
    perennial::addTurns(m_window, m_frame, at, turns);
}

void FactWindow::addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const
{
    const qint64 now = m_frame.now.ms;
    const TimeRange whole = perennial::rangeOf(m_window, m_frame);
    if (moves()) {
        addTurns(facts.until().ms, turns);
    } else {
        if (whole.from > now)
            turns.push_back(whole.from);
        if (whole.to >= now && whole.to != TimeRange::End)
            turns.push_back(whole.to + 1);
    }
    const auto first = m_clock.nextTurn(now);
    if (!first)
        return;
    turns.push_back(*first);
    if (const auto second = m_clock.nextTurn(*first))
        turns.push_back(*second);
}

} // namespace perennial
