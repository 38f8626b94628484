// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/phrases.h"
#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factquantity.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t MostTurns = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Verdict decided(bool yes)
{
    return yes ? Verdict::Yes : Verdict::No;
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
        const std::vector<FactEvent> events = eventsOf(facts);
        const auto range = m_window.rangeOf(facts);
        if (findings)
            explain(facts, events, *findings);
        return range ? verdictOf(events, *range) : Verdict::Unknown;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        m_window.addTurns(facts, turns);
        const size_t before = turns.size();
        const std::vector<FactEvent> events = eventsOf(facts);
        for (auto event = events.rbegin(); event != events.rend() && turns.size() - before < MostTurns; ++event) {
            m_window.addTurns(event->at, turns);
            m_filter.addTurns(facts, *event, turns);
            if (m_condition.pattern == Rhythm::Regularly)
                addPeriodTurns(event->at, turns);
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
    [[nodiscard]] std::vector<FactEvent> eventsOf(const PersonFacts &facts) const
    {
        std::vector<FactEvent> events = facts.events(m_condition.metric, m_frame.now.ms);
        std::erase_if(events, [&](const FactEvent &event) { return !m_filter.passes(facts, event); });
        return events;
    }

    [[nodiscard]] Verdict verdictOf(const std::vector<FactEvent> &events, const TimeRange &range) const
    {
        const auto isIn = [&](const FactEvent &event) { return m_window.holds(range, event.at); };
        switch (m_condition.pattern) {
        case Rhythm::FirstTime:
            return decided(!events.empty() && isIn(events.front()));
        case Rhythm::Stopped:
            return decided(!events.empty() && events.front().at < range.from && std::ranges::none_of(events, isIn));
        case Rhythm::StartedAgain:
            return decided(startedAgain(events, range));
        case Rhythm::Regularly:
            return decided(periodsWith(events) >= *m_condition.periods);
        case Rhythm::Overdue:
            break;
        }
        if (events.size() < 2)
            return Verdict::Unknown;
        const auto [sum, last] = gaps(events);
        return decided(isOverdue(m_frame.now.ms, last, sum));
    }

    [[nodiscard]] bool startedAgain(const std::vector<FactEvent> &events, const TimeRange &range) const
    {
        for (size_t i = 1; i < events.size(); ++i) {
            const qint64 pause = shiftedBack(events[i].at, m_period.n, m_period.unit, m_frame.zone);
            if (m_window.holds(range, events[i].at) && events[i - 1].at < pause)
                return true;
        }
        return false;
    }

    [[nodiscard]] qint64 periodStart(qint64 now, int period) const
    {
        return shiftedBack(now, period * m_period.n, m_period.unit, m_frame.zone);
    }

    // In how many of the last periods there is one.
    [[nodiscard]] int periodsWith(const std::vector<FactEvent> &events) const
    {
        int held = 0;
        for (int period = 0; period < *m_condition.ofLast; ++period) {
            const qint64 after = periodStart(m_frame.now.ms, period + 1), until = periodStart(m_frame.now.ms, period);
            held += std::ranges::any_of(events,
                                        [&](const FactEvent &event) { return event.at > after && event.at <= until; });
        }
        return held;
    }

    void addPeriodTurns(qint64 at, std::vector<qint64> &turns) const
    {
        constexpr int most = 60;
        for (int period = 1; period <= std::min(*m_condition.ofLast, most); ++period) {
            const auto passed = [&](qint64 now) { return periodStart(now, period) >= at; };
            if (const auto turn = firstMoment(m_frame.now.ms, passed))
                turns.push_back(*turn);
        }
    }

    // Twice the median gap, and the last event.
    [[nodiscard]] static std::pair<qint64, qint64> gaps(const std::vector<FactEvent> &events)
    {
        std::vector<qint64> gaps;
        for (size_t i = 1; i < events.size(); ++i)
            gaps.push_back(events[i].at - events[i - 1].at);
        std::ranges::sort(gaps);
        const size_t half = gaps.size() / 2;
        return {gaps[half] + gaps[gaps.size() % 2 == 1 ? half : half - 1], events.back().at};
    }

    [[nodiscard]] bool isOverdue(qint64 now, qint64 last, qint64 twiceMedian) const
    {
        return m_overdue.passesFraction(2 * (now - last), twiceMedian);
    }

    void explain(const PersonFacts &facts, const std::vector<FactEvent> &events, Findings &findings) const
    {
        for (const FactEvent &event : events)
            findings.add(
                evidenceOf(m_condition.metric, event, facts.table().currency(), m_filter.details(facts, event)));
        if (m_condition.pattern == Rhythm::Regularly)
            findings.compared = tr("in %1 of the last %2 periods, needs %3")
                                    .arg(periodsWith(events))
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
