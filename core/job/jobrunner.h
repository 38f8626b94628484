// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/caught.h"
#include "core/job/job.h"

#include <QPointer>
#include <QThreadPool>

#include <deque>
#include <functional>
#include <memory>

namespace perennial {

// Runs core calls in the background: the only place with threads. Used from one thread, the window's.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    explicit JobRunner(QObject *parent = nullptr);
    // Stops everything and waits for it; results that are still under way are dropped.
    ~JobRunner() override;

    // `work` runs in a pool thread and looks at its Progress for the wish to stop. `done` is called once, later, in
    // this thread, stopped or not; it is not called when `context` is gone by then. A job that was stopped before it
    // began comes home with ErrorKind::Stopped.
    template <class T>
    Job *start(JobSpec spec, std::function<Result<T>(Progress)> work, QObject *context,
               std::function<void(Result<T>)> done);

    // Queued and running jobs, oldest first.
    [[nodiscard]] const QList<Job *> &jobs() const { return m_jobs; }
    [[nodiscard]] bool isWriting() const { return m_writing; }
    void stopAll();

Q_SIGNALS:
    void added(perennial::Job *job);
    // The job's result was delivered; the job is deleted when control returns to the event loop.
    void finished(perennial::Job *job);

private:
    struct Task
    {
        QPointer<Job> job;
        std::function<std::optional<Error>(const Progress &)> run;
        std::function<void()> deliver;
    };
    using TaskPointer = std::shared_ptr<Task>;

    Job *enqueue(JobSpec spec, std::function<std::optional<Error>(const Progress &)> run,
                 std::function<void()> deliver);
    void launch(const TaskPointer &task);
    void launchNextWriting();
    void abandonQueued(Job *job);
    void comeHome(const TaskPointer &task, const std::optional<Error> &error);

    QThreadPool m_pool;
    QList<Job *> m_jobs;
    std::deque<TaskPointer> m_queue;
    bool m_writing = false;
};

template <class T>
Job *JobRunner::start(JobSpec spec, std::function<Result<T>(Progress)> work, QObject *context,
                      std::function<void(Result<T>)> done)
{
    auto result = std::make_shared<Result<T>>(stopped());
    auto run = [work = std::move(work), result](const Progress &progress) -> std::optional<Error> {
        try {
            *result = work(progress);
        } catch (...) {
            *result = failure(errorInFlight());
        }
        return *result ? std::nullopt : std::optional(result->error());
    };
    auto deliver = [done = std::move(done), result, wanted = context != nullptr, context = QPointer(context)] {
        if (done && (!wanted || context))
            done(std::move(*result));
    };
    return enqueue(std::move(spec), std::move(run), std::move(deliver));
}

} // namespace perennial
