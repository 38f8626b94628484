// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>

namespace perennial {

// What SQLite may take, on the thread and for the time that a Use of it lives there: memory, and room in files for what
// does not fit there, but no look at the clock. What it asks for beyond that it does not get, and answers with "out of
// memory" or "disk full"; so does what it asks for once `mayGoOn` says no, which ends what a progress handler is not
// called for.
class QueryBudget
{
public:
    QueryBudget(qint64 memory, qint64 disk, std::function<bool()> mayGoOn)
        : m_memory(memory)
        , m_disk(disk)
        , m_mayGoOn(std::move(mayGoOn))
    {
    }
    QueryBudget(const QueryBudget &) = delete;
    QueryBudget &operator=(const QueryBudget &) = delete;

    class Use
    {
    public:
        explicit Use(QueryBudget &budget);
        Use(const Use &) = delete;
        Use &operator=(const Use &) = delete;
        ~Use();
    };

    [[nodiscard]] bool mayTake(qint64 bytes);
    void note(qint64 bytes) { m_taken += bytes; }
    [[nodiscard]] bool mayWrite(qint64 bytes);
    // Something was refused because it was too much.
    [[nodiscard]] bool wasExceeded() const { return m_wasExceeded; }
    // SQLite's 'now', however it was written; it got NULL.
    void noteClock() { m_wantedClock = true; }
    [[nodiscard]] bool wantedClock() const { return m_wantedClock; }

    // Puts budgets between SQLite and its allocator, and makes the file system of that name, whose temporary files they
    // count too, and whose clock they keep; before SQLite is first used.
    static void install();
    static constexpr auto FileSystem = "perennial-budget";

private:
    qint64 m_memory;
    qint64 m_disk;
    std::function<bool()> m_mayGoOn;
    qint64 m_taken = 0;
    qint64 m_written = 0;
    quint32 m_asked = 0;
    bool m_wasExceeded = false;
    bool m_wantedClock = false;
};

} // namespace perennial
