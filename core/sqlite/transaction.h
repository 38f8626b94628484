// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace perennial {

class Database;

// BEGIN IMMEDIATE … COMMIT; rolled back unless committed. A plain BEGIN that turns into a write later loses under
// contention, so there is none here.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {
    }

    Database *m_database;
};

} // namespace perennial
