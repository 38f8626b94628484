// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/segment/rows/rowstore.h"

namespace perennial {

// Both ends included.
struct RowSpan
{
    qint64 from = std::numeric_limits<qint64>::min();
    qint64 to = std::numeric_limits<qint64>::max();
};

// The way of a person through a flow, as far as conditions ask about it.
struct RowJourney
{
    qint64 start = 0;
    std::optional<RowEvent> trigger;
    std::map<QString, QJsonValue> variables{};
    std::map<QString, QJsonValue> properties{}; // that the flow changed; undefined: cleared
    std::map<QString, bool> lists{};            // by name in lower case
    std::vector<RowSpan> earlier{};             // stays in the same flow
};

// A question to the rows: of a store, for a moment, in a zone.
struct RowQuestion
{
    const RowStore &store;
    qint64 now = 0;
    QTimeZone zone;
    int weekStart = 1;
    const RowJourney *journey = nullptr; // null: in no flow
};

// The day of the zone's calendar that a moment belongs to.
[[nodiscard]] QDate calendarDay(qint64 ms, const QTimeZone &zone);
// The first moment of a day, found by looking for it.
[[nodiscard]] qint64 firstMomentOf(const QDate &day, const QTimeZone &zone);
// `n` units later, or earlier where n is negative.
[[nodiscard]] qint64 movedBy(qint64 ms, qint64 n, TimeUnit unit, const QTimeZone &zone);
// A date like "2026-01-31" or a moment with its offset.
[[nodiscard]] std::optional<qint64> momentOf(const QString &text, const QTimeZone &zone);

// Where a window begins with an event that the person never had, there is none.
[[nodiscard]] std::optional<RowSpan> spanOf(const Window &window, const RowQuestion &question, const RowPerson &person);
// The same, ending at now at the latest.
[[nodiscard]] std::optional<RowSpan> pastSpanOf(const Window &window, const RowQuestion &question,
                                                const RowPerson &person);
// Whether a moment lies in the span, on the window's weekdays and at its hours.
[[nodiscard]] bool liesIn(qint64 ms, const RowSpan &span, const Window &window, const QTimeZone &zone);
// Whether the anniversary of a date falls on a day that the span touches.
[[nodiscard]] bool hasAnniversaryIn(qint64 ms, const RowSpan &span, const QTimeZone &zone);

} // namespace perennial
