// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/quantitygatherer.h"

namespace perennial {

namespace {

// A gathered quantity against a written number.
class GatheredLeaf final : public Leaf
{
public:
    GatheredLeaf(BoundQuantity bound, const NumberTest &test)
        : m_bound(std::move(bound))
        , m_test(test)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        if (m_bound.isReal())
            judge<double>(chunk, verdicts);
        else
            judge<qint64>(chunk, verdicts);
    }

    [[nodiscard]] double cost() const override { return 4 * costOf(m_bound); }

private:
    template <class Number>
    void judge(const PeopleChunk &chunk, const Verdicts &verdicts) const
    {
        QuantityGatherer gatherer(m_bound, chunk);
        for (quint32 place = 0; place < chunk.count && !chunk.isStopped(); ++place) {
            if (!verdicts.isWanted(place))
                continue;
            const Quantity<Number> quantity = gatherer.quantityOf<Number>(place);
            const bool known = quantity.denominator != 0;
            setBit(verdicts.unknown, place, !known);
            setBit(verdicts.yes, place, known && passes(m_test, quantity));
        }
    }

    BoundQuantity m_bound;
    NumberTest m_test;
};

// A test of what a property of one of a person's events says. Each distinct value is judged once, when binding.
class PickedLeaf final : public Leaf
{
public:
    PickedLeaf(BoundQuantity bound, const EventCondition &condition, const Binding &binding)
        : m_bound(std::move(bound))
        , m_test(condition.compare, binding.frame)
    {
        if (!m_bound.ofValue)
            judgeDetails(condition.quantity.property, binding);
        else if (m_test.type() == ValueType::Number)
            m_amount = NumberTest::of(condition.compare, binding.moneyScale);
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        QuantityGatherer gatherer(m_bound, chunk);
        for (quint32 place = 0; place < chunk.count && !chunk.isStopped(); ++place) {
            if (!verdicts.isWanted(place))
                continue;
            const auto event = gatherer.pickedEvent(place);
            setVerdict(verdicts, place, event ? verdictOf(*event) : Verdict::Unknown);
        }
    }

    [[nodiscard]] double cost() const override { return 4 * costOf(m_bound); }

private:
    void judgeDetails(const QString &property, const Binding &binding)
    {
        const DetailTable &table = binding.table.columns().details;
        m_byDetails.assign(table.placeCount(), m_test.ofNothing());
        const DetailColumn *column = table.column(property);
        if (!column)
            return;
        std::vector<Verdict> byCode(column->values.size());
        visitEach(byCode.size(), binding.stop,
                  [&](size_t code) { byCode[code] = m_test.ofJson(column->values[code]); });
        visitEach(column->details.size(), binding.stop,
                  [&](size_t i) { m_byDetails[column->details[i]] = byCode[column->codes[i]]; });
    }

    [[nodiscard]] Verdict verdictOf(quint32 event) const
    {
        if (!m_bound.ofValue)
            return m_byDetails[std::min<size_t>(m_bound.column->detailsOf(event), m_byDetails.size() - 1)];
        const qint64 amount = m_bound.column->value(event);
        const bool known = amount != EventColumn::NoValue;
        if (m_test.type() == ValueType::Any)
            return m_test.ofPresence(known);
        if (!known || m_test.type() != ValueType::Number)
            return Verdict::Unknown;
        return m_amount.passes(amount) ? Verdict::Yes : Verdict::No;
    }

    BoundQuantity m_bound;
    ValueTest m_test;
    NumberTest m_amount;
    std::vector<Verdict> m_byDetails; // the last place: events without properties
};

} // namespace

std::shared_ptr<const Leaf> makeGatheredLeaf(BoundQuantity bound, const EventCondition &condition,
                                             const Binding &binding)
{
    if (bound.aggregate >= Aggregate::First)
        return std::make_shared<PickedLeaf>(std::move(bound), condition, binding);
    const NumberTest test = NumberTest::of(condition.compare, bound.isMoney ? binding.moneyScale : 1);
    return std::make_shared<GatheredLeaf>(std::move(bound), test);
}

} // namespace perennial
