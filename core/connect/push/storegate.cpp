// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/storegate.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace perennial {

namespace {

// An import may own the store for as long as this.
constexpr std::chrono::minutes LongestWait{10};
constexpr std::chrono::milliseconds BetweenTries{100};

// A pause that a stop ends.
void pauseFor(std::chrono::milliseconds length, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, length, [] { return false; });
}

} // namespace

StoreGate::StoreGate(QString path, std::stop_token stop)
    : m_path(std::move(path))
    , m_stop(std::move(stop))
{
}

StoreGate::~StoreGate() = default;

Result<Outbox *> StoreGate::open()
{
    if (m_outbox)
        return m_outbox.get();
    const auto began = std::chrono::steady_clock::now();
    for (;;) {
        auto store = Store::openWriter(m_path);
        if (store) {
            m_wasOpen = true;
            m_store = std::make_unique<Store>(std::move(*store));
            m_outbox = std::make_unique<Outbox>(*m_store);
            return m_outbox.get();
        }
        const bool isLate = std::chrono::steady_clock::now() - began > LongestWait;
        if (!m_wasOpen || store.error().kind != ErrorKind::Refused || isLate || m_stop.stop_requested())
            return failure(store.error());
        pauseFor(BetweenTries, m_stop);
    }
}

void StoreGate::letGo()
{
    m_outbox.reset();
    m_store.reset();
}

} // namespace perennial
