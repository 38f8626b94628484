// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/pace.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 RateHistoryMs = 500;
constexpr qint64 RestHistoryMs = 1000;

} // namespace

void Pace::note(const ProgressStep &step, qint64 atMs)
{
    const bool newPhase = step.phase != m_step.phase || step.total != m_step.total || step.done < m_step.done;
    if (newPhase) {
        m_phaseBeganMs = atMs;
        m_doneAtPhaseStart = step.done;
    }
    if (step.rows > 0 && (!m_firstRowMs || step.rows < m_step.rows)) {
        m_firstRowMs = atMs;
        m_rowsAtFirst = step.rows;
    }
    m_step = step;
    m_atMs = atMs;
}

qint64 Pace::rowsPerSecond() const
{
    const qint64 spent = m_atMs - m_firstRowMs.value_or(m_atMs);
    return spent < RateHistoryMs ? 0 : (m_step.rows - m_rowsAtFirst) * 1000 / spent;
}

std::optional<qint64> Pace::secondsLeft() const
{
    const qint64 spent = m_atMs - m_phaseBeganMs;
    const qint64 done = m_step.done - m_doneAtPhaseStart;
    if (m_step.total <= 0 || done <= 0 || spent < RestHistoryMs)
        return std::nullopt;
    const double msPerUnit = static_cast<double>(spent) / static_cast<double>(done);
    const auto rest = static_cast<double>(std::max<qint64>(0, m_step.total - m_step.done));
    return static_cast<qint64>(rest * msPerUnit / 1000.0 + 0.5);
}

} // namespace perennial
