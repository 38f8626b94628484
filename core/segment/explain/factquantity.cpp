// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factquantity.h"

#include "core/base/money.h"
#include "core/base/widesum.h"
#include "core/segment/document/journey.h"
#include "core/segment/document/jsonvalues.h"
#include "core/segment/document/phrases.h"
#include "core/segment/explain/factmemory.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

qint64 sumOf(const std::vector<qint64> &numbers)
{
    return clamped(std::accumulate(numbers.begin(), numbers.end(), WideSum(0)));
}

double sumOf(const std::vector<double> &numbers)
{
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

template <class Number>
void reduce(Aggregate aggregate, const std::vector<Number> &numbers, Number &result, FactAmount &amount)
{
    amount.known = aggregate == Aggregate::Sum || !numbers.empty();
    if (numbers.empty())
        return;
    switch (aggregate) {
    case Aggregate::Min:
        result = *std::ranges::min_element(numbers);
        break;
    case Aggregate::Max:
        result = *std::ranges::max_element(numbers);
        break;
    case Aggregate::Median: {
        const auto [lower, upper] = middleOf(numbers);
        amount.denominator = numbers.size() % 2 == 1 ? 1 : 2;
        result = amount.denominator == 1 ? upper : lower + upper;
        break;
    }
    default:
        result = sumOf(numbers);
        if (aggregate == Aggregate::Average)
            amount.denominator = static_cast<qint64>(numbers.size());
    }
}

} // namespace

Evidence evidenceOf(const QString &metric, const FactEvent &event, const QString &currency,
                    std::vector<EvidenceDetail> details)
{
    Evidence evidence{EvidenceKind::Event, metric, Instant{event.at}, {}, {}, false, std::move(details)};
    if (event.hasValue()) {
        evidence.value = Money{event.value, currency}.toDecimal();
        evidence.currency = currency;
    }
    return evidence;
}

FactQuantity::FactQuantity(const EventQuantity &quantity, const Binding &binding)
    : m_quantity(quantity)
    , m_binding(binding)
    , m_filter(quantity.filters, binding)
    , m_window(quantity.window, binding.frame)
    , m_ofValue(quantity.property.isEmpty() || quantity.property == ValueProperty)
    , m_isMoney(m_ofValue && quantity.aggregate != Aggregate::Count && quantity.aggregate != Aggregate::Distinct)
{
}

bool FactQuantity::isPicked() const
{
    return m_quantity.aggregate == Aggregate::First || m_quantity.aggregate == Aggregate::Last ||
           m_quantity.aggregate == Aggregate::Nth;
}

FactAmount FactQuantity::of(const PersonFacts &facts) const
{
    FactAmount amount;
    const auto range = m_window.rangeOf(facts);
    amount.placed = range.has_value();
    if (!range)
        return amount;
    amount.of = m_window.held(*range, m_filter.passing(facts, m_quantity.metric, m_binding.frame.now.ms));
    if (!m_quantity.same.empty())
        amount.of = tied(facts, amount.of);
    aggregate(facts, amount);
    return amount;
}

FactEvents FactQuantity::tied(const PersonFacts &facts, const FactEvents &events) const
{
    const Journey *journey = m_binding.frame.journey;
    const EventColumn *column = journey && journey->event ? m_binding.table.metric(journey->metric) : nullptr;
    const auto triggers = column ? facts.read(journey->metric) : nullptr;
    const quint32 first = column ? column->eventsOf(facts.person()).begin : 0;
    auto passing = std::make_shared<std::vector<FactEvent>>();
    for (const FactEvent &event : events) {
        const bool isTied = triggers && std::ranges::all_of(m_quantity.same, [&](const SameAsTrigger &tie) {
                                const quint32 wanted =
                                    facts.numberOf((*triggers)[*journey->event - first], tie.nameThere());
                                return wanted != 0 && facts.numberOf(event, tie.property) == wanted;
                            });
        if (isTied)
            passing->push_back(event);
    }
    return FactEvents(std::move(passing));
}

void FactQuantity::aggregate(const PersonFacts &facts, FactAmount &amount) const
{
    if (isPicked())
        return pick(facts, amount);
    if (m_quantity.aggregate == Aggregate::Count || m_quantity.aggregate == Aggregate::Distinct) {
        amount.known = true;
        amount.whole = m_quantity.aggregate == Aggregate::Count ? static_cast<qint64>(amount.of.size())
                                                                : distinct(facts, amount.of);
        return;
    }
    if (m_ofValue)
        aggregateMoney(amount);
    else
        aggregateReals(facts, amount);
}

void FactQuantity::aggregateMoney(FactAmount &amount) const
{
    std::vector<qint64> numbers;
    for (const FactEvent &event : amount.of) {
        if (event.hasValue())
            numbers.push_back(event.value);
    }
    reduce(m_quantity.aggregate, numbers, amount.whole, amount);
}

void FactQuantity::aggregateReals(const PersonFacts &facts, FactAmount &amount) const
{
    const auto known = facts.memory().reals.get({m_quantity.metric, m_quantity.property, {}}, [&] {
        auto reals = std::make_shared<std::vector<double>>();
        for (const FactEvent &event : *facts.read(m_quantity.metric))
            reals->push_back(facts.stopRequested() ? 0 : realOf(facts, event));
        return reals;
    });
    std::vector<double> numbers;
    for (const FactEvent &event : amount.of) {
        const double number = event.supposed ? realOf(facts, event) : (*known)[event.place];
        if (!std::isnan(number))
            numbers.push_back(number);
    }
    amount.real = true;
    reduce(m_quantity.aggregate, numbers, amount.number, amount);
}

double FactQuantity::realOf(const PersonFacts &facts, const FactEvent &event) const
{
    return numberOf(facts.detail(event, m_quantity.property)).value_or(std::numeric_limits<double>::quiet_NaN());
}

void FactQuantity::pick(const PersonFacts &facts, FactAmount &amount) const
{
    const size_t count = amount.of.size();
    size_t place = 0;
    if (m_quantity.aggregate == Aggregate::Last)
        place = count - 1;
    if (m_quantity.aggregate == Aggregate::Nth)
        place = static_cast<size_t>(m_quantity.nth.value_or(1) - 1);
    if (count == 0 || place >= count)
        return;
    const FactEvent event = amount.of[place];
    amount.of = amount.of.part(place, place + 1);
    amount.picked = true;
    amount.json = read(facts, event);
    amount.known = m_ofValue ? event.hasValue() : !amount.json.isUndefined();
    amount.whole = event.value;
}

FactAmount FactQuantity::asNumber(FactAmount amount) const
{
    if (!isPicked() || m_ofValue || !amount.known)
        return amount;
    const auto number = numberOf(amount.json);
    amount.known = number.has_value();
    amount.real = true;
    amount.number = number.value_or(0);
    return amount;
}

QJsonValue FactQuantity::read(const PersonFacts &facts, const FactEvent &event) const
{
    if (!m_ofValue)
        return facts.detail(event, m_quantity.property);
    return event.hasValue() ? QJsonValue(event.value) : QJsonValue(QJsonValue::Undefined);
}

qint64 FactQuantity::distinct(const PersonFacts &facts, const FactEvents &events) const
{
    const QString &property = m_ofValue ? ValueProperty : m_quantity.property;
    const auto known = facts.numbersOf(m_quantity.metric, property);
    std::vector<quint32> numbers;
    for (const FactEvent &event : events) {
        if (const quint32 number = event.supposed ? facts.numberOf(event, property) : (*known)[event.place])
            numbers.push_back(number);
    }
    std::ranges::sort(numbers);
    return std::unique(numbers.begin(), numbers.end()) - numbers.begin();
}

Evidence FactQuantity::evidenceOf(const PersonFacts &facts, const FactEvent &event) const
{
    std::vector<EvidenceDetail> details = m_filter.details(facts, event);
    const auto isAggregated = [&](const EvidenceDetail &detail) { return detail.name == m_quantity.property; };
    const QJsonValue value = m_ofValue ? QJsonValue() : facts.detail(event, m_quantity.property);
    if (!m_ofValue && !value.isUndefined() && std::ranges::none_of(details, isAggregated))
        details.push_back({m_quantity.property, value});
    return perennial::evidenceOf(m_quantity.metric, event, facts.table().currency(), std::move(details));
}

void FactQuantity::addEvidence(const PersonFacts &facts, const FactAmount &amount, Findings &findings) const
{
    findings.addAll(amount.of.size(), [&](size_t place) { return evidenceOf(facts, amount.of[place]); });
}

void FactQuantity::addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const
{
    const auto range = m_window.rangeOf(facts);
    m_window.addTurns(facts, turns);
    if (!range)
        return;
    const qint64 now = m_binding.frame.now.ms;
    const FactEvents events =
        m_filter.turns() ? facts.events(m_quantity.metric, now) : m_filter.passing(facts, m_quantity.metric, now);
    const size_t before = turns.size(), most = mostTurns(events.size());
    for (size_t place = events.placeFrom(range->from); place < events.size() && turns.size() - before <= most;
         ++place) {
        if (facts.stopRequested())
            return;
        m_filter.addTurns(facts, events[place], turns);
        m_window.addTurns(events[place].at, turns);
    }
}

QString FactQuantity::words(const FactAmount &amount) const
{
    if (!amount.known)
        return tr("not known");
    if (!amount.json.isUndefined() && !m_ofValue)
        return amount.json.isString() ? quoted(amount.json.toString())
                                      : QString::fromUtf8(distinctKey(amount.json)).remove(0, amount.json.isDouble());
    const QString &currency = m_binding.table.currency();
    if (m_isMoney && amount.denominator == 1)
        return Money{amount.whole, currency}.toDecimal() + u' ' + currency;
    if (m_isMoney)
        return QString::number(amount.toReal() / static_cast<double>(unit()), 'f', minorDigits(currency) + 1) + u' ' +
               currency;
    if (m_quantity.aggregate != Aggregate::Count)
        return numberWords(amount.toReal());
    return amount.whole == 1 ? tr("once") : tr("%1 times").arg(amount.whole);
}

std::optional<EventChange> FactQuantity::oneMore(const PersonFacts &facts) const
{
    const auto at = m_window.openMoment(facts);
    if (!at)
        return std::nullopt;
    return EventChange{m_quantity.metric, {*at}, std::nullopt, m_filter.example()};
}

} // namespace perennial
