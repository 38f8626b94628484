// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/querybudget.h"

#include <sqlite3.h>

namespace perennial {

namespace {

thread_local QueryBudget *budgetInUse = nullptr;
sqlite3_mem_methods allocator;

void *allocate(int size)
{
    if (!budgetInUse)
        return allocator.xMalloc(size);
    void *memory = budgetInUse->mayTake(size) ? allocator.xMalloc(size) : nullptr;
    if (memory)
        budgetInUse->note(allocator.xSize(memory));
    return memory;
}

void release(void *memory)
{
    if (budgetInUse && memory)
        budgetInUse->note(-allocator.xSize(memory));
    allocator.xFree(memory);
}

void *resize(void *memory, int size)
{
    if (!budgetInUse)
        return allocator.xRealloc(memory, size);
    const int before = allocator.xSize(memory);
    void *resized = budgetInUse->mayTake(size - before) ? allocator.xRealloc(memory, size) : nullptr;
    if (resized)
        budgetInUse->note(allocator.xSize(resized) - before);
    return resized;
}

sqlite3_vfs *plainSystem = nullptr;
const sqlite3_io_methods *plainFile = nullptr;
sqlite3_io_methods countedFile;

int writeCounted(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (budgetInUse && !budgetInUse->mayWrite(size))
        return SQLITE_FULL;
    return plainFile->xWrite(file, bytes, size, at);
}

// Temporary files have no name, and the system opens all of them alike.
int openCounted(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
{
    const int code = plainSystem->xOpen(plainSystem, name, file, flags, given);
    if (code != SQLITE_OK || name)
        return code;
    [[maybe_unused]] static const bool known = [file] {
        plainFile = file->pMethods;
        countedFile = *plainFile;
        countedFile.xWrite = writeCounted;
        return true;
    }();
    if (file->pMethods == plainFile)
        file->pMethods = &countedFile;
    return code;
}

int tellMilliseconds(sqlite3_vfs *, sqlite3_int64 *since)
{
    if (!budgetInUse)
        return plainSystem->xCurrentTimeInt64(plainSystem, since);
    budgetInUse->noteClock();
    return SQLITE_ERROR;
}

int tellDays(sqlite3_vfs *, double *since)
{
    if (!budgetInUse)
        return plainSystem->xCurrentTime(plainSystem, since);
    budgetInUse->noteClock();
    return SQLITE_ERROR;
}

void countAllocations()
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &allocator) != SQLITE_OK)
        return;
    sqlite3_mem_methods counted = allocator;
    counted.xMalloc = allocate;
    counted.xFree = release;
    counted.xRealloc = resize;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
}

void addFileSystem()
{
    plainSystem = sqlite3_vfs_find(nullptr);
    if (!plainSystem)
        return;
    static sqlite3_vfs counted;
    counted = *plainSystem;
    counted.zName = QueryBudget::FileSystem;
    counted.pNext = nullptr;
    counted.xOpen = openCounted;
    counted.xCurrentTime = tellDays;
    if (counted.iVersion >= 2 && counted.xCurrentTimeInt64)
        counted.xCurrentTimeInt64 = tellMilliseconds;
    sqlite3_vfs_register(&counted, 0);
}

} // namespace

QueryBudget::Use::Use(QueryBudget &budget)
{
    budgetInUse = &budget;
}

QueryBudget::Use::~Use()
{
    budgetInUse = nullptr;
}

bool QueryBudget::mayTake(qint64 bytes)
{
    constexpr quint32 between = 64;
    if (m_taken + bytes > m_memory)
        m_wasExceeded = true;
    return m_taken + bytes <= m_memory && (++m_asked % between != 0 || m_mayGoOn());
}

bool QueryBudget::mayWrite(qint64 bytes)
{
    m_written += bytes;
    if (m_written > m_disk)
        m_wasExceeded = true;
    return m_written <= m_disk && m_mayGoOn();
}

void QueryBudget::install()
{
    countAllocations();
    addFileSystem();
}

} // namespace perennial
