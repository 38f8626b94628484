// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/rhythmleaf.h"

#include "core/segment/evaluate/rhythmevents.h"
#include "core/segment/plan/spanshift.h"

#include <algorithm>

namespace perennial {

namespace {

Verdict verdictOf(bool yes)
{
    return yes ? Verdict::Yes : Verdict::No;
}

// A window as it lies for one person.
struct PersonalWindow
{
    TimeRange range;
    const ClockTest &clock;

    [[nodiscard]] bool contains(qint64 at) const { return at >= range.from && at <= range.to && clock.passes(at); }
};

// What a pattern says of somebody's events, of which there is at least one.
class Pattern
{
public:
    virtual ~Pattern() = default;
    [[nodiscard]] virtual Verdict of(const Times &times, const PersonalWindow &window) const = 0;
};

class FirstTime final : public Pattern
{
public:
    [[nodiscard]] Verdict of(const Times &times, const PersonalWindow &window) const override
    {
        return verdictOf(window.contains(times.front()));
    }
};

class Stopped final : public Pattern
{
public:
    [[nodiscard]] Verdict of(const Times &times, const PersonalWindow &window) const override
    {
        const bool hadBegun = times.front() < window.range.from;
        return verdictOf(hadBegun && std::ranges::none_of(times, [&](qint64 at) { return window.contains(at); }));
    }
};

class StartedAgain final : public Pattern
{
public:
    StartedAgain(const TimeSpan &pause, const QTimeZone &zone)
        : m_pauseBefore(pause.n, pause.unit, zone)
    {
    }

    [[nodiscard]] Verdict of(const Times &times, const PersonalWindow &window) const override
    {
        for (size_t i = times.size() - 1; i > 0 && times[i] >= window.range.from; --i) {
            if (times[i - 1] < times[i] && window.contains(times[i]) && times[i - 1] < m_pauseBefore(times[i]))
                return Verdict::Yes;
        }
        return Verdict::No;
    }

private:
    SpanShift m_pauseBefore;
};

class Regularly final : public Pattern
{
public:
    Regularly(const RhythmCondition &condition, const TimeFrame &frame)
        : m_periods(*condition.periods)
    {
        const TimeSpan period = condition.period.value_or(TimeSpan{1, TimeUnit::Month});
        m_starts.push_back(frame.now.ms);
        for (int i = 1; i <= *condition.ofLast; ++i) {
            const qint64 start = shiftedBack(frame.now.ms, i * period.n, period.unit, frame.zone);
            m_starts.push_back(std::min(start, m_starts.back()));
        }
    }

    [[nodiscard]] Verdict of(const Times &times, const PersonalWindow &) const override
    {
        int held = 0;
        size_t period = 1; // the place of its start, which does not belong to it
        for (auto at = times.rbegin(); at != times.rend() && held < m_periods; ++at) {
            while (period < m_starts.size() && *at <= m_starts[period])
                ++period;
            if (period == m_starts.size())
                break;
            ++held;
            ++period;
            while (std::next(at) != times.rend() && *std::next(at) > m_starts[period - 1])
                ++at;
        }
        return verdictOf(held >= m_periods);
    }

private:
    int m_periods;
    std::vector<qint64> m_starts; // now, and the start of each period going back
};

class LongerThanUsual final : public Pattern
{
public:
    LongerThanUsual(const RhythmCondition &condition, Instant now)
        : m_now(now.ms)
        , m_test(NumberTest::of({Op::More, {condition.factor.value_or(1)}, {}}, 1))
    {
    }

    [[nodiscard]] Verdict of(const Times &times, const PersonalWindow &) const override
    {
        if (times.size() < 2)
            return Verdict::Unknown;
        const Overdue overdue = Overdue::of(times, m_now);
        return verdictOf(m_test.passesFraction(overdue.numerator, overdue.denominator));
    }

private:
    qint64 m_now;
    NumberTest m_test;
};

std::unique_ptr<const Pattern> patternOf(const RhythmCondition &condition, const TimeFrame &frame)
{
    switch (condition.pattern) {
    case Rhythm::FirstTime:
        return std::make_unique<FirstTime>();
    case Rhythm::Stopped:
        return std::make_unique<Stopped>();
    case Rhythm::StartedAgain:
        return std::make_unique<StartedAgain>(*condition.period, frame.zone);
    case Rhythm::Regularly:
        return std::make_unique<Regularly>(condition, frame);
    case Rhythm::Overdue:
        break;
    }
    return std::make_unique<LongerThanUsual>(condition, frame.now);
}

class RhythmLeaf final : public Leaf
{
public:
    RhythmLeaf(const RhythmCondition &condition, const Binding &binding)
        : m_events(condition, binding)
        , m_withoutEvents(condition.pattern == Rhythm::Overdue ? Verdict::Unknown : Verdict::No)
        , m_pattern(patternOf(condition, binding.frame))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const auto isWanted = [&](quint32 place) { return verdicts.isWanted(place); };
        m_events.ofEach(chunk, isWanted, [&](quint32 place, const auto &range, const Times &times) {
            setVerdict(verdicts, place, range ? verdictIn(*range, times) : Verdict::Unknown);
        });
    }

    [[nodiscard]] double cost() const override { return 10; }

private:
    [[nodiscard]] Verdict verdictIn(const TimeRange &range, const Times &times) const
    {
        return times.empty() ? m_withoutEvents : m_pattern->of(times, {range, m_events.clock()});
    }

    RhythmEvents m_events;
    Verdict m_withoutEvents;
    std::unique_ptr<const Pattern> m_pattern;
};

} // namespace

std::shared_ptr<const Leaf> makeRhythmLeaf(const RhythmCondition &condition, const Binding &binding)
{
    return std::make_shared<RhythmLeaf>(condition, binding);
}

} // namespace perennial
