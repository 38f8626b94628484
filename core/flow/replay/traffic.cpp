// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/traffic.h"

#include "core/base/instant.h"

#include <algorithm>

namespace perennial {

DayRange DayRange::of(const ZoneClock &clock, qint64 from, qint64 to)
{
    const qint64 first = daysFromMs(clock.localFromUtc(from));
    return {first, static_cast<int>(daysFromMs(clock.localFromUtc(to - 1)) - first) + 1};
}

size_t DayRange::placeOf(const ZoneClock &clock, qint64 moment) const
{
    const qint64 day = daysFromMs(clock.localFromUtc(moment)) - first;
    return static_cast<size_t>(std::clamp<qint64>(day, 0, count - 1));
}

void Traffic::add(quint32 person, quint32 profiles, size_t day, int days)
{
    ++count;
    if (people.size() == 0) {
        people = ProfileSet(profiles);
        perDay.resize(static_cast<size_t>(days));
    }
    people.add(person);
    ++perDay[day];
}

void Traffic::take(Traffic &other)
{
    if (other.count == 0)
        return;
    if (count == 0) {
        *this = std::move(other);
        return;
    }
    count += other.count;
    people |= other.people;
    std::ranges::transform(perDay, other.perDay, perDay.begin(), std::plus<>());
}

} // namespace perennial
