// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/importlog.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QStringList readWarnings(std::string_view json)
{
    QStringList warnings;
    const auto array = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).array();
    for (const auto &warning : array)
        warnings.append(warning.toString());
    return warnings;
}

ImportRecord readImport(const Statement &row)
{
    return {.id = {row.integer(0)},
            .path = row.text(1),
            .format = row.text(2),
            .at = {row.integer(3)},
            .read = row.integer(5),
            .stored = row.integer(6),
            .unchanged = row.integer(7),
            .rejected = row.integer(8),
            .seconds = static_cast<double>(row.integer(4) - row.integer(3)) / 1000,
            .warnings = readWarnings(row.bytes(9))};
}

RejectRecord readReject(const Statement &row)
{
    return {{row.integer(0)}, row.text(1), row.integer(2), row.integer(3), row.text(4), row.text(5), row.text(6)};
}

} // namespace

Result<std::vector<ImportRecord>> listImports(const Store &store)
{
    return queryRows(store.database(),
                     "SELECT id, path, format, started_at, finished_at, read, stored, unchanged, rejected, warnings "
                     "FROM imports ORDER BY id DESC",
                     readImport);
}

Result<std::vector<RejectRecord>> listRejects(const Store &store, std::optional<ImportId> import, int limit)
{
    return queryRows(store.database(),
                     "SELECT r.import_id, i.path, r.row, r.line, coalesce(r.\"column\", ''), r.reason, r.text "
                     "FROM import_rejects r JOIN imports i ON i.id = r.import_id "
                     "WHERE ?1 = 0 OR r.import_id = ?1 ORDER BY r.import_id, r.row LIMIT ?2",
                     readReject, import.value_or(ImportId{}).value, limit);
}

} // namespace perennial
