// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>

namespace perennial {

// How much SQLite may allocate, on the threads and for the time that a Use of it lives there. What it asks for beyond
// that it does not get, and answers with "out of memory"; so does what it asks for once `mayGoOn` says no, which ends
// what a progress handler is not called for.
class MemoryBudget
{
public:
    MemoryBudget(qint64 bytes, std::function<bool()> mayGoOn)
        : m_bytes(bytes)
        , m_mayGoOn(std::move(mayGoOn))
    {
    }
    MemoryBudget(const MemoryBudget &) = delete;
    MemoryBudget &operator=(const MemoryBudget &) = delete;

    // The calling thread's allocations count.
    class Use
    {
    public:
        explicit Use(MemoryBudget &budget);
        Use(const Use &) = delete;
        Use &operator=(const Use &) = delete;
        ~Use();
    };

    // Something was refused because it was too much.
    [[nodiscard]] bool wasExceeded() const { return m_wasExceeded; }
    [[nodiscard]] bool mayTake(qint64 bytes);
    void note(qint64 bytes) { m_used += bytes; }

    // Puts budgets between SQLite and its allocator; before SQLite is first used.
    static void install();

private:
    qint64 m_bytes;
    std::function<bool()> m_mayGoOn;
    qint64 m_used = 0;
    quint32 m_asked = 0;
    bool m_wasExceeded = false;
};

} // namespace perennial
