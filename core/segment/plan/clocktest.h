// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

#include <array>

namespace perennial {

// What a window says of the weekday and the hour of a moment, by the clocks of a zone.
class ClockTest
{
public:
    ClockTest() = default;
    ClockTest(const Window &window, const QTimeZone &zone);

    // Every moment passes.
    [[nodiscard]] bool isOpen() const { return m_offsets.empty(); }
    [[nodiscard]] bool passes(qint64 ms) const;

private:
    // What is added to UTC from a moment on.
    struct Offset
    {
        qint64 from;
        qint64 ms;
    };

    [[nodiscard]] qint64 offsetAt(qint64 ms) const;

    std::vector<Offset> m_offsets;                 // by time; the first holds for all before it too
    std::array<std::array<bool, 24>, 7> m_hours{}; // by weekday from Monday
};

} // namespace perennial
