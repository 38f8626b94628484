// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/stagestudy.h"

#include "core/base/zoneclock.h"
#include "core/workspace/workspace.h"

#include <QDateTime>

namespace perennial {

namespace {

Result<std::shared_ptr<const StageHistory>> historyOf(const Lifecycle &lifecycle,
                                                      const std::shared_ptr<const ProfileTable> &table,
                                                      const std::vector<Instant> &moments, const Progress &progress)
{
    auto censuses = stagesAt(moments, lifecycle, table, {}, progress);
    if (!censuses)
        return failure(censuses.error());
    auto history = std::make_shared<StageHistory>(StageHistory{lifecycle, table, std::move(*censuses), {}});
    for (size_t i = 1; i < history->censuses.size(); ++i)
        history->moves.push_back(movesBetween(history->censuses[i - 1], history->censuses[i]));
    return history;
}

// The first moments of the last months, and now.
std::vector<Instant> monthsUntil(Instant now, const QTimeZone &zone)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.ms, zone).date();
    std::vector<Instant> moments;
    for (int back = StageStudy::Months - 1; back >= 0; --back) {
        const QDate first = QDate(today.year(), today.month(), 1).addMonths(-back);
        moments.push_back({first.startOfDay(zone).toMSecsSinceEpoch()});
    }
    moments.push_back(now);
    return moments;
}

} // namespace

std::vector<ProfileId> StageHistory::idsOf(const ProfileSet &people) const
{
    std::vector<ProfileId> ids;
    people.forEach([&](quint32 person) { ids.push_back(table->idAt(person)); });
    return ids;
}

StageStudy::StageStudy(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_now(workspace.runner(), [this](Result<Answer> answer) { take(m_today, std::move(answer)); })
    , m_past(workspace.runner(), [this](Result<Answer> answer) { take(m_months, std::move(answer)); })
{
    connect(&workspace, &Workspace::storeChanged, this, &StageStudy::forget);
    connect(&workspace, &Workspace::segmentsChanged, this, &StageStudy::noteChange);
    connect(&workspace, &Workspace::tableChanged, this, &StageStudy::noteChange);
}

QTimeZone StageStudy::zone() const
{
    return m_workspace.homeZone();
}

void StageStudy::setWatched(bool watched)
{
    if (std::exchange(m_watched, watched) == watched)
        return;
    if (!watched && isBusyWithMonths()) {
        m_now.cancel();
        m_past.cancel();
        m_isStale = true;
    }
    askIfNeeded();
}

void StageStudy::setLifecycle(const Lifecycle &lifecycle)
{
    if (lifecycle == m_lifecycle)
        return;
    m_lifecycle = lifecycle;
    noteChange();
}

void StageStudy::again()
{
    noteChange();
}

void StageStudy::noteChange()
{
    m_isStale = true;
    askIfNeeded();
}

void StageStudy::forget()
{
    m_now.cancel();
    m_past.cancel();
    m_today.reset();
    m_months.reset();
    noteChange();
    Q_EMIT changed();
}

void StageStudy::askIfNeeded()
{
    if (!m_watched || !m_isStale || !m_workspace.table())
        return;
    m_isStale = false;
    const Instant now = Instant::now();
    ask(m_now, tr("Counting stages"), {{now.ms - TrendDays * Instant::DayMs}, now});
    ask(m_past, tr("Following people through the stages"), monthsUntil(now, m_workspace.homeZone()));
    Q_EMIT changed();
}

void StageStudy::ask(LatestRequest<Answer> &request, const QString &title, std::vector<Instant> moments)
{
    request.ask(title,
                [lifecycle = m_lifecycle, table = m_workspace.table(),
                 moments = std::move(moments)](const Progress &progress) -> Result<Answer> {
                    return historyOf(lifecycle, table, moments, progress);
                });
}

void StageStudy::take(Answer &place, Result<Answer> answer)
{
    if (answer) {
        place = std::move(*answer);
        return Q_EMIT changed();
    }
    if (answer.error().kind == ErrorKind::Stopped)
        return;
    Q_EMIT failed(answer.error());
    Q_EMIT changed();
}

} // namespace perennial
