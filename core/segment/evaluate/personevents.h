// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventfilter.h"
#include "core/segment/plan/boundwindow.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// How leaves walk through people and their events one by one, where no kernel does.

// The events of people who are asked for in ascending order.
class RunCursor
{
public:
    RunCursor() = default;
    // Without a column nobody has any.
    RunCursor(const EventColumn *column, const PeopleChunk &chunk);

    [[nodiscard]] EventColumn::Run runOf(quint32 person)
    {
        while (m_person != m_end && *m_person < person)
            ++m_person;
        if (m_person == m_end || *m_person != person)
            return {};
        const quint32 *start = m_starts + (m_person - m_begin);
        return {start[0], start[1]};
    }
    // The next person from the one on who has events, PeopleChunk::end() or beyond where there is none.
    [[nodiscard]] quint32 nextPerson(quint32 person)
    {
        while (m_person != m_end && *m_person < person)
            ++m_person;
        return m_person == m_end ? std::numeric_limits<quint32>::max() : *m_person;
    }

private:
    const quint32 *m_begin = nullptr;
    const quint32 *m_person = nullptr;
    const quint32 *m_end = nullptr;
    const quint32 *m_starts = nullptr;
};

// The range of a window for people who are asked for in ascending order.
class RangeCursor
{
public:
    // The window must outlive it.
    RangeCursor(const BoundWindow &window, const PeopleChunk &chunk);

    // Nothing where it is not known.
    [[nodiscard]] std::optional<TimeRange> rangeOf(quint32 person)
    {
        return m_window.isPersonal() ? personalRange(person) : m_window.range();
    }

private:
    [[nodiscard]] std::optional<TimeRange> personalRange(quint32 person);

    const BoundWindow &m_window;
    RunCursor m_anchors;
};

// Bound: which events of a metric a condition speaks of, whenever they happened.
class MetricEvents
{
public:
    MetricEvents(const QString &metric, const FilterSet &filters, const Binding &binding);

    // Null: there are none.
    [[nodiscard]] const EventColumn *column() const { return m_column; }
    [[nodiscard]] bool passes(quint32 event) const { return !m_filter || m_filter->passes(event); }

private:
    const EventColumn *m_column = nullptr;
    std::shared_ptr<const EventFilter> m_filter; // null: every event passes
};

inline void setBit(std::span<quint64> words, quint32 place, bool yes)
{
    words[place >> 6] |= static_cast<quint64>(yes) << (place & 63);
}

inline void setVerdict(const Verdicts &verdicts, quint32 place, Verdict verdict)
{
    setBit(verdicts.yes, place, verdict == Verdict::Yes);
    setBit(verdicts.unknown, place, verdict == Verdict::Unknown);
}

} // namespace perennial
