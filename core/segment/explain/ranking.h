// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/personfacts.h"

#include <map>

namespace perennial {

// The values of a score by group, sorted, of all people known at a moment.
class Ranking
{
public:
    Ranking(const ProfileTable &table, QString score, QString within, Instant now);

    struct Place
    {
        qint64 lower = 0;
        qint64 higher = 0;
        qint64 all = 0; // the person included
    };

    // Among the others, with the value that the person has by `facts`; nothing where that is not known.
    [[nodiscard]] std::optional<Place> placeOf(const PersonFacts &facts, qint64 now) const;
    // What the person would need to stand above so many others of the group.
    [[nodiscard]] std::vector<double> valuesOfOthers(const PersonFacts &facts, qint64 now) const;

private:
    struct Entry
    {
        QByteArray group;
        double value;
    };

    [[nodiscard]] std::optional<Entry> entryOf(const PersonFacts &facts, qint64 now) const;

    QString m_score;
    QString m_within;
    Instant m_now;
    std::map<QByteArray, std::vector<double>> m_values;
};

} // namespace perennial
