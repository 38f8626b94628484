// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/statement.h"

#include "core/sqlite/sqliteerror.h"

#include <sqlite3.h>

namespace perennial {

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3_stmt *statement, QString path)
    : m_statement(statement)
    , m_path(std::move(path))
{
}

Statement &Statement::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
    return *this;
}

Statement &Statement::bind(int parameter, double value)
{
    sqlite3_bind_double(m_statement.get(), parameter, value);
    return *this;
}

Statement &Statement::bind(int parameter, std::string_view value)
{
    // An empty view may carry a null pointer, which SQLite would read as NULL.
    const char *data = value.data() ? value.data() : "";
    sqlite3_bind_text64(m_statement.get(), parameter, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindBlob(int parameter, const QByteArray &bytes)
{
    // An empty one would be read as NULL.
    const char *data = bytes.isEmpty() ? "" : bytes.constData();
    sqlite3_bind_blob64(m_statement.get(), parameter, data, static_cast<sqlite3_uint64>(bytes.size()),
                        SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bind(int parameter, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    sqlite3_bind_text64(m_statement.get(), parameter, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bind(int parameter, std::optional<qint64> value)
{
    return value ? bind(parameter, *value) : bindNull(parameter);
}

Statement &Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement.get(), parameter);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    const Error error = sqliteError(sqlite3_db_handle(m_statement.get()), m_path);
    reset();
    return failure(error);
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

bool Statement::isText(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_TEXT;
}

bool Statement::isReal(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_FLOAT;
}

bool Statement::isInteger(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_INTEGER;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

QString Statement::text(int column) const
{
    const std::string_view utf8 = bytes(column);
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string_view Statement::bytes(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return {text ? text : "", static_cast<size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

QByteArray Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {bytes, sqlite3_column_bytes(m_statement.get(), column)};
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_statement.get());
}

bool Statement::isReadOnly() const
{
    return sqlite3_stmt_readonly(m_statement.get()) != 0;
}

bool Statement::isExplanation() const
{
    return sqlite3_stmt_isexplain(m_statement.get()) != 0;
}

QStringList Statement::parameters() const
{
    QStringList names;
    for (int i = 1; i <= sqlite3_bind_parameter_count(m_statement.get()); ++i)
        names.append(QString::fromUtf8(sqlite3_bind_parameter_name(m_statement.get(), i)));
    return names;
}

} // namespace perennial
