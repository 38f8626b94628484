// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/numbercolumn.h"

#include "core/segment/document/finished.h"
#include "core/segment/document/scores.h"
#include "core/segment/evaluate/linequantity.h"
#include "core/segment/evaluate/placeleaf.h"
#include "core/segment/evaluate/quantities.h"
#include "core/segment/evaluate/rhythmevents.h"
#include "core/segment/evaluate/scoreplaces.h"
#include "core/segment/plan/chunkrun.h"

#include <QCoreApplication>

#include <bit>

namespace perennial {

namespace {

// Numbers that nobody has, to be filled in.
NumberColumn fractions(quint32 people, bool isMoney, qint64 scale)
{
    NumberColumn numbers;
    numbers.isMoney = isMoney;
    numbers.scale = scale;
    numbers.numerators.resize(people);
    numbers.denominators.resize(people);
    return numbers;
}

NumberColumn reals(quint32 people, double unit = 1)
{
    NumberColumn numbers;
    numbers.reals.assign(people, PropertyColumn::NoNumber);
    numbers.realUnit = unit;
    return numbers;
}

// Fills the numbers chunk by chunk on all cores.
Result<NumberColumn> filled(NumberColumn numbers, const Binding &binding, const Progress &progress, const auto &fill)
{
    const auto runs = runInChunks(binding.table.profileCount(), PeopleChunk::Most, progress,
                                  [&] { return [&](const PeopleChunk &chunk) { fill(chunk, numbers); }; });
    if (!runs)
        return failure(runs.error());
    return numbers;
}

// The newest numbers, then those that held at the moment where they were others.
Result<NumberColumn> numbersOfProperty(const QString &property, const Binding &binding, const QString &where)
{
    NumberColumn numbers = reals(binding.table.profileCount());
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

// One overload for each kind of source.
class NumberMaker
{
public:
    NumberMaker(const Binding &binding, const Progress &progress, const QString &where)
        : m_binding(binding)
        , m_progress(progress)
        , m_where(where)
        , m_people(binding.table.profileCount())
    {
    }

    Result<NumberColumn> operator()(const QString &property) const
    {
        return numbersOfProperty(property, m_binding, m_where);
    }

    Result<NumberColumn> operator()(const EventQuantity &quantity) const
    {
        const BoundQuantity bound = bindQuantity(quantity, m_binding);
        if (bound.isReal())
            return filled(reals(m_people), m_binding, m_progress,
                          [&bound](const PeopleChunk &chunk, auto &numbers) { takeReals(bound, chunk, numbers); });
        const qint64 scale = bound.isMoney ? m_binding.moneyScale : 1;
        return filled(fractions(m_people, bound.isMoney, scale), m_binding, m_progress,
                      [&bound](const PeopleChunk &chunk, auto &numbers) { takeFractions(bound, chunk, numbers); });
    }

    Result<NumberColumn> operator()(const OrderLineCondition &condition) const
    {
        const LineQuantity quantity(condition, m_binding);
        const bool isMoney = condition.measure == LineMeasure::Amount;
        const auto take = [&quantity](const PeopleChunk &chunk, NumberColumn &numbers) {
            quantity.ofEach(chunk, [&](quint32 place, const std::optional<qint64> &found) {
                numbers.numerators[chunk.first + place] = found.value_or(0);
                numbers.denominators[chunk.first + place] = found.has_value();
            });
        };
        return filled(fractions(m_people, isMoney, isMoney ? m_binding.moneyScale : 1), m_binding, m_progress, take);
    }

    // Doubles: for moments of decades in milliseconds they compare with any factor people write as the fractions would.
    Result<NumberColumn> operator()(const RhythmCondition &condition) const
    {
        const RhythmEvents events(condition, m_binding);
        const auto take = [&events](const PeopleChunk &chunk, NumberColumn &numbers) {
            const auto everybody = [](quint32) { return true; };
            events.ofEach(chunk, everybody, [&](quint32 place, const auto &, const Times &times) {
                if (times.size() >= 2)
                    numbers.reals[chunk.first + place] = Overdue::of(times, events.now()).ratio();
            });
        };
        return filled(reals(m_people), m_binding, m_progress, take);
    }

    Result<NumberColumn> operator()(const PlaceCondition &condition) const
    {
        const PointDistance distance(condition, m_binding);
        const double unit = kmIn(condition.unit);
        const auto take = [&distance](const PeopleChunk &chunk, NumberColumn &numbers) {
            std::ranges::copy(distance.of(chunk), numbers.reals.begin() + chunk.first);
        };
        return filled(reals(m_people, unit), m_binding, m_progress, take);
    }

    Result<NumberColumn> operator()(const ScoreCondition &condition) const
    {
        NumberColumn numbers = fractions(m_people, false, 1);
        const auto take = [&numbers](qint64 place, qint64 of, std::span<const quint32> people) {
            for (const quint32 person : people) {
                numbers.numerators[person] = place;
                numbers.denominators[person] = static_cast<quint32>(of);
            }
        };
        const auto placed = placeByScore(condition, m_binding, m_where, take);
        return placed ? Result<NumberColumn>(std::move(numbers)) : failure(placed.error());
    }

private:
    static void takeFractions(const BoundQuantity &bound, const PeopleChunk &chunk, NumberColumn &numbers)
    {
        const Quantities<qint64> found = quantitiesOf<qint64>(bound, chunk);
        std::ranges::copy(found.numerators, numbers.numerators.begin() + chunk.first);
        std::ranges::transform(found.denominators, numbers.denominators.begin() + chunk.first,
                               [](qint64 denominator) { return static_cast<quint32>(denominator); });
    }

    static void takeReals(const BoundQuantity &bound, const PeopleChunk &chunk, NumberColumn &numbers)
    {
        const Quantities<double> found = quantitiesOf<double>(bound, chunk);
        for (quint32 place = 0; place < chunk.count; ++place) {
            if (found.denominators[place] != 0)
                numbers.reals[chunk.first + place] =
                    found.numerators[place] / static_cast<double>(found.denominators[place]);
        }
    }

    const Binding &m_binding;
    const Progress &m_progress;
    const QString &m_where;
    quint32 m_people;
};

bool comparesNumber(const Test &test)
{
    if (!test.op)
        return false;
    const ValueType type = operatorOf(*test.op).type;
    return type == ValueType::Number || type == ValueType::Count;
}

// What each kind of condition compares with a number.
struct NumberFinder
{
    using Found = std::optional<NumberSource>;

    Found operator()(const EventCondition &event) const
    {
        const bool comparesOther = event.compare.op && !comparesNumber(event.compare);
        return isFinished(event.quantity) && !comparesOther ? Found(event.quantity) : std::nullopt;
    }
    Found operator()(const PropertyCondition &property) const
    {
        return comparesNumber(property.test) ? Found(property.property) : std::nullopt;
    }
    Found operator()(const OrderLineCondition &line) const
    {
        return isFinished(line.window) ? Found(line) : std::nullopt;
    }
    Found operator()(const RhythmCondition &rhythm) const
    {
        const bool saysEnough = !rhythm.metric.isEmpty() && isFinished(rhythm.window);
        return rhythm.pattern == Rhythm::Overdue && saysEnough ? Found(rhythm) : std::nullopt;
    }
    Found operator()(const PlaceCondition &place) const
    {
        return place.field == PlaceField::Point && place.latitude && place.longitude ? Found(place) : std::nullopt;
    }
    Found operator()(const ScoreCondition &score) const
    {
        if (score.score.isEmpty())
            return std::nullopt;
        if (score.scale != ScoreScale::Value)
            return score;
        return comparesNumber(score.test) ? Found(scoreProperty(score.score)) : std::nullopt;
    }
    Found operator()(const auto &) const { return std::nullopt; }
};

} // namespace

double NumberColumn::valueOf(quint32 person) const
{
    if (isReal())
        return reals[person] / realUnit;
    return static_cast<double>(numerators[person]) /
           (static_cast<double>(denominators[person]) * static_cast<double>(scale));
}

Result<NumberColumn> numbersOf(const NumberSource &source, const Binding &binding, const Progress &progress,
                               const QString &where)
{
    Binding stoppable = binding;
    stoppable.stop = progress.stopToken();
    return std::visit(NumberMaker(stoppable, progress, where), source);
}

std::optional<NumberSource> numberBehind(const Condition &condition)
{
    return std::visit(NumberFinder(), condition);
}

} // namespace perennial
