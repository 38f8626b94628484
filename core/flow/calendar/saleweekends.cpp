// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/calendar/saleweekends.h"

#include "core/base/instant.h"
#include "core/flow/calendar/messagecalendar.h"

#include <QDate>

namespace perennial {

qint64 saleThursdayOf(int year)
{
    const QDate epoch(1970, 1, 1), first(year, 11, 1);
    const int toThursday = (Qt::Thursday - first.dayOfWeek() + 7) % 7;
    return epoch.daysTo(first.addDays(toThursday + 21));
}

std::vector<WeekendSpan> saleWeekendsIn(const ZoneClock &clock, qint64 from, qint64 to)
{
    const QDate epoch(1970, 1, 1);
    const auto yearOf = [&](qint64 moment) { return epoch.addDays(daysFromMs(clock.localFromUtc(moment))).year(); };
    std::vector<WeekendSpan> weekends;
    for (int year = yearOf(to); year >= yearOf(from); --year) {
        const qint64 thursday = saleThursdayOf(year);
        const WeekendSpan span{thursday, clock.startOfDay(thursday), clock.startOfDay(thursday + SaleWeekend::Days)};
        if (span.from >= from && span.to <= to)
            weekends.push_back(span);
    }
    return weekends;
}

} // namespace perennial
