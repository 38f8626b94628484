// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/autosave.h"

#include "core/job/job.h"

namespace perennial {

namespace {

constexpr int BreathMs = 1000;
constexpr int RetryMs = 5000;
constexpr qint64 SittingMs = 15 * 60'000;

} // namespace

Autosave::Autosave(const QString &keptName, int version, QObject *parent)
    : QObject(parent)
    , m_keptName(keptName)
    , m_version(version)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::flush);
}

void Autosave::noteEdit()
{
    m_timer.start(BreathMs);
    if (!m_job)
        setState(SaveState::Unsaved);
}

void Autosave::flush()
{
    m_timer.stop();
    if ((m_state != SaveState::Saved || m_note) && !m_job)
        start();
}

void Autosave::keepVersion(const QString &note)
{
    m_note = note;
    flush();
}

Autosave::Errand Autosave::errand() const
{
    const bool sameSitting = m_begun && !m_note && Instant::now().ms - m_begun->ms < SittingMs;
    return {.keptName = m_keptName, .amends = sameSitting ? m_version : 0, .note = m_note};
}

void Autosave::watch(Job *job)
{
    m_job = job;
    const auto note = [this, job] {
        if (!job->isFinished())
            setState(job->state() == JobState::Queued ? SaveState::Waiting : SaveState::Saving);
    };
    connect(job, &Job::changed, this, note);
    note();
}

bool Autosave::isOwed() const
{
    return m_state != SaveState::Saved && !(m_job && m_job->state() == JobState::Running);
}

void Autosave::stopWaiting()
{
    if (m_job)
        m_job->stop();
}

void Autosave::takeFailure(const Error &error)
{
    m_job.clear();
    m_problem = error.message;
    m_timer.start(RetryMs);
    setState(error.kind == ErrorKind::Stopped ? SaveState::Unsaved : SaveState::Failed);
}

void Autosave::takeSaved(const Errand &errand, const Outcome &outcome, bool isNewest)
{
    m_job.clear();
    m_problem.clear();
    m_keptName = outcome.name;
    m_nameProblem = outcome.nameProblem;
    if (std::exchange(m_version, outcome.version) != outcome.version)
        m_begun = Instant::now();
    if (errand.note) {
        m_begun.reset();
        if (m_note == errand.note)
            m_note.reset();
    }
    const bool newest = isNewest && !m_note;
    if (!newest && !m_timer.isActive())
        m_timer.start(BreathMs);
    setState(newest ? SaveState::Saved : SaveState::Unsaved);
    Q_EMIT stateChanged();
    Q_EMIT saved();
}

void Autosave::setState(SaveState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace perennial
