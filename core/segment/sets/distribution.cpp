// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/distribution.h"

#include "core/segment/plan/numbertest.h"

#include <algorithm>

namespace perennial {

namespace {

// Whole numbers that lie this close together are counted in a table instead of being sorted.
constexpr qint64 WidestTable = qint64(1) << 22;

// What is known of whole numbers before they are counted.
struct WholeSpan
{
    bool isWhole = true;
    qint64 min = std::numeric_limits<qint64>::max();
    qint64 max = std::numeric_limits<qint64>::min();
};

WholeSpan spanOf(const NumberColumn &numbers, const ProfileSet &people)
{
    WholeSpan span{!numbers.isReal()};
    people.forEach([&](quint32 person) {
        if (!span.isWhole || numbers.denominators[person] == 0)
            return;
        span.isWhole = numbers.denominators[person] == 1;
        span.min = std::min(span.min, numbers.numerators[person]);
        span.max = std::max(span.max, numbers.numerators[person]);
    });
    return span;
}

} // namespace

Distribution::Distribution(const NumberColumn &numbers, const ProfileSet &people)
    : m_isMoney(numbers.isMoney)
    , m_scale(numbers.scale)
    , m_unit(numbers.isReal() ? numbers.realUnit : 1)
{
    const WholeSpan span = spanOf(numbers, people);
    if (span.isWhole && span.min <= span.max && span.max / 2 - span.min / 2 < WidestTable / 2) {
        takeWholes(numbers, people, span.min, span.max);
        return;
    }
    std::vector<Entry> all;
    people.forEach([&](quint32 person) {
        if (!numbers.isKnown(person))
            ++m_unknown;
        else if (numbers.isReal())
            all.push_back({numbers.reals[person], 0, 0, 1});
        else
            all.push_back({numbers.valueOf(person), numbers.numerators[person], numbers.denominators[person], 1});
    });
    take(std::move(all));
}

void Distribution::take(std::vector<Entry> all)
{
    m_known = static_cast<quint32>(all.size());
    std::ranges::sort(all, {}, [](const Entry &e) { return std::tuple(e.value, e.numerator, e.denominator); });
    for (const Entry &entry : all) {
        if (!m_numbers.empty() && m_numbers.back().value == entry.value &&
            m_numbers.back().numerator == entry.numerator && m_numbers.back().denominator == entry.denominator)
            ++m_numbers.back().count;
        else
            m_numbers.push_back(entry);
    }
    m_numbers.shrink_to_fit();
}

void Distribution::takeWholes(const NumberColumn &numbers, const ProfileSet &people, qint64 min, qint64 max)
{
    std::vector<quint32> counts(static_cast<size_t>(max - min) + 1);
    people.forEach([&](quint32 person) {
        if (numbers.denominators[person] == 0)
            ++m_unknown;
        else
            ++counts[static_cast<size_t>(numbers.numerators[person] - min)];
    });
    for (size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const qint64 number = min + static_cast<qint64>(i);
        m_numbers.push_back({static_cast<double>(number) / static_cast<double>(m_scale), number, 1, counts[i]});
        m_known += counts[i];
    }
    m_numbers.shrink_to_fit();
}

std::optional<double> Distribution::min() const
{
    return m_numbers.empty() ? std::nullopt : std::optional(written(m_numbers.front()));
}

std::optional<double> Distribution::max() const
{
    return m_numbers.empty() ? std::nullopt : std::optional(written(m_numbers.back()));
}

std::optional<double> Distribution::median() const
{
    if (m_known == 0)
        return std::nullopt;
    return (written(nth((m_known - 1) / 2)) + written(nth(m_known / 2))) / 2;
}

const Distribution::Entry &Distribution::nth(quint32 n) const
{
    size_t entry = 0;
    for (quint32 before = m_numbers[0].count; before <= n; before += m_numbers[entry].count)
        ++entry;
    return m_numbers[entry];
}

bool Distribution::isWhole() const
{
    return std::ranges::all_of(m_numbers, [&](const Entry &e) { return written(e) == std::floor(written(e)); });
}

NumberSpread Distribution::spread() const
{
    // What is beyond all numbers (overdue where the usual gap is none) goes into the last bin.
    const auto finite = std::ranges::find_if(m_numbers.rbegin(), m_numbers.rend(),
                                             [](const Entry &entry) { return std::isfinite(entry.value); });
    const double max = finite == m_numbers.rend() ? 0 : written(*finite);
    NumberSpread spread{std::min(written(m_numbers.front()), max), max, 0, 0, !m_isMoney && isWhole()};
    const auto positive = std::ranges::upper_bound(m_numbers, 0.0, {}, &Entry::value);
    quint32 notAbove = 0;
    for (auto entry = m_numbers.begin(); entry != positive; ++entry)
        notAbove += entry->count;
    if (positive != m_numbers.end()) {
        spread.low = written(nth(notAbove + (m_known - notAbove) / 100));
        spread.typical = written(nth(notAbove + (m_known - notAbove) / 2));
    }
    return spread;
}

std::vector<DistributionBin> Distribution::bins(int most) const
{
    if (m_numbers.empty())
        return {};
    const std::vector<double> edges = niceEdges(spread(), most);
    std::vector<DistributionBin> bins;
    auto entry = m_numbers.begin();
    for (size_t i = 0; i + 1 < edges.size(); ++i) {
        bins.push_back({edges[i], edges[i + 1], 0});
        const bool last = i + 2 == edges.size();
        for (; entry != m_numbers.end() && (last || entry->value < edges[i + 1] * m_unit); ++entry)
            bins.back().count += entry->count;
    }
    return bins;
}

quint32 Distribution::countOf(Test test) const
{
    for (Operand &operand : test.values) {
        if (auto *number = std::get_if<double>(&operand))
            *number *= m_unit;
    }
    const NumberTest bound = NumberTest::of(test, m_scale);
    quint32 count = 0;
    for (const Entry &entry : m_numbers) {
        const bool passes = entry.denominator == 0   ? bound.passes(entry.value)
                            : entry.denominator == 1 ? bound.passes(entry.numerator)
                                                     : bound.passesFraction(entry.numerator, entry.denominator);
        count += passes ? entry.count : 0;
    }
    return count;
}

} // namespace perennial
