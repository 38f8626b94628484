// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/eventleaf.h"

#include "core/segment/jsonvalues.h"
#include "core/segment/kerneldispatch.h"

namespace perennial {

namespace {

std::shared_ptr<const std::vector<double>> numbersByDetails(const QString &property, const DetailTable &table)
{
    auto numbers = std::make_shared<std::vector<double>>(table.size() + 1, std::numeric_limits<double>::quiet_NaN());
    const DetailColumn *column = table.column(property);
    for (size_t i = 0; column && i < column->details.size(); ++i) {
        if (const auto number = numberOf(column->values[column->codes[i]]))
            (*numbers)[column->details[i]] = *number;
    }
    return numbers;
}

// A quantity against a written number.
class EventLeaf final : public Leaf
{
public:
    EventLeaf(BoundQuantity bound, const NumberTest &test)
        : m_bound(std::move(bound))
        , m_test(test)
        , m_base(m_bound.isKnownWithoutEvents() && (m_bound.isReal() ? test.passes(0.0) : test.passes(qint64(0))))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        if (m_base)
            std::ranges::fill(verdicts.yes, ~quint64(0));
        if (!m_bound.isKnownWithoutEvents())
            std::ranges::fill(verdicts.unknown, ~quint64(0));
        if (!m_bound.column || m_bound.range.isEmpty())
            return;
        withKernel(m_bound, [&](const auto &kernel) { judge(chunk, verdicts, kernel); });
    }

private:
    template <class Kernel>
    void judge(const PeopleChunk &chunk, const Verdicts &verdicts, const Kernel &kernel) const
    {
        quint64 *yes = verdicts.yes.data(), *unknown = verdicts.unknown.data();
        const NumberTest test = m_test;
        const bool base = m_base;
        sweep(*m_bound.column, chunk, kernel, [=](quint32 place, const auto &quantity) {
            const int bit = static_cast<int>(place & 63);
            if constexpr (Kernel::KnownWithoutEvents) {
                yes[place >> 6] ^= static_cast<quint64>(test.passes(quantity.numerator) != base) << bit;
            } else {
                const bool known = quantity.denominator != 0;
                unknown[place >> 6] ^= static_cast<quint64>(known) << bit;
                yes[place >> 6] |= static_cast<quint64>(known && passes(test, quantity)) << bit;
            }
        });
    }

    static bool passes(const NumberTest &test, const Quantity<qint64> &quantity)
    {
        return quantity.denominator == 1 ? test.passes(quantity.numerator)
                                         : test.passesFraction(quantity.numerator, quantity.denominator);
    }
    static bool passes(const NumberTest &test, const Quantity<double> &quantity)
    {
        return test.passes(quantity.numerator / static_cast<double>(quantity.denominator));
    }

    BoundQuantity m_bound;
    NumberTest m_test;
    bool m_base; // the verdict for who has no such event
};

} // namespace

BoundQuantity bindQuantity(const EventQuantity &quantity, const Binding &binding)
{
    BoundQuantity bound;
    bound.aggregate = quantity.aggregate;
    bound.ofValue = quantity.property.isEmpty() || quantity.property == ValueProperty;
    bound.isMoney = bound.ofValue && quantity.aggregate != Aggregate::Count;
    bound.range = rangeOf(quantity.window, binding.frame);
    bound.range.to = std::min(bound.range.to, binding.frame.now.ms);
    const EventColumn *column = binding.table.metric(quantity.metric);
    if (!column || column->eventCount() == 0 || bound.range.from > column->lastMs || bound.range.to < column->firstMs)
        return bound;
    bound.column = column;
    bound.everyTime = bound.range.from <= column->firstMs && bound.range.to >= column->lastMs;
    if (auto filter = std::make_shared<EventFilter>(quantity.filters, *column, binding); !filter->isOpen())
        bound.filter = std::move(filter);
    if (bound.isReal())
        bound.byDetails = numbersByDetails(quantity.property, binding.table.columns().details);
    return bound;
}

std::shared_ptr<const Leaf> makeEventLeaf(const EventCondition &condition, const Binding &binding)
{
    if (condition.with)
        return makeComparisonLeaf(condition, binding);
    BoundQuantity bound = bindQuantity(condition.quantity, binding);
    const NumberTest test = NumberTest::of(condition.compare, bound.isMoney ? binding.moneyScale : 1);
    return std::make_shared<EventLeaf>(std::move(bound), test);
}

} // namespace perennial
