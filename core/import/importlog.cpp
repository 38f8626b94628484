// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importlog.h"

#include "core/sqlite/database.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QStringList sentencesOf(const QString &json)
{
    QStringList sentences;
    for (const QJsonValue value : QJsonDocument::fromJson(json.toUtf8()).array())
        sentences.append(value.toString());
    return sentences;
}

// All rows of a statement as values.
template <class T, class Read>
Result<std::vector<T>> collect(Statement &statement, Read read)
{
    std::vector<T> rows;
    const auto done = forEachRow(statement, [&](const Statement &row) { rows.push_back(read(row)); });
    return done ? Result<std::vector<T>>(std::move(rows)) : failure(done.error());
}

} // namespace

Result<std::vector<ImportRecord>> listImports(const Database &database)
{
    auto statement =
        database.prepare("SELECT id, path, format, started_at, read, stored, unchanged, rejected, warnings "
                         "FROM imports ORDER BY id DESC");
    if (!statement)
        return failure(statement.error());
    return collect<ImportRecord>(*statement, [](const Statement &row) {
        return ImportRecord{ImportId{row.integer(0)}, row.text(1),    row.text(2),
                            Instant{row.integer(3)},  row.integer(4), row.integer(5),
                            row.integer(6),           row.integer(7), sentencesOf(row.text(8))};
    });
}

// The files of one run follow each other by a millisecond: see ImportRun::importAll().
Result<std::vector<ImportReject>> listRejects(const Database &database, ImportId import, qint64 limit)
{
    auto statement = database.prepare(
        "WITH RECURSIVE run(id, at) AS (SELECT max(id), started_at FROM imports UNION ALL "
        "SELECT i.id, i.started_at FROM imports i JOIN run ON i.id = run.id - 1 AND i.started_at = run.at - 1) "
        "SELECT i.path, r.row, r.line, coalesce(r.\"column\", ''), r.reason, r.text FROM import_rejects r "
        "JOIN imports i ON i.id = r.import_id WHERE CASE WHEN ?1 > 0 THEN r.import_id = ?1 ELSE r.import_id IN "
        "(SELECT id FROM run) END ORDER BY r.import_id, r.row LIMIT ?2");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, import.value).bind(2, limit);
    return collect<ImportReject>(*statement, [](const Statement &row) {
        return ImportReject{row.text(0), row.integer(1), row.integer(2), row.text(3), row.text(4), row.text(5)};
    });
}

Result<std::vector<ImportPreset>> listPresets(const Database &database)
{
    auto statement = database.prepare("SELECT name, mapping FROM import_presets ORDER BY name");
    if (!statement)
        return failure(statement.error());
    std::vector<ImportPreset> presets;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return presets;
        auto mapping = fieldMappingFromJson(statement->text(1).toUtf8());
        if (!mapping)
            return failure(mapping.error().in(
                QCoreApplication::translate("perennial", "The preset \"%1\"").arg(statement->text(0))));
        presets.push_back({statement->text(0), std::move(*mapping)});
    }
}

Result<void> savePreset(Database &database, const ImportPreset &preset, Instant at)
{
    auto insert = database.prepare(
        "INSERT INTO import_presets(name, mapping, updated_at) VALUES (?1, ?2, ?3) "
        "ON CONFLICT(name) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at");
    if (!insert)
        return failure(insert.error());
    insert->bind(1, preset.name).bind(2, QString::fromUtf8(toJsonText(preset.mapping))).bind(3, at.ms);
    return insert->run();
}

Result<void> deletePreset(Database &database, const QString &name)
{
    auto remove = database.prepare("DELETE FROM import_presets WHERE name = ?1");
    if (!remove)
        return failure(remove.error());
    return remove->bind(1, name).run();
}

} // namespace perennial
