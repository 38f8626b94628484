// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factevents.h"

#include <algorithm>

namespace perennial {

const FactEvent &FactEvents::operator[](size_t place) const
{
    if (m_supposed.empty())
        return (*m_read)[m_begin + place];
    const auto next = std::ranges::lower_bound(m_supposed, place, {}, &Supposed::place);
    if (next != m_supposed.end() && next->place == place)
        return next->event;
    return (*m_read)[m_begin + place - static_cast<size_t>(next - m_supposed.begin())];
}

size_t FactEvents::placeFrom(qint64 at) const
{
    size_t low = 0, high = size();
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if ((*this)[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

FactEvents FactEvents::part(size_t first, size_t last) const
{
    const auto before = [&](size_t place) { return std::ranges::lower_bound(m_supposed, place, {}, &Supposed::place); };
    const auto begin = before(first), end = before(last);
    FactEvents part;
    part.m_read = m_read;
    part.m_begin = m_begin + first - static_cast<size_t>(begin - m_supposed.begin());
    part.m_end = m_begin + last - static_cast<size_t>(end - m_supposed.begin());
    part.m_supposed.assign(begin, end);
    for (Supposed &supposed : part.m_supposed)
        supposed.place -= first;
    return part;
}

FactEvents FactEvents::within(qint64 from, qint64 to) const
{
    const size_t first = placeFrom(from);
    return part(first, to == TimeRange::End ? size() : std::max(first, placeFrom(to + 1)));
}

void FactEvents::suppose(const FactEvent &event, size_t times)
{
    const size_t place = event.at == TimeRange::End ? size() : placeFrom(event.at + 1);
    auto next = std::ranges::lower_bound(m_supposed, place, {}, &Supposed::place);
    for (auto later = next; later != m_supposed.end(); ++later)
        later->place += times;
    next = m_supposed.insert(next, times, {place, event});
    for (size_t i = 0; i < times; ++i)
        next[static_cast<std::ptrdiff_t>(i)].place += i;
}

} // namespace perennial
