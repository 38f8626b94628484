// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/thresholdfeed.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/plan/binding.h"
#include "core/workspace/workspace.h"
#include "ui/segment/editing/threshold.h"

#include <algorithm>

namespace perennial {

namespace {

// Distinct numbers of all that is remembered: some 60 MB.
constexpr size_t MostNumbers = 2'000'000;

} // namespace

ThresholdFeed::ThresholdFeed(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_request(workspace.runner(), [this](Result<Known> known) { comeHome(std::move(known)); })
{
}

void ThresholdFeed::ask(const SegmentDoc &doc, Instant asOf)
{
    const auto table = m_workspace.table();
    if (table != m_table || asOf != m_asOf) {
        m_known.clear();
        m_table = table;
        m_asOf = asOf;
    }
    m_doc = doc;
    m_wanted.clear();
    visitNodes(doc, [this](const NodePath &path, const SegmentNode &node) {
        if (thresholdOf(node.is) && isFinished(node))
            m_wanted.push_back({path, thresholdKey(node.is) + m_doc.zone.toUtf8() + char('0' + int(m_doc.weekStart))});
    });
    tell();
    askNext();
}

void ThresholdFeed::forget()
{
    m_request.cancel();
    m_running.clear();
    m_wanted.clear();
}

void ThresholdFeed::comeHome(Result<Known> known)
{
    const QByteArray key = std::exchange(m_running, {});
    // One that cannot be made is not asked for again.
    remember(known ? std::move(*known) : Known{key, nullptr});
    tell();
    askNext();
}

bool ThresholdFeed::isWanted(const QByteArray &key) const
{
    return std::ranges::find(m_wanted, key, &Wanted::key) != m_wanted.end();
}

void ThresholdFeed::remember(Known known)
{
    m_known.push_front(std::move(known));
    size_t numbers = 0;
    for (auto it = m_known.begin(); it != m_known.end();) {
        numbers += it->distribution ? it->distribution->distinctCount() : 0;
        it = numbers > MostNumbers && !isWanted(it->key) ? m_known.erase(it) : std::next(it);
    }
}

const ThresholdFeed::Known *ThresholdFeed::known(const QByteArray &key)
{
    const auto found = std::ranges::find(m_known, key, &Known::key);
    if (found == m_known.end())
        return nullptr;
    m_known.splice(m_known.begin(), m_known, found);
    return &m_known.front();
}

void ThresholdFeed::tell()
{
    Distributions there;
    for (const Wanted &wanted : m_wanted) {
        if (const Known *found = known(wanted.key); found && found->distribution)
            there[wanted.path] = found->distribution;
    }
    Q_EMIT found(there);
}

void ThresholdFeed::askNext()
{
    if (isWanted(m_running))
        return;
    const auto next = std::ranges::find_if(m_wanted, [this](const Wanted &wanted) { return !known(wanted.key); });
    if (next == m_wanted.end() || !m_table)
        return m_request.cancel();
    m_running = next->key;
    m_request.ask(tr("Looking at numbers"), [table = m_table, doc = m_doc, asOf = m_asOf,
                                             wanted = *next](const Progress &progress) {
        return numbersOf(*numberBehind(nodeAt(doc, wanted.path)->is), bindingOf(doc, *table, asOf), progress,
                         wanted.path.toJsonPath())
            .map([&](const NumberColumn &numbers) {
                return Known{wanted.key, std::make_shared<const Distribution>(numbers, table->knownAt(asOf))};
            });
    });
}

} // namespace perennial
