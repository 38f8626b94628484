// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/listshelf.h"

#include "core/sqlite/transaction.h"
#include "core/store/revisions.h"
#include "core/store/rows.h"
#include "core/store/segmentuse.h"
#include "core/store/shelfnames.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <string>

namespace perennial {

namespace {

constexpr auto Lists =
    "SELECT l.id, l.name, coalesce(l.note, ''), l.created_at, l.segment_id, l.segment_version, l.as_of, "
    "l.document, (SELECT count(DISTINCT coalesce(p.merged_into, p.id)) FROM list_members m JOIN "
    "profiles p ON p.id = m.profile_id WHERE m.list_id = l.id AND m.until IS NULL) FROM lists l ";

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

SavedList readList(const Statement &row)
{
    SavedList list{.id = {row.integer(0)},
                   .name = row.text(1),
                   .note = row.text(2),
                   .created = {row.integer(3)},
                   .origin = {},
                   .members = row.integer(8)};
    if (!row.isNull(4)) {
        const std::string_view document = row.bytes(7);
        list.origin = {.segment = {row.integer(4)},
                       .version = static_cast<int>(row.integer(5)),
                       .asOf = {row.integer(6)},
                       .document = QByteArray(document.data(), static_cast<qsizetype>(document.size()))};
    }
    return list;
}

std::vector<qint64> idsOf(std::span<const ProfileId> people)
{
    std::vector<qint64> ids;
    ids.reserve(people.size());
    for (const ProfileId person : people)
        ids.push_back(person.value);
    return ids;
}

// Runs a statement for each person and tells whose row it changed.
Result<std::vector<qint64>> changeEach(Database &database, const char *sql, ListId list, Instant at,
                                       std::span<const ProfileId> people)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return failure(statement.error());
    std::vector<qint64> changed;
    for (const ProfileId person : people) {
        if (const auto done = statement->bind(1, list.value).bind(2, person.value).bind(3, at.ms).run(); !done)
            return failure(done.error());
        if (database.changes() > 0)
            changed.push_back(person.value);
    }
    return changed;
}

constexpr auto Join =
    "INSERT INTO list_members(list_id, profile_id, since) SELECT ?1, ?2, ?3 WHERE NOT EXISTS("
    "SELECT 1 FROM list_members WHERE list_id = ?1 AND profile_id = ?2 AND (until IS NULL OR since = ?3))";
constexpr auto Leave = "UPDATE list_members SET until = ?3 WHERE list_id = ?1 AND profile_id = ?2 AND until IS NULL";

} // namespace

Result<std::vector<SavedList>> ListShelf::list() const
{
    return queryRows(m_store.database(), std::string(Lists) + "ORDER BY l.name", readList);
}

Result<std::optional<SavedList>> ListShelf::find(const QString &name) const
{
    auto rows = queryRows(m_store.database(), std::string(Lists) + "WHERE l.name = ?1", readList, name);
    if (!rows)
        return failure(rows.error());
    return rows->empty() ? std::nullopt : std::optional(std::move(rows->front()));
}

Result<SavedList> ListShelf::get(ListId id) const
{
    auto rows = queryRows(m_store.database(), std::string(Lists) + "WHERE l.id = ?1", readList, id.value);
    if (!rows)
        return failure(rows.error());
    if (rows->empty())
        return failure(ErrorKind::NotFound, tr("This list is not in the store any more."), m_store.path());
    return std::move(rows->front());
}

Result<std::vector<ProfileId>> ListShelf::members(ListId id) const
{
    return queryRows(
        m_store.database(),
        "SELECT DISTINCT coalesce(p.merged_into, p.id) AS person FROM list_members m JOIN profiles p ON p.id = "
        "m.profile_id WHERE m.list_id = ?1 AND m.until IS NULL ORDER BY person",
        [](const Statement &row) { return ProfileId{row.integer(0)}; }, id.value);
}

Result<SavedList> ListShelf::create(const QString &name, const QString &note, std::span<const ProfileId> people,
                                    Instant at, const std::optional<ListOrigin> &origin)
{
    const QString trimmed = name.trimmed();
    if (const auto free = checkNameFree(trimmed, {}); !free)
        return failure(free.error());
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto id = insert(trimmed, note, at, origin);
    if (!id)
        return failure(id.error());
    const auto joined = changeEach(m_store.database(), Join, *id, at, people);
    if (!joined)
        return failure(joined.error());
    if (const auto revision = makeRevision(m_store.database(), *joined); !revision)
        return failure(revision.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return get(*id);
}

Result<ListId> ListShelf::insert(const QString &name, const QString &note, Instant at,
                                 const std::optional<ListOrigin> &origin)
{
    auto statement = m_store.database().prepare(
        "INSERT INTO lists(name, note, created_at, segment_id, segment_version, as_of, document) VALUES(?1, "
        "nullif(?2, ''), ?3, ?4, ?5, ?6, ?7)");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, name).bind(2, note).bind(3, at.ms);
    if (origin) {
        const std::string_view document(origin->document.constData(), static_cast<size_t>(origin->document.size()));
        statement->bind(4, origin->segment.value).bind(5, origin->version).bind(6, origin->asOf.ms).bind(7, document);
    }
    if (const auto done = statement->run(); !done)
        return failure(done.error());
    const ListId id{m_store.database().lastInsertId()};
    const auto used = origin ? noteUse(m_store.database(), origin->segment, at) : Result<void>();
    return used ? Result<ListId>(id) : Result<ListId>(failure(used.error()));
}

Result<qint64> ListShelf::add(ListId id, std::span<const ProfileId> people, Instant at)
{
    return change(Join, id, people, at);
}

Result<qint64> ListShelf::takeOut(ListId id, std::span<const ProfileId> people, Instant at)
{
    return change(Leave, id, people, at);
}

Result<qint64> ListShelf::change(const char *sql, ListId id, std::span<const ProfileId> people, Instant at)
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto changed = changeEach(m_store.database(), sql, id, at, people);
    if (!changed)
        return failure(changed.error());
    if (const auto revision = makeRevision(m_store.database(), *changed); !revision)
        return failure(revision.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return static_cast<qint64>(changed->size());
}

Result<void> ListShelf::rename(ListId id, const QString &name)
{
    const QString trimmed = name.trimmed();
    if (const auto free = checkNameFree(trimmed, id); !free)
        return free;
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    auto update = m_store.database().prepare("UPDATE lists SET name = ?2 WHERE id = ?1");
    if (!update)
        return failure(update.error());
    if (const auto done = update->bind(1, id.value).bind(2, trimmed).run(); !done)
        return done;
    if (const auto revision = makeRevision(m_store.database(), {}); !revision)
        return revision;
    return transaction->commit();
}

Result<void> ListShelf::remove(ListId id)
{
    const auto people = members(id);
    if (!people)
        return failure(people.error());
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    for (const char *sql : {"DELETE FROM list_members WHERE list_id = ?1", "DELETE FROM lists WHERE id = ?1"}) {
        auto statement = m_store.database().prepare(sql);
        if (!statement)
            return failure(statement.error());
        if (const auto done = statement->bind(1, id.value).run(); !done)
            return done;
    }
    if (const auto revision = makeRevision(m_store.database(), idsOf(*people)); !revision)
        return revision;
    return transaction->commit();
}

Result<QString> ListShelf::freeName(const QString &wanted) const
{
    return firstFreeName(*this, wanted);
}

Result<void> ListShelf::checkNameFree(const QString &name, ListId owner) const
{
    return checkFreeName(*this, name, owner,
                         {tr("A list needs a name."), tr("There is a list named “%1” already. Choose another name.")});
}

} // namespace perennial
