// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"

#include <QPointer>

#include <functional>
#include <optional>

namespace perennial {

// Previews: one request runs, the newest one waits, anything older is stopped and its answer dropped. Only the answer
// to the newest request is delivered; none after cancel() or after this object is gone.
template <class T>
class LatestRequest
{
public:
    using Work = std::function<Result<T>(Progress)>;
    using Answer = std::function<void(Result<T>)>;

    LatestRequest(JobRunner &runner, Answer answer)
        : m_runner(runner)
        , m_answer(std::move(answer))
    {
    }

    ~LatestRequest() { cancel(); }
    Q_DISABLE_COPY_MOVE(LatestRequest)

    void ask(const QString &title, Work work)
    {
        m_waiting = Request{title, std::move(work)};
        if (m_running)
            m_running->stop();
        else
            startWaiting();
    }

    void cancel()
    {
        m_waiting.reset();
        m_wanted = false;
        if (m_running)
            m_running->stop();
    }

    [[nodiscard]] bool isBusy() const { return m_running || m_waiting; }

private:
    struct Request
    {
        QString title;
        Work work;
    };

    void startWaiting()
    {
        Request request = std::move(*m_waiting);
        m_waiting.reset();
        m_wanted = true;
        const JobSpec spec{.title = request.title, .kind = JobKind::Reading, .quiet = true};
        m_running = m_runner.template start<T>(spec, std::move(request.work), &m_context,
                                               [this](Result<T> result) { comeHome(std::move(result)); });
    }

    void comeHome(Result<T> result)
    {
        m_running.clear();
        if (m_waiting)
            startWaiting();
        else if (m_wanted)
            m_answer(std::move(result));
    }

    JobRunner &m_runner;
    Answer m_answer;
    std::optional<Request> m_waiting;
    QPointer<Job> m_running;
    bool m_wanted = false;
    QObject m_context; // last: gone first, so that nothing comes home to a half-destroyed object
};

} // namespace perennial
