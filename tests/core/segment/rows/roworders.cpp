// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowevents.h"

#include "core/segment/document/finished.h"

#include <QRegularExpression>

#include <algorithm>

namespace perennial {

namespace {

// What follows the last " - " or " / " of a product's name.
std::optional<QString> variantOf(const QString &name)
{
    const qsizetype at = std::max(name.lastIndexOf(QStringLiteral(" - ")), name.lastIndexOf(QStringLiteral(" / ")));
    return at < 0 ? std::nullopt : std::optional(name.mid(at + 3));
}

// Between commas, without spaces, tabs and line breaks around them.
QStringList itemsOf(const QString &list)
{
    static const QRegularExpression item(QStringLiteral("[^, \\t-\\r](?:[^,]*[^, \\t-\\r])?"));
    QStringList items;
    for (auto found = item.globalMatch(list); found.hasNext();)
        items.append(found.next().captured());
    return items;
}

Op positiveOf(Op op)
{
    switch (op) {
    case Op::IsNot:
        return Op::Is;
    case Op::ContainsNot:
        return Op::Contains;
    case Op::StartsNotWith:
        return Op::StartsWith;
    case Op::EndsNotWith:
        return Op::EndsWith;
    case Op::MatchesNot:
        return Op::Matches;
    case Op::IsNoneOf:
        return Op::IsAnyOf;
    default:
        return op;
    }
}

class OrderReading
{
public:
    OrderReading(const OrderLineCondition &condition, const RowQuestion &question, const RowPerson &person)
        : m_condition(condition)
        , m_question(question)
        , m_person(person)
        , m_isOpen(std::ranges::none_of(condition.filters.of, [](const PropertyFilter &f) { return isFinished(f); }))
    {
    }

    // The person's orders that stood at now, by time.
    [[nodiscard]] std::vector<RowOrder> standing() const
    {
        std::vector<RowOrder> orders;
        for (const RowOrder &order : m_person.orders) {
            const bool cancelled = order.cancelled && order.cancelledAt.value_or(m_question.now) <= m_question.now;
            if (order.at <= m_question.now && !order.test && !cancelled)
                orders.push_back(order);
        }
        return orders;
    }

    // What an order adds to the measure; in minor units for amounts.
    [[nodiscard]] qint64 measured(const RowOrder &order) const
    {
        bool counts = m_isOpen;
        qint64 pieces = 0, amount = 0;
        for (const RowLine &line : order.lines) {
            if (!passes(order, line))
                continue;
            counts = true;
            pieces += line.quantity;
            if (amountOf(line.price, order.currency, m_question.store))
                amount += line.quantity * *line.price - line.discount.value_or(0);
        }
        switch (m_condition.measure) {
        case LineMeasure::Orders:
            return counts;
        case LineMeasure::Quantity:
            return pieces;
        case LineMeasure::Amount:
            return amount;
        }
        return 0;
    }

private:
    [[nodiscard]] bool passes(const RowOrder &order, const RowLine &line) const
    {
        if (m_isOpen)
            return true;
        const auto passesOne = [&](const PropertyFilter &filter) {
            return isFinished(filter) && passesFilter(filter, order, line);
        };
        const auto unfinished = [](const PropertyFilter &filter) { return !isFinished(filter); };
        if (m_condition.filters.match == FilterMatch::Any)
            return std::ranges::any_of(m_condition.filters.of, passesOne);
        return std::ranges::all_of(m_condition.filters.of,
                                   [&](const PropertyFilter &f) { return unfinished(f) || passesOne(f); });
    }

    [[nodiscard]] bool passesFilter(const PropertyFilter &filter, const RowOrder &order, const RowLine &line) const
    {
        if (filter.property == QLatin1String("tag"))
            return passesAnyOf(filter.test, itemsOf(order.tags));
        if (filter.property == QLatin1String("discount_code"))
            return passesAnyOf(filter.test, itemsOf(order.codes));
        return judgeMaybe(filter.test, valueOf(filter, order, line), m_question, m_person) == RowVerdict::Yes;
    }

    [[nodiscard]] bool passesAnyOf(const Test &test, const QStringList &items) const
    {
        const Operator &op = operatorOf(*test.op);
        if (op.type == ValueType::Any)
            return items.isEmpty() == (op.op == Op::IsNotSet);
        if (op.type != ValueType::Text || items.isEmpty())
            return false;
        Test positive = test;
        positive.op = positiveOf(op.op);
        const bool any = std::ranges::any_of(items, [&](const QString &item) { return passesText(positive, item); });
        return any != op.negative;
    }

    [[nodiscard]] std::optional<RowValue> valueOf(const PropertyFilter &filter, const RowOrder &order,
                                                  const RowLine &line) const
    {
        const ValueType asked = operatorOf(*filter.test.op).type;
        const QString &what = filter.property;
        if (asked == ValueType::Number || asked == ValueType::Any) {
            if (what == QLatin1String("quantity"))
                return RowValue{.number = RowNumber::fraction(line.quantity, 1)};
            if (const auto price = amountOf(line.price, order.currency, m_question.store);
                what == QLatin1String("price") && price)
                return RowValue{.number = *price};
        }
        const std::optional<QString> text = what == QLatin1String("product") ? line.name
                                            : what == QLatin1String("variant")
                                                ? variantOf(line.name.value_or(QString()))
                                            : what == QLatin1String("sku")    ? line.sku
                                            : what == QLatin1String("vendor") ? line.vendor
                                                                              : std::nullopt;
        const bool fits = asked == ValueType::Text || asked == ValueType::Any;
        return text && fits ? std::optional(RowValue{.text = *text}) : std::nullopt;
    }

    const OrderLineCondition &m_condition;
    const RowQuestion &m_question;
    const RowPerson &m_person;
    bool m_isOpen;
};

} // namespace

RowVerdict judgeOrderLines(const OrderLineCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const auto span = pastSpanOf(condition.window, question, person);
    if (!span)
        return RowVerdict::Unknown;
    const OrderReading reading(condition, question, person);
    const std::vector<RowOrder> orders = reading.standing();
    qint64 sum = 0;
    for (size_t i = 0; i < orders.size(); ++i) {
        const bool isAsked = !condition.orderNumber || static_cast<size_t>(*condition.orderNumber) == i + 1;
        if (isAsked && liesIn(orders[i].at, *span, condition.window, question.zone))
            sum += reading.measured(orders[i]);
    }
    const qint64 unit = condition.measure == LineMeasure::Amount ? question.store.minorUnits : 1;
    return verdictOf(passesNumber(condition.compare, RowNumber::fraction(sum, unit)));
}

} // namespace perennial
