// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/mergelog.h"

#include "core/sqlite/database.h"
#include "core/sqlite/transaction.h"
#include "core/store/revisions.h"

#include <QCoreApplication>

#include <unordered_map>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The surviving root of every merged profile, from merges in the order they happened.
using Roots = std::unordered_map<qint64, qint64>;

qint64 rootOf(const Roots &roots, qint64 profile)
{
    for (auto found = roots.find(profile); found != roots.end(); found = roots.find(profile))
        profile = found->second;
    return profile;
}

Result<Roots> standingRoots(const Database &database)
{
    auto statement =
        database.prepare("SELECT survivor_id, absorbed_id FROM merges WHERE undone_at IS NULL ORDER BY id");
    if (!statement)
        return failure(statement.error());
    Roots roots;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return roots;
        const qint64 survivor = rootOf(roots, statement->integer(0));
        const qint64 absorbed = rootOf(roots, statement->integer(1));
        if (survivor != absorbed)
            roots.emplace(absorbed, survivor);
    }
}

} // namespace

Result<std::vector<MergeRecord>> listMerges(const Database &database, ProfileId profile)
{
    auto statement =
        database.prepare("SELECT id, survivor_id, absorbed_id, rule, evidence, at, import_id, undone_at FROM merges "
                         "WHERE ?1 = 0 OR survivor_id = ?1 OR absorbed_id = ?1 ORDER BY id");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, profile.value);
    std::vector<MergeRecord> merges;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return merges;
        MergeRecord merge{statement->integer(0),
                          ProfileId{statement->integer(1)},
                          ProfileId{statement->integer(2)},
                          statement->text(3),
                          statement->text(4),
                          Instant{statement->integer(5)},
                          ImportId{statement->integer(6)},
                          std::nullopt};
        if (!statement->isNull(7))
            merge.undoneAt = Instant{statement->integer(7)};
        merges.push_back(std::move(merge));
    }
}

Result<void> undoMerge(Database &database, qint64 merge, Instant at)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return failure(transaction.error());
    auto undo = database.prepare("UPDATE merges SET undone_at = ?2 WHERE id = ?1 AND undone_at IS NULL");
    if (!undo)
        return failure(undo.error());
    if (auto done = undo->bind(1, merge).bind(2, at.ms).run(); !done)
        return done;
    if (database.changes() == 0)
        return failure(ErrorKind::NotFound, tr("There is no such merge, or it was undone before."));
    if (auto done = replayMerges(database); !done)
        return done;
    if (auto done = makeRevisionOfEverybody(database); !done)
        return done;
    return transaction->commit();
}

Result<void> replayMerges(Database &database)
{
    const auto roots = standingRoots(database);
    if (!roots)
        return failure(roots.error());
    if (auto done = database.execute("UPDATE profiles SET merged_into = NULL WHERE merged_into IS NOT NULL"); !done)
        return done;
    auto point = database.prepare("UPDATE profiles SET merged_into = ?2 WHERE id = ?1");
    if (!point)
        return failure(point.error());
    for (const auto &[absorbed, survivor] : *roots) {
        if (auto done = point->bind(1, absorbed).bind(2, rootOf(*roots, survivor)).run(); !done)
            return done;
    }
    return {};
}

} // namespace perennial
