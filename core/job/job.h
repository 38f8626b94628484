// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/job/pace.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>
#include <stop_token>

namespace perennial {

enum class JobKind {
    Reading, // runs beside everything else
    Writing, // one at a time, in the order they were started
};

enum class JobState { Queued, Running, Done, Failed, Stopped };

struct JobSpec
{
    QString title; // "Importing orders.csv", already translated
    JobKind kind = JobKind::Reading;
    bool quiet = false; // not shown in the job strip: previews and counts that change with every edit
};

// A core call as the window sees it. Lives in the thread of its JobRunner, which owns it and lets it go after
// finished().
class Job : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] const QString &title() const { return m_spec.title; }
    [[nodiscard]] JobKind kind() const { return m_spec.kind; }
    [[nodiscard]] bool isQuiet() const { return m_spec.quiet; }
    [[nodiscard]] JobState state() const { return m_state; }
    [[nodiscard]] bool isFinished() const { return m_state != JobState::Queued && m_state != JobState::Running; }

    [[nodiscard]] const QString &phase() const { return m_step.phase; }
    [[nodiscard]] qint64 done() const { return m_step.done; }
    [[nodiscard]] qint64 total() const { return m_step.total; }
    [[nodiscard]] qint64 rows() const { return m_step.rows; }
    [[nodiscard]] qint64 rejected() const { return m_step.rejected; }
    [[nodiscard]] qint64 rowsPerSecond() const { return m_pace.rowsPerSecond(); }
    [[nodiscard]] std::optional<qint64> secondsLeft() const { return m_pace.secondsLeft(); }
    // What failed; only in state Failed.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    // Asks the work to stop. Its result still comes home; a queued job comes home at once.
    void stop();
    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }

Q_SIGNALS:
    void changed(); // state or progress, at most some ten times a second
    void finished();
    void stopAsked();

private:
    friend class JobRunner;

    Job(JobSpec spec, QObject *parent);
    void begin();
    void note(const ProgressStep &step);
    void end(const std::optional<Error> &error);

    JobSpec m_spec;
    JobState m_state = JobState::Queued;
    ProgressStep m_step;
    Pace m_pace;
    QElapsedTimer m_clock;
    std::stop_source m_stop;
    std::optional<Error> m_error;
};

} // namespace perennial
