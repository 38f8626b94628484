// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/columns/profiletable.h"

namespace perennial {

// What flows ask of clocks, as docs/flow-semantics.md says it.

// The first moment at or after `from` at which the clocks of a zone show that time, on one of the weekdays; empty: any.
[[nodiscard]] qint64 nextClock(qint64 from, ClockTime time, const std::vector<int> &weekdays, const QTimeZone &zone);
// When a delay that begins at a moment ends.
[[nodiscard]] qint64 delayEnd(const DelayNode &delay, qint64 begin, const QTimeZone &zone);
[[nodiscard]] bool isQuiet(const QuietHours &quiet, qint64 now, const QTimeZone &zone);

// The zones of people who have one of their own.
class PersonZones
{
public:
    // Without a property of texts everybody has the flow's.
    PersonZones(const ProfileTable &table, const QString &property, const QTimeZone &flowZone);

    [[nodiscard]] const QTimeZone &zoneOf(ClockOf clock, quint32 person, qint64 now) const;

private:
    const PropertyColumn *m_column = nullptr;
    std::vector<QTimeZone> m_byCode; // the flow's where a text is no zone
    QTimeZone m_flowZone;
};

} // namespace perennial
