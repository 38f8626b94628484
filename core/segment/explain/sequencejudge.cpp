// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/chainsearch.h"
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
        const auto range = m_window.rangeOf(facts);
        for (size_t place = 0; range && place < m_condition.steps.size(); ++place)
            addTurns(facts, place, *range, turns);
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
    void addTurns(const PersonFacts &facts, size_t step, const TimeRange &range, std::vector<qint64> &turns) const
    {
        const FactEvents events = m_filters[step].passing(facts, m_condition.steps[step].metric, m_frame.now.ms);
        constexpr size_t cost = 8; // of finding a chain
        const size_t before = turns.size(), most = mostTurns(cost * events.size());
        for (size_t place = events.placeFrom(range.from); place < events.size() && turns.size() - before <= most;
             ++place) {
            if (facts.stopRequested())
                return;
            m_window.addTurns(events[place].at, turns);
        }
    }

    [[nodiscard]] std::vector<ChainSearch::Step> stepsOf(const PersonFacts &facts, const TimeRange &range) const
    {
        std::vector<ChainSearch::Step> steps;
        for (size_t place = 0; place < m_condition.steps.size(); ++place) {
            const SequenceStep &written = m_condition.steps[place];
            const FactEvents events = m_filters[place].passing(facts, written.metric, m_frame.now.ms);
            steps.push_back({&written, written.happens ? m_window.held(range, events) : events});
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
