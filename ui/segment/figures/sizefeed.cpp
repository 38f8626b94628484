// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/sizefeed.h"

#include "core/segment/document/nodepath.h"
#include "core/workspace/workspace.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr int Fortnights = 52;
constexpr int DaysOfMonth = 30;

// Its answer changes with what other segments or saved queries say, though its own words stay.
bool asksOthers(const SegmentDoc &doc)
{
    bool asks = false;
    visitNodes(doc, [&](const NodePath &, const SegmentNode &node) {
        const auto *membership = std::get_if<MembershipCondition>(&node.is);
        asks =
            asks || (membership && membership->of != MemberOf::List) || std::holds_alternative<SqlCondition>(node.is);
    });
    return asks;
}

} // namespace

std::optional<double> SizeHistory::changedShare() const
{
    const qint64 before = aMonthAgo();
    return before > 0 ? std::optional(double(change()) / double(before)) : std::nullopt;
}

SizeMoments sizeMoments(Instant now, const QTimeZone &zone)
{
    const QDate today = localDay(now.ms, zone);
    const auto endOf = [&](int daysAgo) { return Instant{startOfDayMs(today.addDays(1 - daysAgo), zone) - 1}; };
    SizeMoments moments;
    for (int fortnight = Fortnights; fortnight > 0; --fortnight) {
        const int days = fortnight * 14;
        const bool passedMonth = days < DaysOfMonth && moments.monthAgo == 0;
        if (passedMonth) {
            moments.monthAgo = moments.moments.size();
            moments.moments.push_back(endOf(DaysOfMonth));
        }
        moments.moments.push_back(endOf(days));
    }
    moments.moments.push_back(now);
    return moments;
}

SizeFeed::SizeFeed(Workspace &workspace, SegmentOracle &oracle, Order order, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_oracle(oracle)
    , m_order(std::move(order))
    , m_request(workspace.runner(), [this](Result<std::vector<HistoryPoint>> points) { take(std::move(points)); })
{
    connect(&workspace, &Workspace::segmentsChanged, this, [this] { ++m_others; });
}

bool SizeFeed::isSame(const Key &a, const Key &b)
{
    const bool sameTable = !a.table.owner_before(b.table) && !b.table.owner_before(a.table);
    return sameTable && a.document == b.document && a.day == b.day && a.others == b.others;
}

SizeFeed::Key SizeFeed::keyOf(const Wanted &wanted) const
{
    return {.document = wanted.document,
            .day = localDay(m_now.ms, zoneOf(wanted.doc, m_workspace.homeZone())),
            .table = m_workspace.table(),
            .others = asksOthers(wanted.doc) ? m_others : 0};
}

void SizeFeed::setSegments(std::vector<Wanted> segments, Instant now)
{
    m_now = now;
    m_wanted.clear();
    for (Wanted &wanted : segments)
        m_wanted[wanted.id] = {keyOf(wanted), std::move(wanted.doc)};
    std::erase_if(m_known, [this](const auto &known) { return !m_wanted.contains(known.first); });
    askNext();
}

void SizeFeed::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    askNext();
}

void SizeFeed::forget()
{
    m_request.cancel();
    m_asked.reset();
    m_wanted.clear();
    m_known.clear();
}

std::shared_ptr<const SizeHistory> SizeFeed::of(SegmentId id) const
{
    const auto known = m_known.find(id);
    return known == m_known.end() ? nullptr : known->second.history;
}

bool SizeFeed::isFresh(SegmentId id) const
{
    const auto known = m_known.find(id);
    const auto wanted = m_wanted.find(id);
    return known != m_known.end() && wanted != m_wanted.end() && isSame(known->second.key, wanted->second.key);
}

SegmentId SizeFeed::next() const
{
    for (const SegmentId id : m_order()) {
        if (m_wanted.contains(id) && !isFresh(id))
            return id;
    }
    const auto rest = std::ranges::find_if(m_wanted, [this](const auto &wanted) { return !isFresh(wanted.first); });
    return rest == m_wanted.end() ? SegmentId() : rest->first;
}

bool SizeFeed::isDone() const
{
    return std::ranges::all_of(m_wanted, [this](const auto &wanted) { return isFresh(wanted.first); });
}

void SizeFeed::askNext()
{
    const bool canAsk = m_watched && m_oracle.isReady();
    const SegmentId id = canAsk ? next() : SegmentId();
    if (!id.isValid()) {
        m_asked.reset();
        m_request.cancel();
        if (canAsk)
            Q_EMIT done();
        return;
    }
    const auto asked = m_asked ? m_wanted.find(m_asked->id) : m_wanted.end();
    if (asked != m_wanted.end() && isSame(m_asked->key, asked->second.key))
        return;
    const auto &[key, doc] = m_wanted.at(id);
    SizeMoments at = sizeMoments(m_now, zoneOf(doc, m_workspace.homeZone()));
    m_asked = Asked{id, key, at.monthAgo};
    m_request.ask(tr("Looking back"), m_oracle.prepareHistory({.doc = doc, .moments = std::move(at.moments)}));
}

void SizeFeed::take(Result<std::vector<HistoryPoint>> points)
{
    const auto asked = std::exchange(m_asked, {});
    if (!asked)
        return;
    if (points || points.error().kind != ErrorKind::Stopped) {
        SizeHistory history{.points = points.value_or(std::vector<HistoryPoint>()),
                            .monthAgo = asked->monthAgo,
                            .problem = points ? QString() : points.error().message};
        m_known[asked->id] = {asked->key, std::make_shared<const SizeHistory>(std::move(history))};
        Q_EMIT found(asked->id);
    }
    askNext();
}

} // namespace perennial
