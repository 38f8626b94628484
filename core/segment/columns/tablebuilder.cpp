// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/tablebuilder.h"

#include "core/base/parallel.h"
#include "core/segment/columns/snapshot.h"
#include "core/segment/document/enumids.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

Result<TableColumns> TableBuilder::run()
{
    {
        auto store = openSnapshot();
        if (!store)
            return failure(store.error());
        if (const auto head = readHead(*store); !head)
            return failure(head.error());
    }
    m_ranges = cutRanges();
    const auto reading = tasks();
    m_total = static_cast<qint64>(reading.size() + m_columns.metrics.size());
    runInParallel(reading);
    if (m_error)
        return failure(*m_error);
    noteStrays();
    shareOrders();
    std::vector<std::function<void()>> joining;
    for (size_t metric = 0; metric < m_columns.metrics.size(); ++metric)
        joining.emplace_back([this, metric] { joinMetric(metric); });
    runInParallel(joining);
    if (m_error)
        return failure(*m_error);
    closeColumns();
    return std::move(m_columns);
}

void TableBuilder::closeColumns()
{
    for (size_t i = 0; i < m_columns.channels.size(); ++i) {
        ConsentColumn &channel = m_columns.channels[i];
        channel.consents = std::move(m_consents[i]);
        channel.suppressions = std::move(m_suppressions[i]);
        finish(channel, static_cast<quint32>(m_ids.size()));
    }
    m_columns.lastKnownSince = m_knownSince.empty() ? 0 : std::ranges::max(m_knownSince);
    m_columns.ids = std::move(m_ids);
    m_columns.knownSince = std::move(m_knownSince);
}

Result<Store> TableBuilder::openSnapshot()
{
    auto snapshot = Snapshot::open(m_path);
    if (!snapshot)
        return failure(snapshot.error());
    if (m_people && snapshot->mark != m_columns.mark)
        return failure(ErrorKind::Refused, tr("The store was written to while it was being read."), m_path);
    if (!m_people)
        m_columns.mark = snapshot->mark;
    snapshot->store.database().interruptOn(m_progress.stopToken());
    return std::move(snapshot->store);
}

Result<void> TableBuilder::readHead(Store &store)
{
    m_columns.storePath = m_path;
    m_columns.currency = store.settings().currency;
    m_columns.homeZone = store.homeZone();
    m_currency = m_columns.currency.toStdString();
    if (const auto people = readPeople(store.database()); !people)
        return people;
    m_people.emplace(m_ids, m_absorbed);
    if (const auto metrics = readMetricNames(store.database()); !metrics)
        return metrics;
    auto details = readIds(store.database(), "SELECT id FROM event_details ORDER BY id");
    if (!details)
        return failure(details.error());
    m_detailPlaces.emplace(std::move(*details));
    return {};
}

Result<void> TableBuilder::readPeople(const Database &database)
{
    const PeopleQuery query{"SELECT id, created_at, merged_into FROM profiles", " WHERE id = ?1", " ORDER BY id"};
    std::vector<qint64> created;
    const auto read = eachRowOfPeople(database, query, [&](Statement &row) {
        if (!row.isNull(2)) {
            m_absorbed.insert(row.integer(0), row.integer(2));
            return;
        }
        m_ids.push_back(row.integer(0));
        created.push_back(row.isNull(1) ? PropertyColumn::NoDate : row.integer(1));
    });
    const auto people = static_cast<quint32>(m_ids.size());
    PropertyBuilder createdAt({}, CreatedAtProperty, ValueType::Date, people);
    for (quint32 person = 0; person < people; ++person)
        createdAt.add(person, 0, created[person]);
    m_columns.properties.push_back(createdAt.take());
    // NoDate is TimeRange::Start: without a date one is known always.
    m_knownSince = std::move(created);
    m_columns.haveEmail = ProfileSet(people);
    m_columns.havePhone = ProfileSet(people);
    return read;
}

Result<std::vector<qint64>> TableBuilder::readIds(const Database &database, std::string_view sql)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return failure(statement.error());
    std::vector<qint64> ids;
    if (const auto read = eachRow(*statement, [&](Statement &row) { ids.push_back(row.integer(0)); }); !read)
        return failure(read.error());
    return ids;
}

Result<void> TableBuilder::readMetricNames(const Database &database)
{
    auto statement = database.prepare("SELECT id, name FROM metrics ORDER BY id");
    if (!statement)
        return failure(statement.error());
    std::vector<qint64> ids;
    const auto read = eachRow(*statement, [&](Statement &row) {
        ids.push_back(row.integer(0));
        EventColumn &column = m_columns.metrics.emplace_back();
        column.id = {row.integer(0)};
        column.name = row.text(1);
    });
    m_metricPlaces.emplace(std::move(ids));
    return read;
}

Result<void> TableBuilder::readEvents(const Database &database, EventRange &range)
{
    auto statement =
        database.prepare("SELECT profile_id, at, metric_id, value, currency, details_id, order_key FROM events "
                         "WHERE profile_id BETWEEN ?1 AND ?2 ORDER BY profile_id, at, metric_id, key");
    if (!statement)
        return failure(statement.error());
    range.parts.resize(m_columns.metrics.size());
    size_t cursor = 0;
    const auto read = [&](qint64 from, qint64 to) {
        statement->bind(1, from).bind(2, to);
        return eachRow(*statement, [&](Statement &row) { addEvent(range, row, cursor); });
    };
    if (!m_selection) {
        const auto done = read(range.from, range.to);
        for (GatheredEvents &part : range.parts)
            part.shrink();
        range.orders.close();
        return done;
    }
    Result<void> done;
    for (const qint64 profile : m_selection->profiles) {
        if (done && profile >= range.from && profile <= range.to)
            done = read(profile, profile);
    }
    return done;
}

void TableBuilder::addEvent(EventRange &range, Statement &row, size_t &cursor)
{
    const auto place = m_people->find(row.integer(0), cursor);
    const quint32 metric = (*m_metricPlaces)[row.integer(2)];
    if (!place || metric == IdIndex::None)
        return;
    const qint64 at = row.integer(1);
    // There is no rate to bring a foreign amount home with: it counts as not known.
    const bool ours = !row.isNull(3) && (row.isNull(4) || row.bytes(4) == m_currency);
    const qint64 value = ours ? row.integer(3) : EventColumn::NoValue;
    const quint32 details = row.isNull(5) ? EventColumn::NoDetails : (*m_detailPlaces)[row.integer(5)];
    quint32 order = EventColumn::NoOrder;
    if (!row.isNull(6))
        order = row.isText(6) ? range.orders.codeOf(row.bytes(6)) : range.orders.codeOf(row.integer(6));
    const ColumnEvent event{place->person, at, value, details, order};
    if (place->stray) {
        range.strays.push_back({metric, event});
        return;
    }
    qint64 &known = m_knownSince[place->person];
    known = std::min(known, at);
    range.parts[metric].add(event);
}

Result<void> TableBuilder::eachRow(Statement &statement, const RowReader &row)
{
    constexpr int between = 4096;
    for (int countdown = between;;) {
        const auto more = statement.step();
        if (!more)
            return failure(more.error());
        if (!*more)
            return {};
        row(statement);
        if (--countdown > 0)
            continue;
        countdown = between;
        if (m_progress.stopRequested() || m_failed)
            return stopped();
    }
}

Result<void> TableBuilder::eachRowOfPeople(const Database &database, const PeopleQuery &query, const RowReader &row)
{
    auto statement = database.prepare(query.select + (m_selection ? query.ofOne : std::string()) + query.order);
    if (!statement)
        return failure(statement.error());
    if (!m_selection)
        return eachRow(*statement, row);
    for (const qint64 profile : m_selection->profiles) {
        statement->bind(1, profile);
        if (const auto read = eachRow(*statement, row); !read)
            return read;
    }
    return {};
}

// Ranges of profile ids with about equally many people.
std::vector<TableBuilder::EventRange> TableBuilder::cutRanges() const
{
    constexpr size_t most = 64, fewest = 2000;
    const std::vector<qint64> &ids = m_ids;
    const size_t count = std::clamp(ids.size() / fewest, size_t(1), most);
    std::vector<EventRange> ranges(count);
    for (size_t i = 0; i < count; ++i) {
        // Profile 0 is "nobody known".
        ranges[i].from = i == 0 ? 1 : ids[i * ids.size() / count];
        ranges[i].to = i + 1 == count ? TimeRange::End : ids[(i + 1) * ids.size() / count] - 1;
    }
    return ranges;
}

std::vector<std::function<void()>> TableBuilder::tasks()
{
    std::vector<std::function<void()>> list{
        task([this](const Database &database) { return readProperties(database); }),
        task([this](const Database &database) { return readDetails(database); }),
        task([this](const Database &database) { return readConsents(database); }),
        task([this](const Database &database) { return readSuppressions(database); }),
        task([this](const Database &database) { return readIdentifiers(database); }),
        task([this](const Database &database) { return readWhole(database); }),
    };
    for (EventRange &range : m_ranges)
        list.push_back(task([this, &range](const Database &database) { return readEvents(database, range); }));
    return list;
}

std::function<void()> TableBuilder::task(std::function<Result<void>(const Database &)> read)
{
    return [this, read = std::move(read)] {
        if (m_failed)
            return;
        const auto store = openSnapshot();
        if (!store)
            return fail(store.error());
        if (const auto done = read(store->database()); !done)
            return fail(done.error());
        noteDone();
    };
}

// From each range's own codes of orders to those of the whole table.
void TableBuilder::shareOrders()
{
    std::vector<OrderKeys *> all;
    for (EventRange &range : m_ranges)
        all.push_back(&range.orders);
    const OrderCodes codes(all);
    std::vector<std::function<void()>> sharing;
    for (EventRange &range : m_ranges) {
        sharing.emplace_back([&codes, &range] {
            const std::vector<quint32> shared = codes.codesOf(range.orders);
            range.orders = {};
            for (GatheredEvents &part : range.parts) {
                for (quint32 &order : part.orders)
                    order = shared[order];
            }
            for (auto &stray : range.strays)
                stray.second.order = shared[stray.second.order];
        });
    }
    runInParallel(sharing);
}

void TableBuilder::joinMetric(size_t metric)
{
    if (m_progress.stopRequested())
        return fail(stopped().value());
    std::vector<GatheredEvents *> parts;
    std::vector<ColumnEvent> strays;
    for (EventRange &range : m_ranges) {
        parts.push_back(&range.parts[metric]);
        for (const auto &[of, event] : range.strays) {
            if (of == metric)
                strays.push_back(event);
        }
    }
    EventColumn &column = m_columns.metrics[metric];
    column = joinedColumn(column.id, column.name, std::move(parts), std::move(strays));
    noteDone();
}

void TableBuilder::noteStrays()
{
    for (const EventRange &range : m_ranges) {
        for (const auto &[metric, event] : range.strays) {
            qint64 &known = m_knownSince[event.person];
            known = std::min(known, event.at);
        }
    }
}

void TableBuilder::noteDone()
{
    const QMutexLocker locker(&m_mutex);
    m_progress.report({tr("Reading the store"), ++m_done, m_total});
}

void TableBuilder::fail(const Error &error)
{
    const QMutexLocker locker(&m_mutex);
    if (!m_error)
        m_error = error;
    m_failed = true;
}

} // namespace perennial
