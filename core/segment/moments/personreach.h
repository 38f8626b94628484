// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/moments/personrun.h"

namespace perennial {

// Whether people can be written to on one channel, at any moment. The same answers as a consent condition gives.
class PersonReach
{
public:
    PersonReach(const ProfileTable &table, Channel channel)
        : m_column(table.consent(channel))
        , m_addresses(table.reachableBy(channel))
    {
    }

    [[nodiscard]] bool hasAddress(quint32 person) const { return !m_addresses || m_addresses->contains(person); }
    [[nodiscard]] bool isSuppressed(quint32 person, qint64 now)
    {
        return std::ranges::any_of(suppressions(person),
                                   [now](const SuppressionRow &row) { return row.at <= now && row.endedAt > now; });
    }
    [[nodiscard]] bool hasBounced(quint32 person, qint64 now)
    {
        return std::ranges::any_of(suppressions(person), [now](const SuppressionRow &row) {
            return row.bounced && row.at <= now && row.endedAt > now;
        });
    }
    [[nodiscard]] ConsentState consent(quint32 person, qint64 now);
    [[nodiscard]] bool canReceive(quint32 person, qint64 now)
    {
        return consent(person, now) == ConsentState::Subscribed && !isSuppressed(person, now) && hasAddress(person);
    }
    // The next moment after now at which one of its words is said, or a suppression begins or ends.
    [[nodiscard]] qint64 nextChange(quint32 person, qint64 now);

    [[nodiscard]] std::span<const ConsentRow> consents(quint32 person)
    {
        return m_consents.of(m_column.consents, person);
    }
    [[nodiscard]] std::span<const SuppressionRow> suppressions(quint32 person)
    {
        return m_suppressions.of(m_column.suppressions, person);
    }

private:
    const ConsentColumn &m_column;
    const ProfileSet *m_addresses;
    PersonRows<ConsentRow> m_consents;
    PersonRows<SuppressionRow> m_suppressions;
};

} // namespace perennial
