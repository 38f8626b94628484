// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/toldaddresses.h"

#include "core/connect/outbox/batchcontent.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QHash>

#include <algorithm>
#include <set>

namespace perennial {

namespace {

// The last run that touched everybody and at which nobody failed, so that what was refused since is looked at again.
// What was imported after it began may have changed who people are.
constexpr std::string_view LastWholeRun = R"sql(
    WITH whole(began) AS (SELECT coalesce(max(started_at), 0) FROM push_runs r
        WHERE destination_id = ?1 AND state = 'done' AND failed = 0
        AND NOT EXISTS (SELECT 1 FROM settings WHERE key = 'retry_of:' || r.id)))sql";

constexpr std::string_view ChangedQuery = R"sql(,
    seen(import) AS (SELECT coalesce(max(i.id), 0) FROM imports i WHERE i.finished_at < (SELECT began FROM whole))
    SELECT coalesce(p.merged_into, p.id) FROM identifiers i JOIN profiles p ON p.id = i.profile_id
        WHERE i.import_id > (SELECT import FROM seen) AND i.kind_id IN (1, 2)
    UNION SELECT survivor_id FROM merges WHERE import_id > (SELECT import FROM seen) AND undone_at IS NULL
    ORDER BY 1)sql";

constexpr std::string_view AnythingNewQuery =
    " SELECT EXISTS (SELECT 1 FROM imports WHERE finished_at >= (SELECT began FROM whole))";

std::string sinceLastWholeRun(std::string_view query)
{
    return std::string(LastWholeRun).append(query);
}

// Rows of batches that were answered, newest first.
constexpr std::string_view BatchesQuery = R"sql(
    SELECT b.op, b.content, b.run_id, b.number FROM push_batches b JOIN push_runs r ON r.id = b.run_id
    WHERE r.destination_id = ?1 AND r.state IN ('done', 'cancelled') AND b.state = 'done' AND b.purpose = 'rows'
    ORDER BY b.run_id DESC, b.number DESC)sql";

constexpr std::string_view OwnerQuery = R"sql(
    SELECT coalesce(p.merged_into, p.id) FROM identifiers i JOIN profiles p ON p.id = i.profile_id
    WHERE i.kind_id = ?1 AND i.value = ?2)sql";

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
                break;
            const auto taken = take(*batches);
            if (!taken)
                return failure(taken.error());
        }
        if (const auto left = leaveOthersAlone(); !left)
            return failure(left.error());
        return std::move(m_told);
    }

private:
    // An address that is somebody else's by now is not to be taken out for this person.
    [[nodiscard]] Result<void> leaveOthersAlone()
    {
        auto owner = m_store.database().prepare(OwnerQuery);
        if (!owner)
            return failure(owner.error());
        const auto isOthers = [&](int kind, const std::string &address, qint64 person) -> Result<bool> {
            owner->bind(1, kind).bind(2, std::string_view(address));
            const auto ids = readRows(*owner, [](const Statement &row) { return row.integer(0); });
            owner->reset();
            return ids ? Result<bool>(!ids->empty() && ids->front() != person) : failure(ids.error());
        };
        for (auto &[person, addresses] : m_told) {
            for (ToldAddress &address : addresses) {
                const auto email = isOthers(1, address.email, person), phone = isOthers(2, address.phone, person);
                if (!email || !phone)
                    return failure(!email ? email.error() : phone.error());
                if (*email)
                    address.email.clear();
                if (*phone)
                    address.phone.clear();
            }
            std::erase(addresses, ToldAddress());
        }
        std::erase_if(m_told, [](const auto &told) { return told.second.empty(); });
        return {};
    }

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
            m_store.database(), "SELECT profile_id, batch FROM push_rows WHERE run_id = ?1",
            [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); }, run);
        if (!refused)
            return failure(refused.error());
        m_run = run;
        m_refused = QHash<qint64, qint64>(refused->begin(), refused->end());
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
        const qint64 number = batch.integer(3);
        for (const FrozenRow &frozen : *rows)
            if (const auto refused = m_refused.constFind(frozen.row.id.value);
                refused == m_refused.cend() || *refused != number)
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
        const auto still = [&](const std::string &address) {
            return m_takenOut.contains({person.value, address}) ? std::string() : address;
        };
        ToldAddress told{still(row.email), still(row.phone)};
        std::vector<ToldAddress> &all = m_told[person.value];
        if ((!told.email.empty() || !told.phone.empty()) && std::ranges::count(all, told) == 0)
            all.push_back(std::move(told));
    }

    const Store &m_store;
    std::span<const ProfileId> m_wanted; // ascending
    QHash<qint64, qint64> m_survivors;
    qint64 m_run = 0;
    QHash<qint64, qint64> m_refused; // in that run: the batch in which somebody was
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
    const auto anything =
        queryRows(store.database(), sinceLastWholeRun(AnythingNewQuery), asInteger, destination.value);
    if (!anything)
        return failure(anything.error());
    if (anything->front() == 0 || people.empty())
        return ToldAddresses();
    const auto changed = queryRows(
        store.database(), sinceLastWholeRun(ChangedQuery),
        [](const Statement &row) { return ProfileId{row.integer(0)}; }, destination.value);
    if (!changed)
        return failure(changed.error());
    std::vector<ProfileId> wanted;
    std::ranges::set_intersection(*changed, people, std::back_inserter(wanted));
    const auto twice = std::ranges::unique(wanted);
    wanted.erase(twice.begin(), twice.end());
    return wanted.empty() ? ToldAddresses() : ToldReader(store, wanted).read(destination);
}

} // namespace perennial
