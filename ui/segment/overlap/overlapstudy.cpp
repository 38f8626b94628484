// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapstudy.h"

#include "core/workspace/workspace.h"

#include <algorithm>

namespace perennial {

namespace {

// Conditions look at the clock: what was counted this long ago is counted again when somebody comes back to it.
constexpr qint64 FreshMs = 60LL * 60 * 1000;

} // namespace

OverlapStudy::OverlapStudy(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_reading(workspace.runner(), [this](Result<Members> members) { take(std::move(members)); })
    , m_counting(workspace.runner(),
                 [this](Result<Map> map) {
                     if (!map)
                         return fail(map.error());
                     m_map = std::move(*map);
                     Q_EMIT mapped();
                 })
    , m_finding(workspace.runner(), [this](const Result<Ids> &ids) {
        if (ids)
            Q_EMIT peopleFound(m_title, *ids);
        else
            fail(ids.error());
    })
{
    connect(&workspace, &Workspace::storeChanged, this, &OverlapStudy::forget);
    connect(&workspace, &Workspace::segmentsChanged, this, &OverlapStudy::noteChange);
    connect(&workspace, &Workspace::tableChanged, this, &OverlapStudy::noteChange);
}

void OverlapStudy::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (!watched && m_reading.isBusy()) {
        m_reading.cancel();
        m_stale = true;
    }
    if (watched && m_members && Instant::now().ms - m_members->asOf.ms > FreshMs)
        m_stale = true;
    lookIfNeeded();
}

void OverlapStudy::again()
{
    noteChange();
}

bool OverlapStudy::hasStore() const
{
    return m_workspace.isOpen();
}

QTimeZone OverlapStudy::zone() const
{
    return m_workspace.homeZone();
}

void OverlapStudy::noteChange()
{
    m_stale = true;
    lookIfNeeded();
}

void OverlapStudy::forget()
{
    m_reading.cancel();
    m_counting.cancel();
    m_finding.cancel();
    m_hidden.clear();
    m_combined.clear();
    m_members.reset();
    m_map.reset();
    m_stale = true;
    Q_EMIT forgotten();
    lookIfNeeded();
}

void OverlapStudy::lookIfNeeded()
{
    if (!m_watched || !m_stale || !m_workspace.isOpen())
        return;
    if (m_workspace.problem() && !m_workspace.table())
        return Q_EMIT failed(*m_workspace.problem());
    if (!m_workspace.table())
        return;
    m_stale = false;
    m_tally = std::make_shared<OverlapTally>();
    m_reading.ask(tr("Counting segments"),
                  [path = m_workspace.path(), table = m_workspace.table(), tally = m_tally](const Progress &progress) {
                      return readOverlapMembers(path, table, Instant::now(), *tally, progress);
                  });
    Q_EMIT started();
}

void OverlapStudy::take(Result<Members> members)
{
    if (!members) {
        m_stale = true;
        return fail(members.error());
    }
    m_members = std::move(*members);
    count();
}

void OverlapStudy::fail(const Error &error)
{
    if (error.kind != ErrorKind::Stopped)
        Q_EMIT failed(error);
}

void OverlapStudy::count()
{
    if (!m_members)
        return;
    m_counting.ask(tr("Comparing segments"), [members = m_members, chosen = choice()](const Progress &progress) {
        return OverlapMap::of(members, chosen, progress);
    });
}

OverlapMap::Choice OverlapStudy::choice() const
{
    OverlapMap::Choice choice;
    const auto &segments = m_members->segments;
    for (size_t place = 0; place < segments.size(); ++place) {
        if (m_hidden.contains(segments[place].id))
            continue;
        choice.shown.push_back(place);
        if (std::ranges::find(m_combined, segments[place].id) != m_combined.end())
            choice.combined.push_back(place);
    }
    if (choice.combined.empty())
        choice.combined = largest(choice.shown);
    return choice;
}

std::vector<size_t> OverlapStudy::largest(const std::vector<size_t> &places) const
{
    std::vector<size_t> order = places;
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [this](size_t place) { return m_members->segments[place].count; });
    order.resize(std::min(order.size(), SetCombinations::MostSets));
    return order;
}

void OverlapStudy::setHidden(std::set<SegmentId> hidden)
{
    if (m_hidden == hidden)
        return;
    m_hidden = std::move(hidden);
    count();
}

void OverlapStudy::setCombined(std::vector<SegmentId> combined)
{
    if (m_combined == combined)
        return;
    m_combined = std::move(combined);
    count();
}

void OverlapStudy::find(const QString &title, std::function<Ids(const OverlapMap &)> pick)
{
    if (!m_map)
        return;
    m_title = title;
    m_finding.ask(tr("Finding people"),
                  [map = m_map, pick = std::move(pick)](const Progress &) -> Result<Ids> { return pick(*map); });
}

void OverlapStudy::findPeople(const QString &title, const SetRegion &region)
{
    find(title, [region](const OverlapMap &map) { return map.idsIn(region); });
}

void OverlapStudy::findPeopleInOne(const QString &title)
{
    find(title, [](const OverlapMap &map) { return map.idsInOne(); });
}

} // namespace perennial
