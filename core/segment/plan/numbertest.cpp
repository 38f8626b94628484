// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/numbertest.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int MostDecimals = 15;
constexpr double Largest = 1e15;

// What the user wrote as a fraction: 79.95 is 7995 / 100. JSON numbers are doubles; their shortest text is what was
// written.
struct Fraction
{
    __int128 numerator;
    qint64 denominator;
};

Fraction fractionOf(double value)
{
    QString text = QString::number(std::clamp(value, -Largest, Largest), 'f', QLocale::FloatingPointShortest);
    const qsizetype point = text.indexOf(u'.');
    QString decimals = point < 0 ? QString() : text.mid(point + 1).left(MostDecimals);
    const bool negative = text.startsWith(u'-');
    const QString whole = (point < 0 ? text : text.left(point)).mid(negative ? 1 : 0);
    qint64 denominator = 1;
    __int128 numerator = 0;
    for (const QChar digit : whole + decimals)
        numerator = numerator * 10 + digit.digitValue();
    for (qsizetype i = 0; i < decimals.size(); ++i)
        denominator *= 10;
    return {negative ? -numerator : numerator, denominator};
}

qint64 floorOf(__int128 numerator, qint64 denominator)
{
    const __int128 quotient = numerator / denominator;
    return static_cast<qint64>(quotient - (numerator % denominator < 0));
}

} // namespace

NumberTest NumberTest::of(const Test &test, qint64 scale)
{
    const auto value = [&](size_t i) { return std::get<double>(test.values[i]); };
    NumberTest bound;
    switch (*test.op) {
    case Op::AtLeastOnce:
        bound.setLow(1, 1, false);
        break;
    case Op::ZeroTimes:
        bound.setLow(0, 1, false);
        bound.setHigh(0, 1, false);
        break;
    case Op::Less:
    case Op::AtMost:
        bound.setHigh(value(0), scale, *test.op == Op::Less);
        break;
    case Op::More:
    case Op::AtLeast:
        bound.setLow(value(0), scale, *test.op == Op::More);
        break;
    case Op::Equals:
    case Op::NotEquals:
        bound.setLow(value(0), scale, false);
        bound.setHigh(value(0), scale, false);
        break;
    default:
        bound.setLow(std::min(value(0), value(1)), scale, false);
        bound.setHigh(std::max(value(0), value(1)), scale, false);
    }
    bound.m_negated = *test.op == Op::NotEquals || *test.op == Op::NotBetween;
    return bound;
}

void NumberTest::setLow(double value, qint64 scale, bool open)
{
    const Fraction fraction = fractionOf(value);
    const __int128 numerator = fraction.numerator * scale;
    m_lower = boundAt(numerator, fraction.denominator, open);
    m_low = open ? floorOf(numerator, fraction.denominator) + 1 : -floorOf(-numerator, fraction.denominator);
    m_realLow = open ? std::nextafter(value, std::numeric_limits<double>::infinity()) : value;
}

void NumberTest::setHigh(double value, qint64 scale, bool open)
{
    const Fraction fraction = fractionOf(value);
    const __int128 numerator = fraction.numerator * scale;
    m_upper = boundAt(numerator, fraction.denominator, open);
    m_high = open ? -floorOf(-numerator, fraction.denominator) - 1 : floorOf(numerator, fraction.denominator);
    m_realHigh = open ? std::nextafter(value, -std::numeric_limits<double>::infinity()) : value;
}

bool NumberTest::isAbove(qint64 sum, qint64 count) const
{
    if (m_lower.denominator == 0)
        return true;
    const __int128 have = static_cast<__int128>(sum) * m_lower.denominator, want = m_lower.numerator * count;
    return m_lower.open ? have > want : have >= want;
}

bool NumberTest::isBelow(qint64 sum, qint64 count) const
{
    if (m_upper.denominator == 0)
        return true;
    const __int128 have = static_cast<__int128>(sum) * m_upper.denominator, want = m_upper.numerator * count;
    return m_upper.open ? have < want : have <= want;
}

} // namespace perennial
