// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/phrases.h"
#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factquantity.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Verdict decided(bool yes)
{
    return yes ? Verdict::Yes : Verdict::No;
}

// What a span lasts at least, wherever the calendar has it begin.
qint64 shortest(const TimeSpan &span)
{
    if (span.unit == TimeUnit::Month)
        return (span.n * qint64(28) - 1) * Instant::DayMs;
    if (span.unit == TimeUnit::Year)
        return (span.n * qint64(365) - 2) * Instant::DayMs;
    return 0;
}

class RhythmJudge final : public Judge
{
public:
    RhythmJudge(const RhythmCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_filter(condition.filters, setting.binding)
        , m_window(condition.window, m_frame)
        , m_overdue(NumberTest::of({Op::More, {condition.factor.value_or(1)}, {}}, 1))
        , m_period(condition.period.value_or(TimeSpan{1, TimeUnit::Month}))
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const FactEvents events = eventsOf(facts);
        const auto range = m_window.rangeOf(facts);
        if (findings)
            explain(facts, events, *findings);
        return range ? verdictOf(facts, events, *range) : Verdict::Unknown;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        m_window.addTurns(facts, turns);
        const FactEvents events = eventsOf(facts);
        const size_t before = turns.size(), most = mostTurns(events.size());
        const qint64 counted = periodStart(m_frame.now.ms, countedPeriods());
        for (size_t place = events.size(); place > 0 && turns.size() - before < most; --place) {
            if (facts.stopRequested())
                return;
            const FactEvent &event = events[place - 1];
            m_window.addTurns(event.at, turns);
            m_filter.addTurns(facts, event, turns);
            if (m_condition.pattern == Rhythm::Regularly && event.at >= counted)
                addPeriodTurns(facts, event.at, turns);
        }
        if (!events.empty())
            m_window.addTurns(events.front().at, turns);
        if (m_condition.pattern == Rhythm::Overdue && events.size() > 1) {
            const auto [sum, last] = gaps(events);
            if (const auto turn = firstMoment(
                    m_frame.now.ms, [&, sum = sum, last = last](qint64 now) { return isOverdue(now, last, sum); }))
                turns.push_back(*turn);
        }
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict) const override
    {
        const auto at = m_window.openMoment(facts);
        if (!at)
            return {};
        EventChange event{m_condition.metric, {*at}, std::nullopt, m_filter.example()};
        std::vector<Changes> proposals{{event}};
        for (const qint64 value : m_filter.exampleValues()) {
            event.value = value;
            proposals.push_back({event});
        }
        event = std::get<EventChange>(proposals.front().front());
        event.times = 2;
        proposals.push_back({event});
        return proposals;
    }

private:
    [[nodiscard]] FactEvents eventsOf(const PersonFacts &facts) const
    {
        return m_filter.passing(facts, m_condition.metric, m_frame.now.ms);
    }

    [[nodiscard]] Verdict verdictOf(const PersonFacts &facts, const FactEvents &events, const TimeRange &range) const
    {
        switch (m_condition.pattern) {
        case Rhythm::FirstTime:
            return decided(!events.empty() && m_window.holds(range, events.front().at));
        case Rhythm::Stopped:
            return decided(!events.empty() && events.front().at < range.from && m_window.held(range, events).empty());
        case Rhythm::StartedAgain:
            return decided(startedAgain(facts, events, range));
        case Rhythm::Regularly:
            return decided(periodsWith(facts, events) >= *m_condition.periods);
        case Rhythm::Overdue:
            break;
        }
        if (events.size() < 2)
            return Verdict::Unknown;
        const auto [sum, last] = gaps(events);
        return decided(isOverdue(m_frame.now.ms, last, sum));
    }

    [[nodiscard]] bool startedAgain(const PersonFacts &facts, const FactEvents &events, const TimeRange &range) const
    {
        const qint64 least = shortest(m_period);
        for (size_t i = std::max<size_t>(events.placeFrom(range.from), 1);
             i < events.size() && events[i].at <= range.to && !facts.stopRequested(); ++i) {
            const qint64 at = events[i].at, before = events[i - 1].at;
            if (at - before > least && m_window.holds(range, at) && before < periodStart(at, 1))
                return true;
        }
        return false;
    }

    [[nodiscard]] qint64 periodStart(qint64 now, int period) const
    {
        return shiftedBack(now, period * m_period.n, m_period.unit, m_frame.zone);
    }

    // In how many of the last periods there is one.
    [[nodiscard]] int periodsWith(const PersonFacts &facts, const FactEvents &events) const
    {
        int held = 0;
        for (int period = 0; period < *m_condition.ofLast && !facts.stopRequested(); ++period) {
            const qint64 after = periodStart(m_frame.now.ms, period + 1), until = periodStart(m_frame.now.ms, period);
            held += !events.within(after + 1, until).empty();
        }
        return held;
    }

    // Into which events are followed as they grow older.
    [[nodiscard]] int countedPeriods() const { return std::min(m_condition.ofLast.value_or(1), 60); }

    void addPeriodTurns(const PersonFacts &facts, qint64 at, std::vector<qint64> &turns) const
    {
        for (int period = 1; period <= countedPeriods() && !facts.stopRequested(); ++period) {
            const auto passed = [&](qint64 now) { return periodStart(now, period) >= at; };
            if (const auto turn = firstMoment(m_frame.now.ms, passed))
                turns.push_back(*turn);
        }
    }

    // Twice the median gap, and the last event.
    [[nodiscard]] static std::pair<qint64, qint64> gaps(const FactEvents &events)
    {
        std::vector<qint64> gaps;
        for (size_t i = 1; i < events.size(); ++i)
            gaps.push_back(events[i].at - events[i - 1].at);
        const auto [lower, upper] = middleOf(std::move(gaps));
        return {lower + upper, events.back().at};
    }

    [[nodiscard]] bool isOverdue(qint64 now, qint64 last, qint64 twiceMedian) const
    {
        return m_overdue.passesFraction(2 * (now - last), twiceMedian);
    }

    void explain(const PersonFacts &facts, const FactEvents &events, Findings &findings) const
    {
        findings.addAll(events.size(), [&](size_t place) {
            return evidenceOf(m_condition.metric, events[place], facts.table().currency(),
                              m_filter.details(facts, events[place]));
        });
        if (m_condition.pattern == Rhythm::Regularly)
            findings.compared = tr("in %1 of the last %2 periods, needs %3")
                                    .arg(periodsWith(facts, events))
                                    .arg(*m_condition.ofLast)
                                    .arg(*m_condition.periods);
        if (m_condition.pattern != Rhythm::Overdue)
            return;
        if (events.size() < 2) {
            findings.compared = tr("not known: fewer than two events");
            return;
        }
        const auto [sum, last] = gaps(events);
        const auto days = [](double ms) { return QString::number(ms / Instant::DayMs, 'f', 1); };
        findings.compared =
            tr("%1 days since the last one, the usual gap is %2 days")
                .arg(days(static_cast<double>(m_frame.now.ms - last)), days(static_cast<double>(sum) / 2));
    }

    RhythmCondition m_condition;
    TimeFrame m_frame;
    FactFilter m_filter;
    FactWindow m_window;
    NumberTest m_overdue;
    TimeSpan m_period;
};

} // namespace

JudgePointer makeRhythmJudge(const RhythmCondition &condition, const JudgeSetting &setting)
{
    return std::make_unique<RhythmJudge>(condition, setting);
}

} // namespace perennial
