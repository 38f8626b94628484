// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/valuetest.h"

#include "core/segment/document/jsonvalues.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr int MonthDays = 13 * 32;
// A pattern like (a+)+$ takes for ever to see that it does not match. After so many steps that is not known.
const QString MatchLimit = QStringLiteral("(*LIMIT_MATCH=200000)");

int monthDay(int month, int day)
{
    return month * 32 + day;
}

} // namespace

QBitArray monthDaysIn(const TimeRange &range, const QTimeZone &zone)
{
    QBitArray days(MonthDays);
    if (range.isEmpty())
        return days;
    const bool endless = range.from == TimeRange::Start || range.to == TimeRange::End;
    if (endless || range.to - range.from > 366 * Instant::DayMs)
        return QBitArray(MonthDays, true);
    const QDate last = localDay(range.to, zone);
    for (QDate day = localDay(range.from, zone); day <= last; day = day.addDays(1)) {
        days.setBit(monthDay(day.month(), day.day()));
        if (day.month() == 2 && day.day() == 28 && !QDate::isLeapYear(day.year()))
            days.setBit(monthDay(2, 29));
    }
    return days;
}

ValueTest::ValueTest(const Test &test, const TimeFrame &frame)
    : m_op(*test.op)
    , m_zone(frame.zone)
    , m_zoneClock(&ZoneClock::of(frame.zone))
{
    const Operator &op = operatorOf(m_op);
    if (op.type == ValueType::Number)
        m_number = NumberTest::of(test, 1);
    if (op.operands == Operands::Window) {
        m_range = rangeOf(test.window, frame);
        m_clock = ClockTest(test.window, frame.zone);
    }
    if (m_op == Op::AnniversaryWithin)
        m_monthDays = monthDaysIn(m_range, frame.zone);
    for (const Operand &operand : test.values) {
        if (const auto *text = std::get_if<QString>(&operand))
            m_texts.append(*text);
    }
    m_set = QSet<QString>(m_texts.begin(), m_texts.end());
    if (m_op == Op::Matches || m_op == Op::MatchesNot)
        m_pattern.setPattern(MatchLimit + m_texts.first());
}

Verdict ValueTest::ofText(const QString &text) const
{
    if (m_op != Op::Matches && m_op != Op::MatchesNot)
        return verdict(positiveText(text) != operatorOf(m_op).negative);
    const QRegularExpressionMatch match = m_pattern.match(text);
    return match.isValid() ? verdict(match.hasMatch() == (m_op == Op::Matches)) : Verdict::Unknown;
}

bool ValueTest::positiveText(const QString &text) const
{
    switch (m_op) {
    case Op::Contains:
    case Op::ContainsNot:
        return text.contains(m_texts.first());
    case Op::StartsWith:
    case Op::StartsNotWith:
        return text.startsWith(m_texts.first());
    case Op::EndsWith:
    case Op::EndsNotWith:
        return text.endsWith(m_texts.first());
    default:
        return m_set.contains(text);
    }
}

Verdict ValueTest::ofDate(qint64 ms) const
{
    if (m_op == Op::AnniversaryWithin)
        return verdict(isAnniversary(ms));
    const bool within = ms >= m_range.from && ms <= m_range.to && m_clock.passes(ms);
    return verdict(within == (m_op == Op::DateWithin));
}

bool ValueTest::isAnniversary(qint64 ms) const
{
    const CivilDate day = civilFromDays(daysFromMs(m_zoneClock->localFromUtc(ms)));
    return m_monthDays.testBit(monthDay(day.month, day.day));
}

Verdict ValueTest::ofList(const QJsonArray &list) const
{
    QSet<QString> have;
    for (const QJsonValue &item : list) {
        if (const auto text = textOf(item))
            have.insert(*text);
    }
    if (m_op == Op::HasAllOf)
        return verdict(have.contains(m_set));
    return verdict(have.intersects(m_set) != operatorOf(m_op).negative);
}

Verdict ValueTest::ofJson(const QJsonValue &value) const
{
    switch (type()) {
    case ValueType::Text:
        if (const auto text = textOf(value))
            return ofText(*text);
        return Verdict::Unknown;
    case ValueType::Number:
        if (const auto number = numberOf(value))
            return ofNumber(*number);
        return Verdict::Unknown;
    case ValueType::Boolean:
        return value.isBool() ? ofBoolean(value.toBool()) : Verdict::Unknown;
    case ValueType::Date:
        if (const auto date = dateOf(value, m_zone))
            return ofDate(*date);
        return Verdict::Unknown;
    case ValueType::List:
        return value.isArray() ? ofList(value.toArray()) : Verdict::Unknown;
    default:
        return ofPresence(true);
    }
}

} // namespace perennial
