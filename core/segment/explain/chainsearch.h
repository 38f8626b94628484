// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "core/segment/explain/personfacts.h"

#include <map>
#include <unordered_map>

namespace perennial {

// Looks among one person's events for a chain of a sequence, one for each step that happens: of each step the earliest
// that leads on. What led nowhere is not tried again with the same values to share, and where nothing limits what
// follows an event, the ones after it are no better.
class ChainSearch
{
public:
    struct Step
    {
        const SequenceStep *written;
        FactEvents events; // that may stand for it
    };

    ChainSearch(const PersonFacts &facts, const std::vector<Step> &steps, const QTimeZone &zone, qint64 now);

    bool find() { return follow(0); }
    // The chain, or the longest that was found.
    [[nodiscard]] const std::vector<FactEvent> &best() const { return m_best; }
    // What came between where the longest chain broke.
    [[nodiscard]] const std::optional<std::pair<size_t, FactEvent>> &breaker() const { return m_breaker; }
    [[nodiscard]] const std::vector<size_t> &happening() const { return m_happening; }

private:
    // Equal for events whose property has one value, 0 where it is not known.
    class Numbers
    {
    public:
        Numbers(const PersonFacts &facts, const QString &metric, const QString &property);
        [[nodiscard]] quint32 of(const FactEvent &event) const;

    private:
        const PersonFacts *m_facts;
        QString m_property;
        std::shared_ptr<const std::vector<quint32>> m_byPlace;
    };
    struct Same
    {
        size_t step;
        Numbers wanted;
        Numbers own;
    };
    struct Events
    {
        const SequenceStep *written;
        FactEvents list;
        std::vector<Same> same;
        std::vector<quint64> grouped; // the number of the first value, then the place in the list; where there is one
    };
    // Places in a list, or in its groups.
    struct Range
    {
        size_t begin;
        size_t end;
    };
    struct Failed
    {
        std::unordered_map<size_t, size_t> next; // from one that failed to the next that may not have
        size_t hopelessFrom = std::numeric_limits<size_t>::max();
    };

    void group(Events &events) const;
    [[nodiscard]] bool isFirstAsGood(size_t stage) const;
    [[nodiscard]] bool follow(size_t stage);
    [[nodiscard]] bool tryAll(size_t stage, Range range);
    [[nodiscard]] bool endsWell();
    [[nodiscard]] const FactEvent &eventAt(const Events &events, size_t place) const;
    // Those that have the first value in common with the events that were chosen.
    [[nodiscard]] Range candidates(const Events &events) const;
    // The first that happened later.
    [[nodiscard]] size_t firstAfter(const Events &events, Range range, qint64 at) const;
    [[nodiscard]] bool isShared(const Events &events, const FactEvent &event) const;
    [[nodiscard]] qint64 latest(const Events &events, qint64 earlier) const;
    // Of each step that must not happen after a stage the first event that did: the step, and it.
    [[nodiscard]] std::vector<std::pair<size_t, FactEvent>> breakersAfter(size_t step) const;
    [[nodiscard]] Failed &failedAt(size_t stage);
    [[nodiscard]] static size_t nextOf(Failed &failed, size_t place);
    void note(size_t length);

    const PersonFacts &m_facts;
    const QTimeZone &m_zone;
    qint64 m_now;
    std::vector<Events> m_steps;
    std::vector<size_t> m_happening;
    std::vector<bool> m_isFirstAsGood;                            // by stage
    std::vector<FactEvent> m_chosen;                              // by step
    std::vector<std::map<std::vector<quint32>, Failed>> m_failed; // by stage: with the values that later steps ask for
    std::vector<FactEvent> m_best;
    std::optional<std::pair<size_t, FactEvent>> m_breaker;
};

} // namespace perennial
