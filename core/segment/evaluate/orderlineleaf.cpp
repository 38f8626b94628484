// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/orderlineleaf.h"

#include "core/segment/evaluate/linequantity.h"
#include "core/segment/plan/numbertest.h"

namespace perennial {

namespace {

class OrderLineLeaf final : public Leaf
{
public:
    OrderLineLeaf(const OrderLineCondition &condition, const Binding &binding)
        : m_quantity(condition, binding)
        , m_test(NumberTest::of(condition.compare, condition.measure == LineMeasure::Amount ? binding.moneyScale : 1))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        m_quantity.ofEach(chunk, [&](quint32 place, const std::optional<qint64> &quantity) {
            const quint64 bit = quint64(1) << (place & 63);
            if (!quantity)
                verdicts.unknown[place >> 6] |= bit;
            else if (m_test.passes(*quantity))
                verdicts.yes[place >> 6] |= bit;
        });
    }

private:
    LineQuantity m_quantity;
    NumberTest m_test;
};

} // namespace

std::shared_ptr<const Leaf> makeOrderLineLeaf(const OrderLineCondition &condition, const Binding &binding)
{
    return std::make_shared<OrderLineLeaf>(condition, binding);
}

} // namespace perennial
