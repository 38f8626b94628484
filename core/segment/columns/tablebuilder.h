// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/orderkeys.h"
#include "core/segment/columns/peopleindex.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/store.h"

#include <QMutex>

#include <atomic>
#include <functional>

namespace perennial {

// A StayColumn while tables are read.
struct GatheredStays
{
    QString name;
    QString step;
    std::vector<StayRow> stays;
};

// Reads a store into TableColumns: people first, then everything else in tasks on several threads, each with a
// connection of its own that stands on the same revision.
class TableBuilder
{
public:
    // What is read of a store where not all of it is.
    struct Selection
    {
        std::vector<qint64> profiles; // ascending; with all that were merged into them
        qint64 lastDetails = 0;       // event details with higher ids only; events count their place among all
    };

    TableBuilder(QString storePath, const Progress &progress, std::optional<Selection> selection = {})
        : m_path(std::move(storePath))
        , m_progress(progress)
        , m_selection(std::move(selection))
    {
    }

    [[nodiscard]] Result<TableColumns> run();

private:
    using RowReader = std::function<void(Statement &)>;
    struct EventRange
    {
        qint64 from = 0;
        qint64 to = 0;
        std::vector<GatheredEvents> parts; // by metric
        std::vector<std::pair<quint32, ColumnEvent>> strays;
        OrderKeys orders;
    };
    struct PropertyRow
    {
        size_t property;
        quint32 person;
        qint64 since;
        bool own;
        qint64 profile;
        PropertyColumn::Raw raw;
    };

    [[nodiscard]] Result<Store> openSnapshot();
    [[nodiscard]] Result<void> readHead(Store &store);
    [[nodiscard]] Result<void> readPeople(const Database &database);
    [[nodiscard]] Result<std::vector<qint64>> readIds(const Database &database, std::string_view sql);
    [[nodiscard]] Result<void> readMetricNames(const Database &database);
    [[nodiscard]] Result<void> readProperties(const Database &database);
    [[nodiscard]] Result<void> readPropertyValues(const Database &database, const IdIndex &places);
    [[nodiscard]] Result<void> readConsents(const Database &database);
    [[nodiscard]] Result<void> readSuppressions(const Database &database);
    [[nodiscard]] Result<void> readIdentifiers(const Database &database);
    [[nodiscard]] Result<void> readDetails(const Database &database);
    [[nodiscard]] Result<void> readWhole(const Database &database);
    [[nodiscard]] Result<std::shared_ptr<const PeopleIndex>> everybody(const Database &database);
    [[nodiscard]] Result<void> readOrders(const Database &database, const PeopleIndex &people);
    [[nodiscard]] Result<void> readLists(const Database &database, const PeopleIndex &people);
    [[nodiscard]] Result<void> readFlows(const Database &database, const PeopleIndex &people);
    [[nodiscard]] Result<void> readEvents(const Database &database, EventRange &range);
    void addEvent(EventRange &range, Statement &row, size_t &cursor);
    [[nodiscard]] Result<void> eachRow(Statement &statement, const RowReader &row);
    // Rows of everybody; with `ofOne` in it, of profile ?1 alone. The order is the key's, which costs nothing; without
    // it SQLite may take that of any index that somebody adds.
    struct PeopleQuery
    {
        std::string select;
        std::string ofOne;
        std::string order;
    };
    [[nodiscard]] Result<void> eachRowOfPeople(const Database &database, const PeopleQuery &query,
                                               const RowReader &row);

    [[nodiscard]] std::vector<EventRange> cutRanges() const;
    [[nodiscard]] std::vector<std::function<void()>> tasks();
    std::function<void()> task(std::function<Result<void>(const Database &)> read);
    void shareOrders();
    void joinMetric(size_t metric);
    void noteStrays();
    void closeColumns();
    void noteDone();
    void fail(const Error &error);

    QString m_path;
    const Progress &m_progress;
    std::optional<Selection> m_selection;
    TableColumns m_columns;
    // What becomes a column of m_columns at the end.
    std::vector<qint64> m_ids;
    std::vector<qint64> m_knownSince;
    std::array<std::vector<ConsentRow>, 4> m_consents; // by Channel
    std::array<std::vector<SuppressionRow>, 4> m_suppressions;
    QHash<qint64, qint64> m_absorbed;
    std::optional<PeopleIndex> m_people;
    std::optional<IdIndex> m_metricPlaces;
    std::optional<IdIndex> m_detailPlaces;
    std::vector<PropertyBuilder> m_builders;
    std::vector<PropertyRow> m_strayProperties;
    std::vector<EventRange> m_ranges;
    std::string m_currency;
    QMutex m_mutex;
    std::optional<Error> m_error;
    std::atomic<bool> m_failed = false;
    qint64 m_done = 0;
    qint64 m_total = 0;
};

} // namespace perennial
