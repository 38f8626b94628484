// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factquantity.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace perennial {

namespace {

constexpr size_t MostTurns = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Looks for a chain of events, one for each step that happens, by trying.
class ChainSearch
{
public:
    struct Step
    {
        const SequenceStep *written;
        std::vector<FactEvent> events; // that may stand for it, by time
    };

    ChainSearch(const PersonFacts &facts, std::vector<Step> steps, const QTimeZone &zone, qint64 now)
        : m_facts(facts)
        , m_steps(std::move(steps))
        , m_zone(zone)
        , m_now(now)
        , m_chosen(m_steps.size())
        , m_forgets(std::ranges::all_of(m_steps, [](const Step &step) { return step.written->same.empty(); }))
    {
        for (size_t place = 0; place < m_steps.size(); ++place) {
            if (m_steps[place].written->happens)
                m_happening.push_back(place);
        }
    }

    bool find() { return follow(0); }
    // The chain, or the longest that was found.
    [[nodiscard]] const std::vector<FactEvent> &best() const { return m_best; }
    // What came between where the longest chain broke.
    [[nodiscard]] const std::optional<std::pair<size_t, FactEvent>> &breaker() const { return m_breaker; }
    [[nodiscard]] const std::vector<size_t> &happening() const { return m_happening; }

private:
    // Events for the stages from `stage` on, after those chosen.
    bool follow(size_t stage)
    {
        if (stage == m_happening.size())
            return endsWell();
        const size_t place = m_happening[stage];
        const Step &step = m_steps[place];
        for (size_t i = 0; i < step.events.size(); ++i) {
            const bool isHopeless = m_forgets && m_failed.contains({stage, i});
            if (isHopeless || !mayFollow(stage, step, step.events[i]))
                continue;
            m_chosen[place] = step.events[i];
            note(stage + 1);
            if (follow(stage + 1))
                return true;
            m_failed.insert({stage, i});
        }
        return false;
    }

    [[nodiscard]] bool mayFollow(size_t stage, const Step &step, const FactEvent &event)
    {
        if (stage == 0)
            return true;
        const size_t before = m_happening[stage - 1];
        const qint64 earlier = m_chosen[before].at;
        return event.at > earlier && isWithin(step, earlier, event.at) && isShared(step, event) &&
               !isBroken(before, event.at - 1, stage);
    }

    [[nodiscard]] bool endsWell() { return !isBroken(m_happening.back(), m_now, m_happening.size()); }

    [[nodiscard]] bool isWithin(const Step &step, qint64 earlier, qint64 at) const
    {
        const auto &within = step.written->within;
        return !within || at <= shiftedBack(earlier, -within->n, within->unit, m_zone);
    }

    [[nodiscard]] bool isShared(const Step &step, const FactEvent &event) const
    {
        return std::ranges::all_of(step.written->same, [&](const SameProperty &same) {
            const QByteArray wanted = valueKey(m_facts, m_chosen[static_cast<size_t>(same.step)], same.property);
            return !wanted.isEmpty() && valueKey(m_facts, event, same.property) == wanted;
        });
    }

    // Whether something that must not happen did between step `before` and `last`.
    [[nodiscard]] bool isBroken(size_t before, qint64 last, size_t stage)
    {
        const qint64 earlier = m_chosen[before].at;
        for (size_t place = before + 1; place < m_steps.size() && !m_steps[place].written->happens; ++place) {
            const Step &step = m_steps[place];
            for (const FactEvent &event : step.events) {
                if (event.at <= earlier || event.at > last || !isWithin(step, earlier, event.at) ||
                    !isShared(step, event))
                    continue;
                if (m_best.size() == stage)
                    m_breaker = {place, event};
                return true;
            }
        }
        return false;
    }

    void note(size_t length)
    {
        if (length <= m_best.size())
            return;
        m_breaker.reset();
        m_best.clear();
        for (size_t stage = 0; stage < length; ++stage)
            m_best.push_back(m_chosen[m_happening[stage]]);
    }

    // Equal for equal values, empty where there is none.
    [[nodiscard]] static QByteArray valueKey(const PersonFacts &facts, const FactEvent &event, const QString &property)
    {
        if (property == OrderProperty)
            return event.order == 0 ? QByteArray() : QByteArray::number(event.order);
        if (property == ValueProperty)
            return event.hasValue() ? QByteArray::number(event.value) : QByteArray();
        const QJsonValue value = facts.detail(event, property);
        return value.isUndefined() ? QByteArray() : distinctKey(value);
    }

    const PersonFacts &m_facts;
    std::vector<Step> m_steps;
    const QTimeZone &m_zone;
    qint64 m_now;
    std::vector<FactEvent> m_chosen; // by step
    bool m_forgets;                  // what follows an event does not depend on those before it
    std::vector<size_t> m_happening;
    std::set<std::pair<size_t, size_t>> m_failed;
    std::vector<FactEvent> m_best;
    std::optional<std::pair<size_t, FactEvent>> m_breaker;
};

class SequenceJudge final : public Judge
{
public:
    SequenceJudge(const SequenceCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_window(condition.window, m_frame)
    {
        for (const SequenceStep &step : condition.steps)
            m_filters.emplace_back(step.filters, setting.binding);
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const auto range = m_window.rangeOf(facts);
        if (!range)
            return Verdict::Unknown;
        ChainSearch search(facts, stepsOf(facts, *range), m_frame.zone, m_frame.now.ms);
        const bool found = search.find();
        if (findings)
            explain(facts, search, found, *findings);
        return found ? Verdict::Yes : Verdict::No;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        m_window.addTurns(facts, turns);
        turns.push_back(facts.until().ms + Instant::SecondMs);
        for (size_t place = 0; place < m_condition.steps.size(); ++place) {
            const size_t before = turns.size();
            for (const FactEvent &event : facts.events(m_condition.steps[place].metric, m_frame.now.ms)) {
                if (turns.size() - before < MostTurns && m_filters[place].passes(facts, event))
                    m_window.addTurns(event.at, turns);
            }
        }
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict wanted) const override
    {
        const auto range = m_window.rangeOf(facts);
        if (!range)
            return {};
        ChainSearch search(facts, stepsOf(facts, *range), m_frame.zone, m_frame.now.ms);
        search.find();
        if (wanted != Verdict::Yes)
            return breakers(facts, search);
        std::vector<Changes> proposals;
        for (size_t kept = 0; kept <= search.best().size() && kept < search.happening().size(); ++kept)
            proposals.push_back(completion(facts, search, kept));
        return proposals;
    }

private:
    [[nodiscard]] std::vector<ChainSearch::Step> stepsOf(const PersonFacts &facts, const TimeRange &range) const
    {
        std::vector<ChainSearch::Step> steps;
        for (size_t place = 0; place < m_condition.steps.size(); ++place) {
            const SequenceStep &written = m_condition.steps[place];
            std::vector<FactEvent> events = facts.events(written.metric, m_frame.now.ms);
            std::erase_if(events, [&](const FactEvent &event) {
                return !m_filters[place].passes(facts, event) || (written.happens && !m_window.holds(range, event.at));
            });
            steps.push_back({&written, std::move(events)});
        }
        return steps;
    }

    // The steps that are missing after the first `kept`, one after the other up to now.
    [[nodiscard]] Changes completion(const PersonFacts &facts, const ChainSearch &search, size_t kept) const
    {
        std::vector<QJsonObject> properties(m_condition.steps.size());
        const std::vector<size_t> &happening = search.happening();
        Changes changes;
        for (size_t stage = 0; stage < happening.size(); ++stage) {
            const size_t place = happening[stage];
            const SequenceStep &step = m_condition.steps[place];
            QJsonObject &own = properties[place];
            if (stage < kept) {
                for (const SequenceStep &later : m_condition.steps)
                    rememberShared(facts, search.best()[stage], later, static_cast<int>(place), own);
                continue;
            }
            own = m_filters[place].example();
            for (const SameProperty &same : step.same)
                own.insert(same.property, properties[static_cast<size_t>(same.step)].value(same.property));
            for (const SequenceStep &later : m_condition.steps)
                inventShared(later, static_cast<int>(place), own);
            const qint64 at = m_frame.now.ms - static_cast<qint64>(happening.size() - 1 - stage);
            changes.emplace_back(EventChange{step.metric, {std::max(at, facts.until().ms)}, std::nullopt, own});
        }
        return changes;
    }

    static void rememberShared(const PersonFacts &facts, const FactEvent &event, const SequenceStep &later, int place,
                               QJsonObject &properties)
    {
        for (const SameProperty &same : later.same) {
            if (same.step == place)
                properties.insert(same.property, facts.detail(event, same.property));
        }
    }

    static void inventShared(const SequenceStep &later, int place, QJsonObject &properties)
    {
        for (const SameProperty &same : later.same) {
            if (same.step == place && !properties.contains(same.property))
                properties.insert(same.property, QStringLiteral("?"));
        }
    }

    // What must not happen, happening.
    [[nodiscard]] std::vector<Changes> breakers(const PersonFacts &facts, const ChainSearch &search) const
    {
        std::vector<Changes> proposals;
        for (size_t place = 0; place < m_condition.steps.size(); ++place) {
            const SequenceStep &step = m_condition.steps[place];
            if (step.happens)
                continue;
            QJsonObject properties = m_filters[place].example();
            for (const SameProperty &same : step.same) {
                const auto stage = std::ranges::find(search.happening(), static_cast<size_t>(same.step));
                const auto index = static_cast<size_t>(stage - search.happening().begin());
                if (index < search.best().size())
                    properties.insert(same.property, facts.detail(search.best()[index], same.property));
            }
            proposals.push_back({EventChange{step.metric, m_frame.now, std::nullopt, properties}});
        }
        return proposals;
    }

    void explain(const PersonFacts &facts, const ChainSearch &search, bool found, Findings &findings) const
    {
        for (size_t stage = 0; stage < search.best().size(); ++stage) {
            const size_t place = search.happening()[stage];
            const FactEvent &event = search.best()[stage];
            findings.add(evidenceOf(m_condition.steps[place].metric, event, facts.table().currency(),
                                    m_filters[place].details(facts, event)));
        }
        if (found)
            return;
        if (const auto &breaker = search.breaker()) {
            const QString &metric = m_condition.steps[breaker->first].metric;
            findings.add(evidenceOf(metric, breaker->second, facts.table().currency(),
                                    m_filters[breaker->first].details(facts, breaker->second)));
            findings.compared = tr("broken by %1, which must not happen").arg(metric);
        } else if (search.best().size() < search.happening().size()) {
            const size_t place = search.happening()[search.best().size()];
            findings.compared = tr("step %1, %2, did not follow").arg(place + 1).arg(m_condition.steps[place].metric);
        }
    }

    SequenceCondition m_condition;
    TimeFrame m_frame;
    FactWindow m_window;
    std::vector<FactFilter> m_filters;
};

} // namespace

JudgePointer makeSequenceJudge(const SequenceCondition &condition, const JudgeSetting &setting)
{
    return std::make_unique<SequenceJudge>(condition, setting);
}

} // namespace perennial
