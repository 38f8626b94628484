// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

// A bound comparison with a number: "> 500" as the closed range of whole numbers, of reals and of fractions that pass.
// Amounts and counts are compared in whole numbers, so that no rounding decides.
class NumberTest
{
public:
    // `scale`: the quantity's units in one unit of what the user wrote (100 for cents). The test must be finished.
    [[nodiscard]] static NumberTest of(const Test &test, qint64 scale);

    [[nodiscard]] bool passes(qint64 quantity) const { return (quantity >= m_low && quantity <= m_high) != m_negated; }
    [[nodiscard]] bool passes(double quantity) const
    {
        return (quantity >= m_realLow && quantity <= m_realHigh) != m_negated;
    }
    // Of sum / count, without dividing.
    [[nodiscard]] bool passesFraction(qint64 sum, qint64 count) const
    {
        if (!m_lower.isPlain() || !m_upper.isPlain() || count > Plain)
            return (isAbove(sum, count) && isBelow(sum, count)) != m_negated;
        const bool above = m_lower.denominator == 0 || sum >= m_lower.plain * count + m_lower.open;
        const bool below = m_upper.denominator == 0 || sum <= m_upper.plain * count - m_upper.open;
        return (above & below) != m_negated;
    }

private:
    // So small that two of them multiply within 64 bits.
    static constexpr qint64 Plain = qint64(1) << 30;
    struct Bound
    {
        __int128 numerator = 0;
        qint64 denominator = 0; // 0: no bound
        bool open = false;
        qint64 plain = 0; // the numerator where it is small

        // A whole number, or none.
        [[nodiscard]] bool isPlain() const { return denominator == 0 || (denominator == 1 && plain == numerator); }
    };
    [[nodiscard]] static Bound boundAt(__int128 numerator, qint64 denominator, bool open)
    {
        const bool isSmall = numerator >= -Plain && numerator <= Plain;
        // A large one is never equal to it.
        return {numerator, denominator, open, isSmall ? static_cast<qint64>(numerator) : Plain + 1};
    }

    void setLow(double value, qint64 scale, bool open);
    void setHigh(double value, qint64 scale, bool open);
    [[nodiscard]] bool isAbove(qint64 sum, qint64 count) const;
    [[nodiscard]] bool isBelow(qint64 sum, qint64 count) const;

    qint64 m_low = std::numeric_limits<qint64>::min();
    qint64 m_high = std::numeric_limits<qint64>::max();
    double m_realLow = -std::numeric_limits<double>::infinity();
    double m_realHigh = std::numeric_limits<double>::infinity();
    Bound m_lower;
    Bound m_upper;
    bool m_negated = false;
};

// How two quantities compare: the operators that take one number.
template <class T>
[[nodiscard]] bool compares(Op op, const T &a, const T &b)
{
    switch (op) {
    case Op::Equals:
        return a == b;
    case Op::NotEquals:
        return a != b;
    case Op::Less:
        return a < b;
    case Op::AtMost:
        return a <= b;
    case Op::More:
        return a > b;
    default:
        return a >= b;
    }
}

} // namespace perennial
