// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/runcontrol.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/keyname.h"
#include "core/workspace/secrets.h"
#include "core/workspace/workspace.h"

namespace perennial {

namespace {

constexpr int BetweenLooksMs = 30'000;

// At the platform itself, or at the stand-in where there is a sandbox.
Result<PushRun> runSomewhere(RunOrder order, const std::shared_ptr<SandboxHost> &sandbox, const QString &platform,
                             const Progress &progress)
{
    if (sandbox) {
        const auto url = sandbox->urlOf(platform);
        if (!url)
            return failure(url.error());
        order.sending.base = *url;
        order.sending.secret = SandboxHost::key();
    }
    return runDestination(order, progress);
}

} // namespace

RunControl::RunControl(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_sandbox(std::make_shared<SandboxHost>())
    , m_looking(workspace.runner(), [this](const Result<std::vector<DueDestination>> &due) {
        for (const DueDestination &one : due.value_or(std::vector<DueDestination>()))
            startDue(one);
    })
{
    connect(&workspace, &Workspace::storeChanged, this, &RunControl::forget);
    connect(&m_clock, &QTimer::timeout, this, &RunControl::lookForDue);
    m_clock.start(BetweenLooksMs);
}

void RunControl::lookForDue()
{
    if (!m_workspace.isOpen() || !m_workspace.table())
        return;
    m_looking.ask(tr("Looking what is due"),
                  [path = m_workspace.path()](const Progress &) -> Result<std::vector<DueDestination>> {
                      auto store = Store::openReader(path);
                      return store ? dueDestinations(*store, Instant::now()) : failure(store.error());
                  });
}

QString RunControl::keyNameOf(const SavedDestination &destination) const
{
    return keyName(m_workspace.storeId(), destination.id, destination.destination);
}

void RunControl::startDue(const DueDestination &due)
{
    if (job(due.saved.id))
        return;
    const QString key = keyNameOf(due.saved);
    if (!key.isEmpty() && !m_workspace.secrets().find(key)) {
        // The keychain is asked; what it says is there at the next look.
        if (m_workspace.secrets().wasAsked(key))
            tellOfMissingKey(due);
        m_workspace.secrets().look(key);
        return;
    }
    if (due.missed > 0)
        Q_EMIT missed(due.saved, due.missed);
    start(due.saved, false, due.due);
}

void RunControl::tellOfMissingKey(const DueDestination &due)
{
    const qint64 id = due.saved.id.value;
    const Instant moment = due.due.value_or(Instant{});
    if (m_told.value(id, Instant{-1}) != moment)
        Q_EMIT keyMissing(due.saved);
    m_told[id] = moment;
}

// Another store: what is under way there goes on in the next session.
void RunControl::forget()
{
    for (const QPointer<Job> &job : std::as_const(m_jobs)) {
        if (job)
            job->stop();
    }
    m_jobs.clear();
    m_told.clear();
}

Job *RunControl::job(DestinationId destination) const
{
    return m_jobs.value(destination.value);
}

void RunControl::start(const SavedDestination &destination, bool isConfirmed, std::optional<Instant> due)
{
    RunOrder order;
    order.isConfirmed = isConfirmed;
    order.due = due;
    send(destination, std::move(order));
}

void RunControl::retry(const SavedDestination &destination, PushRunId failed, bool isConfirmed)
{
    RunOrder order;
    order.isConfirmed = isConfirmed;
    order.retryOf = failed;
    send(destination, std::move(order));
}

bool RunControl::hasKey(const SavedDestination &destination) const
{
    const QString key = keyNameOf(destination);
    return key.isEmpty() || m_workspace.secrets().find(key);
}

void RunControl::send(const SavedDestination &destination, RunOrder order)
{
    if (job(destination.id))
        return;
    order.storePath = m_workspace.path();
    order.destination = destination.id;
    order.table = [table = m_workspace.table()]() -> Result<std::shared_ptr<const ProfileTable>> {
        if (!table)
            return failure(ErrorKind::Refused, tr("The store is still being read. Try again in a moment."));
        return table;
    };
    if (const auto kept = m_workspace.secrets().find(keyNameOf(destination)))
        order.sending.secret = kept->key;
    const JobSpec spec{.title = tr("Sending to %1").arg(destination.destination.name),
                       .kind = JobKind::Reading, // it takes the writer for a moment now and then, by itself
                       .quiet = false};
    m_jobs[destination.id.value] = m_workspace.runner().start<PushRun>(
        spec,
        [order, sandbox = destination.destination.sandbox ? m_sandbox : nullptr,
         platform = kindId(destination.destination.kind)](const Progress &progress) {
            return runSomewhere(order, sandbox, platform, progress);
        },
        this, [this, id = destination.id](const Result<PushRun> &run) { comeHome(id, run); });
    Q_EMIT started(destination.id);
}

void RunControl::comeHome(DestinationId destination, const Result<PushRun> &run)
{
    m_jobs.remove(destination.value);
    m_workspace.noteSegmentsChanged();
    if (run)
        Q_EMIT finished(destination, *run);
    else
        Q_EMIT failed(destination, run.error());
}

void RunControl::pause(DestinationId destination)
{
    if (Job *running = job(destination))
        running->stop();
}

void RunControl::cancel(DestinationId destination)
{
    if (job(destination))
        return;
    const JobSpec spec{.title = tr("Cancelling a run"), .kind = JobKind::Writing, .quiet = true};
    m_workspace.runner().start<std::optional<PushRun>>(
        spec, [path = m_workspace.path(), destination](const Progress &) { return cancelOpenRun(path, destination); },
        this,
        [this, destination](const Result<std::optional<PushRun>> &run) {
            m_workspace.noteSegmentsChanged();
            if (run)
                Q_EMIT cancelled(destination);
            else
                Q_EMIT failed(destination, run.error());
        });
}

} // namespace perennial
