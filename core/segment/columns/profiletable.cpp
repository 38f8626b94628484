// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/profiletable.h"

#include "core/base/widesum.h"
#include "core/segment/document/jsonvalues.h"

#include <algorithm>

namespace perennial {

namespace {

void addEvents(EventTotals &totals, const EventColumn &column, quint32 begin, quint32 end)
{
    if (begin == end)
        return;
    ++totals.people;
    totals.events += end - begin;
    WideSum amount = totals.amount;
    for (quint32 event = begin; event < end; ++event) {
        const qint64 value = column.value(event);
        amount += value == EventColumn::NoValue ? 0 : value;
    }
    totals.amount = clamped(amount);
    const Instant first{column.timeMs(begin)}, last{column.timeMs(end - 1)};
    totals.first = std::min(totals.first.value_or(first), first);
    totals.last = std::max(totals.last.value_or(last), last);
}

template <class T>
qint64 bytesOf(const T &column)
{
    return static_cast<qint64>(column.size() * sizeof(typename T::value_type));
}

qint64 bytesOf(const TextColumn &column)
{
    return bytesOf(column.codes) + bytesOf(column.texts);
}

qint64 bytesOf(const OrderTable &orders)
{
    return bytesOf(orders.people) + bytesOf(orders.times) + bytesOf(orders.cancelledAt) + bytesOf(orders.lineStarts) +
           bytesOf(orders.tags.starts) + bytesOf(orders.tags.items) + bytesOf(orders.discountCodes.starts) +
           bytesOf(orders.discountCodes.items) + bytesOf(orders.products) + bytesOf(orders.skus) +
           bytesOf(orders.vendors) + bytesOf(orders.quantities) + bytesOf(orders.prices) + bytesOf(orders.discounts);
}

} // namespace

ProfileTable::ProfileTable(TableColumns columns)
    : m_columns(std::move(columns))
    , m_values(std::make_unique<ValueCatalog>(m_columns))
{
    for (size_t i = 0; i < m_columns.metrics.size(); ++i)
        m_metrics.insert(m_columns.metrics[i].name, static_cast<qsizetype>(i));
    for (size_t i = 0; i < m_columns.properties.size(); ++i)
        m_properties.insert(m_columns.properties[i].name, static_cast<qsizetype>(i));
}

std::optional<quint32> ProfileTable::indexOf(ProfileId id) const
{
    const auto place = std::ranges::lower_bound(m_columns.ids, id.value);
    if (place == m_columns.ids.end() || *place != id.value)
        return std::nullopt;
    return static_cast<quint32>(place - m_columns.ids.begin());
}

ProfileSet ProfileTable::knownAt(Instant asOf) const
{
    ProfileSet known(profileCount());
    for (quint32 i = 0; i < profileCount(); ++i) {
        if (m_columns.knownSince[i] <= asOf.ms)
            known.add(i);
    }
    return known;
}

const EventColumn *ProfileTable::metric(const QString &name) const
{
    const auto place = m_metrics.constFind(name);
    return place == m_metrics.constEnd() ? nullptr : &m_columns.metrics[static_cast<size_t>(*place)];
}

const PropertyColumn *ProfileTable::property(const QString &name) const
{
    const auto place = m_properties.constFind(name);
    return place == m_properties.constEnd() ? nullptr : &m_columns.properties[static_cast<size_t>(*place)];
}

const ConsentColumn &ProfileTable::consent(Channel channel) const
{
    return m_columns.channels[static_cast<size_t>(channel)];
}

const ProfileSet *ProfileTable::reachableBy(Channel channel) const
{
    switch (channel) {
    case Channel::Email:
        return &m_columns.haveEmail;
    case Channel::Sms:
    case Channel::Whatsapp:
        return &m_columns.havePhone;
    case Channel::Push:
        break;
    }
    return nullptr;
}

std::vector<MetricInfo> ProfileTable::metrics() const
{
    std::vector<MetricInfo> list;
    for (const EventColumn &column : m_columns.metrics)
        list.push_back({column.name,
                        column.eventCount(),
                        static_cast<quint32>(column.people.size()),
                        {column.firstMs},
                        {column.lastMs}});
    std::ranges::sort(list, {}, [](const MetricInfo &m) { return std::pair(~m.events, m.name); });
    return list;
}

std::vector<PropertyInfo> ProfileTable::properties() const
{
    std::vector<PropertyInfo> list;
    for (const PropertyColumn &column : m_columns.properties)
        list.push_back({column.name, column.type, column.known});
    std::ranges::sort(list, {}, &PropertyInfo::name);
    return list;
}

std::vector<ValueCount> ProfileTable::valuesOf(const QString &property, int limit) const
{
    return m_values->ofProperty(property)->find({}, limit);
}

std::vector<PropertyInfo> ProfileTable::eventProperties(const QString &metric) const
{
    const EventColumn *events = this->metric(metric);
    if (!events || !events->haveDetails())
        return {};
    const std::vector<quint32> counts = events->eventsByDetails(m_columns.details.size());
    std::vector<PropertyInfo> list;
    for (const DetailColumn &column : m_columns.details.columns()) {
        PropertyInfo info{column.name, typeOf(column.values.front()), 0};
        for (const quint32 details : column.details)
            info.people += counts[details];
        if (info.people > 0)
            list.push_back(info);
    }
    std::ranges::sort(list, {}, &PropertyInfo::name);
    return list;
}

std::vector<ValueCount> ProfileTable::eventValuesOf(const QString &metric, const QString &property, int limit) const
{
    return m_values->ofEvents(metric, property)->find({}, limit);
}

EventTotals ProfileTable::totalsOf(const QString &metric, quint32 person) const
{
    EventTotals totals;
    if (const EventColumn *column = this->metric(metric)) {
        const EventColumn::Run run = column->eventsOf(person);
        addEvents(totals, *column, run.begin, run.end);
    }
    return totals;
}

EventTotals ProfileTable::totalsOf(const QString &metric, const ProfileSet &people) const
{
    EventTotals totals;
    const EventColumn *column = this->metric(metric);
    for (size_t run = 0; column && run < column->people.size(); ++run) {
        if (people.contains(column->people[run]))
            addEvents(totals, *column, column->starts[run], column->starts[run + 1]);
    }
    return totals;
}

std::optional<Instant> ProfileTable::firstEvent() const
{
    std::optional<Instant> first;
    for (const EventColumn &column : m_columns.metrics) {
        if (column.eventCount() > 0)
            first = std::min(first.value_or(Instant{column.firstMs}), Instant{column.firstMs});
    }
    return first;
}

std::optional<Instant> ProfileTable::lastEvent() const
{
    std::optional<Instant> last;
    for (const EventColumn &column : m_columns.metrics) {
        if (column.eventCount() > 0)
            last = std::max(last.value_or(Instant{column.lastMs}), Instant{column.lastMs});
    }
    return last;
}

qint64 ProfileTable::memoryUse() const
{
    qint64 bytes = bytesOf(m_columns.ids) + bytesOf(m_columns.knownSince);
    for (const EventColumn &c : m_columns.metrics)
        bytes += bytesOf(c.people) + bytesOf(c.starts) + bytesOf(c.seconds) + bytesOf(c.millis) +
                 bytesOf(c.smallValues) + bytesOf(c.values) + bytesOf(c.smallDetails) + bytesOf(c.details) +
                 bytesOf(c.orders);
    for (const PropertyColumn &c : m_columns.properties)
        bytes += bytesOf(c.codes) + bytesOf(c.numbers) + bytesOf(c.dates) + bytesOf(c.texts) + bytesOf(c.histories);
    for (const ConsentColumn &c : m_columns.channels)
        bytes += bytesOf(c.consents) + bytesOf(c.suppressions);
    for (const DetailColumn &c : m_columns.details.columns())
        bytes += bytesOf(c.details) + bytesOf(c.codes) + bytesOf(c.values);
    for (const auto *stays : {&m_columns.lists, &m_columns.flows}) {
        for (const StayColumn &c : *stays)
            bytes += bytesOf(c.stays);
    }
    return bytes + bytesOf(m_columns.orders);
}

} // namespace perennial
