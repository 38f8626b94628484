// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentshelf.h"

#include "core/sqlite/transaction.h"
#include "core/store/rows.h"
#include "core/store/shelfnames.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

constexpr std::string_view Newest = R"sql(
    SELECT s.id, s.name, v.version, v.document, s.created_at, s.updated_at
    FROM segments s
    JOIN segment_versions v ON v.segment_id = s.id
        AND v.version = (SELECT max(version) FROM segment_versions WHERE segment_id = s.id) )sql";

SavedSegment readSegment(const Statement &row)
{
    const std::string_view document = row.bytes(3);
    return {{row.integer(0)},
            row.text(1),
            static_cast<int>(row.integer(2)),
            QByteArray(document.data(), static_cast<qsizetype>(document.size())),
            {row.integer(4)},
            {row.integer(5)}};
}

SegmentVersion readVersion(const Statement &row)
{
    const std::string_view document = row.bytes(2);
    return {static_cast<int>(row.integer(0)),
            {row.integer(1)},
            QByteArray(document.data(), static_cast<qsizetype>(document.size())),
            row.text(3)};
}

} // namespace

Result<std::vector<SavedSegment>> SegmentShelf::list() const
{
    return queryRows(m_store.database(), std::string(Newest) + "WHERE s.deleted_at IS NULL ORDER BY s.name",
                     readSegment);
}

Result<std::optional<SavedSegment>> SegmentShelf::find(const QString &name) const
{
    const auto rows = queryRows(m_store.database(), std::string(Newest) + "WHERE s.deleted_at IS NULL AND s.name = ?1",
                                readSegment, name);
    if (!rows)
        return failure(rows.error());
    return rows->empty() ? std::nullopt : std::optional(rows->front());
}

Result<SavedSegment> SegmentShelf::get(SegmentId id) const
{
    const auto rows = queryRows(m_store.database(), std::string(Newest) + "WHERE s.id = ?1", readSegment, id.value);
    if (!rows)
        return failure(rows.error());
    if (rows->empty())
        return failure(ErrorKind::NotFound, tr("This segment is not in the store any more."), m_store.path());
    return rows->front();
}

Result<std::vector<SegmentVersion>> SegmentShelf::versions(SegmentId id) const
{
    return queryRows(m_store.database(),
                     "SELECT version, at, document, coalesce(note, '') FROM segment_versions WHERE segment_id = ?1 "
                     "ORDER BY version DESC",
                     readVersion, id.value);
}

Result<SavedSegment> SegmentShelf::save(const QString &name, const QByteArray &document, Instant at)
{
    const auto known = find(name);
    if (!known)
        return failure(known.error());
    if (*known)
        return save((*known)->id, (*known)->name, document, at);
    return insert(name, document, at);
}

Result<SavedSegment> SegmentShelf::save(SegmentId id, const QString &name, const QByteArray &document, Instant at)
{
    return amend(id, 0, name, document, at);
}

Result<SavedSegment> SegmentShelf::amend(SegmentId id, int version, const QString &name, const QByteArray &document,
                                         Instant at)
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

Result<void> SegmentShelf::noteName(SegmentId id, const QString &name, Instant at)
{
    auto update = m_store.database().prepare("UPDATE segments SET name = ?2, updated_at = ?3 WHERE id = ?1");
    if (!update)
        return failure(update.error());
    return update->bind(1, id.value).bind(2, name).bind(3, at.ms).run();
}

Result<bool> SegmentShelf::changeVersion(SegmentId id, int version, const QByteArray &document, Instant at)
{
    auto update = m_store.database().prepare("UPDATE segment_versions SET document = ?3, at = ?4 "
                                             "WHERE segment_id = ?1 AND version = ?2 AND note IS NULL");
    if (!update)
        return failure(update.error());
    const std::string_view text(document.constData(), static_cast<size_t>(document.size()));
    const auto done = update->bind(1, id.value).bind(2, version).bind(3, text).bind(4, at.ms).run();
    if (!done)
        return failure(done.error());
    return m_store.database().changes() > 0;
}

Result<void> SegmentShelf::noteVersion(SegmentId id, int version, const QString &note)
{
    auto update = m_store.database().prepare(
        "UPDATE segment_versions SET note = nullif(?3, '') WHERE segment_id = ?1 AND version = ?2");
    if (!update)
        return failure(update.error());
    return update->bind(1, id.value).bind(2, version).bind(3, note.trimmed()).run();
}

Result<SavedSegment> SegmentShelf::insert(const QString &name, const QByteArray &document, Instant at)
{
    if (name.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("A segment needs a name."));
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    auto statement =
        m_store.database().prepare("INSERT INTO segments(name, created_at, updated_at) VALUES(?1, ?2, ?2)");
    if (!statement)
        return failure(statement.error());
    if (const auto inserted = statement->bind(1, name).bind(2, at.ms).run(); !inserted)
        return failure(inserted.error());
    const SegmentId id{m_store.database().lastInsertId()};
    if (const auto added = addVersion(id, 1, document, at); !added)
        return failure(added.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return get(id);
}

Result<void> SegmentShelf::addVersion(SegmentId id, int version, const QByteArray &document, Instant at)
{
    auto statement = m_store.database().prepare(
        "INSERT INTO segment_versions(segment_id, version, at, document) VALUES(?1, ?2, ?3, ?4)");
    if (!statement)
        return failure(statement.error());
    const std::string_view text(document.constData(), static_cast<size_t>(document.size()));
    return statement->bind(1, id.value).bind(2, version).bind(3, at.ms).bind(4, text).run();
}

Result<void> SegmentShelf::remove(SegmentId id, Instant at)
{
    auto statement = m_store.database().prepare("UPDATE segments SET deleted_at = ?2 WHERE id = ?1");
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, id.value).bind(2, at.ms).run();
}

Result<void> SegmentShelf::restore(SegmentId id)
{
    const auto known = get(id);
    if (!known)
        return failure(known.error());
    if (const auto free = checkNameFree(known->name, id); !free)
        return free;
    auto statement = m_store.database().prepare("UPDATE segments SET deleted_at = NULL WHERE id = ?1");
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, id.value).run();
}

Result<QString> SegmentShelf::freeName(const QString &wanted) const
{
    return firstFreeName(*this, wanted);
}

Result<void> SegmentShelf::checkNameFree(const QString &name, SegmentId owner) const
{
    return checkFreeName(
        *this, name, owner,
        {tr("A segment needs a name."), tr("There is a segment named “%1” already. Choose another name.")});
}

} // namespace perennial
