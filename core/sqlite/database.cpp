// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/database.h"

#include "core/sqlite/querybudget.h"
#include "core/sqlite/sqliteerror.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

namespace perennial {

namespace {

bool isReading(Database::Mode mode)
{
    return mode != Database::Mode::ReadWrite && mode != Database::Mode::Create;
}

int openFlags(Database::Mode mode)
{
    const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    return common | (isReading(mode) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
}

// A URI, because a path alone cannot say that the file will not change (sqlite.org/uri.html).
QByteArray fileUri(const QString &path, Database::Mode mode)
{
    const QByteArray place = QFile::encodeName(QFileInfo(path).absoluteFilePath()).toPercentEncoding("/");
    if (mode == Database::Mode::Budgeted)
        return "file:" + place + "?vfs=" + QueryBudget::FileSystem;
    return "file:" + place + (mode == Database::Mode::Immutable ? "?immutable=1" : "");
}

// SQLite would create the file 0644; ours hold customers, so the empty file is made first, for its owner alone.
Result<void> createPrivateFile(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return failure(ErrorKind::Refused,
                       QCoreApplication::translate("perennial", "The store cannot be created here: %1")
                           .arg(QString::fromLocal8Bit(strerror(errno))),
                       path);
    ::close(file);
    return {};
}

// Nobody asks SQLite how much memory it holds; counting it costs a lock at every allocation (measured: 8 % of an
// import). A budget counts what one thread takes, without a lock.
void configureLibrary()
{
    [[maybe_unused]] static const bool configured = [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        QueryBudget::install();
        return true;
    }();
}

int stopWhenAsked(void *stop)
{
    return static_cast<std::stop_token *>(stop)->stop_requested() ? 1 : 0;
}

} // namespace

void Database::Close::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

Result<Database> Database::open(const QString &path, Mode mode)
{
    configureLibrary();
    if (mode == Mode::Create) {
        if (const auto made = createPrivateFile(path); !made)
            return failure(made.error());
    }
    Database database;
    database.m_path = path;
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(fileUri(path, mode).constData(), &handle, openFlags(mode), nullptr);
    database.m_handle.reset(handle);
    if (code != SQLITE_OK)
        return failure(sqliteError(handle, path));
    if (const auto configured = database.configure(mode); !configured)
        return failure(configured.error());
    return database;
}

Result<void> Database::configure(Mode mode)
{
    sqlite3_busy_timeout(handle(), 5000);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_limit(handle(), SQLITE_LIMIT_ATTACHED, isReading(mode) ? 0 : 1);
    // No mmap: a damaged page must not become a crash (RELIABILITY: SQLite before 3.51.3 and its WAL).
    if (isReading(mode))
        return execute(
            "PRAGMA query_only=1; PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA cell_size_check=1;");
    return execute("PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA cell_size_check=1; PRAGMA temp_store=MEMORY;");
}

Result<void> Database::execute(const QByteArray &sql)
{
    if (sqlite3_exec(handle(), sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(sqliteError(handle(), m_path));
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) const
{
    sqlite3_stmt *statement = nullptr;
    const char *tail = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, &tail);
    if (code != SQLITE_OK)
        return failure(sqliteError(handle(), m_path));
    Statement prepared(statement, m_path);
    const std::string_view rest(tail, static_cast<size_t>(sql.data() + sql.size() - tail));
    if (!statement || rest.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("perennial", "Exactly one SQL statement is expected."), m_path);
    return prepared;
}

Result<qint64> Database::integer(std::string_view sql) const
{
    auto statement = prepare(sql);
    if (!statement)
        return failure(statement.error());
    const auto row = statement->step();
    if (!row)
        return failure(row.error());
    return *row ? statement->integer(0) : 0;
}

Result<QString> Database::text(std::string_view sql) const
{
    auto statement = prepare(sql);
    if (!statement)
        return failure(statement.error());
    const auto row = statement->step();
    if (!row)
        return failure(row.error());
    return *row ? statement->text(0) : QString();
}

qint64 Database::changes() const
{
    return sqlite3_changes64(handle());
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(handle());
}

void Database::interruptOn(const std::stop_token &stop)
{
    constexpr int InstructionsBetweenChecks = 10'000;
    m_stop = std::make_unique<std::stop_token>(stop);
    sqlite3_progress_handler(handle(), InstructionsBetweenChecks, stopWhenAsked, m_stop.get());
}

} // namespace perennial
