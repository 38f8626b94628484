// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factquantity.h"

#include "core/base/money.h"
#include "core/base/widesum.h"
#include "core/segment/document/jsonvalues.h"
#include "core/segment/document/phrases.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <numeric>

namespace perennial {

namespace {

constexpr size_t MostTurns = 200;

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

// The sum of the one or two in the middle, and how many they are.
template <class Number>
std::pair<Number, qint64> middleOf(std::vector<Number> numbers)
{
    std::ranges::sort(numbers);
    const size_t half = numbers.size() / 2;
    if (numbers.size() % 2 == 1)
        return {numbers[half], 1};
    return {sumOf(std::vector{numbers[half - 1], numbers[half]}), 2};
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
    case Aggregate::Median:
        std::tie(result, amount.denominator) = middleOf(numbers);
        break;
    default:
        result = sumOf(numbers);
        if (aggregate == Aggregate::Average)
            amount.denominator = static_cast<qint64>(numbers.size());
    }
}

} // namespace

QByteArray distinctKey(const QJsonValue &value)
{
    if (value.isDouble() && value.toVariant().typeId() == QMetaType::LongLong)
        return 'n' + QByteArray::number(value.toInteger());
    if (value.isDouble())
        return 'n' + QByteArray::number(value.toDouble() + 0.0, 'g', 17);
    if (value.isString())
        return 's' + value.toString().toUtf8();
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

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
    for (const FactEvent &event : facts.events(m_quantity.metric, m_binding.frame.now.ms)) {
        if (m_window.holds(*range, event.at) && m_filter.passes(facts, event))
            amount.of.push_back(event);
    }
    aggregate(facts, amount);
    return amount;
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
    std::vector<double> numbers;
    for (const FactEvent &event : amount.of) {
        if (const auto number = numberOf(facts.detail(event, m_quantity.property)))
            numbers.push_back(*number);
    }
    amount.real = true;
    reduce(m_quantity.aggregate, numbers, amount.number, amount);
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
    amount.picked = true;
    amount.json = read(facts, event);
    amount.known = m_ofValue ? event.hasValue() : !amount.json.isUndefined();
    amount.whole = event.value;
    amount.of = {event};
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

qint64 FactQuantity::distinct(const PersonFacts &facts, const std::vector<FactEvent> &events) const
{
    QSet<QByteArray> values;
    for (const FactEvent &event : events) {
        if (const QJsonValue value = read(facts, event); !value.isUndefined())
            values.insert(distinctKey(value));
    }
    return values.size();
}

void FactQuantity::addEvidence(const PersonFacts &facts, const FactAmount &amount, Findings &findings) const
{
    for (const FactEvent &event : amount.of) {
        std::vector<EvidenceDetail> details = m_filter.details(facts, event);
        const auto isAggregated = [&](const EvidenceDetail &detail) { return detail.name == m_quantity.property; };
        const QJsonValue value = m_ofValue ? QJsonValue() : facts.detail(event, m_quantity.property);
        if (!m_ofValue && !value.isUndefined() && std::ranges::none_of(details, isAggregated))
            details.push_back({m_quantity.property, value});
        findings.add(evidenceOf(m_quantity.metric, event, facts.table().currency(), std::move(details)));
    }
}

void FactQuantity::addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const
{
    const auto range = m_window.rangeOf(facts);
    m_window.addTurns(facts, turns);
    const size_t before = turns.size();
    for (const FactEvent &event : facts.events(m_quantity.metric, m_binding.frame.now.ms)) {
        if (!range || event.at < range->from || turns.size() - before > MostTurns)
            continue;
        m_filter.addTurns(facts, event, turns);
        if (m_filter.turns() || m_filter.passes(facts, event))
            m_window.addTurns(event.at, turns);
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
