// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/eventcolumn.h"

#include <algorithm>

namespace perennial {

namespace {

void append(EventPart &whole, EventPart &part)
{
    const auto offset = static_cast<quint32>(whole.times.size());
    const auto pad = [&](auto &column, const auto &more, auto nothing) {
        if (column.empty() && more.empty())
            return;
        column.resize(offset, nothing);
        column.insert(column.end(), more.begin(), more.end());
        column.resize(offset + part.times.size(), nothing);
    };
    pad(whole.values, part.values, EventColumn::NoValue);
    pad(whole.details, part.details, EventColumn::NoDetails);
    whole.people.insert(whole.people.end(), part.people.begin(), part.people.end());
    for (const quint32 start : part.starts)
        whole.starts.push_back(start + offset);
    whole.times.insert(whole.times.end(), part.times.begin(), part.times.end());
    part = {};
}

EventPart joined(std::vector<EventPart *> parts)
{
    EventPart whole;
    size_t events = 0, people = 0;
    for (const EventPart *part : parts) {
        events += part->times.size();
        people += part->people.size();
    }
    whole.times.reserve(events);
    whole.people.reserve(people);
    whole.starts.reserve(people);
    for (EventPart *part : parts)
        append(whole, *part);
    return whole;
}

void addRun(EventPart &to, const EventPart &from, size_t run)
{
    const size_t end = run + 1 < from.starts.size() ? from.starts[run + 1] : from.times.size();
    for (size_t e = from.starts[run]; e < end; ++e)
        to.add(from.people[run], from.times[e], e < from.values.size() ? from.values[e] : EventColumn::NoValue,
               e < from.details.size() ? from.details[e] : EventColumn::NoDetails);
}

// Strays are of people who have no other events here.
EventPart withStrays(const EventPart &whole, std::vector<StrayEvent> strays)
{
    std::ranges::stable_sort(strays, {}, [](const StrayEvent &e) { return std::pair(e.person, e.at); });
    EventPart merged;
    size_t stray = 0;
    const auto addStraysBefore = [&](quint32 person) {
        for (; stray < strays.size() && strays[stray].person < person; ++stray)
            merged.add(strays[stray].person, strays[stray].at, strays[stray].value, strays[stray].details);
    };
    for (size_t run = 0; run < whole.people.size(); ++run) {
        addStraysBefore(whole.people[run]);
        addRun(merged, whole, run);
    }
    addStraysBefore(std::numeric_limits<quint32>::max());
    return merged;
}

void takeTimes(EventColumn &column, std::vector<qint64> times)
{
    const auto [first, last] = std::ranges::minmax(times);
    column.firstMs = first;
    column.lastMs = last;
    column.baseSeconds = first / 1000 - (first % 1000 < 0);
    const bool whole = std::ranges::all_of(times, [](qint64 at) { return at % 1000 == 0; });
    if (!whole || last / 1000 - column.baseSeconds >= std::numeric_limits<quint32>::max()) {
        column.millis = std::move(times);
        return;
    }
    std::vector<quint32> seconds(times.size());
    std::ranges::transform(times, seconds.begin(),
                           [&](qint64 at) { return static_cast<quint32>(at / 1000 - column.baseSeconds); });
    column.seconds = std::move(seconds);
}

void takeValues(EventColumn &column, std::vector<qint64> values)
{
    const auto fits = [](qint64 value) {
        return value == EventColumn::NoValue ||
               (value > std::numeric_limits<qint32>::min() && value <= std::numeric_limits<qint32>::max());
    };
    if (!std::ranges::all_of(values, fits)) {
        column.values = std::move(values);
        return;
    }
    std::vector<qint32> small(values.size());
    std::ranges::transform(values, small.begin(), [](qint64 value) {
        return value == EventColumn::NoValue ? EventColumn::NoSmallValue : static_cast<qint32>(value);
    });
    column.smallValues = std::move(small);
}

} // namespace

qint64 EventColumn::value(quint32 event) const
{
    if (!values.empty())
        return values[event];
    if (smallValues.empty() || smallValues[event] == NoSmallValue)
        return NoValue;
    return smallValues[event];
}

EventColumn::Run EventColumn::eventsOf(quint32 person) const
{
    const auto place = std::ranges::lower_bound(people, person);
    if (place == people.end() || *place != person)
        return {};
    const auto run = static_cast<size_t>(place - people.begin());
    return {starts[run], starts[run + 1]};
}

void EventPart::add(quint32 person, qint64 at, qint64 value, quint32 detailsIndex)
{
    if (people.empty() || people.back() != person) {
        people.push_back(person);
        starts.push_back(static_cast<quint32>(times.size()));
    }
    if (value != EventColumn::NoValue) {
        values.resize(times.size(), EventColumn::NoValue);
        values.push_back(value);
    }
    if (detailsIndex != EventColumn::NoDetails) {
        details.resize(times.size(), EventColumn::NoDetails);
        details.push_back(detailsIndex);
    }
    times.push_back(at);
}

EventColumn joinedColumn(MetricId id, const QString &name, std::vector<EventPart *> parts,
                         std::vector<StrayEvent> strays)
{
    EventPart whole = joined(std::move(parts));
    if (!strays.empty())
        whole = withStrays(whole, std::move(strays));
    EventColumn column;
    column.id = id;
    column.name = name;
    if (whole.times.empty())
        return column;
    whole.starts.push_back(static_cast<quint32>(whole.times.size()));
    column.people = std::move(whole.people);
    column.starts = std::move(whole.starts);
    if (!whole.values.empty())
        whole.values.resize(whole.times.size(), EventColumn::NoValue);
    if (!whole.details.empty())
        whole.details.resize(whole.times.size(), EventColumn::NoDetails);
    column.details = std::move(whole.details);
    takeValues(column, std::move(whole.values));
    takeTimes(column, std::move(whole.times));
    return column;
}

} // namespace perennial
