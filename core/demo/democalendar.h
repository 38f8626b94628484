// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/demo/dice.h"

#include <string>
#include <vector>

namespace perennial {

// The two years of the demo shop, ending at `until`, with the seasons, weekdays and shopping hours of their real dates.
class DemoCalendar
{
public:
    static constexpr qint64 Days = 730;

    explicit DemoCalendar(Instant until);

    [[nodiscard]] Instant until() const { return m_until; }
    [[nodiscard]] Instant start() const { return {m_until.ms - Days * Instant::DayMs}; }
    // A moment in [from, to) when people shop: more often before Christmas, in the evening, at the weekend.
    // `from` itself when the range holds no whole day.
    [[nodiscard]] Instant shoppingMoment(Dice &dice, Instant from, Instant to) const;

private:
    Instant m_until;
    std::vector<qint64> m_weightBefore; // per day, the weights of all earlier days; one more for the end
};

// Year, month, day and weekday (0: Monday) of a moment in UTC.
struct CivilDay
{
    int year = 0;
    int month = 0;
    int day = 0;
    int weekday = 0;
};
[[nodiscard]] CivilDay civilDay(Instant at);

// "2026-10-31 17:05:09 -0700": the clock of the shop in Portland, Oregon, as Shopify writes it. Daylight saving follows
// the rule of 2007, not the machine's zone files, so that the bytes are the same everywhere.
[[nodiscard]] std::string shopTime(Instant at);
// "2026-10-31T17:05:09Z"
[[nodiscard]] std::string utcTime(Instant at);
// "2026-10-31"
[[nodiscard]] std::string isoDate(Instant at);

} // namespace perennial
