// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/memorybudget.h"

#include <sqlite3.h>

namespace perennial {

namespace {

thread_local MemoryBudget *budgetInUse = nullptr;
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

} // namespace

MemoryBudget::Use::Use(MemoryBudget &budget)
{
    budgetInUse = &budget;
}

MemoryBudget::Use::~Use()
{
    budgetInUse = nullptr;
}

bool MemoryBudget::mayTake(qint64 bytes)
{
    constexpr quint32 between = 64;
    if (m_used + bytes > m_bytes)
        m_wasExceeded = true;
    return m_used + bytes <= m_bytes && (++m_asked % between != 0 || m_mayGoOn());
}

void MemoryBudget::install()
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &allocator) != SQLITE_OK)
        return;
    sqlite3_mem_methods counted = allocator;
    counted.xMalloc = allocate;
    counted.xFree = release;
    counted.xRealloc = resize;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
}

} // namespace perennial
