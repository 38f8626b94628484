// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QTimeZone>

namespace perennial {

// When something runs again and again: "hourly :15", "daily 10:00 Europe/London", "weekly mon 09:30 America/New_York".
// Days and weeks go by the zone's own clock: ten o'clock stays ten o'clock when the clocks change. A time that exists
// twice is meant the first time; one that the clocks leave out is as much later as they jump. Hours are counted from
// midnight UTC, so that none is ever shorter or longer.
class Schedule
{
public:
    enum class Every { Hour, Day, Week };

    // An error says what is expected. Words in any case; a zone is an IANA name, without one UTC.
    [[nodiscard]] static Result<Schedule> parse(const QString &text);
    [[nodiscard]] QString toText() const;

    // The first moment after `after`.
    [[nodiscard]] Instant next(Instant after) const;
    [[nodiscard]] std::vector<Instant> next(Instant after, int count) const;
    // The last moment that is not after `now`.
    [[nodiscard]] Instant last(Instant now) const;
    // Moments after `since` and not after `until`; counts at most 10,000.
    [[nodiscard]] int between(Instant since, Instant until) const;

    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    [[nodiscard]] Every every() const { return m_every; }

    friend bool operator==(const Schedule &, const Schedule &) = default;

private:
    [[nodiscard]] Instant onDay(qint64 day) const;
    [[nodiscard]] bool isOn(qint64 day) const;
    [[nodiscard]] qint64 dayOf(Instant at) const;

    Every m_every = Every::Day;
    int m_minute = 0;  // of the day, or of the hour
    int m_weekday = 1; // Monday is 1
    QTimeZone m_zone = QTimeZone::utc();
};

// What is due of a schedule that was last answered at `since`.
struct DueMoments
{
    std::optional<Instant> due; // the newest: one run stands for all
    int missed = 0;             // older ones that nobody ran; told, not made up for
};

[[nodiscard]] DueMoments dueSince(const Schedule &schedule, Instant since, Instant now);

} // namespace perennial
