// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <chrono>

namespace perennial {

// The time that rates and waits are measured in: real time, or so many times as fast, so that tests wait for nothing.
class PacedClock
{
public:
    explicit PacedClock(double speed = 1)
        : m_speed(speed)
        , m_began(std::chrono::steady_clock::now())
        , m_wall(Instant::now())
    {
    }

    [[nodiscard]] double speed() const { return m_speed; }
    // Since the clock was made; never goes back, whatever becomes of the wall clock.
    [[nodiscard]] std::chrono::milliseconds elapsed() const
    {
        const auto real = std::chrono::steady_clock::now() - m_began;
        return std::chrono::milliseconds(static_cast<qint64>(
            m_speed * static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(real).count()) / 1000));
    }
    [[nodiscard]] Instant now() const { return {m_wall.ms + elapsed().count()}; }
    // How long a wait takes in real time, at least a millisecond.
    [[nodiscard]] std::chrono::milliseconds real(std::chrono::milliseconds wait) const
    {
        return std::chrono::milliseconds(1 + static_cast<qint64>(static_cast<double>(wait.count()) / m_speed));
    }

private:
    double m_speed;
    std::chrono::steady_clock::time_point m_began;
    Instant m_wall;
};

} // namespace perennial
