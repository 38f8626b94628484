// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parallel.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/plan/plan.h"

#include <algorithm>
#include <atomic>

namespace perennial {

// Hands all people out in chunks of at most `most` (a multiple of 64) to a worker a thread, made by `make` and called
// with one chunk after the other, in no order. Yields the workers with what they found; when it is stopped, nothing.
template <class Make>
[[nodiscard]] auto runInChunks(quint32 people, quint32 most, const Progress &progress, Make make)
    -> Result<std::vector<decltype(make())>>
{
    std::atomic<quint32> next = 0;
    const unsigned threads = people > most ? workerCount() : 1;
    std::vector<decltype(make())> workers;
    workers.reserve(threads);
    std::vector<std::function<void()>> tasks;
    for (unsigned i = 0; i < threads; ++i) {
        auto &worker = workers.emplace_back(make());
        tasks.emplace_back([&, people, most] {
            for (quint32 first = next.fetch_add(most); first < people && !progress.stopRequested();
                 first = next.fetch_add(most))
                worker(PeopleChunk{first, std::min(most, people - first), &progress.stopToken()});
        });
    }
    runInParallel(tasks, threads);
    if (progress.stopRequested())
        return stopped();
    return workers;
}

} // namespace perennial
