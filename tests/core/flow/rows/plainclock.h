// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <vector>

namespace perennial {

// Clocks as one would look at them: slowly, with the zone's own answers.

[[nodiscard]] inline qint64 plainOffset(qint64 ms, const QTimeZone &zone)
{
    return 1000LL * zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
}

[[nodiscard]] inline qint64 plainDay(qint64 local)
{
    constexpr qint64 day = 86'400'000;
    return local >= 0 ? local / day : -((day - 1 - local) / day);
}

// The moments at which the clocks show a time; where they leap over it, the one that comes out when it is read by
// the clocks of before.
[[nodiscard]] inline std::vector<qint64> plainMoments(qint64 local, const QTimeZone &zone)
{
    constexpr qint64 around = 26 * 3'600'000LL;
    const qint64 before = plainOffset(local - around, zone), after = plainOffset(local + around, zone);
    std::vector<qint64> moments;
    for (const qint64 offset : {before, after}) {
        const qint64 at = local - offset;
        if (at + plainOffset(at, zone) == local && (moments.empty() || moments.front() != at))
            moments.push_back(at);
    }
    if (moments.empty())
        moments.push_back(local - before);
    std::sort(moments.begin(), moments.end());
    return moments;
}

// The first moment from `from` on at which the clocks show so many milliseconds of a day, on one of the weekdays.
[[nodiscard]] inline qint64 plainNext(qint64 from, qint64 timeOfDay, const std::vector<int> &weekdays,
                                      const QTimeZone &zone)
{
    constexpr qint64 day = 86'400'000;
    const qint64 today = plainDay(from + plainOffset(from, zone));
    for (qint64 d = today - 1;; ++d) {
        const int weekday = QDate(1970, 1, 1).addDays(d).dayOfWeek();
        if (!weekdays.empty() && std::find(weekdays.begin(), weekdays.end(), weekday) == weekdays.end())
            continue;
        for (const qint64 at : plainMoments(d * day + timeOfDay, zone)) {
            if (at >= from)
                return at;
        }
    }
}

} // namespace perennial
