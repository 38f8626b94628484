// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

namespace perennial {

// How the people of two tables become those of a third: some of the old ones stay, the others were read anew or are
// new. Nobody comes from both, and both keep their order.
class PeopleSplice
{
public:
    static constexpr quint32 Gone = 0xffffffff;

    // `dropped`: ids, ascending, that are not taken from the old table. All of `fresh` are.
    PeopleSplice(const Column<qint64> &old, const Column<qint64> &fresh, std::span<const qint64> dropped);

    [[nodiscard]] const std::vector<qint64> &ids() const { return m_ids; }
    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_ids.size()); }
    // Where people of either table stand now.
    [[nodiscard]] const std::vector<quint32> &fromOld() const { return m_fromOld; }
    [[nodiscard]] const std::vector<quint32> &fromFresh() const { return m_fromFresh; }

    // One value a person. A column that would say nothing is empty.
    template <class T>
    [[nodiscard]] std::vector<T> values(const Column<T> &old, const Column<T> &fresh, T nothing) const
    {
        std::vector<T> values(size(), nothing);
        for (size_t i = 0; i < old.size(); ++i) {
            if (m_fromOld[i] != Gone)
                values[m_fromOld[i]] = old[i];
        }
        for (size_t i = 0; i < fresh.size(); ++i)
            values[m_fromFresh[i]] = fresh[i];
        return values;
    }

    // Any number of rows a person, by person.
    template <class Row>
    [[nodiscard]] std::vector<Row> rows(const Column<Row> &old, const Column<Row> &fresh) const
    {
        std::vector<Row> rows;
        rows.reserve(old.size() + fresh.size());
        const Row *next = fresh.begin();
        const auto addFreshBefore = [&](quint32 person) {
            for (; next != fresh.end() && m_fromFresh[next->person] < person; ++next) {
                rows.push_back(*next);
                rows.back().person = m_fromFresh[next->person];
            }
        };
        for (const Row &row : old) {
            const quint32 person = m_fromOld[row.person];
            if (person == Gone)
                continue;
            addFreshBefore(person);
            rows.push_back(row);
            rows.back().person = person;
        }
        addFreshBefore(Gone);
        return rows;
    }

    [[nodiscard]] ProfileSet set(const ProfileSet &old, const ProfileSet &fresh) const;

private:
    std::vector<qint64> m_ids;
    std::vector<quint32> m_fromOld;
    std::vector<quint32> m_fromFresh;
};

// `fresh` has the place of its details in the joined table already.
[[nodiscard]] EventColumn splicedEvents(const EventColumn &old, const EventColumn &fresh, const PeopleSplice &people);
// The types must be equal.
[[nodiscard]] PropertyColumn splicedProperty(const PropertyColumn &old, const PropertyColumn &fresh,
                                             const PeopleSplice &people);
[[nodiscard]] ConsentColumn splicedConsents(const ConsentColumn &old, const ConsentColumn &fresh,
                                            const PeopleSplice &people);

} // namespace perennial
