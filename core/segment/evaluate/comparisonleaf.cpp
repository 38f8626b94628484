// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/eventleaf.h"
#include "core/segment/evaluate/quantities.h"

namespace perennial {

namespace {

// One quantity against another, person by person. Whole numbers are compared as fractions, exactly.
class ComparisonLeaf final : public Leaf
{
public:
    ComparisonLeaf(BoundQuantity left, BoundQuantity right, Op op, qint64 moneyScale)
        : m_left(std::move(left))
        , m_right(std::move(right))
        , m_op(op)
        , m_leftUnit(m_left.isMoney ? moneyScale : 1)
        , m_rightUnit(m_right.isMoney ? moneyScale : 1)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        if (m_left.isReal() || m_right.isReal())
            compare<double>(chunk, verdicts);
        else
            compare<qint64>(chunk, verdicts);
    }

    [[nodiscard]] double cost() const override { return 2 * (costOf(m_left) + costOf(m_right)); }

private:
    template <class Number>
    void compare(const PeopleChunk &chunk, const Verdicts &verdicts) const
    {
        const Quantities<Number> left = quantitiesOf<Number>(m_left, chunk),
                                 right = quantitiesOf<Number>(m_right, chunk);
        for (quint32 place = 0; place < chunk.count; ++place) {
            const bool known = left.denominators[place] != 0 && right.denominators[place] != 0;
            const bool yes = known && holds(left.numerators[place], left.denominators[place] * m_leftUnit,
                                            right.numerators[place], right.denominators[place] * m_rightUnit);
            verdicts.yes[place >> 6] |= static_cast<quint64>(yes) << (place & 63);
            verdicts.unknown[place >> 6] |= static_cast<quint64>(!known) << (place & 63);
        }
    }

    [[nodiscard]] bool holds(qint64 a, qint64 aUnit, qint64 b, qint64 bUnit) const
    {
        return compares(m_op, static_cast<__int128>(a) * bUnit, static_cast<__int128>(b) * aUnit);
    }
    [[nodiscard]] bool holds(double a, qint64 aUnit, double b, qint64 bUnit) const
    {
        return compares(m_op, a / static_cast<double>(aUnit), b / static_cast<double>(bUnit));
    }

    BoundQuantity m_left;
    BoundQuantity m_right;
    Op m_op;
    qint64 m_leftUnit;
    qint64 m_rightUnit;
};

} // namespace

std::shared_ptr<const Leaf> makeComparisonLeaf(const EventCondition &condition, const Binding &binding)
{
    return std::make_shared<ComparisonLeaf>(bindQuantity(condition.quantity, binding),
                                            bindQuantity(*condition.with, binding), *condition.compare.op,
                                            binding.moneyScale);
}

} // namespace perennial
