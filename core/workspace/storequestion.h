// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/store/store.h"

#include <functional>

namespace perennial {

// A question to the store at `path` as work for a job: it opens the store for reading, asks, and lets it go. A stop
// interrupts the question.
template <class T>
[[nodiscard]] std::function<Result<T>(Progress)> askingStore(const QString &path,
                                                             std::function<Result<T>(const Store &)> question)
{
    return [path, question = std::move(question)](const Progress &progress) -> Result<T> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        store->database().interruptOn(progress.stopToken());
        return question(*store);
    };
}

} // namespace perennial
