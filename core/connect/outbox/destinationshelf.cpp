// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"

#include "core/connect/outbox/outboxrows.h"
#include "core/connect/outbox/writing.h"
#include "core/store/shelfnames.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<SavedDestination> savedFrom(const Statement &row)
{
    auto destination = Destination::fromJson(row.text(1).toUtf8());
    if (!destination)
        return failure(destination.error().in(tr("A saved destination")));
    return SavedDestination{.id = {row.integer(0)},
                            .destination = std::move(*destination),
                            .remoteIds = QJsonDocument::fromJson(row.text(2).toUtf8()).object(),
                            .created = {row.integer(3)},
                            .updated = {row.integer(4)}};
}

} // namespace

bool goesToTheSamePlace(const Destination &a, const Destination &b)
{
    return a.kind == b.kind && a.way == b.way && a.account == b.account && a.sandbox == b.sandbox &&
           (a.mode == SyncMode::Remove) == (b.mode == SyncMode::Remove);
}

Result<std::vector<SavedDestination>> DestinationShelf::select(std::string_view where, const QString &name,
                                                               qint64 id) const
{
    const std::string sql = std::string("SELECT id, document, remote_ids, created_at, updated_at FROM destinations "
                                        "WHERE (?1 IS ?1) AND (?2 IS ?2) AND ")
                                .append(where)
                                .append(" ORDER BY name");
    auto statement = m_store.database().prepare(sql);
    if (!statement)
        return failure(statement.error());
    statement->bind(1, name).bind(2, id);
    std::vector<SavedDestination> found;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return found;
        auto saved = savedFrom(*statement);
        if (!saved)
            return failure(saved.error());
        found.push_back(std::move(*saved));
    }
}

Result<std::vector<SavedDestination>> DestinationShelf::list() const
{
    return select("deleted_at IS NULL", {}, 0);
}

Result<std::optional<SavedDestination>> DestinationShelf::find(const QString &name) const
{
    auto found = select("deleted_at IS NULL AND name = ?1", name.trimmed(), 0);
    if (!found)
        return failure(found.error());
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<SavedDestination> DestinationShelf::get(DestinationId id) const
{
    auto found = select("id = ?2", {}, id.value);
    if (!found)
        return failure(found.error());
    if (found->empty())
        return failure(ErrorKind::NotFound, tr("This destination is gone."));
    return std::move(found->front());
}

Result<void> DestinationShelf::checkName(const QString &name, DestinationId owner) const
{
    return checkFreeName(*this, name, owner,
                         {tr("The destination has no name. Give it one."),
                          tr("There is a destination named “%1” already. Choose another name.")});
}

Result<SavedDestination> DestinationShelf::add(const Destination &destination, Instant at)
{
    if (const auto free = checkName(destination.name, {}); !free)
        return failure(free.error());
    const auto stored = runAlone(
        m_store.database(), "INSERT INTO destinations(name, document, created_at, updated_at) VALUES(?1, ?2, ?3, ?3)",
        [&](Statement &row) {
            row.bind(1, destination.name.trimmed()).bind(2, QString::fromUtf8(destination.toJson())).bind(3, at.ms);
        });
    if (!stored)
        return failure(stored.error());
    return get({m_store.database().lastInsertId()});
}

Result<SavedDestination> DestinationShelf::change(DestinationId id, const Destination &destination, Instant at)
{
    const auto before = get(id);
    if (!before)
        return failure(before.error());
    if (const auto free = checkName(destination.name, id); !free)
        return failure(free.error());
    const bool isSame = goesToTheSamePlace(before->destination, destination);
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto stored =
        runStatement(m_store.database(),
                     "UPDATE destinations SET name = ?2, document = ?3, updated_at = ?4, remote_ids = ?5 WHERE id = ?1",
                     [&](Statement &row) {
                         row.bind(1, id.value)
                             .bind(2, destination.name.trimmed())
                             .bind(3, QString::fromUtf8(destination.toJson()))
                             .bind(4, at.ms)
                             .bind(5, compact(isSame ? before->remoteIds : QJsonObject()));
                     });
    if (!stored)
        return failure(stored.error());
    if (const auto forgotten =
            isSame ? Result<void>()
                   : runStatement(m_store.database(), "DELETE FROM destination_people WHERE destination_id = ?1",
                                  [&](Statement &row) { row.bind(1, id.value); });
        !forgotten)
        return failure(forgotten.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return get(id);
}

Result<void> DestinationShelf::remove(DestinationId id, Instant at)
{
    return runAlone(m_store.database(), "UPDATE destinations SET deleted_at = ?2 WHERE id = ?1",
                    [&](Statement &row) { row.bind(1, id.value).bind(2, at.ms); });
}

Result<void> DestinationShelf::restore(DestinationId id)
{
    const auto saved = get(id);
    if (!saved)
        return failure(saved.error());
    if (const auto free = checkName(saved->destination.name, id); !free)
        return free;
    return runAlone(m_store.database(), "UPDATE destinations SET deleted_at = NULL WHERE id = ?1",
                    [&](Statement &row) { row.bind(1, id.value); });
}

Result<void> DestinationShelf::noteRemoteIds(DestinationId id, const QJsonObject &remoteIds)
{
    return runAlone(m_store.database(), "UPDATE destinations SET remote_ids = ?2 WHERE id = ?1",
                    [&](Statement &row) { row.bind(1, id.value).bind(2, compact(remoteIds)); });
}

Result<QString> DestinationShelf::freeName(const QString &wanted) const
{
    return firstFreeName(*this, wanted);
}

Result<std::vector<SentPerson>> DestinationShelf::sentPeople(DestinationId id) const
{
    return sentBefore(m_store.database(), id);
}

} // namespace perennial
