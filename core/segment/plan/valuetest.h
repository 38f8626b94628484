// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "core/segment/plan/binding.h"
#include "core/segment/plan/clocktest.h"
#include "core/segment/plan/numbertest.h"

#include <QBitArray>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace perennial {

enum class Verdict : quint8 { No, Yes, Unknown };

// A bound test of one value. Values of another type than the operator's are for the caller to tell apart.
class ValueTest
{
public:
    // The test must be finished.
    ValueTest(const Test &test, const TimeFrame &frame);

    [[nodiscard]] ValueType type() const { return operatorOf(m_op).type; }
    [[nodiscard]] bool isNegative() const { return operatorOf(m_op).negative; }
    [[nodiscard]] Verdict ofText(const QString &text) const;
    [[nodiscard]] Verdict ofNumber(double number) const { return verdict(m_number.passes(number)); }
    [[nodiscard]] Verdict ofBoolean(bool yes) const { return verdict(yes == (m_op == Op::IsTrue)); }
    [[nodiscard]] Verdict ofDate(qint64 ms) const;
    [[nodiscard]] Verdict ofList(const QJsonArray &list) const;
    // Whether there is a value, for the operators of any type; else not known where there is none.
    [[nodiscard]] Verdict ofPresence(bool present) const { return verdict(present == (m_op == Op::IsSet)); }
    [[nodiscard]] Verdict ofNothing() const { return type() == ValueType::Any ? ofPresence(false) : Verdict::Unknown; }
    // A value of an event's property, of whatever type it is there.
    [[nodiscard]] Verdict ofJson(const QJsonValue &value) const;

private:
    [[nodiscard]] static Verdict verdict(bool yes) { return yes ? Verdict::Yes : Verdict::No; }
    [[nodiscard]] bool positiveText(const QString &text) const;
    [[nodiscard]] bool isAnniversary(qint64 ms) const;

    Op m_op;
    QStringList m_texts;
    QSet<QString> m_set;
    QRegularExpression m_pattern;
    NumberTest m_number;
    TimeRange m_range;
    ClockTest m_clock;
    QBitArray m_monthDays; // of the window of an anniversary
    QTimeZone m_zone;
    const ZoneClock *m_zoneClock;
};

// The days of the year (month * 32 + day) that lie in `range`, by the calendar of `zone`; the 29th of February also
// stands for the 28th of a year that has none.
[[nodiscard]] QBitArray monthDaysIn(const TimeRange &range, const QTimeZone &zone);

} // namespace perennial
