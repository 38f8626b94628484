// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/segment/columns/column.h"
#include "core/segment/columns/packednumbers.h"

#include <QString>

#include <limits>
#include <vector>

namespace perennial {

// The events of one metric in columns, by person and within a person by time. Immutable once built.
// Times are kept as 32-bit seconds where all are whole seconds within 136 years, else as milliseconds; values as 32
// bits where all fit, details as 16. A column that would say nothing is empty.
struct EventColumn
{
    static constexpr qint32 NoSmallValue = std::numeric_limits<qint32>::min();
    static constexpr qint64 NoValue = std::numeric_limits<qint64>::min();
    static constexpr quint16 NoSmallDetails = DetailsPacking::NarrowNone;
    static constexpr quint32 NoDetails = DetailsPacking::None;
    static constexpr quint32 NoOrder = 0;

    MetricId id;
    QString name;
    Column<quint32> people; // indexes of those who have events, ascending
    Column<quint32> starts; // events of people[i]: [starts[i], starts[i + 1])
    qint64 baseSeconds = 0;
    Column<quint32> seconds; // since baseSeconds
    Column<qint64> millis;   // instead of `seconds`
    Column<qint32> smallValues;
    Column<qint64> values; // instead of `smallValues`
    Column<quint16> smallDetails;
    Column<quint32> details; // instead of `smallDetails`
    Column<quint32> orders;  // equal where a person's events, of whatever metric, belong to one order
    qint64 firstMs = 0;
    qint64 lastMs = 0;

    [[nodiscard]] quint32 eventCount() const { return starts.empty() ? 0 : starts.back(); }
    [[nodiscard]] qint64 timeMs(quint32 event) const
    {
        return millis.empty() ? (baseSeconds + seconds[event]) * 1000 : millis[event];
    }
    // NoValue where the event has none.
    [[nodiscard]] qint64 value(quint32 event) const;
    [[nodiscard]] bool haveDetails() const { return !smallDetails.empty() || !details.empty(); }
    [[nodiscard]] quint32 detailsOf(quint32 event) const
    {
        if (!smallDetails.empty())
            return DetailsPacking::unpack(smallDetails[event]);
        return details.empty() ? NoDetails : details[event];
    }
    // How many events have each of as many distinct details.
    [[nodiscard]] std::vector<quint32> eventsByDetails(quint32 detailsCount) const;
    [[nodiscard]] quint32 orderOf(quint32 event) const { return orders.empty() ? NoOrder : orders[event]; }
    // The events of a person, empty where there are none.
    struct Run
    {
        quint32 begin = 0;
        quint32 end = 0;
    };
    [[nodiscard]] Run eventsOf(quint32 person) const;
    // Of a person's events those in a closed range of moments.
    [[nodiscard]] Run within(Run run, qint64 fromMs, qint64 toMs) const;
};

// An event on its way into a column.
struct ColumnEvent
{
    quint32 person;
    qint64 at;
    qint64 value;
    quint32 details;
    quint32 order;
};

// Gathers one metric's events while tables are read. Values, details and orders may end before the times do: what is
// not there is not known.
struct GatheredEvents
{
    std::vector<quint32> people;
    std::vector<quint32> starts; // without the closing one
    PackedNumbers<SecondsPacking> times;
    PackedNumbers<AmountPacking> values;
    PackedNumbers<DetailsPacking> details;
    std::vector<quint32> orders;

    void reserve(size_t peopleCount, size_t events, bool withDetails);
    // Gives back what was set aside for more.
    void shrink();
    void add(const ColumnEvent &event);
};

// Joins parts (in ascending order of people, none in two of them) and strays: events of people whose rows stand in
// several places, because profiles were merged. Strays come in the order of the store, which holds for events of one
// moment. The parts are emptied on the way.
[[nodiscard]] EventColumn joinedColumn(MetricId id, const QString &name, std::vector<GatheredEvents *> parts,
                                       std::vector<ColumnEvent> strays);

} // namespace perennial
