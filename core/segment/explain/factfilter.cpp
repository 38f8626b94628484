// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factfilter.h"

#include "core/segment/document/finished.h"
#include "core/segment/document/jsonvalues.h"
#include "core/segment/explain/factmemory.h"
#include "core/segment/explain/factwindow.h"

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

QJsonValue listWith(const Test &test)
{
    QJsonArray list;
    for (const Operand &operand : test.values) {
        if (const auto *text = std::get_if<QString>(&operand))
            list.append(*text);
    }
    return list;
}

void addNumbers(const Test &test, std::vector<QJsonValue> &values)
{
    for (const Operand &operand : test.values) {
        if (const auto *number = std::get_if<double>(&operand)) {
            for (const double beside : {0.0, 1.0, -1.0})
                values.emplace_back(*number + beside);
        }
    }
}

void addTexts(const Test &test, std::vector<QJsonValue> &values)
{
    for (const Operand &operand : test.values) {
        if (const auto *text = std::get_if<QString>(&operand))
            values.emplace_back(*text);
    }
    values.emplace_back(QStringLiteral("?"));
}

void addDates(const Test &test, const TimeFrame &frame, std::vector<QJsonValue> &values)
{
    const TimeRange range = rangeOf(test.window, frame);
    for (const qint64 at : {frame.now.ms, range.to, range.from}) {
        for (const qint64 beside : {qint64(0), Instant::DayMs, -Instant::DayMs}) {
            if (at != TimeRange::Start && at != TimeRange::End)
                values.emplace_back(at + beside);
        }
    }
}

} // namespace

std::vector<QJsonValue> valuesFor(const Test &test, const TimeFrame &frame)
{
    std::vector<QJsonValue> values;
    switch (operatorOf(*test.op).type) {
    case ValueType::Number:
    case ValueType::Count:
        addNumbers(test, values);
        break;
    case ValueType::Boolean:
        values = {true, false};
        break;
    case ValueType::Date:
        addDates(test, frame, values);
        break;
    case ValueType::List:
        values = {listWith(test), QJsonArray()};
        break;
    default:
        addTexts(test, values);
    }
    return values;
}

std::vector<QJsonValue> valuesAgainst(const Test &test, const TimeFrame &frame)
{
    std::vector<QJsonValue> values = valuesFor(test, frame);
    std::ranges::reverse(values);
    return values;
}

std::vector<qint64> amountsAround(const Test &test, qint64 scale)
{
    std::vector<qint64> amounts;
    for (const Operand &operand : test.values) {
        const auto *number = std::get_if<double>(&operand);
        if (!number || std::abs(*number) > 1e12)
            continue;
        const auto floor = static_cast<qint64>(std::floor(*number * static_cast<double>(scale)));
        for (const qint64 beside : {0, 1, -1, 2})
            amounts.push_back(floor + beside);
    }
    return amounts;
}

FactFilter::FactFilter(const FilterSet &filters, const Binding &binding)
    : m_written(filters)
    , m_any(filters.match == FilterMatch::Any)
    , m_frame(binding.frame)
    , m_moneyScale(binding.moneyScale)
{
    for (const PropertyFilter &filter : filters.of) {
        if (!isFinished(filter))
            continue;
        const bool ofAmount = filter.property == ValueProperty && operatorOf(*filter.test.op).type == ValueType::Number;
        m_filters.push_back({filter, ValueTest(filter.test, m_frame),
                             ofAmount ? NumberTest::of(filter.test, m_moneyScale) : NumberTest()});
    }
}

bool FactFilter::passes(const PersonFacts &facts, const FactEvent &event) const
{
    if (facts.stopRequested())
        return false;
    const auto one = [&](const Filter &filter) { return passes(filter, facts, event); };
    if (m_any && !m_filters.empty())
        return std::ranges::any_of(m_filters, one);
    return std::ranges::all_of(m_filters, one);
}

bool FactFilter::passes(const Filter &filter, const PersonFacts &facts, const FactEvent &event) const
{
    if (filter.written.property == ValueProperty) {
        if (filter.test.type() == ValueType::Any)
            return filter.test.ofPresence(event.hasValue()) == Verdict::Yes;
        return event.hasValue() && filter.amount.passes(event.value);
    }
    const QJsonValue value = facts.detail(event, filter.written.property);
    const Verdict verdict = value.isUndefined() ? filter.test.ofNothing() : filter.test.ofJson(value);
    return verdict == Verdict::Yes;
}

FactEvents FactFilter::passing(const PersonFacts &facts, const QString &metric, qint64 now) const
{
    if (m_filters.empty())
        return facts.events(metric, now);
    FactEvents events = FactEvents(readPassing(facts, metric)).within(TimeRange::Start, now);
    facts.addSupposed(metric, now, events, [&](const FactEvent &event) { return passes(facts, event); });
    return events;
}

FactEvents::Read FactFilter::readPassing(const PersonFacts &facts, const QString &metric) const
{
    const FactMemory::FilterKey key{metric, m_written, m_frame.zone,
                                    turns() ? std::optional(m_frame.now.ms) : std::nullopt};
    return facts.memory().passing.get(key, [&] {
        std::vector<std::shared_ptr<const std::vector<qint64>>> dates; // by filter; null: of no date
        for (const Filter &filter : m_filters)
            dates.push_back(filter.test.type() == ValueType::Date ? datesOf(facts, metric, filter.written.property)
                                                                  : nullptr);
        const auto one = [&](const FactEvent &event, size_t filter) {
            if (!dates[filter])
                return passes(m_filters[filter], facts, event);
            const qint64 date = (*dates[filter])[event.place];
            return date != TimeRange::Start && m_filters[filter].test.ofDate(date) == Verdict::Yes;
        };
        auto passing = std::make_shared<std::vector<FactEvent>>();
        for (const FactEvent &event : *facts.read(metric)) {
            size_t filter = 0; // the first that decides
            while (filter < m_filters.size() && !facts.stopRequested() && one(event, filter) != m_any)
                ++filter;
            if ((filter < m_filters.size()) == m_any)
                passing->push_back(event);
        }
        return passing;
    });
}

std::shared_ptr<const std::vector<qint64>> FactFilter::datesOf(const PersonFacts &facts, const QString &metric,
                                                               const QString &property) const
{
    return facts.memory().dates.get({metric, property, m_frame.zone}, [&] {
        auto dates = std::make_shared<std::vector<qint64>>();
        for (const FactEvent &event : *facts.read(metric)) {
            const bool known = property != ValueProperty && !facts.stopRequested();
            const auto date = known ? dateOf(facts.detail(event, property), m_frame.zone) : std::nullopt;
            dates->push_back(date.value_or(TimeRange::Start));
        }
        return dates;
    });
}

std::vector<EvidenceDetail> FactFilter::details(const PersonFacts &facts, const FactEvent &event) const
{
    std::vector<EvidenceDetail> details;
    for (const Filter &filter : m_filters) {
        const auto isSame = [&](const EvidenceDetail &detail) { return detail.name == filter.written.property; };
        if (filter.written.property == ValueProperty || std::ranges::any_of(details, isSame))
            continue;
        if (const QJsonValue value = facts.detail(event, filter.written.property); !value.isUndefined())
            details.push_back({filter.written.property, value});
    }
    return details;
}

bool FactFilter::turns() const
{
    return std::ranges::any_of(m_filters, [](const Filter &filter) { return filter.test.type() == ValueType::Date; });
}

void FactFilter::addTurns(const PersonFacts &facts, const FactEvent &event, std::vector<qint64> &turns) const
{
    for (const Filter &filter : m_filters) {
        if (filter.test.type() != ValueType::Date || facts.stopRequested())
            continue;
        if (const auto date = dateOf(facts.detail(event, filter.written.property), m_frame.zone))
            addDateTurns(filter.written.test, m_frame, *date, turns);
    }
}

QJsonObject FactFilter::example() const
{
    QJsonObject properties;
    for (const Filter &filter : m_filters) {
        if (filter.written.property != ValueProperty && filter.test.ofNothing() != Verdict::Yes)
            exemplify(filter, properties);
    }
    return properties;
}

// The first value that this filter and all others of the property let pass.
void FactFilter::exemplify(const Filter &filter, QJsonObject &properties) const
{
    const auto suits = [&](const Filter &other, const QJsonValue &value) {
        return other.written.property != filter.written.property || other.test.ofJson(value) == Verdict::Yes;
    };
    for (const QJsonValue &value : valuesFor(filter.written.test, m_frame)) {
        const auto letsPass = [&](const Filter &other) { return suits(other, value); };
        if (m_any ? letsPass(filter) : std::ranges::all_of(m_filters, letsPass)) {
            properties.insert(filter.written.property, value);
            return;
        }
    }
}

std::vector<qint64> FactFilter::exampleValues() const
{
    std::vector<qint64> values;
    for (const Filter &filter : m_filters) {
        if (filter.written.property != ValueProperty)
            continue;
        for (const qint64 amount : amountsAround(filter.written.test, m_moneyScale))
            values.push_back(amount);
    }
    return values;
}

} // namespace perennial
