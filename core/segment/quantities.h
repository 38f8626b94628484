// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/kerneldispatch.h"

namespace perennial {

// The quantities of a chunk's people as fractions; a denominator of 0 is "not known".
template <class Number>
struct Quantities
{
    std::vector<Number> numerators;
    std::vector<qint64> denominators;
};

template <class Number>
[[nodiscard]] Quantities<Number> quantitiesOf(const BoundQuantity &bound, const PeopleChunk &chunk)
{
    Quantities<Number> all;
    all.numerators.assign(chunk.count, 0);
    all.denominators.assign(chunk.count, bound.isKnownWithoutEvents());
    if (!bound.column || bound.range.isEmpty())
        return all;
    withKernel(bound, [&](const auto &kernel) {
        sweep(*bound.column, chunk, kernel, [&](quint32 place, const auto &quantity) {
            all.numerators[place] = static_cast<Number>(quantity.numerator);
            all.denominators[place] = quantity.denominator;
        });
    });
    return all;
}

} // namespace perennial
