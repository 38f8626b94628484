// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/tablerefresh.h"

#include "core/base/parallel.h"
#include "core/segment/columns/columnsplice.h"
#include "core/segment/columns/tablebuilder.h"

#include <algorithm>

namespace perennial {

namespace {

void sortUnique(std::vector<qint64> &ids)
{
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// The people whom the profiles belong to now, with all profiles of each.
Result<std::vector<qint64>> profilesOfTheirPeople(const Database &database, std::span<const qint64> profiles)
{
    auto root = database.prepare("SELECT coalesce(merged_into, id) FROM profiles WHERE id = ?1");
    auto absorbed = database.prepare("SELECT id FROM profiles WHERE merged_into = ?1");
    if (!root || !absorbed)
        return failure(root ? absorbed.error() : root.error());
    std::vector<qint64> people, all;
    const auto collect = [](Statement &statement, qint64 profile, std::vector<qint64> &ids) {
        statement.bind(1, profile);
        return forEachRow(statement, [&](Statement &row) { ids.push_back(row.integer(0)); });
    };
    for (const qint64 profile : profiles) {
        if (const auto found = collect(*root, profile, people); !found)
            return failure(found.error());
    }
    sortUnique(people);
    for (const qint64 person : people) {
        all.push_back(person);
        if (const auto found = collect(*absorbed, person, all); !found)
            return failure(found.error());
    }
    sortUnique(all);
    return all;
}

class Refresh
{
public:
    Refresh(const ColumnCache::Found &kept, TableColumns fresh, std::span<const qint64> dropped)
        : m_old(kept.columns)
        , m_file(*kept.file)
        , m_new(std::move(fresh))
        , m_people(m_old.ids, m_new.ids, dropped)
    {
    }

    // `people`: how many the store has.
    [[nodiscard]] bool isPossible(qint64 people) const;
    [[nodiscard]] TableColumns take();

private:
    template <class C>
    [[nodiscard]] static const C &namesake(const std::vector<C> &columns, const C &column);
    void spliceEvents(EventColumn &column);
    void spliceProperty(PropertyColumn &column);
    void splicePeople();

    const TableColumns &m_old;
    const ColumnFile &m_file;
    TableColumns m_new; // of those read anew; in the end, of all
    PeopleSplice m_people;
};

// An empty one where there is none of its id and name.
template <class C>
const C &Refresh::namesake(const std::vector<C> &columns, const C &column)
{
    static const C none;
    const auto found =
        std::ranges::find_if(columns, [&](const C &c) { return c.id == column.id && c.name == column.name; });
    return found == columns.end() ? none : *found;
}

bool Refresh::isPossible(qint64 people) const
{
    return m_people.size() == people && std::ranges::all_of(m_new.properties, [&](const PropertyColumn &column) {
               const PropertyColumn &old = namesake(m_old.properties, column);
               return old.name.isEmpty() || old.type == column.type;
           });
}

TableColumns Refresh::take()
{
    m_file.releasePages();
    std::vector<std::function<void()>> tasks;
    for (EventColumn &column : m_new.metrics)
        tasks.emplace_back([&] { spliceEvents(column); });
    for (PropertyColumn &column : m_new.properties)
        tasks.emplace_back([&] { spliceProperty(column); });
    runInParallel(tasks);
    splicePeople();
    return std::move(m_new);
}

void Refresh::spliceEvents(EventColumn &column)
{
    column = splicedEvents(namesake(m_old.metrics, column), column, m_people);
    // What was read of the old ones is not needed any more; together with the new ones it would be too much.
    m_file.releasePages();
}

void Refresh::spliceProperty(PropertyColumn &column)
{
    const PropertyColumn &old = namesake(m_old.properties, column);
    if (!old.name.isEmpty())
        column = splicedProperty(old, column, m_people);
    else
        column = splicedProperty(PropertyBuilder(column.id, column.name, column.type, 0).take(), column, m_people);
}

void Refresh::splicePeople()
{
    m_new.details = DetailTable::joined(m_old.details, m_new.details);
    for (size_t i = 0; i < m_new.channels.size(); ++i)
        m_new.channels[i] = splicedConsents(m_old.channels[i], m_new.channels[i], m_people);
    m_new.haveEmail = m_people.set(m_old.haveEmail, m_new.haveEmail);
    m_new.havePhone = m_people.set(m_old.havePhone, m_new.havePhone);
    m_new.knownSince = m_people.values(m_old.knownSince, m_new.knownSince, PropertyColumn::NoDate);
    m_new.lastKnownSince = m_new.knownSince.empty() ? 0 : std::ranges::max(m_new.knownSince);
    m_new.ids = m_people.ids();
}

Result<bool> mayBeRefreshed(const Store &store, const ColumnCache::Found &kept, const StoreMark &now)
{
    const StoreMark &then = kept.columns.mark;
    // Another mark of the same revision: somebody wrote who does not say so.
    if (then.storeId != now.storeId || then.revision == now.revision || then.schema != now.schema ||
        then.currency != now.currency)
        return false;
    auto known = store.database().prepare("SELECT count(*) FROM event_details WHERE id <= ?1");
    if (!known)
        return failure(known.error());
    const auto row = known->bind(1, then.lastDetails).step();
    if (!row)
        return failure(row.error());
    return known->integer(0) == kept.columns.details.size();
}

} // namespace

Result<std::optional<TableColumns>> refreshColumns(const Store &store, const ColumnCache::Found &kept,
                                                   const Progress &progress)
{
    const auto mark = StoreMark::read(store);
    if (!mark)
        return failure(mark.error());
    const auto possible = mayBeRefreshed(store, kept, *mark);
    if (!possible)
        return failure(possible.error());
    auto changed = profilesChangedSince(store.database(), kept.columns.mark.revision);
    if (!changed)
        return failure(changed.error());
    if (!*possible || !*changed)
        return std::nullopt;
    auto profiles = profilesOfTheirPeople(store.database(), **changed);
    if (!profiles)
        return failure(profiles.error());
    auto fresh =
        TableBuilder(store.path(), progress, TableBuilder::Selection{*profiles, kept.columns.mark.lastDetails}).run();
    if (!fresh)
        return failure(fresh.error());
    if (fresh->mark != *mark)
        return std::nullopt;
    std::vector<qint64> dropped = std::move(**changed);
    dropped.insert(dropped.end(), profiles->begin(), profiles->end());
    sortUnique(dropped);
    Refresh refresh(kept, std::move(*fresh), dropped);
    const auto people = store.database().integer("SELECT count(*) FROM profiles WHERE merged_into IS NULL");
    if (!people)
        return failure(people.error());
    return refresh.isPossible(*people) ? std::optional(refresh.take()) : std::nullopt;
}

} // namespace perennial
