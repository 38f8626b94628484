// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <memory>

namespace perennial {

// Ownership of a store among programs: an flock on `STORE-lock`, which the kernel drops when its holder dies, so that a
// killed program never leaves a stale one. The file itself stays; it holds the owner's process id.
class StoreLock
{
public:
    // Waits for less than a second where another has it.
    [[nodiscard]] static Result<std::unique_ptr<StoreLock>> take(const QString &storePath);
    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;
    ~StoreLock();

private:
    explicit StoreLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

} // namespace perennial
