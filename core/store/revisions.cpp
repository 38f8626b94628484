// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/revisions.h"

#include "core/sqlite/database.h"

#include <QRandomGenerator>
#include <QStringList>

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 Everybody = 0;

// In settings as "6:1f0c… 7:9a3b…", oldest first.
Result<std::vector<RevisionStamp>> readStamps(const Database &database)
{
    const auto text = database.text("SELECT value FROM settings WHERE key = 'revision_stamps'");
    if (!text)
        return failure(text.error());
    std::vector<RevisionStamp> stamps;
    for (const QString &word : text->split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype colon = word.indexOf(u':');
        stamps.push_back({word.left(colon).toLongLong(), word.mid(colon + 1).toULongLong(nullptr, 16)});
    }
    return stamps;
}

Result<void> writeStamps(const Database &database, std::span<const RevisionStamp> stamps)
{
    QStringList words;
    for (const RevisionStamp &stamp : stamps)
        words.append(QStringLiteral("%1:%2").arg(stamp.revision).arg(stamp.stamp, 16, 16, QLatin1Char('0')));
    auto statement = database.prepare("INSERT INTO settings(key, value) VALUES('revision_stamps', ?1) "
                                      "ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, words.join(u' ')).run();
}

Result<qint64> revisionNumber(const Database &database)
{
    return database.integer("SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'revision'");
}

Result<void> addStamp(const Database &database, qint64 revision)
{
    auto stamps = readStamps(database);
    if (!stamps)
        return failure(stamps.error());
    std::erase_if(*stamps, [&](const RevisionStamp &s) {
        return s.revision >= revision || s.revision < revision - RevisionsKept;
    });
    stamps->push_back({revision, QRandomGenerator::system()->generate64() | 1});
    return writeStamps(database, *stamps);
}

Result<void> recordChanges(const Database &database, qint64 revision, std::span<const qint64> profiles)
{
    auto insert = database.prepare("INSERT OR IGNORE INTO changed_profiles(revision, profile_id) VALUES(?1, ?2)");
    if (!insert)
        return failure(insert.error());
    for (const qint64 profile : profiles) {
        if (const auto done = insert->bind(1, revision).bind(2, profile).run(); !done)
            return done;
    }
    auto prune = database.prepare("DELETE FROM changed_profiles WHERE revision <= ?1");
    if (!prune)
        return failure(prune.error());
    return prune->bind(1, revision - RevisionsKept).run();
}

// Whether every revision from `since` on is known, and `since` is one of them.
bool leadsFrom(const RevisionStamp &since, qint64 current, const std::vector<RevisionStamp> &stamps)
{
    const auto first = std::ranges::find(stamps, since);
    if (since.stamp == 0 || first == stamps.end() || stamps.back().revision != current)
        return false;
    return stamps.end() - first == current - since.revision + 1;
}

} // namespace

Result<void> makeRevision(Database &database, std::span<const qint64> profiles)
{
    const auto last = revisionNumber(database);
    if (!last)
        return failure(last.error());
    auto done = database.execute("UPDATE settings SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'");
    if (done)
        done = addStamp(database, *last + 1);
    if (done)
        done = recordChanges(database, *last + 1, profiles);
    return done;
}

Result<void> makeRevisionOfEverybody(Database &database)
{
    return makeRevision(database, std::span(&Everybody, 1));
}

Result<void> stampRevision(Database &database)
{
    const auto current = currentRevision(database);
    if (!current)
        return failure(current.error());
    if (current->stamp != 0)
        return {};
    const auto done = addStamp(database, current->revision);
    if (!done)
        return done;
    return current->revision == 0 ? done : recordChanges(database, current->revision, std::span(&Everybody, 1));
}

Result<RevisionStamp> currentRevision(const Database &database)
{
    const auto revision = revisionNumber(database);
    if (!revision)
        return failure(revision.error());
    const auto stamps = readStamps(database);
    if (!stamps)
        return failure(stamps.error());
    const auto stamp = std::ranges::find(*stamps, *revision, &RevisionStamp::revision);
    return stamp == stamps->end() ? RevisionStamp{*revision, 0} : *stamp;
}

Result<std::optional<std::vector<qint64>>> profilesChangedSince(const Database &database, const RevisionStamp &since)
{
    const auto current = revisionNumber(database);
    if (!current)
        return failure(current.error());
    const auto stamps = readStamps(database);
    if (!stamps)
        return failure(stamps.error());
    if (!leadsFrom(since, *current, *stamps))
        return std::nullopt;
    auto statement =
        database.prepare("SELECT DISTINCT profile_id FROM changed_profiles WHERE revision > ?1 ORDER BY profile_id");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, since.revision);
    std::vector<qint64> profiles;
    const auto read = forEachRow(*statement, [&](Statement &row) { profiles.push_back(row.integer(0)); });
    if (!read)
        return failure(read.error());
    if (!profiles.empty() && profiles.front() == Everybody)
        return std::nullopt;
    return profiles;
}

} // namespace perennial
