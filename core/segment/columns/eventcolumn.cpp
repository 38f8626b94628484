// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/eventcolumn.h"

#include <algorithm>

namespace perennial {

namespace {

void append(GatheredEvents &whole, GatheredEvents &part)
{
    const auto offset = static_cast<quint32>(whole.times.size());
    if (!part.values.empty()) {
        whole.values.resize(offset, EventColumn::NoValue);
        whole.values.append(part.values);
    }
    if (!part.details.empty()) {
        whole.details.resize(offset, EventColumn::NoDetails);
        whole.details.append(part.details);
    }
    if (!part.orders.empty()) {
        whole.orders.resize(offset, EventColumn::NoOrder);
        whole.orders.insert(whole.orders.end(), part.orders.begin(), part.orders.end());
    }
    whole.people.insert(whole.people.end(), part.people.begin(), part.people.end());
    for (const quint32 start : part.starts)
        whole.starts.push_back(start + offset);
    whole.times.append(part.times);
    part = {};
}

// So that nothing grows while it is being joined: a vector that grows is there twice.
void reserveFor(GatheredEvents &whole, const std::vector<GatheredEvents *> &parts)
{
    size_t events = 0, people = 0, values = 0, details = 0, orders = 0;
    for (const GatheredEvents *part : parts) {
        values = part->values.empty() ? values : events + part->values.size();
        details = part->details.empty() ? details : events + part->details.size();
        orders = part->orders.empty() ? orders : events + part->orders.size();
        events += part->times.size();
        people += part->people.size();
    }
    whole.times.reserve(events);
    whole.values.reserve(values > 0 ? events : 0);
    whole.details.reserve(details > 0 ? events : 0);
    whole.orders.reserve(orders > 0 ? events : 0);
    whole.people.reserve(people);
    whole.starts.reserve(people + 1);
}

GatheredEvents joined(const std::vector<GatheredEvents *> &parts)
{
    if (parts.size() == 1)
        return std::move(*parts.front());
    GatheredEvents whole;
    const auto isWide = [](auto numbers) {
        return [numbers](const GatheredEvents *part) { return (part->*numbers).isWide(); };
    };
    if (std::ranges::any_of(parts, isWide(&GatheredEvents::times)))
        whole.times.widen();
    if (std::ranges::any_of(parts, isWide(&GatheredEvents::values)))
        whole.values.widen();
    if (std::ranges::any_of(parts, isWide(&GatheredEvents::details)))
        whole.details.widen();
    reserveFor(whole, parts);
    for (GatheredEvents *part : parts)
        append(whole, *part);
    return whole;
}

void addRun(GatheredEvents &to, const GatheredEvents &from, size_t run)
{
    const size_t end = run + 1 < from.starts.size() ? from.starts[run + 1] : from.times.size();
    for (size_t e = from.starts[run]; e < end; ++e)
        to.add({from.people[run], from.times[e], e < from.values.size() ? from.values[e] : EventColumn::NoValue,
                e < from.details.size() ? from.details[e] : EventColumn::NoDetails,
                e < from.orders.size() ? from.orders[e] : EventColumn::NoOrder});
}

// Strays are of people who have no other events here.
GatheredEvents withStrays(const GatheredEvents &whole, std::vector<ColumnEvent> strays)
{
    std::ranges::stable_sort(strays, {}, [](const ColumnEvent &e) { return std::pair(e.person, e.at); });
    GatheredEvents merged;
    size_t stray = 0;
    const auto addStraysBefore = [&](quint32 person) {
        for (; stray < strays.size() && strays[stray].person < person; ++stray)
            merged.add(strays[stray]);
    };
    for (size_t run = 0; run < whole.people.size(); ++run) {
        addStraysBefore(whole.people[run]);
        addRun(merged, whole, run);
    }
    addStraysBefore(std::numeric_limits<quint32>::max());
    return merged;
}

void takeSeconds(EventColumn &column, std::vector<quint32> seconds)
{
    const auto [first, last] = std::ranges::minmax(seconds);
    column.firstMs = qint64(first) * 1000;
    column.lastMs = qint64(last) * 1000;
    column.baseSeconds = first;
    for (quint32 &second : seconds)
        second -= first;
    column.seconds = std::move(seconds);
}

void takeMoments(EventColumn &column, std::vector<qint64> times)
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

} // namespace

qint64 EventColumn::value(quint32 event) const
{
    if (!values.empty())
        return values[event];
    if (smallValues.empty() || smallValues[event] == NoSmallValue)
        return NoValue;
    return smallValues[event];
}

std::vector<quint32> EventColumn::eventsByDetails(quint32 detailsCount) const
{
    std::vector<quint32> counts(detailsCount);
    for (quint32 event = 0; haveDetails() && event < eventCount(); ++event) {
        if (const quint32 place = detailsOf(event); place != NoDetails)
            ++counts[place];
    }
    return counts;
}

EventColumn::Run EventColumn::eventsOf(quint32 person) const
{
    const auto place = std::ranges::lower_bound(people, person);
    if (place == people.end() || *place != person)
        return {};
    const auto run = static_cast<size_t>(place - people.begin());
    return {starts[run], starts[run + 1]};
}

EventColumn::Run EventColumn::within(Run run, qint64 fromMs, qint64 toMs) const
{
    const auto firstAfter = [&](qint64 ms, bool orAt) {
        quint32 low = run.begin, high = run.end;
        while (low < high) {
            const quint32 middle = low + (high - low) / 2;
            const qint64 at = timeMs(middle);
            if (at < ms || (at == ms && !orAt))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    if (fromMs > firstMs)
        run.begin = firstAfter(fromMs, true);
    if (toMs < lastMs)
        run.end = firstAfter(toMs, false);
    return run.begin < run.end ? run : Run();
}

void GatheredEvents::add(const ColumnEvent &event)
{
    if (people.empty() || people.back() != event.person) {
        people.push_back(event.person);
        starts.push_back(static_cast<quint32>(times.size()));
    }
    const auto append = [&](auto &column, auto value, auto nothing) {
        if (value == nothing)
            return;
        column.resize(times.size(), nothing);
        column.push_back(value);
    };
    append(values, event.value, EventColumn::NoValue);
    append(details, event.details, EventColumn::NoDetails);
    append(orders, event.order, EventColumn::NoOrder);
    times.push_back(event.at);
}

void GatheredEvents::reserve(size_t peopleCount, size_t events, bool withDetails)
{
    people.reserve(peopleCount);
    starts.reserve(peopleCount + 1);
    times.reserve(events);
    details.reserve(withDetails ? events : 0);
}

void GatheredEvents::shrink()
{
    people.shrink_to_fit();
    starts.shrink_to_fit();
    orders.shrink_to_fit();
    times.shrink();
    values.shrink();
    details.shrink();
}

EventColumn joinedColumn(MetricId id, const QString &name, std::vector<GatheredEvents *> parts,
                         std::vector<ColumnEvent> strays)
{
    GatheredEvents whole = joined(parts);
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
    column.smallValues = whole.values.takeNarrow();
    column.values = whole.values.takeWide();
    if (!whole.orders.empty())
        whole.orders.resize(whole.times.size(), EventColumn::NoOrder);
    column.smallDetails = whole.details.takeNarrow();
    column.details = whole.details.takeWide();
    column.orders = std::move(whole.orders);
    if (whole.times.isWide())
        takeMoments(column, whole.times.takeWide());
    else
        takeSeconds(column, whole.times.takeNarrow());
    return column;
}

} // namespace perennial
