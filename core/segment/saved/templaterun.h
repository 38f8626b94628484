// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/sqltemplate.h"
#include "core/sqlite/sandbox.h"

namespace perennial {

// Where, when and how long a saved query runs.
struct TemplateRun
{
    QString storePath;
    TimeFrame frame;
    SandboxLimits limits;
    std::stop_token stop;
};

// The ids in the first column, ascending and each once; NULL is nobody. Errors name the JSON path, which begins with
// `where`: that of the condition that names the query.
[[nodiscard]] Result<std::vector<qint64>> idsFound(const SqlTemplate &query, const QMap<QString, Operand> &given,
                                                   const TemplateRun &run, const QString &where);
// What SQLite is handed for each parameter, the moment among them. Errors as idsFound().
[[nodiscard]] Result<QHash<QString, SqlValue>> parameterValues(const SqlTemplate &query,
                                                               const QMap<QString, Operand> &given,
                                                               const TimeFrame &frame, const QString &where);
[[nodiscard]] Result<int> columnCountOf(const SqlTemplate &query, const QString &storePath);
// Whether the query can run at all on a store, and uses its own parameters only. Errors name the template's JSON path.
[[nodiscard]] Result<void> validate(const SqlTemplate &query, const QString &storePath);

} // namespace perennial
