// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/ontheway.h"

#include "core/segment/document/journey.h"
#include "core/segment/document/savedname.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

ValueCodes codesOf(const QString &property, const EventColumn &column, const Binding &binding)
{
    return property == OrderProperty ? ValueCodes::ofOrders(column) : ValueCodes(property, column, binding);
}

const EventColumn *triggerOf(const Binding &binding)
{
    const Journey *journey = binding.frame.journey;
    return journey && journey->event ? binding.table.metric(journey->metric) : nullptr;
}

QJsonValue triggerValue(const QString &property, const Binding &binding)
{
    const EventColumn *column = triggerOf(binding);
    return column ? eventProperty(binding.table, *column, *binding.frame.journey->event, property, binding.moneyScale)
                  : QJsonValue(QJsonValue::Undefined);
}

bool isAmount(const PropertyCondition &condition)
{
    return condition.of == PropertyOf::Trigger && condition.property == ValueProperty;
}

// In whole numbers, so that no rounding decides.
Verdict amountVerdict(const Test &test, const Binding &binding)
{
    const EventColumn *column = triggerOf(binding);
    const qint64 amount = column ? column->value(*binding.frame.journey->event) : EventColumn::NoValue;
    if (amount == EventColumn::NoValue)
        return Verdict::Unknown;
    return NumberTest::of(test, binding.moneyScale).passes(amount) ? Verdict::Yes : Verdict::No;
}

} // namespace

QJsonValue eventProperty(const ProfileTable &table, const EventColumn &column, quint32 event, const QString &property,
                         qint64 moneyScale)
{
    if (property == ValueProperty) {
        const qint64 value = column.value(event);
        return value == EventColumn::NoValue ? QJsonValue(QJsonValue::Undefined)
                                             : QJsonValue(static_cast<double>(value) / static_cast<double>(moneyScale));
    }
    const DetailColumn *details = table.columns().details.column(property);
    const quint32 wanted = column.detailsOf(event);
    if (!details || wanted == EventColumn::NoDetails)
        return QJsonValue(QJsonValue::Undefined);
    const auto place = std::ranges::lower_bound(details->details, wanted);
    if (place == details->details.end() || *place != wanted)
        return QJsonValue(QJsonValue::Undefined);
    return details->values[details->codes[static_cast<size_t>(place - details->details.begin())]];
}

std::optional<ValueOnTheWay> valueOnTheWay(const PropertyCondition &condition, const Binding &binding)
{
    const Journey *journey = binding.frame.journey;
    QJsonValue value(QJsonValue::Undefined);
    if (condition.of == PropertyOf::Trigger) {
        value = triggerValue(condition.property, binding);
    } else if (condition.of == PropertyOf::Variable) {
        value = journey ? journey->variables.value(condition.property, QJsonValue::Undefined) : value;
    } else {
        if (!journey || !condition.other.isEmpty() || !journey->properties.contains(condition.property))
            return std::nullopt;
        value = journey->properties.value(condition.property);
    }
    const ValueTest test(condition.test, binding.frame);
    if (isAmount(condition) && test.type() == ValueType::Number)
        return ValueOnTheWay{value, amountVerdict(condition.test, binding)};
    return ValueOnTheWay{value, value.isUndefined() ? test.ofNothing() : test.ofJson(value)};
}

std::optional<bool> membershipOnTheWay(const MembershipCondition &condition, const TimeFrame &frame)
{
    if (condition.of == MemberOf::ThisFlow) {
        TimeRange range = condition.since ? rangeOf(*condition.since, frame) : TimeRange();
        range.to = std::min(range.to, frame.now.ms);
        const bool was = frame.journey && std::ranges::any_of(frame.journey->earlier, [&](const TimeRange &stay) {
                             return stay.from <= range.to && stay.to >= range.from;
                         });
        return was == condition.in;
    }
    if (condition.of != MemberOf::List || condition.since || !frame.journey)
        return std::nullopt;
    const auto changed = frame.journey->lists.constFind(nameKey(condition.name));
    return changed == frame.journey->lists.constEnd() ? std::nullopt : std::optional(*changed == condition.in);
}

TieCodes::TieCodes(const SameAsTrigger &tie, const EventColumn &column, const EventColumn &trigger,
                   const Binding &binding)
    : m_events(codesOf(tie.property, column, binding))
    , m_trigger(codesOf(tie.nameThere(), trigger, binding))
{
    if (tie.property == tie.nameThere())
        return;
    const DetailTable &table = binding.table.columns().details;
    const DetailColumn *from = table.column(tie.nameThere()), *to = table.column(tie.property);
    if (!from)
        return;
    const auto keyOf = [](const QJsonValue &value) {
        return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    };
    // The first of equal values bears their code.
    QHash<QByteArray, qint64> codes;
    for (size_t i = to ? to->values.size() : 0; i > 0; --i)
        codes.insert(keyOf(to->values[i - 1]), static_cast<qint64>(i));
    m_translated.assign(from->values.size() + 1, ValueCodes::Unknown);
    for (size_t i = 0; i < from->values.size(); ++i)
        m_translated[i + 1] = codes.value(keyOf(from->values[i]), ValueCodes::Unknown);
}

BoundTies::BoundTies(const std::vector<SameAsTrigger> &ties, const EventColumn &column, const Binding &binding)
{
    const EventColumn *trigger = triggerOf(binding);
    m_isClosed = !trigger && !ties.empty();
    for (const SameAsTrigger &tie : ties) {
        if (m_isClosed)
            return;
        auto codes = std::make_shared<const TieCodes>(tie, column, *trigger, binding);
        const qint64 wanted = codes->wantedBy(*binding.frame.journey->event);
        m_ties.push_back({std::move(codes), wanted});
    }
}

bool BoundTies::passes(quint32 event) const
{
    return !m_isClosed && std::ranges::all_of(m_ties, [event](const Tie &tie) {
        return tie.wanted != ValueCodes::Unknown && tie.codes->of(event) == tie.wanted;
    });
}

} // namespace perennial
