// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/happenings.h"

#include <algorithm>

namespace perennial {

namespace {

template <class Row, class Visit>
void visitRows(const Column<Row> &column, quint32 person, Visit visit)
{
    const auto rows = std::ranges::equal_range(column, person, {}, &Row::person);
    for (const Row &row : rows)
        visit(row);
}

} // namespace

qint64 Happenings::next(quint32 person, qint64 now)
{
    if (m_person != person)
        gather(person);
    const auto later = std::ranges::upper_bound(m_moments, now);
    return later == m_moments.end() ? TimeRange::End : *later;
}

void Happenings::gather(quint32 person)
{
    const TableColumns &columns = m_table.columns();
    m_person = person;
    m_moments.clear();
    for (const EventColumn &metric : columns.metrics) {
        const EventColumn::Run run = metric.eventsOf(person);
        for (quint32 event = run.begin; event < run.end; ++event)
            m_moments.push_back(metric.timeMs(event));
    }
    for (const PropertyColumn &property : columns.properties)
        visitRows(property.histories, person, [&](const auto &row) { m_moments.push_back(row.since); });
    for (const ConsentColumn &channel : columns.channels) {
        visitRows(channel.consents, person, [&](const ConsentRow &row) { m_moments.push_back(row.at); });
        visitRows(channel.suppressions, person, [&](const SuppressionRow &row) {
            m_moments.push_back(row.at);
            m_moments.push_back(row.endedAt);
        });
    }
    visitRows(columns.orders.people, person, [&](const OrderRun &run) {
        for (quint32 order = run.begin; order < run.end; ++order) {
            m_moments.push_back(columns.orders.times[order]);
            m_moments.push_back(columns.orders.cancelledAt[order]);
        }
    });
    for (const auto *stays : {&columns.lists, &columns.flows}) {
        for (const StayColumn &column : *stays) {
            visitRows(column.stays, person, [&](const StayRow &stay) {
                m_moments.push_back(stay.since);
                m_moments.push_back(stay.until);
            });
        }
    }
    std::ranges::sort(m_moments);
}

} // namespace perennial
