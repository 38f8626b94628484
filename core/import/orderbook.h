// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <unordered_map>

namespace perennial {

class Database;

// The orders of one source that the store has already, by their key.
class OrderBook
{
public:
    struct Known
    {
        qint64 id = 0;
        qint64 contentHash = 0;
        qint64 profile = 0;
        bool isNew = false;
    };

    [[nodiscard]] Result<void> begin(const Database &database, std::string_view source);

    // The order of this key; a new one gets its id here.
    [[nodiscard]] Known &order(std::string_view key);

private:
    std::unordered_map<std::string, Known> m_orders;
    qint64 m_last = 0;
};

} // namespace perennial
