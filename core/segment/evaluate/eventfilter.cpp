// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/eventfilter.h"

#include "core/segment/document/finished.h"

namespace perennial {

EventFilter::EventFilter(const FilterSet &filters, const EventColumn &column, const Binding &binding)
    : m_column(column)
    , m_any(filters.match == FilterMatch::Any)
{
    for (const PropertyFilter &filter : filters.of) {
        if (!isFinished(filter))
            continue;
        if (filter.property != ValueProperty) {
            addDetails(filter, binding);
            continue;
        }
        const bool isNumber = operatorOf(*filter.test.op).type == ValueType::Number;
        m_onValue.push_back({ValueTest(filter.test, binding.frame),
                             isNumber ? NumberTest::of(filter.test, binding.moneyScale) : NumberTest()});
    }
}

void EventFilter::addDetails(const PropertyFilter &filter, const Binding &binding)
{
    const ValueTest test(filter.test, binding.frame);
    const DetailTable &table = binding.table.columns().details;
    const bool without = test.ofNothing() == Verdict::Yes;
    std::vector<char> verdicts(table.placeCount(), without);
    if (const DetailColumn *column = table.column(filter.property)) {
        std::vector<char> byCode(column->values.size());
        visitEach(byCode.size(), binding.stop,
                  [&](size_t code) { byCode[code] = test.ofJson(column->values[code]) == Verdict::Yes; });
        visitEach(column->details.size(), binding.stop,
                  [&](size_t i) { verdicts[column->details[i]] = byCode[column->codes[i]]; });
    }
    if (m_byDetails.empty())
        m_byDetails.assign(verdicts.size(), !m_any);
    for (size_t i = 0; i < verdicts.size(); ++i)
        m_byDetails[i] = m_any ? m_byDetails[i] | verdicts[i] : m_byDetails[i] & verdicts[i];
}

bool EventFilter::withValue(quint32 event, bool details) const
{
    const qint64 value = m_column.value(event);
    const bool known = value != EventColumn::NoValue;
    const auto passes = [&](const OnValue &filter) {
        if (filter.test.type() == ValueType::Any)
            return filter.test.ofPresence(known) == Verdict::Yes;
        return known && filter.number.passes(value);
    };
    if (m_any)
        return (details && !m_byDetails.empty()) || std::ranges::any_of(m_onValue, passes);
    return details && std::ranges::all_of(m_onValue, passes);
}

} // namespace perennial
