// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/kerneldispatch.h"
#include "core/segment/evaluate/quantitygatherer.h"

namespace perennial {

// The quantities of a chunk's people as fractions; a denominator of 0 is "not known".
template <class Number>
struct Quantities
{
    std::vector<Number> numerators;
    std::vector<qint64> denominators;

    template <class Quantity>
    void set(quint32 place, const Quantity &quantity)
    {
        numerators[place] = static_cast<Number>(quantity.numerator);
        denominators[place] = quantity.denominator;
    }
};

// Person by person, for what no kernel is made for.
template <class Number>
void gather(const BoundQuantity &bound, const PeopleChunk &chunk, Quantities<Number> &all)
{
    QuantityGatherer gatherer(bound, chunk);
    for (quint32 place = 0; place < chunk.count && !chunk.isStopped(); ++place) {
        if (bound.isReal())
            all.set(place, gatherer.quantityOf<double>(place));
        else
            all.set(place, gatherer.quantityOf<qint64>(place));
    }
}

template <class Number>
[[nodiscard]] Quantities<Number> quantitiesOf(const BoundQuantity &bound, const PeopleChunk &chunk)
{
    Quantities<Number> all;
    all.numerators.assign(chunk.count, 0);
    all.denominators.assign(chunk.count, bound.isKnownWithoutEvents());
    if (bound.isGathered()) {
        gather(bound, chunk, all);
        return all;
    }
    if (!bound.column || bound.range.isEmpty())
        return all;
    withKernel(bound, [&](const auto &kernel) {
        sweep(*bound.column, chunk, {}, kernel, [&](quint32 place, const auto &quantity) { all.set(place, quantity); });
    });
    return all;
}

} // namespace perennial
