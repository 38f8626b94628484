// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/eventcolumn.h"

#include <algorithm>

namespace perennial {

// The events of the person who was asked about last, looked up once.
class PersonRun
{
public:
    [[nodiscard]] EventColumn::Run of(const EventColumn &column, quint32 person)
    {
        if (person != m_person) {
            m_person = person;
            m_run = column.eventsOf(person);
        }
        return m_run;
    }

private:
    quint32 m_person = std::numeric_limits<quint32>::max();
    EventColumn::Run m_run;
};

// The rows of one person in a column that goes by person.
template <class Row>
class PersonRows
{
public:
    [[nodiscard]] std::span<const Row> of(const Column<Row> &column, quint32 person)
    {
        if (person != m_person) {
            m_person = person;
            const auto found = std::ranges::equal_range(column, person, {}, &Row::person);
            m_rows = {found.begin(), found.end()};
        }
        return m_rows;
    }

private:
    quint32 m_person = std::numeric_limits<quint32>::max();
    std::span<const Row> m_rows;
};

} // namespace perennial
