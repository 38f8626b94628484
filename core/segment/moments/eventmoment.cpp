// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/quantitygatherer.h"
#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/moments/momentleaf.h"
#include "core/segment/moments/personrun.h"
#include "core/segment/moments/windowturns.h"

#include <map>

namespace perennial {

namespace {

// The events of one EventQuantity at any moment.
class MomentEvents
{
public:
    MomentEvents(const EventQuantity &quantity, const MomentBinding &binding)
        : m_quantity(quantity)
        , m_binding(binding)
        , m_clock(quantity.window, binding.zone)
        , m_anchor(quantity.window.kind == WindowKind::SinceEvent ? binding.table->metric(quantity.window.metric)
                                                                  : nullptr)
    {
        EventQuantity everything = quantity;
        everything.window = Window();
        everything.same.clear();
        m_bound = bindQuantity(everything, binding.at({0, EndOfTime.ms, nullptr}));
    }

    [[nodiscard]] const BoundQuantity &bound() const { return m_bound; }
    // False where the window is not known.
    [[nodiscard]] bool gather(const MomentQuestion &asked, std::vector<quint32> &events)
    {
        events.clear();
        const auto range = rangeAt(asked);
        if (!range)
            return false;
        for (const quint32 event : within(asked, *range)) {
            if (counts(asked, event))
                events.push_back(event);
        }
        return true;
    }

    [[nodiscard]] qint64 nextTurn(const MomentQuestion &asked)
    {
        qint64 turn = nextEvent(asked);
        if (m_anchor)
            turn = std::min(turn, nextOf(*m_anchor, m_anchorRun.of(*m_anchor, asked.person), asked.now));
        const Window &window = m_quantity.window;
        if (isFixed(window.kind) || !m_bound.column)
            return turn;
        const TimeFrame frame = m_binding.frame(asked);
        const TimeRange range = rangeOf(window, frame);
        if (const auto oldest = firstIn(asked, {range.from, std::min(range.to, asked.now)}))
            turn = std::min(turn, outTurn(window, frame, *oldest));
        if (const auto waiting = firstIn(asked, {std::max(range.to, range.from) + (range.to < asked.now), asked.now}))
            turn = std::min(turn, inTurn(window, frame, *waiting));
        return turn;
    }

private:
    struct Events
    {
        quint32 first;
        quint32 last;
        struct Iterator
        {
            quint32 event;
            quint32 operator*() const { return event; }
            Iterator &operator++()
            {
                ++event;
                return *this;
            }
            friend bool operator==(Iterator, Iterator) = default;
        };
        [[nodiscard]] Iterator begin() const { return {first}; }
        [[nodiscard]] Iterator end() const { return {last}; }
    };

    [[nodiscard]] std::optional<TimeRange> rangeAt(const MomentQuestion &asked)
    {
        TimeRange range = rangeOf(m_quantity.window, m_binding.frame(asked));
        range.to = std::min(range.to, asked.now);
        if (m_quantity.window.kind != WindowKind::SinceEvent)
            return range;
        if (!m_anchor)
            return std::nullopt;
        EventColumn::Run run = m_anchorRun.of(*m_anchor, asked.person);
        run = m_anchor->within(run, TimeRange::Start, range.to);
        if (run.begin == run.end)
            return std::nullopt;
        return TimeRange{m_anchor->timeMs(run.end - 1), range.to};
    }

    [[nodiscard]] Events within(const MomentQuestion &asked, const TimeRange &range)
    {
        if (!m_bound.column || range.isEmpty())
            return {0, 0};
        EventColumn::Run run = m_run.of(*m_bound.column, asked.person);
        if (run.begin < run.end)
            run = m_bound.column->within(run, range.from, range.to);
        return {run.begin, run.end};
    }

    [[nodiscard]] bool counts(const MomentQuestion &asked, quint32 event)
    {
        return (!m_bound.filter || m_bound.filter->passes(event)) &&
               (m_clock.isOpen() || m_clock.passes(m_bound.column->timeMs(event))) &&
               (m_quantity.same.empty() || isTied(asked, event));
    }

    [[nodiscard]] bool isTied(const MomentQuestion &asked, quint32 event)
    {
        const Journey *journey = asked.journey;
        if (!journey || !journey->event)
            return false;
        for (const TieCodes &tie : tiesTo(journey->metric)) {
            const qint64 wanted = tie.wantedBy(*journey->event);
            if (wanted == ValueCodes::Unknown || tie.of(event) != wanted)
                return false;
        }
        return true;
    }

    [[nodiscard]] const std::vector<TieCodes> &tiesTo(const QString &metric)
    {
        const auto known = m_ties.find(metric);
        if (known != m_ties.end())
            return known->second;
        std::vector<TieCodes> &ties = m_ties[metric];
        const EventColumn *trigger = m_binding.table->metric(metric);
        for (const SameAsTrigger &tie : m_quantity.same)
            ties.emplace_back(tie, *m_bound.column, *trigger, m_binding.at({}));
        return ties;
    }

    static qint64 nextOf(const EventColumn &column, EventColumn::Run run, qint64 now)
    {
        const EventColumn::Run later = column.within(run, now + 1, TimeRange::End);
        return later.begin < later.end ? column.timeMs(later.begin) : TimeRange::End;
    }

    [[nodiscard]] qint64 nextEvent(const MomentQuestion &asked)
    {
        return firstIn(asked, {asked.now + 1, TimeRange::End}).value_or(TimeRange::End);
    }

    [[nodiscard]] std::optional<qint64> firstIn(const MomentQuestion &asked, const TimeRange &range)
    {
        for (const quint32 event : within(asked, range)) {
            if (counts(asked, event))
                return m_bound.column->timeMs(event);
        }
        return std::nullopt;
    }

    const EventQuantity m_quantity;
    const MomentBinding &m_binding;
    BoundQuantity m_bound; // of all times, without ties
    ClockTest m_clock;
    const EventColumn *m_anchor;
    PersonRun m_run;
    PersonRun m_anchorRun;
    std::map<QString, std::vector<TieCodes>> m_ties; // by the metric that starts a journey
};

// A quantity against a written number.
class EventMoment final : public MomentLeaf
{
public:
    EventMoment(const EventCondition &condition, const MomentBinding &binding)
        : m_events(condition.quantity, binding)
        , m_aggregator(m_events.bound())
        , m_test(NumberTest::of(condition.compare, m_events.bound().isMoney ? binding.moneyScale : 1))
    {
    }

    Verdict judge(const MomentQuestion &asked) override
    {
        if (!m_events.gather(asked, m_gathered))
            return Verdict::Unknown;
        return m_events.bound().isReal() ? verdictOf<double>() : verdictOf<qint64>();
    }

    qint64 nextTurn(const MomentQuestion &asked) override { return m_events.nextTurn(asked); }

private:
    template <class Number>
    Verdict verdictOf()
    {
        const Quantity<Number> quantity = m_aggregator.quantityOf<Number>(m_gathered);
        if (quantity.denominator == 0)
            return Verdict::Unknown;
        return passes(m_test, quantity) ? Verdict::Yes : Verdict::No;
    }

    MomentEvents m_events;
    EventAggregator m_aggregator;
    NumberTest m_test;
    std::vector<quint32> m_gathered;
};

// What is compared otherwise is asked of the engine, and may turn when its events do.
class EngineEventMoment final : public MomentLeaf
{
public:
    EngineEventMoment(const EventCondition &condition, const MomentBinding &binding)
        : m_engine(makeEngineMoment(condition, binding))
        , m_events(condition.quantity, binding)
    {
        if (condition.with)
            m_others.emplace(*condition.with, binding);
        m_window = dependsOnMoment(condition.compare) ? std::optional(binding.zone) : std::nullopt;
    }

    Verdict judge(const MomentQuestion &asked) override { return m_engine->judge(asked); }
    qint64 nextTurn(const MomentQuestion &asked) override
    {
        qint64 turn = m_events.nextTurn(asked);
        if (m_others)
            turn = std::min(turn, m_others->nextTurn(asked));
        return m_window ? std::min(turn, nextMidnight(asked.now, *m_window)) : turn;
    }

private:
    MomentLeafPointer m_engine;
    MomentEvents m_events;
    std::optional<MomentEvents> m_others;
    std::optional<QTimeZone> m_window; // where a date among the properties is compared with the moment
};

bool dependOnMoment(const EventQuantity &quantity)
{
    return std::ranges::any_of(quantity.filters.of, dependsOnMoment, &PropertyFilter::test);
}

} // namespace

MomentLeafPointer makeEventMoment(const EventCondition &condition, const MomentBinding &binding)
{
    if (dependOnMoment(condition.quantity) || (condition.with && dependOnMoment(*condition.with)))
        return nullptr;
    if (condition.with || condition.quantity.aggregate >= Aggregate::First)
        return std::make_unique<EngineEventMoment>(condition, binding);
    return std::make_unique<EventMoment>(condition, binding);
}

} // namespace perennial
