// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/eventscan.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <algorithm>

namespace perennial {

namespace {

enum Column { Profile, At, Metric, Value, Currency, OrderKey, Import };

// Counts people by their orders. Rows come by profile, so only those with a merge need a table.
class CustomerCount
{
public:
    [[nodiscard]] Result<void> readMerges(const Store &store)
    {
        const auto merges =
            queryRows(store.database(), "SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL",
                      [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
        if (!merges)
            return failure(merges.error());
        for (const auto &[profile, root] : *merges) {
            m_rootOf[profile] = root;
            m_rootOf[root] = root;
        }
        return {};
    }

    void addOrder(qint64 profile)
    {
        if (profile != m_profile) {
            close();
            m_profile = profile;
        }
        ++m_orders;
    }

    void finish(EventScan &scan)
    {
        close();
        for (const auto &[root, orders] : m_mergedOrders)
            count(orders);
        scan.customers = m_customers;
        scan.repeatCustomers = m_repeat;
    }

private:
    void close()
    {
        const auto merged = m_rootOf.find(m_profile);
        if (merged != m_rootOf.end())
            m_mergedOrders[merged->second] += m_orders;
        else if (m_profile != 0)
            count(m_orders);
        m_orders = 0;
    }

    void count(qint64 orders)
    {
        m_customers += orders > 0;
        m_repeat += orders > 1;
    }

    std::unordered_map<qint64, qint64> m_rootOf;
    std::unordered_map<qint64, qint64> m_mergedOrders;
    qint64 m_profile = 0;
    qint64 m_orders = 0;
    qint64 m_customers = 0;
    qint64 m_repeat = 0;
};

class Scanner
{
public:
    Scanner(const Store &store, Instant moment)
        : m_store(store)
        , m_moment(moment)
    {
    }

    [[nodiscard]] Result<EventScan> run()
    {
        if (const auto ready = prepare(); !ready)
            return failure(ready.error());
        auto rows = m_store.database().prepare(
            "SELECT profile_id, at, metric_id, value, currency, order_key, import_id FROM events");
        if (!rows)
            return failure(rows.error());
        for (;;) {
            const auto row = rows->step();
            if (!row)
                return failure(row.error());
            if (!*row)
                break;
            if (const auto added = add(*rows); !added)
                return failure(added.error());
        }
        finish();
        return std::move(m_scan);
    }

private:
    [[nodiscard]] Result<void> prepare()
    {
        const auto metrics = queryRows(m_store.database(), "SELECT id, name FROM metrics",
                                       [](const Statement &row) { return std::pair(row.integer(0), row.text(1)); });
        if (!metrics)
            return failure(metrics.error());
        for (const auto &[id, name] : *metrics) {
            m_metrics.resize(std::max(m_metrics.size(), static_cast<size_t>(id) + 1));
            m_metrics[static_cast<size_t>(id)].name = name;
            if (name == QLatin1String("Placed Order"))
                m_placed = id;
            else if (name == QLatin1String("Refunded Order"))
                m_refunded = id;
        }
        const auto orders = m_store.database().integer("SELECT EXISTS (SELECT 1 FROM orders)");
        if (!orders)
            return failure(orders.error());
        if (*orders != 0) {
            auto known = m_store.database().prepare("SELECT 1 FROM orders WHERE key = ?1");
            auto own = m_store.database().prepare("SELECT 1 FROM orders o JOIN imports i ON i.source = o.source "
                                                  "WHERE o.key = ?1 AND i.id = ?2");
            if (!known || !own)
                return failure(known ? own.error() : known.error());
            m_known = std::move(*known);
            m_own = std::move(*own);
        }
        return m_customers.readMerges(m_store);
    }

    [[nodiscard]] Result<void> add(const Statement &row)
    {
        const qint64 metric = row.integer(Metric);
        const Instant at{row.integer(At)};
        if (at > m_moment)
            return metric == m_refunded ? noteLaterRefund(row) : Result<void>();
        if (metric >= 0 && metric < static_cast<qint64>(m_metrics.size())) {
            MetricCount &count = m_metrics[static_cast<size_t>(metric)];
            count.first = count.events == 0 ? at : std::min(count.first, at);
            count.last = count.events == 0 ? at : std::max(count.last, at);
            ++count.events;
        }
        ++m_scan.events;
        const bool placed = metric == m_placed;
        if (placed)
            m_customers.addOrder(row.integer(Profile));
        return placed || metric == m_refunded ? addSale(row, placed) : Result<void>();
    }

    [[nodiscard]] Result<void> addSale(const Statement &row, bool placed)
    {
        const auto told = isAmong(m_known, row);
        if (!told)
            return failure(told.error());
        if (*told)
            return {};
        const qint64 value = row.integer(Value), at = row.integer(At);
        const QString currency = row.isNull(Currency) ? m_store.settings().currency : row.text(Currency);
        SalesSlot &slot = m_scan.sales[currency][at - ((at % SalesSlotMs) + SalesSlotMs) % SalesSlotMs];
        slot.orders += placed;
        slot.revenue.gross += placed ? value : 0;
        slot.revenue.net += placed ? value : -value;
        m_scan.looseOrders += placed;
        return {};
    }

    // Only what the order's own source tells: the order knows no other refund.
    [[nodiscard]] Result<void> noteLaterRefund(const Statement &row)
    {
        if (m_own)
            m_own->bind(2, row.integer(Import));
        const auto told = isAmong(m_own, row);
        if (!told)
            return failure(told.error());
        if (*told)
            m_scan.laterRefunds[row.text(OrderKey).toStdString()] += row.integer(Value);
        return {};
    }

    // Whether the orders asked for hold the event's order.
    [[nodiscard]] static Result<bool> isAmong(std::optional<Statement> &orders, const Statement &row)
    {
        if (!orders || row.isNull(OrderKey))
            return false;
        if (row.isText(OrderKey))
            orders->bind(1, row.bytes(OrderKey));
        else
            orders->bind(1, row.integer(OrderKey));
        const auto found = orders->step();
        orders->reset();
        return found;
    }

    void finish()
    {
        m_customers.finish(m_scan);
        for (MetricCount &metric : m_metrics) {
            if (metric.events > 0)
                m_scan.metrics.push_back(std::move(metric));
        }
        std::ranges::sort(m_scan.metrics, {}, &MetricCount::name);
    }

    const Store &m_store;
    Instant m_moment;
    std::vector<MetricCount> m_metrics; // by id
    qint64 m_placed = -1;
    qint64 m_refunded = -1;
    std::optional<Statement> m_known; // orders of a key
    std::optional<Statement> m_own;   // orders of a key from the source of an import
    CustomerCount m_customers;
    EventScan m_scan;
};

} // namespace

Result<EventScan> scanEvents(const Store &store, Instant moment)
{
    return Scanner(store, moment).run();
}

} // namespace perennial
