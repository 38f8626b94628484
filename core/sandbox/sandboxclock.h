// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace perennial {

// Time as a stand-in lives it: from 0 when it was made, `speed` times as fast as real time; or as `driver` tells, which
// any thread may call.
class SandboxClock
{
public:
    explicit SandboxClock(double speed = 1, std::function<std::chrono::milliseconds()> driver = {})
        : m_speed(speed > 0 ? speed : 1)
        , m_driver(std::move(driver))
    {
    }

    [[nodiscard]] std::chrono::milliseconds now() const
    {
        if (m_driver)
            return m_driver();
        const std::chrono::duration<double, std::milli> real = std::chrono::steady_clock::now() - m_start;
        return std::chrono::milliseconds(static_cast<long long>(real.count() * m_speed));
    }
    // How long a stretch of the stand-in's time takes in real time, at its speed.
    [[nodiscard]] std::chrono::milliseconds real(std::chrono::milliseconds stretch) const
    {
        return std::chrono::milliseconds(static_cast<long long>(static_cast<double>(stretch.count()) / m_speed));
    }

private:
    double m_speed;
    std::function<std::chrono::milliseconds()> m_driver;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace perennial
