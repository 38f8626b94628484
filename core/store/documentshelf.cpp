// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/documentshelf.h"

#include "core/sqlite/transaction.h"
#include "core/store/flowshelf.h"
#include "core/store/rows.h"
#include "core/store/segmentshelf.h"
#include "core/store/shelfnames.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Where the documents of a kind stand, and what is said of them.
template <class Id>
struct Kind;

template <>
struct Kind<SegmentId>
{
    static constexpr const char *documents = "segments", *versions = "segment_versions", *owner = "segment_id";
    static QString gone() { return tr("This segment is not in the store any more."); }
    static QString nameless() { return tr("A segment needs a name."); }
    static QString taken() { return tr("There is a segment named “%1” already. Choose another name."); }
};

template <>
struct Kind<FlowId>
{
    static constexpr const char *documents = "flows", *versions = "flow_versions", *owner = "flow_id";
    static QString gone() { return tr("This flow is not in the store any more."); }
    static QString nameless() { return tr("A flow needs a name."); }
    static QString taken() { return tr("There is a flow named “%1” already. Choose another name."); }
};

// {documents}, {versions} and {owner} become the names of a kind's tables and of the column between them.
template <class Id>
std::string sqlOf(const char *text)
{
    QByteArray sql(text);
    sql.replace("{documents}", Kind<Id>::documents);
    sql.replace("{versions}", Kind<Id>::versions);
    sql.replace("{owner}", Kind<Id>::owner);
    return sql.toStdString();
}

constexpr auto Newest = R"sql(
    SELECT d.id, d.name, v.version, v.document, d.created_at, d.updated_at
    FROM {documents} d
    JOIN {versions} v ON v.{owner} = d.id
        AND v.version = (SELECT max(version) FROM {versions} WHERE {owner} = d.id) )sql";

template <class Id>
std::string newest(const char *rest)
{
    return sqlOf<Id>(Newest) + rest;
}

QByteArray bytesOf(const Statement &row, int column)
{
    const std::string_view bytes = row.bytes(column);
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

template <class Id>
SavedDocument<Id> readDocument(const Statement &row)
{
    return {{row.integer(0)}, row.text(1),      static_cast<int>(row.integer(2)),
            bytesOf(row, 3),  {row.integer(4)}, {row.integer(5)}};
}

DocumentVersion readVersion(const Statement &row)
{
    return {static_cast<int>(row.integer(0)), {row.integer(1)}, bytesOf(row, 2), row.text(3)};
}

} // namespace

template <class Id>
auto DocumentShelf<Id>::list() const -> Result<std::vector<Saved>>
{
    return queryRows(m_store.database(), newest<Id>("WHERE d.deleted_at IS NULL ORDER BY d.name"), readDocument<Id>);
}

template <class Id>
auto DocumentShelf<Id>::find(const QString &name) const -> Result<std::optional<Saved>>
{
    const auto rows =
        queryRows(m_store.database(), newest<Id>("WHERE d.deleted_at IS NULL AND d.name = ?1"), readDocument<Id>, name);
    if (!rows)
        return failure(rows.error());
    return rows->empty() ? std::nullopt : std::optional(rows->front());
}

template <class Id>
auto DocumentShelf<Id>::get(Id id) const -> Result<Saved>
{
    const auto rows = queryRows(m_store.database(), newest<Id>("WHERE d.id = ?1"), readDocument<Id>, id.value);
    if (!rows)
        return failure(rows.error());
    if (rows->empty())
        return failure(ErrorKind::NotFound, Kind<Id>::gone(), m_store.path());
    return rows->front();
}

template <class Id>
Result<std::vector<DocumentVersion>> DocumentShelf<Id>::versions(Id id) const
{
    return queryRows(m_store.database(),
                     sqlOf<Id>("SELECT version, at, document, coalesce(note, '') FROM {versions} WHERE {owner} = ?1 "
                               "ORDER BY version DESC"),
                     readVersion, id.value);
}

template <class Id>
auto DocumentShelf<Id>::save(const QString &name, const QByteArray &document, Instant at) -> Result<Saved>
{
    const auto known = find(name);
    if (!known)
        return failure(known.error());
    if (*known)
        return save((*known)->id, (*known)->name, document, at);
    return insert(name, document, at);
}

template <class Id>
auto DocumentShelf<Id>::save(Id id, const QString &name, const QByteArray &document, Instant at) -> Result<Saved>
{
    return amend(id, 0, name, document, at);
}

template <class Id>
auto DocumentShelf<Id>::amend(Id id, int version, const QString &name, const QByteArray &document, Instant at)
    -> Result<Saved>
{
    const auto known = get(id);
    if (!known)
        return known;
    if (known->name == name && known->document == document)
        return known;
    if (const auto free = checkNameFree(name, id); !free)
        return failure(free.error());
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    if (known->document != document) {
        const auto changed = version == known->version ? changeVersion(id, version, document, at) : Result<bool>(false);
        if (!changed)
            return failure(changed.error());
        if (const auto added = *changed ? Result<void>() : addVersion(id, known->version + 1, document, at); !added)
            return failure(added.error());
    }
    if (const auto named = noteName(id, name, at); !named)
        return failure(named.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return get(id);
}

template <class Id>
Result<void> DocumentShelf<Id>::noteName(Id id, const QString &name, Instant at)
{
    auto update =
        m_store.database().prepare(sqlOf<Id>("UPDATE {documents} SET name = ?2, updated_at = ?3 WHERE id = ?1"));
    if (!update)
        return failure(update.error());
    return update->bind(1, id.value).bind(2, name).bind(3, at.ms).run();
}

template <class Id>
Result<bool> DocumentShelf<Id>::changeVersion(Id id, int version, const QByteArray &document, Instant at)
{
    auto update = m_store.database().prepare(sqlOf<Id>("UPDATE {versions} SET document = ?3, at = ?4 "
                                                       "WHERE {owner} = ?1 AND version = ?2 AND note IS NULL"));
    if (!update)
        return failure(update.error());
    const std::string_view text(document.constData(), static_cast<size_t>(document.size()));
    const auto done = update->bind(1, id.value).bind(2, version).bind(3, text).bind(4, at.ms).run();
    if (!done)
        return failure(done.error());
    return m_store.database().changes() > 0;
}

template <class Id>
Result<void> DocumentShelf<Id>::noteVersion(Id id, int version, const QString &note)
{
    auto update = m_store.database().prepare(
        sqlOf<Id>("UPDATE {versions} SET note = nullif(?3, '') WHERE {owner} = ?1 AND version = ?2"));
    if (!update)
        return failure(update.error());
    return update->bind(1, id.value).bind(2, version).bind(3, note.trimmed()).run();
}

template <class Id>
auto DocumentShelf<Id>::insert(const QString &name, const QByteArray &document, Instant at) -> Result<Saved>
{
    if (name.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, Kind<Id>::nameless());
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    auto statement = m_store.database().prepare(
        sqlOf<Id>("INSERT INTO {documents}(name, created_at, updated_at) VALUES(?1, ?2, ?2)"));
    if (!statement)
        return failure(statement.error());
    if (const auto inserted = statement->bind(1, name).bind(2, at.ms).run(); !inserted)
        return failure(inserted.error());
    const Id id{m_store.database().lastInsertId()};
    if (const auto added = addVersion(id, 1, document, at); !added)
        return failure(added.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return get(id);
}

template <class Id>
Result<void> DocumentShelf<Id>::addVersion(Id id, int version, const QByteArray &document, Instant at)
{
    auto statement = m_store.database().prepare(
        sqlOf<Id>("INSERT INTO {versions}({owner}, version, at, document) VALUES(?1, ?2, ?3, ?4)"));
    if (!statement)
        return failure(statement.error());
    const std::string_view text(document.constData(), static_cast<size_t>(document.size()));
    return statement->bind(1, id.value).bind(2, version).bind(3, at.ms).bind(4, text).run();
}

template <class Id>
Result<void> DocumentShelf<Id>::remove(Id id, Instant at)
{
    auto statement = m_store.database().prepare(sqlOf<Id>("UPDATE {documents} SET deleted_at = ?2 WHERE id = ?1"));
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, id.value).bind(2, at.ms).run();
}

template <class Id>
Result<void> DocumentShelf<Id>::restore(Id id)
{
    const auto known = get(id);
    if (!known)
        return failure(known.error());
    if (const auto free = checkNameFree(known->name, id); !free)
        return free;
    auto statement = m_store.database().prepare(sqlOf<Id>("UPDATE {documents} SET deleted_at = NULL WHERE id = ?1"));
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, id.value).run();
}

template <class Id>
Result<QString> DocumentShelf<Id>::freeName(const QString &wanted) const
{
    return firstFreeName(*this, wanted);
}

template <class Id>
Result<void> DocumentShelf<Id>::checkNameFree(const QString &name, Id owner) const
{
    return checkFreeName(*this, name, owner, {Kind<Id>::nameless(), Kind<Id>::taken()});
}

template class DocumentShelf<SegmentId>;
template class DocumentShelf<FlowId>;

} // namespace perennial
