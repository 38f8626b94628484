// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/sets/nicebins.h"
#include "core/segment/sets/numbercolumn.h"

namespace perennial {

// People whose number lies in [from, to).
struct DistributionBin
{
    double from = 0;
    double to = 0;
    quint32 count = 0;

    friend bool operator==(const DistributionBin &, const DistributionBin &) = default;
};

// How the numbers of some people are spread: what stands behind a threshold. It keeps each distinct number with how
// many have it, so that bins of any width and the count for any threshold come without asking the table again.
// Immutable, and free to be read by any number of threads.
class Distribution
{
public:
    Distribution(const NumberColumn &numbers, const ProfileSet &people);

    [[nodiscard]] bool isMoney() const { return m_isMoney; } // in the store's currency
    [[nodiscard]] quint32 known() const { return m_known; }
    [[nodiscard]] quint32 unknown() const { return m_unknown; }
    // As people write them; nothing where nobody has a number.
    [[nodiscard]] std::optional<double> min() const;
    [[nodiscard]] std::optional<double> max() const;
    // Of an even number the mean of the two in the middle.
    [[nodiscard]] std::optional<double> median() const;
    [[nodiscard]] size_t distinctCount() const { return m_numbers.size(); }

    // Bins with edges that people would write; everybody who has a number is in one of them.
    [[nodiscard]] std::vector<DistributionBin> bins(int most) const;
    // How many pass a finished test of a number: exactly those whom a condition with it would hold.
    [[nodiscard]] quint32 countOf(Test test) const;

private:
    // A distinct number, as it is compared and as it is written.
    struct Entry
    {
        double value; // a real: in its own unit
        qint64 numerator;
        quint32 denominator; // 0: a real
        quint32 count;
    };

    void take(std::vector<Entry> all);
    void takeWholes(const NumberColumn &numbers, const ProfileSet &people, qint64 min, qint64 max);
    // The entry of the n-th person, in the order of the numbers.
    [[nodiscard]] const Entry &nth(quint32 n) const;
    [[nodiscard]] double written(const Entry &entry) const { return entry.value / m_unit; }
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] NumberSpread spread() const;

    bool m_isMoney;
    qint64 m_scale;
    double m_unit; // of reals
    quint32 m_known = 0;
    quint32 m_unknown = 0;
    std::vector<Entry> m_numbers; // ascending
};

} // namespace perennial
