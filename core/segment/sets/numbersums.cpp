// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/numbersums.h"

#include <algorithm>

namespace perennial {

NumberSums sumOf(const NumberColumn &numbers, const ProfileSet &people)
{
    NumberSums sums{numbers.isMoney};
    __int128 whole = 0; // of the whole numbers, in their units
    long double rest = 0;
    people.forEach([&](quint32 person) {
        if (!numbers.isKnown(person)) {
            ++sums.unknown;
            return;
        }
        const double value = numbers.valueOf(person);
        sums.min = sums.known == 0 ? value : std::min(sums.min, value);
        sums.max = sums.known == 0 ? value : std::max(sums.max, value);
        ++sums.known;
        if (!numbers.isReal() && numbers.denominators[person] == 1)
            whole += numbers.numerators[person];
        else
            rest += value;
    });
    const long double sum = static_cast<long double>(whole) / static_cast<long double>(numbers.scale) + rest;
    sums.sum = static_cast<double>(sum);
    sums.mean = sums.known == 0 ? 0 : static_cast<double>(sum / sums.known);
    return sums;
}

Result<NumberSums> sumOf(const NumberSource &source, const Binding &binding, const ProfileSet &people,
                         const Progress &progress)
{
    return numbersOf(source, binding, progress).map([&](const NumberColumn &numbers) {
        return sumOf(numbers, people);
    });
}

} // namespace perennial
