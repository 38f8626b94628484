// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/job.h"

namespace perennial {

Job::Job(JobSpec spec, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
{
}

void Job::stop()
{
    if (isFinished() || !m_stop.request_stop())
        return;
    Q_EMIT changed();
    Q_EMIT stopAsked();
}

void Job::begin()
{
    m_state = JobState::Running;
    m_clock.start();
    Q_EMIT changed();
}

void Job::note(const ProgressStep &step)
{
    if (isFinished())
        return;
    m_step = step;
    m_pace.note(step, m_clock.elapsed());
    Q_EMIT changed();
}

void Job::end(const std::optional<Error> &error)
{
    if (!error)
        m_state = JobState::Done;
    else
        m_state = error->kind == ErrorKind::Stopped ? JobState::Stopped : JobState::Failed;
    if (m_state == JobState::Failed)
        m_error = error;
    Q_EMIT changed();
}

} // namespace perennial
