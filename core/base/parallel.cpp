// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace perennial {

namespace {

// Where memory is short the system refuses threads; fewer do the work too.
void startHelpers(std::vector<std::jthread> &helpers, size_t threads, const std::function<void()> &work)
{
    try {
        for (size_t i = 1; i < threads; ++i)
            helpers.emplace_back(work);
    } catch (const std::system_error &) {
        return;
    }
}

} // namespace

unsigned workerCount()
{
    const int asked = qEnvironmentVariableIntValue("PERENNIAL_THREADS");
    return std::clamp(asked > 0 ? static_cast<unsigned>(asked) : std::thread::hardware_concurrency(), 1U, 8U);
}

void runInParallel(const std::vector<std::function<void()>> &tasks, unsigned threads)
{
    std::atomic<size_t> next = 0;
    std::once_flag failed;
    std::exception_ptr thrown;
    const auto work = [&] {
        try {
            for (size_t task = next++; task < tasks.size(); task = next++)
                tasks[task]();
        } catch (...) {
            next = tasks.size();
            std::call_once(failed, [&] { thrown = std::current_exception(); });
        }
    };
    {
        std::vector<std::jthread> helpers;
        startHelpers(helpers, std::min<size_t>(threads, tasks.size()), work);
        work();
    }
    if (thrown)
        std::rethrow_exception(thrown);
}

} // namespace perennial
