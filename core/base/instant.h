// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include <compare>
#include <limits>
#include <optional>

namespace perennial {

// A moment: milliseconds since 1970-01-01T00:00:00Z, whatever the zone it was written in.
struct Instant
{
    qint64 ms = 0;

    static constexpr qint64 SecondMs = 1000;
    static constexpr qint64 HourMs = 3'600'000;
    static constexpr qint64 DayMs = 86'400'000;

    [[nodiscard]] static Instant now();
    // ISO 8601 with offset or Z ("2026-11-01T00:00:00Z"); nothing without an offset is accepted.
    [[nodiscard]] static std::optional<Instant> fromIso(QStringView text);
    // "2026-11-01T00:00:00Z", with ".123" only where there are milliseconds.
    [[nodiscard]] QString toIso() const;

    friend auto operator<=>(const Instant &, const Instant &) = default;
};

// Later than anything a store holds: "whatever is known".
constexpr Instant EndOfTime{std::numeric_limits<qint64>::max()};

// Days since 1970-01-01 of a proleptic Gregorian date, and back (Howard Hinnant's days_from_civil and
// civil_from_days).
[[nodiscard]] constexpr qint64 daysFromCivil(qint64 year, int month, int day)
{
    year -= month <= 2;
    const qint64 era = (year >= 0 ? year : year - 399) / 400;
    const qint64 yearOfEra = year - era * 400;
    const qint64 dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const qint64 dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
}

struct CivilDate
{
    qint64 year;
    int month;
    int day;
};

[[nodiscard]] constexpr CivilDate civilFromDays(qint64 days)
{
    days += 719468;
    const qint64 era = (days >= 0 ? days : days - 146096) / 146097;
    const qint64 dayOfEra = days - era * 146097;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int marchMonth = static_cast<int>((5 * dayOfYear + 2) / 153);
    const int day = static_cast<int>(dayOfYear) - (153 * marchMonth + 2) / 5 + 1;
    const int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    return {yearOfEra + era * 400 + (month <= 2), month, day};
}

// Days since 1970-01-01 of milliseconds since then.
[[nodiscard]] constexpr qint64 daysFromMs(qint64 ms)
{
    return ms / Instant::DayMs - (ms % Instant::DayMs < 0);
}

// A zone by its IANA name ("Europe/Berlin"); nothing when the system does not know it.
[[nodiscard]] std::optional<QTimeZone> zoneNamed(const QString &name);

} // namespace perennial
