// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/sync/rundestination.h"
#include "core/job/job.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace perennial {

class Workspace;

// Sends runs in the background, one a destination at a time, and keeps the keys that were typed until the program ends:
// in memory alone.
class RunControl : public QObject
{
    Q_OBJECT

public:
    explicit RunControl(Workspace &workspace, QObject *parent = nullptr);

    void setSecret(DestinationId destination, const QByteArray &secret) { m_secrets[destination.value] = secret; }
    [[nodiscard]] bool hasSecret(DestinationId destination) const { return m_secrets.contains(destination.value); }

    // Plans and sends a run, or goes on with the one that is open.
    void start(const SavedDestination &destination, bool isConfirmed);
    // What was asked is waited for; the run goes on where it stood when it is started again.
    void pause(DestinationId destination);
    // Drops what is left of a run that is not under way.
    void cancel(DestinationId destination);

    // Null where none is under way.
    [[nodiscard]] Job *job(DestinationId destination) const;

Q_SIGNALS:
    void started(perennial::DestinationId destination);
    void finished(perennial::DestinationId destination, const perennial::PushRun &run);
    void failed(perennial::DestinationId destination, const perennial::Error &error);
    void cancelled(perennial::DestinationId destination);

private:
    void forget();
    void comeHome(DestinationId destination, const Result<PushRun> &run);

    Workspace &m_workspace;
    QHash<qint64, QByteArray> m_secrets;
    QHash<qint64, QPointer<Job>> m_jobs;
};

} // namespace perennial
