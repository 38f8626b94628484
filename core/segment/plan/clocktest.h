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
    [[nodiscard]] bool isOpen() const { return m_clock == nullptr; }
    [[nodiscard]] bool passes(qint64 ms) const;
    // The first moment after it from which on it is the other way round, if that is soon.
    [[nodiscard]] std::optional<qint64> nextTurn(qint64 ms) const;

private:
    const ZoneClock *m_clock = nullptr;
    std::array<std::array<bool, 24>, 7> m_hours{}; // by weekday from Monday
};

} // namespace perennial
