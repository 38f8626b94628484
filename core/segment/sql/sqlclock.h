// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

struct SqlNode;

// Moments, windows and the clocks of a zone as SQL expressions. They are NULL where the moment is.

// VALUES (since, until, shift): what a zone's clocks add to UTC in a stretch of time (outside of it the rows at its
// ends go on), from now back and then forward, since a search ends with the first that fits.
[[nodiscard]] QString sqlClockRows(const QTimeZone &zone, const TimeRange &stretch, Instant now);
// `format` of strftime() of the moment x by the clocks of the segment's zone.
[[nodiscard]] QString sqlLocal(const QString &format, const QString &x, SqlNode &node);
// The moment `span` after x (n negative: before).
[[nodiscard]] QString sqlShifted(const QString &x, int n, TimeUnit unit, SqlNode &node);
// Whether the moment x has its anniversary in the window.
[[nodiscard]] QString sqlAnniversary(const QString &x, const Window &window, SqlNode &node);
// The same of a day 'YYYY-MM-DD'.
[[nodiscard]] QString sqlDayAnniversary(const QString &day, const Window &window, SqlNode &node);
// Whether the day's first moment lies in the window; not for windows that begin with an event.
[[nodiscard]] QString sqlDayWithin(const QString &day, const Window &window, SqlNode &node);

// A window of a condition: which moments of a person lie in it.
class SqlWindow
{
public:
    enum class Ends { AtNow, Anywhen };

    // `alias`: of the table of last events, where the window begins with one.
    SqlWindow(const Window &window, Ends ends, SqlNode &node, const QString &alias = QStringLiteral("w"));

    // Whether the moment lies in it, by date, weekday and hour.
    [[nodiscard]] QString holds(const QString &x) const;
    // Whether its beginning comes after the moment.
    [[nodiscard]] QString precedes(const QString &x) const;
    // " JOIN since w ON w.id = …" where it begins with an event, else nothing.
    [[nodiscard]] QString join(const QString &person) const { return joined("JOIN", person); }
    [[nodiscard]] QString leftJoin(const QString &person) const { return joined("LEFT JOIN", person); }
    // The test where the window is known, else NULL.
    [[nodiscard]] QString whereKnown(const QString &test) const;
    // The same; where it is NULL by itself it counts as false.
    [[nodiscard]] QString known(const QString &test) const;

private:
    [[nodiscard]] QString joined(const char *how, const QString &person) const;
    [[nodiscard]] QString clock(const QString &x) const;

    const Window &m_window;
    SqlNode &m_node;
    TimeRange m_range;
    QString m_alias;
    QString m_anchor; // the table of last events; empty: the window is the same for all
};

} // namespace perennial
