// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

namespace perennial {

// When a moment comes into a window and goes out of it as time goes on. A window's ends never go back, so that each
// happens once at most.

// Whether its ends stay where they are. Not of a window that begins with an event.
[[nodiscard]] bool isFixed(WindowKind kind);
// The first moment after frame.now at which the window's beginning is later than `at`; TimeRange::End: never.
[[nodiscard]] qint64 outTurn(const Window &window, const TimeFrame &frame, qint64 at);
// The first moment after frame.now at which the window's end, as rangeOf() says, is not before `at`.
[[nodiscard]] qint64 inTurn(const Window &window, const TimeFrame &frame, qint64 at);
// The earlier of the two: in or out, whichever is still to come.
[[nodiscard]] qint64 nextWindowTurn(const Window &window, const TimeFrame &frame, qint64 at);
// The first midnight after a moment.
[[nodiscard]] qint64 nextMidnight(qint64 now, const QTimeZone &zone);

} // namespace perennial
