// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/healthcheck.h"

#include "core/connect/outbox/sourceusers.h"
#include "core/flow/saved/flowsnaming.h"
#include "core/segment/health/portfolio.h"
#include "core/store/store.h"
#include "core/workspace/workspace.h"

#include <algorithm>

namespace perennial {

namespace {

Result<HealthReport> examinePortfolio(const QString &path, const std::shared_ptr<const ProfileTable> &table,
                                      const Progress &progress)
{
    auto store = Store::openReader(path);
    if (!store)
        return failure(store.error());
    SegmentUsers users;
    const auto flows = addFlowsTo(users, *store);
    const auto added = flows ? addDestinationsTo(users, *store) : flows;
    auto portfolio = added ? portfolioOf(*store, std::move(users)) : failure(added.error());
    if (!portfolio)
        return failure(portfolio.error());
    auto segments = examine(portfolio->segments, table, Instant::now(), progress);
    if (!segments)
        return failure(segments.error());
    std::ranges::stable_sort(*segments, {}, &SegmentHealth::score);
    return HealthReport{std::move(*segments), std::move(portfolio->unread)};
}

} // namespace

HealthCheck::HealthCheck(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_request(workspace.runner(), [this](Result<HealthReport> report) { take(std::move(report)); })
{
    connect(&workspace, &Workspace::storeChanged, this, &HealthCheck::forget);
    connect(&workspace, &Workspace::segmentsChanged, this, &HealthCheck::noteChange);
    connect(&workspace, &Workspace::tableChanged, this, &HealthCheck::noteChange);
}

void HealthCheck::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (!watched && m_request.isBusy()) {
        m_request.cancel();
        m_stale = true;
    }
    lookIfNeeded();
}

void HealthCheck::again()
{
    noteChange();
}

bool HealthCheck::hasStore() const
{
    return m_workspace.isOpen();
}

void HealthCheck::noteChange()
{
    m_stale = true;
    lookIfNeeded();
}

void HealthCheck::forget()
{
    m_request.cancel();
    m_report.reset();
    m_stale = true;
    Q_EMIT forgotten();
    lookIfNeeded();
}

void HealthCheck::lookIfNeeded()
{
    if (!m_watched || !m_stale || !m_workspace.isOpen())
        return;
    if (m_workspace.problem() && !m_workspace.table())
        return Q_EMIT failed(*m_workspace.problem());
    if (!m_workspace.table())
        return;
    m_stale = false;
    m_request.ask(tr("Examining segments"),
                  [path = m_workspace.path(), table = m_workspace.table()](const Progress &progress) {
                      return examinePortfolio(path, table, progress);
                  });
    Q_EMIT started();
}

void HealthCheck::take(Result<HealthReport> report)
{
    if (!report) {
        m_stale = true;
        if (report.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(report.error());
        return;
    }
    m_report = std::move(*report);
    Q_EMIT examined();
}

} // namespace perennial
