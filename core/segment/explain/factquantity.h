// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factwindow.h"
#include "core/segment/explain/judge.h"

#include <algorithm>

namespace perennial {

// What a person's events make: a whole number or fraction, a real number, or the value of a property.
struct FactAmount
{
    bool known = false;
    bool real = false;
    qint64 whole = 0; // minor units of an amount of money
    double number = 0;
    qint64 denominator = 1;
    QJsonValue json{QJsonValue::Undefined};
    FactEvents of;       // the events in the window that pass; of a first, last or nth that one
    bool picked = false; // there is a first, last or nth
    bool placed = true;  // false: the window begins with what the person never had

    [[nodiscard]] double toReal() const
    {
        return (real ? number : static_cast<double>(whole)) / static_cast<double>(denominator);
    }
};

// An EventQuantity, made of one person's events in the plainest way.
class FactQuantity
{
public:
    FactQuantity(const EventQuantity &quantity, const Binding &binding);

    [[nodiscard]] const EventQuantity &written() const { return m_quantity; }
    [[nodiscard]] FactAmount of(const PersonFacts &facts) const;
    // The amount's units in one unit of what is written.
    [[nodiscard]] qint64 unit() const { return m_isMoney ? m_binding.moneyScale : 1; }
    [[nodiscard]] bool isMoney() const { return m_isMoney; }
    [[nodiscard]] bool isPicked() const; // first, last, nth
    [[nodiscard]] bool ofValue() const { return m_ofValue; }
    [[nodiscard]] const FactFilter &filter() const { return m_filter; }
    [[nodiscard]] const FactWindow &window() const { return m_window; }
    // A first, last or nth as a number.
    [[nodiscard]] FactAmount asNumber(FactAmount amount) const;

    void addEvidence(const PersonFacts &facts, const FactAmount &amount, Findings &findings) const;
    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const;
    // "2 times", "120.00 EUR", "not known".
    [[nodiscard]] QString words(const FactAmount &amount) const;
    // An event that would count, without a value; nothing where the window is not open.
    [[nodiscard]] std::optional<EventChange> oneMore(const PersonFacts &facts) const;

private:
    [[nodiscard]] QJsonValue read(const PersonFacts &facts, const FactEvent &event) const;
    // Those that have the same values as what started the flow.
    [[nodiscard]] FactEvents tied(const PersonFacts &facts, const FactEvents &events) const;
    void aggregate(const PersonFacts &facts, FactAmount &amount) const;
    void aggregateMoney(FactAmount &amount) const;
    void aggregateReals(const PersonFacts &facts, FactAmount &amount) const;
    void pick(const PersonFacts &facts, FactAmount &amount) const;
    [[nodiscard]] qint64 distinct(const PersonFacts &facts, const FactEvents &events) const;
    [[nodiscard]] double realOf(const PersonFacts &facts, const FactEvent &event) const;
    [[nodiscard]] Evidence evidenceOf(const PersonFacts &facts, const FactEvent &event) const;

    EventQuantity m_quantity;
    Binding m_binding;
    FactFilter m_filter;
    FactWindow m_window;
    bool m_ofValue;
    bool m_isMoney;
};

// The two numbers in the middle; of an odd count the one twice. There must be one.
template <class Number>
[[nodiscard]] std::pair<Number, Number> middleOf(std::vector<Number> numbers)
{
    const auto upper = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::ranges::nth_element(numbers, upper);
    return {numbers.size() % 2 == 1 ? *upper : *std::max_element(numbers.begin(), upper), *upper};
}

// An event as evidence, with what was filtered.
[[nodiscard]] Evidence evidenceOf(const QString &metric, const FactEvent &event, const QString &currency,
                                  std::vector<EvidenceDetail> details);

} // namespace perennial
