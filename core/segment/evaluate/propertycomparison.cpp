// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/propertycomparison.h"

#include "core/segment/evaluate/heldvalues.h"
#include "core/segment/plan/boundwindow.h"
#include "core/segment/plan/numbertest.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

class UnknownLeaf final : public Leaf
{
public:
    void evaluate(const PeopleChunk &, const Verdicts &verdicts) const override
    {
        std::ranges::fill(verdicts.unknown, ~quint64(0));
    }
};

bool textCompares(Op op, const QByteArray &a, const QByteArray &b)
{
    switch (op) {
    case Op::Is:
    case Op::IsNot:
        return (a == b) == (op == Op::Is);
    case Op::Contains:
    case Op::ContainsNot:
        return a.contains(b) == (op == Op::Contains);
    case Op::StartsWith:
    case Op::StartsNotWith:
        return a.startsWith(b) == (op == Op::StartsWith);
    default:
        return a.endsWith(b) == (op == Op::EndsWith);
    }
}

class PropertyComparison final : public Leaf
{
public:
    PropertyComparison(const PropertyColumn &left, const PropertyColumn &right, Op op, qint64 asOf)
        : m_left(left)
        , m_right(right)
        , m_op(op)
        , m_asOf(asOf)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const HeldValues left(m_left, chunk, m_asOf), right(m_right, chunk, m_asOf);
        for (quint32 place = 0; place < chunk.count; ++place) {
            const quint64 bit = quint64(1) << (place & 63);
            if (!left.isKnown(place) || !right.isKnown(place))
                verdicts.unknown[place >> 6] |= bit;
            else if (holds(left, right, place))
                verdicts.yes[place >> 6] |= bit;
        }
    }

private:
    [[nodiscard]] bool holds(const HeldValues &left, const HeldValues &right, quint32 place) const
    {
        if (m_left.type == ValueType::Number)
            return compares(m_op, left.number(place), right.number(place));
        if (m_left.type == ValueType::Date)
            return compares(m_op, left[place], right[place]);
        return textCompares(m_op, left.text(place), right.text(place));
    }

    const PropertyColumn &m_left;
    const PropertyColumn &m_right;
    Op m_op;
    qint64 m_asOf;
};

class DateSinceEventLeaf final : public Leaf
{
public:
    DateSinceEventLeaf(const PropertyColumn &column, const Test &test, const Binding &binding)
        : m_column(column)
        , m_window(test.window, binding)
        , m_within(*test.op == Op::DateWithin)
        , m_asOf(binding.frame.now.ms)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const HeldValues dates(m_column, chunk, m_asOf);
        for (quint32 place = 0; place < chunk.count; ++place) {
            const quint64 bit = quint64(1) << (place & 63);
            const auto range = dates.isKnown(place) ? m_window.rangeOf(chunk.first + place) : std::nullopt;
            if (!range)
                verdicts.unknown[place >> 6] |= bit;
            else if (isIn(*range, dates[place]) == m_within)
                verdicts.yes[place >> 6] |= bit;
        }
    }

private:
    [[nodiscard]] bool isIn(const TimeRange &range, qint64 date) const
    {
        return date >= range.from && date <= range.to && m_window.clock().passes(date);
    }

    const PropertyColumn &m_column;
    BoundWindow m_window;
    bool m_within;
    qint64 m_asOf;
};

tl::unexpected<Error> misfit(const QString &property, ValueType type, Op op, const QString &where)
{
    return failure(ErrorKind::Invalid,
                   QCoreApplication::translate("perennial", "“%1” is a %2, so “%3” does not go with it.")
                       .arg(property, valueTypeWords(type), operatorWords(op)),
                   where + QStringLiteral(".op"));
}

} // namespace

Result<std::shared_ptr<const Leaf>> makePropertyComparison(const PropertyCondition &condition, const Binding &binding,
                                                           const QString &where)
{
    const PropertyColumn *left = binding.table.property(condition.property),
                         *right = binding.table.property(condition.other);
    if (!left || !right || left->type != right->type)
        return std::make_shared<UnknownLeaf>();
    const Op op = *condition.test.op;
    const ValueType wanted = operatorOf(op).type;
    const bool isOrdered = left->type == ValueType::Number || left->type == ValueType::Date;
    if (wanted != left->type && !(isOrdered && wanted == ValueType::Number))
        return misfit(condition.property, left->type, op, where);
    return std::make_shared<PropertyComparison>(*left, *right, op, binding.frame.now.ms);
}

Result<std::shared_ptr<const Leaf>> makeDateSinceEventLeaf(const PropertyCondition &condition, const Binding &binding,
                                                           const QString &where)
{
    const PropertyColumn *column = binding.table.property(condition.property);
    if (!column)
        return std::make_shared<UnknownLeaf>();
    if (column->type != ValueType::Date)
        return misfit(condition.property, column->type, *condition.test.op, where);
    return std::make_shared<DateSinceEventLeaf>(*column, condition.test, binding);
}

} // namespace perennial
