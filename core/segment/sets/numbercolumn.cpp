// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/numbercolumn.h"

#include "core/segment/document/finished.h"
#include "core/segment/evaluate/quantities.h"
#include "core/segment/plan/chunkrun.h"

#include <QCoreApplication>

#include <bit>

namespace perennial {

namespace {

class QuantityRun
{
public:
    QuantityRun(const BoundQuantity &bound, NumberColumn &numbers)
        : m_bound(&bound)
        , m_numbers(&numbers)
    {
    }

    void operator()(const PeopleChunk &chunk)
    {
        if (m_bound->isReal())
            return takeReals(chunk);
        const Quantities<qint64> found = quantitiesOf<qint64>(*m_bound, chunk);
        std::ranges::copy(found.numerators, m_numbers->numerators.begin() + chunk.first);
        std::ranges::transform(found.denominators, m_numbers->denominators.begin() + chunk.first,
                               [](qint64 denominator) { return static_cast<quint32>(denominator); });
    }

private:
    void takeReals(const PeopleChunk &chunk)
    {
        const Quantities<double> found = quantitiesOf<double>(*m_bound, chunk);
        for (quint32 place = 0; place < chunk.count; ++place) {
            if (found.denominators[place] != 0)
                m_numbers->reals[chunk.first + place] =
                    found.numerators[place] / static_cast<double>(found.denominators[place]);
        }
    }

    const BoundQuantity *m_bound;
    NumberColumn *m_numbers;
};

Result<NumberColumn> numbersOfEvents(const EventQuantity &quantity, const Binding &binding, const Progress &progress)
{
    const quint32 people = binding.table.profileCount();
    const BoundQuantity bound = bindQuantity(quantity, binding);
    NumberColumn numbers{bound.isMoney, bound.isMoney ? binding.moneyScale : 1, {}, {}, {}};
    if (bound.isReal()) {
        numbers.reals.assign(people, PropertyColumn::NoNumber);
    } else {
        numbers.numerators.resize(people);
        numbers.denominators.resize(people);
    }
    const auto runs = runInChunks(people, PeopleChunk::Most, progress, [&] { return QuantityRun(bound, numbers); });
    if (!runs)
        return failure(runs.error());
    return numbers;
}

// The newest numbers, then those that held at the moment where they were others.
Result<NumberColumn> numbersOfProperty(const QString &property, const Binding &binding, const QString &where)
{
    NumberColumn numbers;
    numbers.reals.assign(binding.table.profileCount(), PropertyColumn::NoNumber);
    const PropertyColumn *column = binding.table.property(property);
    if (!column)
        return numbers;
    if (column->type != ValueType::Number)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("perennial", "“%1” is a %2, not a number.")
                           .arg(property, valueTypeWords(column->type)),
                       where);
    std::ranges::copy(column->numbers, numbers.reals.begin());
    const auto &rows = column->histories;
    for (auto row = rows.begin(); row != rows.end();) {
        const auto next = std::find_if(row, rows.end(), [&](const auto &r) { return r.person != row->person; });
        const auto raw = PropertyColumn::inForce(&*row, &*row + (next - row), binding.frame.now.ms);
        numbers.reals[row->person] = std::bit_cast<double>(raw);
        row = next;
    }
    return numbers;
}

} // namespace

double NumberColumn::valueOf(quint32 person) const
{
    if (isReal())
        return reals[person];
    return static_cast<double>(numerators[person]) /
           (static_cast<double>(denominators[person]) * static_cast<double>(scale));
}

Result<NumberColumn> numbersOf(const NumberSource &source, const Binding &binding, const Progress &progress,
                               const QString &where)
{
    if (const auto *property = std::get_if<QString>(&source))
        return numbersOfProperty(*property, binding, where);
    return numbersOfEvents(std::get<EventQuantity>(source), binding, progress);
}

std::optional<NumberSource> numberBehind(const Condition &condition)
{
    if (const auto *event = std::get_if<EventCondition>(&condition)) {
        if (isFinished(event->quantity))
            return event->quantity;
    }
    const auto *property = std::get_if<PropertyCondition>(&condition);
    if (property && property->test.op && operatorOf(*property->test.op).type == ValueType::Number)
        return property->property;
    return std::nullopt;
}

} // namespace perennial
