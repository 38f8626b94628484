// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/eventleaf.h"

#include "core/segment/document/jsonvalues.h"
#include "core/segment/evaluate/kerneldispatch.h"
#include "core/segment/evaluate/sharedbindings.h"

namespace perennial {

namespace {

std::shared_ptr<const std::vector<double>> numbersByDetails(const QString &property, const Binding &binding)
{
    const DetailTable &table = binding.table.columns().details;
    auto numbers = std::make_shared<std::vector<double>>(table.placeCount(), std::numeric_limits<double>::quiet_NaN());
    const DetailColumn *column = table.column(property);
    visitEach(column ? column->details.size() : 0, binding.stop, [&](size_t i) {
        if (const auto number = numberOf(column->values[column->codes[i]]))
            (*numbers)[column->details[i]] = *number;
    });
    return numbers;
}

// Flips bits of ascending places; a word is written once it is complete.
class BitFlipper
{
public:
    explicit BitFlipper(quint64 *words)
        : m_words(words)
    {
    }
    BitFlipper(const BitFlipper &) = delete;
    BitFlipper &operator=(const BitFlipper &) = delete;
    ~BitFlipper() { m_words[m_word] ^= m_bits; }

    void flip(quint32 place, bool really)
    {
        if (const quint32 word = place >> 6; word != m_word) {
            m_words[m_word] ^= m_bits;
            m_bits = 0;
            m_word = word;
        }
        m_bits |= static_cast<quint64>(really) << (place & 63);
    }

private:
    quint64 *m_words;
    quint64 m_bits = 0;
    quint32 m_word = 0;
};

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
    [[nodiscard]] double cost() const override { return costOf(m_bound); }

private:
    template <class Kernel>
    void judge(const PeopleChunk &chunk, const Verdicts &verdicts, const Kernel &kernel) const
    {
        BitFlipper yes(verdicts.yes.data()), unknown(verdicts.unknown.data());
        const NumberTest test = m_test;
        const bool base = m_base;
        sweep(*m_bound.column, chunk, verdicts.wanted, kernel, [&](quint32 place, const auto &quantity) {
            if constexpr (Kernel::KnownWithoutEvents) {
                yes.flip(place, test.passes(quantity.numerator) != base);
            } else {
                const bool known = quantity.denominator != 0;
                unknown.flip(place, known);
                yes.flip(place, known && perennial::passes(test, quantity));
            }
        });
    }

    BoundQuantity m_bound;
    NumberTest m_test;
    bool m_base; // the verdict for who has no such event
};

} // namespace

double costOf(const BoundQuantity &bound)
{
    if (!bound.column || bound.column->people.empty())
        return 0.1;
    return static_cast<double>(bound.column->eventCount()) / static_cast<double>(bound.column->people.size()) +
           (bound.filter ? 1 : 0);
}

BoundQuantity bindQuantity(const EventQuantity &quantity, const Binding &binding)
{
    BoundQuantity bound;
    bound.aggregate = quantity.aggregate;
    bound.ofValue = quantity.property.isEmpty() || quantity.property == ValueProperty;
    bound.isMoney = bound.ofValue && !bound.isCounted();
    bound.nth = static_cast<quint32>(quantity.nth.value_or(1));
    bound.window = BoundWindow(quantity.window, binding);
    bound.range = bound.window.range();
    const EventColumn *column = binding.table.metric(quantity.metric);
    if (!column || column->eventCount() == 0 || bound.range.from > column->lastMs || bound.range.to < column->firstMs)
        return bound;
    bound.column = column;
    bound.everyTime = bound.range.from <= column->firstMs && bound.range.to >= column->lastMs;
    bound.filter = boundFilter(quantity.filters, *column, binding);
    bound.ties = BoundTies(quantity.same, *column, binding);
    if (bound.isReal())
        bound.byDetails = boundOnce(&SharedBindings::numbers, binding, quantity.property,
                                    [&] { return numbersByDetails(quantity.property, binding); });
    if (bound.aggregate == Aggregate::Distinct)
        bound.codes = std::make_shared<ValueCodes>(quantity.property, *column, binding);
    return bound;
}

std::shared_ptr<const Leaf> makeEventLeaf(const EventCondition &condition, const Binding &binding)
{
    if (condition.with)
        return makeComparisonLeaf(condition, binding);
    BoundQuantity bound = bindQuantity(condition.quantity, binding);
    if (bound.isGathered())
        return makeGatheredLeaf(std::move(bound), condition, binding);
    bound.onlyWhether = condition.compare.op == Op::AtLeastOnce || condition.compare.op == Op::ZeroTimes;
    const NumberTest test = NumberTest::of(condition.compare, bound.isMoney ? binding.moneyScale : 1);
    return std::make_shared<EventLeaf>(std::move(bound), test);
}

} // namespace perennial
