// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace perennial {

// How many threads a synchronous core call may use for itself.
[[nodiscard]] unsigned workerCount();

// Runs the tasks, each once, on short-lived threads (the caller's is one of them) and comes back when all are done.
// Tasks are taken in their order. The first exception a task throws is thrown to the caller once all threads are done
// with theirs; tasks not yet taken are then left. The one place where a synchronous core call spreads over cores;
// JobRunner is what makes a call run in the background.
void runInParallel(const std::vector<std::function<void()>> &tasks, unsigned threads = workerCount());

} // namespace perennial
