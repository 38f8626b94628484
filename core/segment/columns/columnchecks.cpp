// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columnchecks.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <span>

namespace perennial {

namespace {

template <class T>
bool ascends(const Column<T> &column)
{
    return std::adjacent_find(column.begin(), column.end(), std::greater_equal<T>()) == column.end();
}

// The largest one decides: a loop without a way out is what a compiler makes fast.
bool allBelow(const Column<quint32> &column, size_t limit)
{
    quint32 largest = 0;
    for (const quint32 number : column)
        largest = std::max(largest, number);
    return column.empty() || largest < limit;
}

template <class Row>
bool goByPerson(const Column<Row> &rows, size_t people)
{
    return std::ranges::is_sorted(rows, {}, &Row::person) && (rows.empty() || rows.back().person < people);
}

bool isSound(const ProfileSet &set, size_t people)
{
    const bool isFull = people % 64 == 0;
    return set.size() == people && (isFull || set.words().back() >> (people % 64) == 0);
}

// So that a time of the column is a number of milliseconds.
bool areTimesSound(const EventColumn &column)
{
    constexpr qint64 most = std::numeric_limits<qint64>::max() / 1000 - std::numeric_limits<quint32>::max();
    return column.baseSeconds >= -most && column.baseSeconds <= most && column.firstMs <= column.lastMs;
}

bool isSound(const EventColumn &column, const TableColumns &table)
{
    const size_t events = column.eventCount();
    const auto fits = [&](size_t size) { return size == 0 || size == events; };
    if (column.people.empty())
        return column.starts.empty() && column.seconds.empty() && column.millis.empty() && column.smallValues.empty() &&
               column.values.empty() && !column.haveDetails() && column.orders.empty();
    const auto areWithin = [size = table.details.size()](const auto &details, quint32 none) {
        return std::ranges::all_of(details, [&](quint32 place) { return place < size || place == none; });
    };
    return areWithin(column.smallDetails, EventColumn::NoSmallDetails) &&
           areWithin(column.details, EventColumn::NoDetails) && areTimesSound(column) && ascends(column.people) &&
           column.people.back() < table.ids.size() && column.starts.size() == column.people.size() + 1 &&
           column.starts.front() == 0 && ascends(column.starts) &&
           (column.seconds.size() == events) != (column.millis.size() == events) && fits(column.seconds.size()) &&
           fits(column.millis.size()) && fits(column.smallValues.size()) && fits(column.values.size()) &&
           fits(column.smallDetails.size()) && fits(column.details.size()) && fits(column.orders.size());
}

bool isSound(const PropertyColumn &column, const TableColumns &table)
{
    const size_t people = table.ids.size();
    const bool isNumber = column.type == ValueType::Number, isDate = column.type == ValueType::Date;
    const bool isCoded =
        column.type == ValueType::Text || column.type == ValueType::Boolean || column.type == ValueType::List;
    const size_t texts = column.texts.size();
    const auto isCode = [&](const PropertyColumn::Earlier &row) { return row.raw >= 0 && row.raw < qint64(texts); };
    return (isNumber || isDate || isCoded) && texts > 0 && column.numbers.size() == (isNumber ? people : 0) &&
           column.dates.size() == (isDate ? people : 0) && column.codes.size() == (isNumber || isDate ? 0 : people) &&
           allBelow(column.codes, texts) && goByPerson(column.histories, people) &&
           (isNumber || isDate || std::ranges::all_of(column.histories, isCode));
}

bool isSound(const ConsentColumn &column, const TableColumns &table)
{
    const size_t people = table.ids.size();
    const auto isState = [&](const ConsentRow &row) {
        return row.state <= ConsentState::Unsubscribed && row.optIn <= OptIn::Double &&
               row.method < column.methods.size();
    };
    const auto isTold = [](const SuppressionRow &row) { return std::bit_cast<quint8>(row.bounced) <= 1; };
    return goByPerson(column.consents, people) && goByPerson(column.suppressions, people) &&
           std::ranges::all_of(column.suppressions, isTold) && std::ranges::all_of(column.consents, isState) &&
           isSound(column.subscribed, people) && isSound(column.unsubscribed, people);
}

// Ends of stretches, the first of them begun at 0.
bool areStarts(const Column<quint32> &starts, size_t stretches, size_t items)
{
    return starts.size() == stretches + 1 && starts.front() == 0 && std::ranges::is_sorted(starts) &&
           starts.back() == items;
}

bool isSound(const TextColumn &column, size_t rows)
{
    return column.codes.size() == rows && !column.texts.empty() && allBelow(column.codes, column.texts.size());
}

bool isSound(const TextListColumn &column, size_t orders)
{
    return areStarts(column.starts, orders, column.items.codes.size()) &&
           isSound(column.items, column.items.codes.size());
}

bool areRunsSound(const OrderTable &orders, size_t people)
{
    quint32 end = 0;
    for (const OrderRun &run : orders.people) {
        if (run.begin != end || run.end <= run.begin)
            return false;
        end = run.end;
    }
    return end == orders.times.size() && goByPerson(orders.people, people);
}

bool isSound(const OrderTable &orders, const TableColumns &table)
{
    const size_t count = orders.times.size(), lines = orders.prices.size();
    // A store without orders may not even have been asked.
    if (count == 0)
        return orders.people.empty() && lines == 0 && orders.tags.items.codes.empty() &&
               orders.discountCodes.items.codes.empty() && orders.products.codes.empty() && orders.skus.codes.empty() &&
               orders.vendors.codes.empty();
    return areRunsSound(orders, table.ids.size()) && orders.cancelledAt.size() == count &&
           areStarts(orders.lineStarts, count, lines) && isSound(orders.tags, count) &&
           isSound(orders.discountCodes, count) && isSound(orders.products, lines) && isSound(orders.skus, lines) &&
           isSound(orders.vendors, lines) && orders.quantities.size() == lines && orders.discounts.size() == lines;
}

bool isSound(const StayColumn &column, const TableColumns &table)
{
    return goByPerson(column.stays, table.ids.size());
}

bool isSound(const DetailColumn &column, const TableColumns &table)
{
    return !column.values.empty() && column.details.size() == column.codes.size() && ascends(column.details) &&
           allBelow(column.details, table.details.size()) && allBelow(column.codes, column.values.size());
}

// How many details there are no column says: what is made for each of them is held against the last id the store gave
// out. A mark that lies about that is not the store's, and is not used.
bool isSizeSound(const DetailTable &details, const StoreMark &mark)
{
    return details.size() < EventColumn::NoDetails && details.size() <= std::max(mark.lastDetails, qint64(0));
}

bool arePeopleSound(const TableColumns &table)
{
    return ascends(table.ids) && table.knownSince.size() == table.ids.size() &&
           isSound(table.haveEmail, table.ids.size()) && isSound(table.havePhone, table.ids.size());
}

} // namespace

bool areSound(const TableColumns &columns)
{
    std::atomic<bool> sound = columns.ids.size() < std::numeric_limits<quint32>::max();
    std::vector<std::function<void()>> tasks{[&] {
        if (!arePeopleSound(columns) || !isSizeSound(columns.details, columns.mark))
            sound = false;
    }};
    const auto addChecks = [&](const auto &parts) {
        for (const auto &part : parts)
            tasks.emplace_back([&] {
                if (!isSound(part, columns))
                    sound = false;
            });
    };
    addChecks(columns.metrics);
    addChecks(columns.properties);
    addChecks(columns.channels);
    addChecks(columns.details.columns());
    addChecks(columns.lists);
    addChecks(columns.flows);
    addChecks(std::span(&columns.orders, 1));
    runInParallel(tasks);
    return sound;
}

} // namespace perennial
