// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace perennial {

// Turns Ctrl-C, a polite kill and a closed terminal into a request to stop, so that work is rolled back and the store
// closed; a second one ends the program at once. Made before other threads are, so that they leave these signals alone.
// A signal that was ignored when the program started stays ignored.
class StopOnSignal
{
public:
    StopOnSignal();
    StopOnSignal(const StopOnSignal &) = delete;
    StopOnSignal &operator=(const StopOnSignal &) = delete;
    ~StopOnSignal();

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    void watch();

    sigset_t m_watched;
    sigset_t m_before;
    std::stop_source m_stop;
    int m_end; // an event: nothing more is watched
    std::thread m_watcher;
};

} // namespace perennial
