// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sqlite/database.h"

#include <chrono>

namespace perennial {

struct SandboxLimits
{
    std::chrono::milliseconds time{5000};
    qint64 memory = qint64(256) * 1024 * 1024;
    qint64 disk = qint64(1024) * 1024 * 1024; // written to temporary files
};

// A connection for SQL that somebody else wrote: it reads tables, calls SQLite's own harmless functions, and does
// nothing else. From its opening on it has a time and a memory, and it ends soon after `stop` is requested. What it
// finds depends on the database and its parameters alone: neither chance nor the clock has a say.
class Sandbox
{
public:
    [[nodiscard]] static Result<Sandbox> open(const QString &path, const SandboxLimits &limits, std::stop_token stop);
    Sandbox(Sandbox &&) noexcept;
    Sandbox &operator=(Sandbox &&) = delete;
    ~Sandbox();

    // Exactly one statement that yields rows. Must die before the sandbox.
    [[nodiscard]] Result<Statement> prepare(const QString &sql);
    // As Statement::step().
    [[nodiscard]] Result<bool> step(Statement &statement);
    // A statement asked for chance or the clock, and was refused for that.
    [[nodiscard]] bool refusedChance() const;

private:
    struct Guard;

    Sandbox(Database database, std::unique_ptr<Guard> guard);
    void harden();
    // What a failure of SQLite was caused by.
    [[nodiscard]] Error reasonOf(const Error &error) const;

    std::unique_ptr<Guard> m_guard; // outlives the connection that calls it
    Database m_database;
};

} // namespace perennial
