// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"

namespace perennial {

// A property of a metric's events as numbers that are equal where its values are. 1 and 1.0 are one value; the number
// 1, the text "1" and yes are three. The numbers of one property are the same for all metrics.
class ValueCodes
{
public:
    static constexpr qint64 Unknown = EventColumn::NoValue;

    // "$value" is the event's amount.
    ValueCodes(const QString &property, const EventColumn &column, const Binding &binding);
    // The order an event belongs to.
    [[nodiscard]] static ValueCodes ofOrders(const EventColumn &column);

    [[nodiscard]] qint64 of(quint32 event) const
    {
        switch (m_source) {
        case Source::Amount:
            return m_column->value(event);
        case Source::Order:
            return known(m_column->orderOf(event));
        default:
            return known(m_byDetails[std::min<size_t>(m_column->detailsOf(event), m_byDetails.size() - 1)]);
        }
    }

private:
    enum class Source { Amount, Order, Details };

    ValueCodes(Source source, const EventColumn &column)
        : m_source(source)
        , m_column(&column)
    {
    }
    [[nodiscard]] static qint64 known(quint32 code) { return code == 0 ? Unknown : code; }

    Source m_source;
    const EventColumn *m_column;
    std::vector<quint32> m_byDetails; // 0 where it is not known; the last place: events without properties
};

} // namespace perennial
