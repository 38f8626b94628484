// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/tablebuilder.h"

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

// A row: name, step, profile, since, until; those of one name and step come together.
void addStay(std::vector<GatheredStays> &columns, const Statement &row, const PeopleIndex &people)
{
    const QString name = row.text(0), step = row.text(1);
    if (columns.empty() || columns.back().name != name || columns.back().step != step)
        columns.push_back({name, step, {}});
    size_t cursor = 0;
    const auto place = row.isNull(2) ? std::nullopt : people.find(row.integer(2), cursor);
    if (place)
        columns.back().stays.push_back(
            {place->person, row.integer(3), row.isNull(4) ? TimeRange::End : row.integer(4)});
}

} // namespace

// Lists without anybody in them are lists all the same.
Result<void> TableBuilder::readLists(const Database &database, const PeopleIndex &people)
{
    auto statement = database.prepare("SELECT l.name, '', m.profile_id, m.since, m.until FROM lists l LEFT JOIN "
                                      "list_members m ON m.list_id = l.id ORDER BY l.id");
    if (!statement)
        return failure(statement.error());
    std::vector<GatheredStays> lists;
    const auto read = eachRow(*statement, [&](Statement &row) { addStay(lists, row, people); });
    m_columns.lists = closed(std::move(lists));
    return read;
}

Result<void> TableBuilder::readFlows(const Database &database, const PeopleIndex &people)
{
    auto statement =
        database.prepare("SELECT flow, step, profile_id, since, until FROM flow_stays ORDER BY flow, step");
    if (!statement)
        return failure(statement.error());
    std::vector<GatheredStays> flows;
    const auto read = eachRow(*statement, [&](Statement &row) { addStay(flows, row, people); });
    m_columns.flows = closed(std::move(flows));
    return read;
}

// What goes by list or order as much as by person is read whole, also where only some people are read anew; it has the
// places of the whole table at once.
Result<void> TableBuilder::readWhole(const Database &database)
{
    const auto any = database.integer("SELECT EXISTS(SELECT 1 FROM orders) OR EXISTS(SELECT 1 FROM lists) OR "
                                      "EXISTS(SELECT 1 FROM flow_stays)");
    if (!any || *any == 0)
        return any ? Result<void>() : failure(any.error());
    const auto people = everybody(database);
    if (!people)
        return failure(people.error());
    if (const auto read = readOrders(database, **people); !read)
        return read;
    if (const auto read = readLists(database, **people); !read)
        return read;
    return readFlows(database, **people);
}

Result<std::shared_ptr<const PeopleIndex>> TableBuilder::everybody(const Database &database)
{
    struct Everybody
    {
        std::vector<qint64> ids;
        QHash<qint64, qint64> absorbed;
        std::optional<PeopleIndex> index;
    };
    if (!m_selection)
        return std::shared_ptr<const PeopleIndex>(std::shared_ptr<void>(), &*m_people);
    auto statement = database.prepare("SELECT id, merged_into FROM profiles ORDER BY id");
    if (!statement)
        return failure(statement.error());
    const auto all = std::make_shared<Everybody>();
    const auto read = eachRow(*statement, [&](Statement &row) {
        if (row.isNull(1))
            all->ids.push_back(row.integer(0));
        else
            all->absorbed.insert(row.integer(0), row.integer(1));
    });
    if (!read)
        return failure(read.error());
    all->index.emplace(all->ids, all->absorbed);
    return std::shared_ptr<const PeopleIndex>(all, &*all->index);
}

} // namespace perennial
