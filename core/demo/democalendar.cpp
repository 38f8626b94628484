// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/democalendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace perennial {

namespace {

constexpr std::array MonthWeight{60, 55, 65, 80, 95, 90, 75, 70, 72, 80, 120, 135};
constexpr std::array WeekdayWeight{95, 90, 95, 100, 95, 105, 120};
// UTC: the shop's evening is the small hours.
constexpr std::array HourWeight{10, 11, 11, 10, 9, 7, 4, 2, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 9};

struct Clock
{
    CivilDay date;
    int hour, minute, second;
};

Clock clockAt(Instant at)
{
    const auto second = static_cast<int>(at.ms / Instant::SecondMs % 86400);
    return {civilDay(at), second / 3600, second / 60 % 60, second % 60};
}

bool isBlackFridayWeek(const CivilDay &day)
{
    return day.month == 11 && day.day >= 22 && day.day <= 30;
}

int dayWeight(const CivilDay &day)
{
    const int ordinary =
        MonthWeight[static_cast<size_t>(day.month - 1)] * WeekdayWeight[static_cast<size_t>(day.weekday)];
    if (isBlackFridayWeek(day))
        return ordinary * 2;
    return day.month == 12 && day.day > 21 ? ordinary / 2 : ordinary;
}

// The n-th Sunday of a month, as days since 1970.
qint64 nthSunday(int year, int month, int n)
{
    const qint64 first = daysFromCivil(year, month, 1);
    const qint64 weekday = (first + 3) % 7;
    return first + (6 - weekday) + 7 * (n - 1);
}

int shopOffsetHours(Instant at)
{
    const int year = civilDay(at).year;
    const qint64 hours = at.ms / Instant::HourMs;
    const bool summer = hours >= nthSunday(year, 3, 2) * 24 + 10 && hours < nthSunday(year, 11, 1) * 24 + 9;
    return summer ? -7 : -8;
}

std::string print(const Clock &clock, char between)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d%c%02d:%02d:%02d", clock.date.year, clock.date.month,
                  clock.date.day, between, clock.hour, clock.minute, clock.second);
    return text.data();
}

} // namespace

CivilDay civilDay(Instant at)
{
    const qint64 days = daysFromMs(at.ms);
    const CivilDate date = civilFromDays(days);
    return {static_cast<int>(date.year), date.month, date.day, static_cast<int>((days + 3) % 7)};
}

DemoCalendar::DemoCalendar(Instant until)
    : m_until(until)
    , m_weightBefore{0}
{
    for (qint64 day = 0; day < Days; ++day)
        m_weightBefore.push_back(m_weightBefore.back() + dayWeight(civilDay({start().ms + day * Instant::DayMs})));
}

Instant DemoCalendar::shoppingMoment(Dice &dice, Instant from, Instant to) const
{
    const qint64 first = std::max<qint64>(0, (from.ms - start().ms + Instant::DayMs - 1) / Instant::DayMs);
    const qint64 last = std::min<qint64>(Days, (to.ms - start().ms) / Instant::DayMs);
    if (first >= last)
        return from;
    const qint64 low = m_weightBefore[static_cast<size_t>(first)];
    const qint64 drawn = low + dice.below(m_weightBefore[static_cast<size_t>(last)] - low);
    const auto after = std::upper_bound(m_weightBefore.begin(), m_weightBefore.end(), drawn);
    const qint64 day = after - m_weightBefore.begin() - 1;
    const auto hour = static_cast<qint64>(dice.weighted(HourWeight));
    return {start().ms + day * Instant::DayMs + hour * Instant::HourMs + dice.below(3600) * Instant::SecondMs};
}

std::string shopTime(Instant at)
{
    const int offset = shopOffsetHours(at);
    return print(clockAt({at.ms + offset * Instant::HourMs}), ' ') + (offset == -7 ? " -0700" : " -0800");
}

std::string utcTime(Instant at)
{
    return print(clockAt(at), 'T') + "Z";
}

std::string isoDate(Instant at)
{
    return utcTime(at).substr(0, 10);
}

} // namespace perennial
