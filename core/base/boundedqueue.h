// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace perennial {

// Hands values from the short-lived worker thread of a synchronous core call to its caller, or back. Blocks while full
// or empty; closing wakes both sides.
template <class T>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    // False, with the value dropped, once the queue is closed.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_hasRoom.wait(lock, [this] { return m_isClosed || m_values.size() < m_capacity; });
        if (m_isClosed)
            return false;
        m_values.push_back(std::move(value));
        m_hasValue.notify_one();
        return true;
    }

    // What was pushed before the closing still comes; then nothing.
    [[nodiscard]] std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_hasValue.wait(lock, [this] { return m_isClosed || !m_values.empty(); });
        return takeFront();
    }

    [[nodiscard]] std::optional<T> tryPop()
    {
        const std::scoped_lock lock(m_mutex);
        return takeFront();
    }

    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
        m_hasRoom.notify_all();
        m_hasValue.notify_all();
    }

private:
    std::optional<T> takeFront()
    {
        if (m_values.empty())
            return std::nullopt;
        std::optional<T> value(std::move(m_values.front()));
        m_values.pop_front();
        m_hasRoom.notify_one();
        return value;
    }

    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_hasRoom;
    std::condition_variable m_hasValue;
    std::deque<T> m_values;
    bool m_isClosed = false;
};

// Closes a queue, or what holds several, however its side ends, so that the other one never waits for it.
template <class Queue>
class QueueCloser
{
public:
    explicit QueueCloser(Queue &queue)
        : m_queue(queue)
    {
    }
    QueueCloser(const QueueCloser &) = delete;
    QueueCloser &operator=(const QueueCloser &) = delete;
    ~QueueCloser() { m_queue.close(); }

private:
    Queue &m_queue;
};

} // namespace perennial
