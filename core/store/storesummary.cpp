// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storesummary.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <QDate>
#include <QDateTime>

#include <algorithm>

namespace perennial {

namespace {

// Every counted order once: from the shop's own export where there is one, else from the event that tells of it.
// Columns: at, currency, gross, net, orders (0 for a refund), profile_id.
constexpr std::string_view CountedOrders = R"sql(
    SELECT created_at AS at, currency, coalesce(total, 0) AS gross, max(coalesce(total, 0) - refunded, 0) AS net, 1 AS orders,
        profile_id
    FROM orders WHERE NOT test AND NOT cancelled
    UNION ALL
    SELECT e.at, coalesce(e.currency, ?1), coalesce(e.value, 0), coalesce(e.value, 0), 1, e.profile_id
    FROM events e
    WHERE e.metric_id = (SELECT id FROM metrics WHERE name = 'Placed Order')
        AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.key = e.order_key)
    UNION ALL
    SELECT e.at, coalesce(e.currency, ?1), 0, -coalesce(e.value, 0), 0, e.profile_id
    FROM events e
    WHERE e.metric_id = (SELECT id FROM metrics WHERE name = 'Refunded Order')
        AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.key = e.order_key))sql";

Result<void> readRevenue(const Store &store, StoreSummary &summary)
{
    const std::string sql = "SELECT currency, sum(gross), sum(net) FROM (" + std::string(CountedOrders)
        + ") GROUP BY currency ORDER BY currency";
    const auto rows = queryRows(
        store.database(), sql,
        [](const Statement &row) {
            return std::pair(row.text(0), Revenue{row.integer(1), row.integer(2)});
        },
        store.settings().currency);
    if (!rows)
        return failure(rows.error());
    summary.revenue = {rows->begin(), rows->end()};
    return {};
}

Result<void> readMetrics(const Store &store, StoreSummary &summary)
{
    const auto rows = queryRows(store.database(),
                                "SELECT m.name, count(*), min(e.at), max(e.at) FROM events e "
                                "JOIN metrics m ON m.id = e.metric_id GROUP BY e.metric_id ORDER BY m.name",
                                [](const Statement &row) {
                                    return MetricCount{row.text(0), row.integer(1), {row.integer(2)}, {row.integer(3)}};
                                });
    if (!rows)
        return failure(rows.error());
    summary.metrics = *rows;
    for (const MetricCount &metric : summary.metrics) {
        summary.firstEvent = std::min(summary.firstEvent.value_or(metric.first), metric.first);
        summary.lastEvent = std::max(summary.lastEvent.value_or(metric.last), metric.last);
    }
    return {};
}

Result<void> readCustomers(const Store &store, StoreSummary &summary)
{
    const auto rows = queryRows(store.database(),
                                R"sql(SELECT count(*), coalesce(sum(n > 1), 0) FROM (
                                    SELECT coalesce(p.merged_into, p.id) AS person, count(*) AS n
                                    FROM events e JOIN profiles p ON p.id = e.profile_id
                                    WHERE e.metric_id = (SELECT id FROM metrics WHERE name = 'Placed Order')
                                    GROUP BY person))sql",
                                [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
    if (!rows)
        return failure(rows.error());
    std::tie(summary.customers, summary.repeatCustomers) = rows->front();
    return {};
}

Result<void> readTotals(const Store &store, StoreSummary &summary)
{
    const auto totals = countTotals(store);
    if (!totals)
        return failure(totals.error());
    summary.profiles = totals->profiles;
    summary.events = totals->events;
    summary.orders = totals->orders;
    return {};
}

Result<void> readCounts(const Store &store, StoreSummary &summary)
{
    const auto rows = queryRows(store.database(),
                                "SELECT (SELECT max(finished_at) FROM imports), "
                                "(SELECT count(*) FROM segments WHERE deleted_at IS NULL), "
                                "(SELECT user_version FROM pragma_user_version)",
                                [](const Statement &row) {
                                    StoreSummary counts;
                                    if (!row.isNull(0))
                                        counts.lastImport = Instant{row.integer(0)};
                                    counts.segments = static_cast<int>(row.integer(1));
                                    counts.schema = static_cast<int>(row.integer(2));
                                    return counts;
                                });
    if (!rows)
        return failure(rows.error());
    summary = rows->front();
    return {};
}

int monthIndex(qint64 at, const QTimeZone &zone)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at, zone).date();
    return day.year() * 12 + day.month() - 1;
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

Result<StoreSummary> summarise(const Store &store)
{
    StoreSummary summary;
    for (const auto read : {readCounts, readTotals, readMetrics, readCustomers, readRevenue}) {
        if (const auto done = read(store, summary); !done)
            return failure(done.error());
    }
    return summary;
}

Result<std::map<QString, Revenue>> revenueOf(const Store &store, ProfileId person)
{
    const std::string sql = "SELECT currency, sum(gross), sum(net) FROM (" + std::string(CountedOrders)
        + ") WHERE profile_id IN (SELECT id FROM profiles WHERE id = ?2 OR merged_into = ?2) GROUP BY currency";
    const auto rows = queryRows(
        store.database(), sql,
        [](const Statement &row) {
            return std::pair(row.text(0), Revenue{row.integer(1), row.integer(2)});
        },
        store.settings().currency, person.value);
    if (!rows)
        return failure(rows.error());
    return std::map(rows->begin(), rows->end());
}

Result<std::vector<MonthlyRevenue>> monthlyRevenue(const Store &store, const QString &currency)
{
    // By quarters of an hour first: every zone's months begin on one, and a million orders need no QDateTime each.
    const std::string sql = "SELECT at / 900000 * 900000 AS slot, sum(gross), sum(net), sum(orders) FROM ("
        + std::string(CountedOrders) + ") WHERE currency = ?2 GROUP BY slot ORDER BY slot";
    struct Slot
    {
        qint64 at;
        Revenue revenue;
        qint64 orders;
    };
    const auto slots = queryRows(
        store.database(), sql,
        [](const Statement &row) {
            return Slot{row.integer(0), {row.integer(1), row.integer(2)}, row.integer(3)};
        },
        store.settings().currency, currency);
    if (!slots)
        return failure(slots.error());
    std::vector<MonthlyRevenue> months;
    const QTimeZone zone = store.homeZone();
    const int first = slots->empty() ? 0 : monthIndex(slots->front().at, zone);
    for (const Slot &slot : *slots) {
        const auto index = static_cast<size_t>(monthIndex(slot.at, zone) - first);
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

} // namespace perennial
