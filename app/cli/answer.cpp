// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>

namespace perennial {

namespace {

// One line on the terminal, drawn anew at most ten times a second within a phase and wiped at the end.
class ProgressLine
{
public:
    ~ProgressLine()
    {
        if (m_drawn)
            std::fputs("\r\033[K", stderr);
    }

    void draw(const ProgressStep &step)
    {
        using namespace std::chrono;
        const auto now = steady_clock::now();
        if (now - m_last < milliseconds(100) && step.phase == m_phase)
            return;
        m_last = now;
        m_phase = step.phase;
        m_drawn = true;
        const QString share = step.total > 0 ? QStringLiteral(" %1 %").arg(step.done * 100 / step.total) : QString();
        std::fputs(("\r\033[K" + (step.phase + share).toUtf8()).constData(), stderr);
        std::fflush(stderr);
    }

private:
    std::chrono::steady_clock::time_point m_last;
    QString m_phase;
    bool m_drawn = false;
};

} // namespace

Progress CommonOptions::progress() const
{
    if (quiet || !isatty(STDERR_FILENO))
        return Progress(stop);
    const auto line = std::make_shared<ProgressLine>();
    return Progress(stop, [line](const ProgressStep &step) { line->draw(step); });
}

} // namespace perennial
