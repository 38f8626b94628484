// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/sync/due.h"
#include "core/connect/sync/rundestination.h"
#include "core/job/job.h"
#include "core/job/latestrequest.h"
#include "core/sandbox/sandboxhost.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace perennial {

class Workspace;

// Sends runs in the background, one a destination at a time, with the keys of the workspace; looks every half minute
// which are due.
class RunControl : public QObject
{
    Q_OBJECT

public:
    explicit RunControl(Workspace &workspace, QObject *parent = nullptr);

    // Plans and sends a run, or goes on with the one that is open.
    void start(const SavedDestination &destination, bool isConfirmed, std::optional<Instant> due = {});
    // Sends those again who failed in a finished run.
    void retry(const SavedDestination &destination, PushRunId failed, bool isConfirmed);
    // Whether it can be sent without asking for a key.
    [[nodiscard]] bool hasKey(const SavedDestination &destination) const;
    // What was asked is waited for; the run goes on where it stood when it is started again.
    void pause(DestinationId destination);
    // Drops what is left of a run that is not under way.
    void cancel(DestinationId destination);

    // Where sandbox destinations are sent to; it remembers as long as somebody holds it.
    [[nodiscard]] const std::shared_ptr<SandboxHost> &sandbox() const { return m_sandbox; }
    // Null where none is under way.
    [[nodiscard]] Job *job(DestinationId destination) const;

Q_SIGNALS:
    void started(perennial::DestinationId destination);
    void finished(perennial::DestinationId destination, const perennial::PushRun &run);
    void failed(perennial::DestinationId destination, const perennial::Error &error);
    void cancelled(perennial::DestinationId destination);
    // A scheduled run that could not begin: its key is not known. Once for each moment.
    void keyMissing(const perennial::SavedDestination &destination);
    // Scheduled moments that passed while nobody looked; one run stands for all.
    void missed(const perennial::SavedDestination &destination, int moments);

private:
    void send(const SavedDestination &destination, RunOrder order);
    void forget();
    void lookForDue();
    void startDue(const DueDestination &due);
    [[nodiscard]] QString keyNameOf(const SavedDestination &destination) const;
    void tellOfMissingKey(const DueDestination &due);
    void comeHome(DestinationId destination, const Result<PushRun> &run);

    Workspace &m_workspace;
    std::shared_ptr<SandboxHost> m_sandbox; // runs that are under way hold it too
    QHash<qint64, QPointer<Job>> m_jobs;
    QHash<qint64, Instant> m_told; // of which due moment a missing key was told
    QTimer m_clock;
    LatestRequest<std::vector<DueDestination>> m_looking;
};

} // namespace perennial
