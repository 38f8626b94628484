// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <optional>

namespace perennial {

// How fast a job goes and how long it still takes, from the steps it reported. Times are milliseconds since it began.
class Pace
{
public:
    void note(const ProgressStep &step, qint64 atMs);

    // Rows per second since the first row; 0 until there is half a second to judge by.
    [[nodiscard]] qint64 rowsPerSecond() const;
    // Nothing until the phase has a total and a second of history.
    [[nodiscard]] std::optional<qint64> secondsLeft() const;

private:
    ProgressStep m_step;
    qint64 m_atMs = 0;
    qint64 m_phaseBeganMs = 0;
    qint64 m_doneAtPhaseStart = 0;
    std::optional<qint64> m_firstRowMs;
    qint64 m_rowsAtFirst = 0;
};

} // namespace perennial
