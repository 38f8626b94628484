// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sqlite/statement.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <string_view>

struct sqlite3;

namespace perennial {

// One connection to one SQLite file; together with Statement and Transaction the only code that speaks to SQLite's C
// API. Not shared between threads. Statements must die before their database.
class Database
{
public:
    enum class Mode {
        ReadOnly,  // never writes, never checkpoints; hardened (no attach, no triggers from the schema, query_only)
        Immutable, // ReadOnly of a file that nobody writes meanwhile: makes no helper files beside it
        Budgeted,  // ReadOnly, and a QueryBudget counts its temporary files
        ReadWrite, // the file must exist
        Create,    // the file must not exist; it is made with mode 0600
    };

    [[nodiscard]] static Result<Database> open(const QString &path, Mode mode);
    Database(Database &&) noexcept = default;
    Database &operator=(Database &&) noexcept = default;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] sqlite3 *handle() const { return m_handle.get(); }

    // Runs one or several statements that yield no rows.
    [[nodiscard]] Result<void> execute(const QByteArray &sql);
    // Prepares exactly one statement; text after it is an error.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
    // The first column of the first row, 0 when there is none.
    [[nodiscard]] Result<qint64> integer(std::string_view sql) const;
    [[nodiscard]] Result<QString> text(std::string_view sql) const;
    [[nodiscard]] qint64 changes() const;
    [[nodiscard]] qint64 lastInsertId() const;
    // Running statements end with ErrorKind::Stopped once `stop` is requested.
    void interruptOn(const std::stop_token &stop);

private:
    struct Close
    {
        void operator()(sqlite3 *handle) const;
    };

    Database() = default;
    [[nodiscard]] Result<void> configure(Mode mode);

    std::unique_ptr<sqlite3, Close> m_handle;
    std::unique_ptr<std::stop_token> m_stop;
    QString m_path;
};

} // namespace perennial
