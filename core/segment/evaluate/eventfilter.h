// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/valuetest.h"

namespace perennial {

// Bound property filters of one metric's events. Each distinct set of event properties is judged once, when binding; an
// event then costs a look-up. An event whose property is not known does not pass, under a negative operator neither.
class EventFilter
{
public:
    EventFilter(const FilterSet &filters, const EventColumn &column, const Binding &binding);

    // No filter at all: every event passes.
    [[nodiscard]] bool isOpen() const { return m_byDetails.empty() && m_onValue.empty(); }
    [[nodiscard]] bool passes(quint32 event) const
    {
        const bool details = m_byDetails.empty() ? !m_any : m_byDetails[detailsPlace(event)];
        return m_onValue.empty() ? details : withValue(event, details);
    }

    // Whether details pass, by their place, and in the last place whether events without any do; null where the event's
    // value is asked too.
    [[nodiscard]] const std::vector<char> *byDetailsAlone() const { return m_onValue.empty() ? &m_byDetails : nullptr; }

private:
    struct OnValue
    {
        ValueTest test;
        NumberTest number;
    };

    // The last place is that of events without properties.
    [[nodiscard]] quint32 detailsPlace(quint32 event) const
    {
        return std::min(m_column.detailsOf(event), static_cast<quint32>(m_byDetails.size() - 1));
    }
    [[nodiscard]] bool withValue(quint32 event, bool details) const;
    void addDetails(const PropertyFilter &filter, const Binding &binding);

    const EventColumn &m_column;
    bool m_any;
    std::vector<char> m_byDetails;
    std::vector<OnValue> m_onValue;
};

} // namespace perennial
