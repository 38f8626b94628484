// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stoponsignal.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <iterator>

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
    , m_end(eventfd(0, EFD_CLOEXEC))
{
    pthread_sigmask(SIG_BLOCK, &m_watched, &m_before);
    m_watcher = std::thread([this] { watch(); });
}

StopOnSignal::~StopOnSignal()
{
    eventfd_write(m_end, 1);
    m_watcher.join();
    ::close(m_end);
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void StopOnSignal::watch()
{
    const int signals = signalfd(-1, &m_watched, SFD_CLOEXEC | SFD_NONBLOCK);
    for (pollfd watched[]{{signals, POLLIN, 0}, {m_end, POLLIN, 0}}; (watched[1].revents & POLLIN) == 0;) {
        if (::poll(watched, std::size(watched), -1) <= 0)
            continue;
        signalfd_siginfo signal;
        if (::read(signals, &signal, sizeof signal) != sizeof signal)
            continue;
        if (m_stop.stop_requested())
            ::_exit(128 + static_cast<int>(signal.ssi_signo));
        m_stop.request_stop();
    }
    ::close(signals);
}

} // namespace perennial
