// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/toldaddresses.h"

#include "core/connect/outbox/batchcontent.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <set>

namespace perennial {

namespace {

// What was imported after the last run began may have changed who people are.
constexpr std::string_view ChangedQuery = R"sql(
    WITH seen(import) AS (SELECT coalesce((SELECT max(i.id) FROM imports i WHERE i.finished_at < (SELECT max(started_at)
        FROM push_runs WHERE destination_id = ?1 AND state = 'done')), 0))
    SELECT coalesce(p.merged_into, p.id) FROM identifiers i JOIN profiles p ON p.id = i.profile_id
        WHERE i.import_id > (SELECT import FROM seen) AND i.kind_id IN (1, 2)
    UNION SELECT survivor_id FROM merges WHERE import_id > (SELECT import FROM seen) AND undone_at IS NULL
    ORDER BY 1)sql";

constexpr std::string_view AnythingNewQuery = R"sql(
    SELECT EXISTS (SELECT 1 FROM imports WHERE finished_at >= coalesce((SELECT max(started_at) FROM push_runs
        WHERE destination_id = ?1 AND state = 'done'), 0)))sql";

// Rows of batches that were answered, newest first.
constexpr std::string_view BatchesQuery = R"sql(
    SELECT b.op, b.content, b.run_id FROM push_batches b JOIN push_runs r ON r.id = b.run_id
    WHERE r.destination_id = ?1 AND r.state IN ('done', 'cancelled') AND b.state = 'done' AND b.purpose = 'rows'
    ORDER BY b.run_id DESC, b.number DESC)sql";

class ToldReader
{
public:
    ToldReader(const Store &store, std::span<const ProfileId> wanted)
        : m_store(store)
        , m_wanted(wanted)
    {
    }

    [[nodiscard]] Result<ToldAddresses> read(DestinationId destination)
    {
        if (const auto known = readMerged(); !known)
            return failure(known.error());
        auto batches = m_store.database().prepare(BatchesQuery);
        if (!batches)
            return failure(batches.error());
        batches->bind(1, destination.value);
        for (;;) {
            const auto row = batches->step();
            if (!row)
                return failure(row.error());
            if (!*row)
                return std::move(m_told);
            const auto taken = take(*batches);
            if (!taken)
                return failure(taken.error());
        }
    }

private:
    [[nodiscard]] Result<void> readMerged()
    {
        const auto merged =
            queryRows(m_store.database(), "SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL",
                      [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
        if (!merged)
            return failure(merged.error());
        m_survivors = QHash<qint64, qint64>(merged->begin(), merged->end());
        return {};
    }

    [[nodiscard]] Result<void> readRefused(qint64 run)
    {
        if (run == m_run)
            return {};
        const auto refused = queryRows(
            m_store.database(), "SELECT profile_id FROM push_rows WHERE run_id = ?1",
            [](const Statement &row) { return row.integer(0); }, run);
        if (!refused)
            return failure(refused.error());
        m_run = run;
        m_refused = QSet<qint64>(refused->begin(), refused->end());
        return {};
    }

    [[nodiscard]] Result<void> take(const Statement &batch)
    {
        const auto rows = frozenFromBytes(batch.blob(1));
        if (!rows)
            return failure(rows.error());
        if (const auto known = readRefused(batch.integer(2)); !known)
            return known;
        const bool adds = enumFromId<RowOp>(batch.text(0)) == RowOp::Add;
        for (const FrozenRow &frozen : *rows)
            if (!m_refused.contains(frozen.row.id.value))
                take(frozen.row, adds);
        return {};
    }

    void take(const PushRow &row, bool adds)
    {
        const ProfileId person{m_survivors.value(row.id.value, row.id.value)};
        if (!std::ranges::binary_search(m_wanted, person))
            return;
        if (!adds) {
            m_takenOut.insert({person.value, row.email});
            m_takenOut.insert({person.value, row.phone});
            return;
        }
        if (!m_newest.insert(row.id.value).second)
            return; // what was told of them earlier was dealt with then
        const auto still = [&](const std::string &address) {
            return m_takenOut.contains({person.value, address}) ? std::string() : address;
        };
        ToldAddress told{still(row.email), still(row.phone)};
        if (!told.email.empty() || !told.phone.empty())
            m_told[person.value].push_back(std::move(told));
    }

    const Store &m_store;
    std::span<const ProfileId> m_wanted; // ascending
    QHash<qint64, qint64> m_survivors;
    qint64 m_run = 0;
    QSet<qint64> m_refused;    // in that run
    std::set<qint64> m_newest; // as they were told of: whose newest row was seen
    std::set<std::pair<qint64, std::string>> m_takenOut;
    ToldAddresses m_told;
};

} // namespace

std::vector<ToldAddress> formerOf(const std::vector<ToldAddress> &told, const ToldAddress &today)
{
    std::vector<ToldAddress> former;
    for (ToldAddress address : told) {
        if (address.email == today.email)
            address.email.clear();
        if (address.phone == today.phone)
            address.phone.clear();
        if (!address.email.empty() || !address.phone.empty())
            former.push_back(std::move(address));
    }
    return former;
}

Result<ToldAddresses> toldBefore(const Store &store, DestinationId destination, std::span<const ProfileId> people)
{
    const auto asInteger = [](const Statement &row) { return row.integer(0); };
    const auto anything = queryRows(store.database(), AnythingNewQuery, asInteger, destination.value);
    if (!anything)
        return failure(anything.error());
    if (anything->front() == 0 || people.empty())
        return ToldAddresses();
    const auto changed = queryRows(
        store.database(), ChangedQuery, [](const Statement &row) { return ProfileId{row.integer(0)}; },
        destination.value);
    if (!changed)
        return failure(changed.error());
    std::vector<ProfileId> wanted;
    std::ranges::set_intersection(*changed, people, std::back_inserter(wanted));
    const auto twice = std::ranges::unique(wanted);
    wanted.erase(twice.begin(), twice.end());
    return wanted.empty() ? ToldAddresses() : ToldReader(store, wanted).read(destination);
}

} // namespace perennial
