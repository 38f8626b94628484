// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/segment/health/segmenthealth.h"

#include <QObject>
#include <QStringList>

namespace perennial {

class Workspace;

struct HealthReport
{
    std::vector<SegmentHealth> segments; // the gravest first
    QStringList unread;                  // names of those that a newer Perennial wrote
};

// Examines all saved segments in the background while somebody looks, and again when people or segments have changed.
class HealthCheck : public QObject
{
    Q_OBJECT

public:
    explicit HealthCheck(Workspace &workspace, QObject *parent = nullptr);

    // Whether somebody looks: what is out of date is examined then, and only then.
    void setWatched(bool watched);
    // Once more, whatever is known.
    void again();
    [[nodiscard]] bool hasStore() const;
    [[nodiscard]] bool isBusy() const { return m_request.isBusy(); }
    // The last one; nothing until there is one.
    [[nodiscard]] const std::optional<HealthReport> &report() const { return m_report; }

Q_SIGNALS:
    void started();
    void examined();
    void failed(const perennial::Error &error);
    void forgotten(); // another store

private:
    void noteChange();
    void forget();
    void lookIfNeeded();
    void take(Result<HealthReport> report);

    Workspace &m_workspace;
    bool m_watched = false;
    bool m_stale = true;
    std::optional<HealthReport> m_report;
    LatestRequest<HealthReport> m_request;
};

} // namespace perennial
