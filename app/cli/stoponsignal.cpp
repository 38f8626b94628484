// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stoponsignal.h"

#include <unistd.h>

namespace perennial {

namespace {

sigset_t signalsToWatch()
{
    sigset_t watched;
    sigemptyset(&watched);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction action = {};
        sigaction(signal, nullptr, &action);
        if (action.sa_handler != SIG_IGN)
            sigaddset(&watched, signal);
    }
    return watched;
}

} // namespace

StopOnSignal::StopOnSignal()
    : m_watched(signalsToWatch())
{
    pthread_sigmask(SIG_BLOCK, &m_watched, &m_before);
    m_watcher = std::jthread([this](const std::stop_token &end) { watch(end); });
}

StopOnSignal::~StopOnSignal()
{
    m_watcher.request_stop();
    m_watcher.join();
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void StopOnSignal::watch(const std::stop_token &end)
{
    constexpr timespec BetweenLooks{0, 50'000'000};
    while (!end.stop_requested()) {
        const int signal = sigtimedwait(&m_watched, nullptr, &BetweenLooks);
        if (signal < 0)
            continue;
        if (m_stop.stop_requested())
            ::_exit(128 + signal);
        m_stop.request_stop();
    }
}

} // namespace perennial
