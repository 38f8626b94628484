// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storesummary.h"

#include "core/store/eventscan.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QDate>
#include <QDateTime>

#include <algorithm>

namespace perennial {

namespace {

// What a person's counted orders brought: from the shop's own export where there is one, else from the event that tells
// of it. An order of no value that refunds is a return booked by itself. ?1 is the store's currency, ?2 the person.
constexpr std::string_view RevenueOfPerson = R"sql(
    WITH person(id) AS (SELECT id FROM profiles WHERE id = ?2 OR merged_into = ?2),
    loose(metric, currency, value) AS (
        SELECT m.name, coalesce(e.currency, ?1), coalesce(e.value, 0)
        FROM events e JOIN metrics m ON m.id = e.metric_id
        WHERE e.profile_id IN person AND m.name IN ('Placed Order', 'Refunded Order')
            AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.key = e.order_key)),
    sale(currency, gross, net) AS (
        SELECT currency, coalesce(total, 0), CASE WHEN total > 0 THEN max(total - refunded, 0) ELSE -refunded END
        FROM orders WHERE profile_id IN person AND NOT test AND NOT cancelled
        UNION ALL SELECT currency, value, value FROM loose WHERE metric = 'Placed Order'
        UNION ALL SELECT currency, 0, -value FROM loose WHERE metric = 'Refunded Order')
    SELECT currency, sum(gross), sum(net) FROM sale GROUP BY currency)sql";

Result<StoreSummary> readCounts(const Store &store, Instant moment)
{
    const auto rows = queryRows(
        store.database(),
        "SELECT (SELECT count(*) FROM orders WHERE created_at <= ?1), "
        "(SELECT max(finished_at) FROM imports), "
        "(SELECT count(*) FROM segments WHERE deleted_at IS NULL), "
        "(SELECT count(*) FROM flows WHERE deleted_at IS NULL), "
        "(SELECT user_version FROM pragma_user_version)",
        [](const Statement &row) {
            StoreSummary counts;
            counts.orders = row.integer(0);
            if (!row.isNull(1))
                counts.lastImport = Instant{row.integer(1)};
            counts.segments = static_cast<int>(row.integer(2));
            counts.flows = static_cast<int>(row.integer(3));
            counts.schema = static_cast<int>(row.integer(4));
            return counts;
        },
        moment.ms);
    if (!rows)
        return failure(rows.error());
    return rows->front();
}

// An order that was cancelled or refunded later still counts as it stood at the moment.
Result<void> addOrders(const Store &store, Instant moment, EventScan &scan)
{
    const auto rows = queryRows(
        store.database(),
        "SELECT currency, created_at, coalesce(total, 0), refunded, CAST(key AS TEXT) FROM orders "
        "WHERE NOT test AND created_at <= ?1 AND NOT (cancelled AND coalesce(cancelled_at, created_at) <= ?1)",
        [&](const Statement &row) {
            const qint64 at = row.integer(1), total = row.integer(2);
            const auto later =
                scan.laterRefunds.empty() ? scan.laterRefunds.end() : scan.laterRefunds.find(row.text(4).toStdString());
            const qint64 known = later == scan.laterRefunds.end() ? 0 : later->second;
            const qint64 refunded = std::max(row.integer(3) - known, qint64(0));
            SalesSlot &slot = scan.sales[row.text(0)][at - ((at % SalesSlotMs) + SalesSlotMs) % SalesSlotMs];
            ++slot.orders;
            slot.revenue.gross += total;
            slot.revenue.net += total > 0 ? std::max(total - refunded, qint64(0)) : -refunded;
            return true;
        },
        moment.ms);
    return rows ? Result<void>() : failure(rows.error());
}

int monthIndex(qint64 at, const QTimeZone &zone)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at, zone).date();
    return day.year() * 12 + day.month() - 1;
}

std::vector<MonthlyRevenue> monthsOf(const std::map<qint64, SalesSlot> &slots, const QTimeZone &zone)
{
    std::vector<MonthlyRevenue> months;
    const int first = slots.empty() ? 0 : monthIndex(slots.begin()->first, zone);
    for (const auto &[at, slot] : slots) {
        const auto index = static_cast<size_t>(monthIndex(at, zone) - first);
        while (months.size() <= index) {
            const int month = first + static_cast<int>(months.size());
            months.push_back({month / 12, month % 12 + 1, 0, {}});
        }
        months[index].orders += slot.orders;
        months[index].revenue.gross += slot.revenue.gross;
        months[index].revenue.net += slot.revenue.net;
    }
    return months;
}

void addMetrics(StoreSummary &summary, std::vector<MetricCount> metrics)
{
    summary.metrics = std::move(metrics);
    for (const MetricCount &metric : summary.metrics) {
        summary.firstEvent = std::min(summary.firstEvent.value_or(metric.first), metric.first);
        summary.lastEvent = std::max(summary.lastEvent.value_or(metric.last), metric.last);
    }
}

void addRevenue(StoreSummary &summary, const Sales &sales, const QTimeZone &zone)
{
    for (const auto &[currency, slots] : sales) {
        summary.months[currency] = monthsOf(slots, zone);
        Revenue &revenue = summary.revenue[currency];
        for (const MonthlyRevenue &month : summary.months[currency]) {
            revenue.gross += month.revenue.gross;
            revenue.net += month.revenue.net;
        }
    }
}

// People created or seen by then, or without any date: those the segments know (ProfileTable::knownAt).
Result<qint64> countPeopleKnownAt(const Store &store, Instant moment)
{
    if (moment == EndOfTime)
        return store.database().integer("SELECT count(*) FROM people");
    const auto known = queryRows(
        store.database(),
        R"sql(WITH never(at) AS (SELECT 9223372036854775807),
            since(person, at) AS (
                SELECT coalesce(p.merged_into, p.id), min(coalesce(p.created_at, never.at), coalesce(
                    (SELECT min(e.at) FROM events e WHERE e.profile_id = p.id), never.at))
                FROM profiles p, never)
            SELECT count(*) FROM (SELECT min(since.at) AS at FROM since GROUP BY person) first, never
            WHERE first.at <= ?1 OR first.at = never.at)sql",
        [](const Statement &row) { return row.integer(0); }, moment.ms);
    return known ? Result<qint64>(known->front()) : failure(known.error());
}

} // namespace

Result<StoreTotals> countTotals(const Store &store)
{
    const auto rows = queryRows(store.database(),
                                R"sql(SELECT
                                    (SELECT count(*) FROM people),
                                    (SELECT count(*) FROM events),
                                    (SELECT count(*) FROM orders)
                                    + (SELECT count(*) FROM events e
                                       WHERE e.metric_id = (SELECT id FROM metrics WHERE name = 'Placed Order')
                                           AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.key = e.order_key)))sql",
                                [](const Statement &row) {
                                    return StoreTotals{row.integer(0), row.integer(1), row.integer(2)};
                                });
    if (!rows)
        return failure(rows.error());
    return rows->front();
}

Result<StoreSummary> summarise(const Store &store, Instant moment)
{
    auto summary = readCounts(store, moment);
    if (!summary)
        return summary;
    const auto people = countPeopleKnownAt(store, moment);
    if (!people)
        return failure(people.error());
    summary->profiles = *people;
    auto scan = scanEvents(store, moment);
    if (!scan)
        return failure(scan.error());
    if (const auto added = addOrders(store, moment, *scan); !added)
        return failure(added.error());
    summary->events = scan->events;
    summary->orders += scan->looseOrders;
    summary->customers = scan->customers;
    summary->repeatCustomers = scan->repeatCustomers;
    addMetrics(*summary, std::move(scan->metrics));
    addRevenue(*summary, scan->sales, store.homeZone());
    return summary;
}

Result<std::map<QString, Revenue>> revenueOf(const Store &store, ProfileId person)
{
    const auto rows = queryRows(
        store.database(), RevenueOfPerson,
        [](const Statement &row) {
            return std::pair(row.text(0), Revenue{row.integer(1), row.integer(2)});
        },
        store.settings().currency, person.value);
    if (!rows)
        return failure(rows.error());
    return std::map(rows->begin(), rows->end());
}

} // namespace perennial
