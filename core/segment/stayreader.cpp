// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/tablebuilder.h"

#include <algorithm>

namespace perennial {

namespace {

std::vector<StayColumn> closed(std::vector<GatheredStays> gathered)
{
    std::vector<StayColumn> columns;
    for (GatheredStays &one : gathered) {
        std::ranges::sort(one.stays, {}, [](const StayRow &r) { return std::tuple(r.person, r.since, r.until); });
        columns.push_back({one.name, one.step, std::move(one.stays)});
    }
    return columns;
}

} // namespace

// Lists without anybody in them are lists all the same.
Result<void> TableBuilder::readLists(const Database &database)
{
    auto statement = database.prepare("SELECT l.name, '', m.profile_id, m.since, m.until FROM lists l LEFT JOIN "
                                      "list_members m ON m.list_id = l.id ORDER BY l.id");
    if (!statement)
        return failure(statement.error());
    std::vector<GatheredStays> lists;
    const auto read = eachRow(*statement, [&](Statement &row) { addStay(lists, row); });
    m_columns.lists = closed(std::move(lists));
    return read;
}

Result<void> TableBuilder::readFlows(const Database &database)
{
    auto statement =
        database.prepare("SELECT flow, step, profile_id, since, until FROM flow_stays ORDER BY flow, step");
    if (!statement)
        return failure(statement.error());
    std::vector<GatheredStays> flows;
    const auto read = eachRow(*statement, [&](Statement &row) { addStay(flows, row); });
    m_columns.flows = closed(std::move(flows));
    return read;
}

// A row: name, step, profile, since, until; those of one name and step come together.
void TableBuilder::addStay(std::vector<GatheredStays> &columns, const Statement &row) const
{
    const QString name = row.text(0), step = row.text(1);
    if (columns.empty() || columns.back().name != name || columns.back().step != step)
        columns.push_back({name, step, {}});
    size_t cursor = 0;
    const auto place = row.isNull(2) ? std::nullopt : m_people->find(row.integer(2), cursor);
    if (place)
        columns.back().stays.push_back(
            {place->person, row.integer(3), row.isNull(4) ? TimeRange::End : row.integer(4)});
}

} // namespace perennial
