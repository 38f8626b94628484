// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/audience/quietrest.h"

#include <algorithm>

namespace perennial {

namespace {

// Puts off to the end what lies between, column by column. The order of rows stays: what is put off comes together.
class PuttingOff
{
public:
    PuttingOff(Instant now, Instant end)
        : m_now(now.ms)
        , m_end(end.ms)
    {
    }

    [[nodiscard]] bool isBetween(qint64 ms) const { return ms > m_now && ms < m_end; }
    [[nodiscard]] qint64 put(qint64 ms) const { return isBetween(ms) ? m_end : ms; }

    // False where nothing of the column lies between.
    template <class Row, class Change>
    bool change(Column<Row> &column, Change change) const
    {
        const auto differs = [&](const Row &row) {
            Row changed = row;
            return change(changed);
        };
        if (std::ranges::none_of(column, differs))
            return false;
        std::vector<Row> rows(column.begin(), column.end());
        for (Row &row : rows)
            change(row);
        column = Column<Row>(std::move(rows));
        return true;
    }
    // True where it was put off.
    [[nodiscard]] bool putOff(qint64 &ms) const
    {
        const qint64 before = ms;
        ms = put(ms);
        return ms != before;
    }

private:
    qint64 m_now;
    qint64 m_end;
};

bool putOff(EventColumn &column, const PuttingOff &putting)
{
    const auto moved = [&](quint32 &seconds) {
        const qint64 ms = (column.baseSeconds + seconds) * 1000;
        seconds = static_cast<quint32>(putting.put(ms) / 1000 - column.baseSeconds);
        return putting.isBetween(ms);
    };
    const bool isMoved = putting.change(column.seconds, moved) ||
                         putting.change(column.millis, [&](qint64 &ms) { return putting.putOff(ms); });
    if (isMoved) {
        column.firstMs = putting.put(column.firstMs);
        column.lastMs = putting.put(column.lastMs);
    }
    return isMoved;
}

bool putOff(PropertyColumn &column, const PuttingOff &putting)
{
    const bool isMoved =
        putting.change(column.histories, [&](PropertyColumn::Earlier &row) { return putting.putOff(row.since); });
    if (isMoved)
        finish(column);
    return isMoved;
}

bool putOff(ConsentColumn &column, quint32 people, const PuttingOff &putting)
{
    bool isMoved = putting.change(column.consents, [&](ConsentRow &row) { return putting.putOff(row.at); });
    isMoved |= putting.change(column.suppressions, [&](SuppressionRow &row) {
        const bool began = putting.putOff(row.at);
        return putting.putOff(row.endedAt) || began;
    });
    if (isMoved)
        finish(column, people);
    return isMoved;
}

bool putOff(StayColumn &column, const PuttingOff &putting)
{
    return putting.change(column.stays, [&](StayRow &row) {
        const bool began = putting.putOff(row.since);
        return putting.putOff(row.until) || began;
    });
}

bool putOff(TableColumns &columns, const PuttingOff &putting)
{
    const auto people = static_cast<quint32>(columns.ids.size());
    const auto moved = [&](qint64 &ms) { return putting.putOff(ms); };
    bool isMoved = putting.change(columns.knownSince, moved);
    columns.lastKnownSince = putting.put(columns.lastKnownSince);
    for (EventColumn &metric : columns.metrics)
        isMoved |= putOff(metric, putting);
    for (PropertyColumn &property : columns.properties)
        isMoved |= putOff(property, putting);
    for (ConsentColumn &channel : columns.channels)
        isMoved |= putOff(channel, people, putting);
    isMoved |= putting.change(columns.orders.times, moved);
    isMoved |= putting.change(columns.orders.cancelledAt, moved);
    for (auto *stays : {&columns.lists, &columns.flows}) {
        for (StayColumn &column : *stays)
            isMoved |= putOff(column, putting);
    }
    return isMoved;
}

} // namespace

std::shared_ptr<const ProfileTable> quietBetween(const std::shared_ptr<const ProfileTable> &table, Instant now,
                                                 Instant end)
{
    TableColumns columns = table->columns();
    if (!putOff(columns, PuttingOff(now, end)))
        return table;
    return std::make_shared<const ProfileTable>(std::move(columns));
}

} // namespace perennial
