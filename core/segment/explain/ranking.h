// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/personfacts.h"

namespace perennial {

// The values of a score by group, sorted, of all people known at a moment.
class Ranking
{
public:
    struct Entry
    {
        PropertyColumn::Raw group;
        double value;
    };
    struct Place
    {
        qint64 lower = 0;
        qint64 higher = 0;
        qint64 all = 0; // the person included
    };

    // The values of a person's group without the person's own, from the lowest on.
    class Others
    {
    public:
        explicit Others(std::span<const Entry> group, std::optional<double> own = {});

        [[nodiscard]] size_t size() const { return m_group.size() - m_own.has_value(); }
        [[nodiscard]] double operator[](size_t place) const
        {
            return m_group[place + (m_own && place >= *m_own)].value;
        }
        // Of somebody with this value.
        [[nodiscard]] Place placeOf(double value) const;

    private:
        std::span<const Entry> m_group;
        std::optional<size_t> m_own; // in the group
    };

    // Good for nothing once `stop` is requested.
    Ranking(const ProfileTable &table, QString score, QString within, Instant now, const std::stop_token &stop);

    // Among the others, with the value that the person has by `facts`; nothing where that is not known.
    [[nodiscard]] std::optional<Place> placeOf(const PersonFacts &facts, qint64 now) const;
    // Those of the group that the person has by `facts`.
    [[nodiscard]] Others othersOf(const PersonFacts &facts, qint64 now) const;

private:
    [[nodiscard]] std::optional<double> scoreOf(const PersonFacts &facts, qint64 now) const;
    [[nodiscard]] std::optional<PropertyColumn::Raw> groupOf(const PersonFacts &facts, qint64 now) const;

    QString m_score;
    QString m_within; // empty: all people are one group
    Instant m_now;
    const PropertyColumn *m_groups;
    std::vector<Entry> m_entries; // by group and value
};

} // namespace perennial
