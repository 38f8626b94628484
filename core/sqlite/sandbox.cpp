// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/sandbox.h"

#include "core/sqlite/boundedtrim.h"
#include "core/sqlite/querybudget.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <span>

namespace perennial {

namespace {

using Clock = std::chrono::steady_clock;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Limit
{
    int id;
    int most;
};

// Generous for what a person writes, and short enough that no single call of a function takes long (measured: 0.2 s;
// counting a large table is one instruction too, and takes as long as it takes to read it).
constexpr std::array Limits{
    Limit{SQLITE_LIMIT_LENGTH, 100'000},
    Limit{SQLITE_LIMIT_SQL_LENGTH, 50'000},
    Limit{SQLITE_LIMIT_COLUMN, 200},
    Limit{SQLITE_LIMIT_EXPR_DEPTH, 200},
    Limit{SQLITE_LIMIT_COMPOUND_SELECT, 50},
    Limit{SQLITE_LIMIT_VDBE_OP, 250'000},
    Limit{SQLITE_LIMIT_FUNCTION_ARG, 50},
    Limit{SQLITE_LIMIT_ATTACHED, 0},
    Limit{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
    Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 200},
    Limit{SQLITE_LIMIT_TRIGGER_DEPTH, 0},
    Limit{SQLITE_LIMIT_WORKER_THREADS, 0},
};

// Functions that reach beyond the database, tables that look at its file and its connections instead of what is stored,
// and json_patch(), which takes the square of what it is given.
constexpr std::array Forbidden{"load_extension", "fts3_tokenizer", "readfile",    "writefile",  "edit",      "optimize",
                               "dbstat",         "sqlite_dbpage",  "sqlite_stmt", "sqlite_log", "json_patch"};
// The clock has more names; those a QueryBudget notices.
constexpr std::array OfChance{"random", "randomblob", "current_timestamp", "current_date", "current_time"};

bool isAmong(std::span<const char *const> names, const char *given)
{
    return std::ranges::any_of(names,
                               [given](const char *name) { return sqlite3_stricmp(given ? given : "", name) == 0; });
}

bool isForbidden(const char *given)
{
    return isAmong(Forbidden, given);
}

// The only eponymous tables there are. They are made on their first use, which an authorizer takes for writing.
constexpr auto MakeJsonTables = "SELECT 1 FROM json_each('[]'), json_tree('[]')";

int authorize(void *refusedChance, int action, const char *first, const char *second, const char *, const char *)
{
    if (action == SQLITE_FUNCTION && isAmong(OfChance, second)) {
        *static_cast<bool *>(refusedChance) = true;
        return SQLITE_DENY;
    }
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return isForbidden(first) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_FUNCTION:
        return isForbidden(second) ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

} // namespace

struct Sandbox::Guard
{
    Guard(const SandboxLimits &given, std::stop_token token)
        : limits(given)
        , stop(std::move(token))
        , budget(given.memory, given.disk, [this] { return mayGoOn(); })
    {
    }

    [[nodiscard]] bool isLate() const { return Clock::now() >= deadline; }
    [[nodiscard]] bool refusedChance() const { return chance || budget.wantedClock(); }
    [[nodiscard]] bool mayGoOn() const { return !stop.stop_requested() && !isLate() && !refusedChance(); }

    SandboxLimits limits;
    std::stop_token stop;
    Clock::time_point deadline = Clock::now() + limits.time;
    QueryBudget budget;
    bool chance = false;
};

Sandbox::Sandbox(Database database, std::unique_ptr<Guard> guard)
    : m_guard(std::move(guard))
    , m_database(std::move(database))
{
}

Sandbox::Sandbox(Sandbox &&) noexcept = default;
Sandbox::~Sandbox() = default;

Result<Sandbox> Sandbox::open(const QString &path, const SandboxLimits &limits, std::stop_token stop)
{
    auto database = Database::open(path, Database::Mode::Budgeted);
    if (!database)
        return failure(database.error());
    // What is sorted goes to files two megabytes at a time: nothing looks whether to stop while it is sorted in memory
    // (measured: 1.7 s for three million rows).
    if (const auto set = database->execute("PRAGMA temp_store=FILE; PRAGMA cache_size=-2000;"); !set)
        return failure(set.error());
    if (const auto made = database->execute(MakeJsonTables); !made)
        return failure(made.error());
    Sandbox sandbox(std::move(*database), std::make_unique<Guard>(limits, std::move(stop)));
    sandbox.harden();
    return sandbox;
}

void Sandbox::harden()
{
    constexpr int instructionsBetweenLooks = 1000;
    sqlite3 *handle = m_database.handle();
    for (const Limit &limit : Limits)
        sqlite3_limit(handle, limit.id, limit.most);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    boundTrim(handle);
    sqlite3_set_authorizer(handle, authorize, &m_guard->chance);
    const auto look = [](void *guard) { return static_cast<Guard *>(guard)->mayGoOn() ? 0 : 1; };
    sqlite3_progress_handler(handle, instructionsBetweenLooks, look, m_guard.get());
}

namespace {

// Where a query has several lines, its mistake is told with the line it stands in.
Error inLine(Error error, const QByteArray &sql, int offset)
{
    if (error.kind == ErrorKind::Invalid && offset >= 0 && sql.contains('\n'))
        error.message = tr("Line %1: %2").arg(sql.left(offset).count('\n') + 1).arg(error.message);
    return error;
}

} // namespace

Result<Statement> Sandbox::prepare(const QString &sql)
{
    const QueryBudget::Use use(m_guard->budget);
    const QByteArray text = sql.toUtf8();
    auto statement = m_database.prepare(std::string_view(text.constData(), static_cast<size_t>(text.size())));
    if (!statement)
        return failure(inLine(reasonOf(statement.error()), text, sqlite3_error_offset(m_database.handle())));
    if (!statement->isReadOnly() || statement->isExplanation() || statement->columnCount() == 0)
        return failure(ErrorKind::Refused, tr("A query may only read: it must be one SELECT."));
    return statement;
}

Result<bool> Sandbox::step(Statement &statement)
{
    const QueryBudget::Use use(m_guard->budget);
    auto row = statement.step();
    if (!row || m_guard->refusedChance())
        return failure(reasonOf(row ? Error() : row.error()));
    return row;
}

bool Sandbox::refusedChance() const
{
    return m_guard->refusedChance();
}

Error Sandbox::reasonOf(const Error &error) const
{
    if (m_guard->stop.stop_requested())
        return stopped().value();
    if (m_guard->refusedChance())
        return {
            ErrorKind::Refused,
            tr("A query must find the same people whenever it runs: it may use neither random() nor the present time. "
               "The moment that is asked about is :as_of, in milliseconds."),
            {},
            error.detail};
    if (m_guard->isLate())
        return {ErrorKind::Refused,
                tr("The query was stopped: it took longer than %1 seconds.")
                    .arg(static_cast<double>(m_guard->limits.time.count()) / 1000),
                {},
                error.detail};
    if (m_guard->budget.wasExceeded())
        return {ErrorKind::Memory,
                tr("The query was stopped: it needs more than %1 MB of memory, or much more than that on the disk.")
                    .arg(m_guard->limits.memory / (1024 * 1024)),
                {},
                error.detail};
    switch (sqlite3_errcode(m_database.handle()) & 0xff) {
    case SQLITE_AUTH:
        return {ErrorKind::Refused, tr("A query may only read: it must be one SELECT."), {}, error.detail};
    case SQLITE_TOOBIG:
        return {ErrorKind::Refused, tr("The query makes a value that is too large."), {}, error.detail};
    case SQLITE_ERROR:
        return {ErrorKind::Invalid,
                tr("SQLite cannot run the query: %1.").arg(QString::fromUtf8(sqlite3_errmsg(m_database.handle()))),
                {},
                error.detail};
    default:
        return error;
    }
}

} // namespace perennial
