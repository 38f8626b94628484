// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <mutex>

namespace perennial {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr auto ReportEvery = std::chrono::milliseconds(100);
constexpr int WritingPriority = 1;

// The last step a worker reported, and whether it is time to carry it to the window.
class Mailbox
{
public:
    [[nodiscard]] bool put(const ProgressStep &step)
    {
        const std::lock_guard lock(m_mutex);
        m_step = step;
        const auto now = SteadyClock::now();
        if (m_last && now - *m_last < ReportEvery)
            return false;
        m_last = now;
        return true;
    }

    [[nodiscard]] std::optional<ProgressStep> step() const
    {
        const std::lock_guard lock(m_mutex);
        return m_step;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<ProgressStep> m_step;
    std::optional<SteadyClock::time_point> m_last;
};

} // namespace

JobRunner::JobRunner(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(std::max(2, QThread::idealThreadCount()) + 1);
}

JobRunner::~JobRunner()
{
    m_queue.clear();
    for (Job *job : std::as_const(m_jobs))
        job->m_stop.request_stop();
    m_pool.waitForDone();
}

void JobRunner::stopAll()
{
    const QList<Job *> jobs = m_jobs;
    for (Job *job : jobs)
        job->stop();
}

Job *JobRunner::enqueue(JobSpec spec, std::function<std::optional<Error>(const Progress &)> run,
                        std::function<void()> deliver)
{
    auto *job = new Job(std::move(spec), this);
    const auto task = std::make_shared<Task>(Task{job, std::move(run), std::move(deliver)});
    m_jobs.append(job);
    connect(job, &Job::stopAsked, this, [this, job] { abandonQueued(job); });
    Q_EMIT added(job);
    if (job->kind() == JobKind::Writing) {
        m_queue.push_back(task);
        launchNextWriting();
    } else {
        launch(task);
    }
    return job;
}

void JobRunner::launchNextWriting()
{
    if (m_writing || m_queue.empty())
        return;
    const TaskPointer task = m_queue.front();
    m_queue.pop_front();
    m_writing = true;
    launch(task);
}

void JobRunner::launch(const TaskPointer &task)
{
    task->job->begin();
    const auto mailbox = std::make_shared<Mailbox>();
    Job *job = task->job;
    const auto carry = [job, mailbox] {
        if (const auto step = mailbox->step())
            job->note(*step);
    };
    const auto sink = [job, mailbox, carry](const ProgressStep &step) {
        if (mailbox->put(step))
            QMetaObject::invokeMethod(job, carry, Qt::QueuedConnection);
    };
    // The task moves on with the result, so that what it captured is destroyed in the runner's thread.
    const auto body = [this, task, carry, progress = Progress(job->m_stop.get_token(), sink)]() mutable {
        const std::optional<Error> error = task->run(progress);
        const auto land = [this, task = std::move(task), carry, error] {
            carry();
            comeHome(task, error);
        };
        QMetaObject::invokeMethod(this, land, Qt::QueuedConnection);
    };
    m_pool.start(body, job->kind() == JobKind::Writing ? WritingPriority : 0);
}

void JobRunner::abandonQueued(Job *job)
{
    const auto isIt = [job](const TaskPointer &task) { return task->job == job; };
    const auto found = std::find_if(m_queue.begin(), m_queue.end(), isIt);
    if (found == m_queue.end())
        return;
    const TaskPointer task = *found;
    m_queue.erase(found);
    const Error error = stopped().value();
    QMetaObject::invokeMethod(
        this, [this, task, error] { comeHome(task, error); }, Qt::QueuedConnection);
}

void JobRunner::comeHome(const TaskPointer &task, const std::optional<Error> &error)
{
    Job *job = task->job;
    const bool ran = job->state() == JobState::Running;
    if (ran && job->kind() == JobKind::Writing)
        m_writing = false;
    m_jobs.removeOne(job);
    job->end(error);
    task->deliver();
    Q_EMIT job->finished();
    Q_EMIT finished(job);
    job->deleteLater();
    launchNextWriting();
}

} // namespace perennial
