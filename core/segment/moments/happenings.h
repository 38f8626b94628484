// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

namespace perennial {

// Everything that ever happened to people: events, orders and their cancellations, words of consent, suppressions,
// values of properties, stays in lists and flows.
class Happenings
{
public:
    explicit Happenings(const ProfileTable &table)
        : m_table(table)
    {
    }

    // The first moment after now at which something did; TimeRange::End where nothing did.
    [[nodiscard]] qint64 next(quint32 person, qint64 now);

private:
    void gather(quint32 person);

    const ProfileTable &m_table;
    std::optional<quint32> m_person; // whose moments were gathered last
    std::vector<qint64> m_moments;   // ascending
};

} // namespace perennial
