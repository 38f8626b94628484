// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/columns/consentcolumn.h"
#include "core/segment/columns/detailtable.h"
#include "core/segment/columns/eventcolumn.h"
#include "core/segment/columns/ordercolumn.h"
#include "core/segment/columns/propertycolumn.h"
#include "core/segment/columns/staycolumn.h"
#include "core/segment/columns/storemark.h"
#include "core/segment/columns/valuecatalog.h"
#include "core/segment/document/condition.h"

#include <array>
#include <memory>

namespace perennial {

struct MetricInfo
{
    QString name;
    quint32 events = 0;
    quint32 people = 0;
    Instant first;
    Instant last;
};

struct PropertyInfo
{
    QString name;
    ValueType type = ValueType::Text;
    quint32 people = 0; // who have a value
};

// One person's events of one metric in short, or those of many people together. Amounts are minor units of the store's
// currency.
struct EventTotals
{
    quint32 people = 0;
    quint64 events = 0;
    qint64 amount = 0;
    std::optional<Instant> first;
    std::optional<Instant> last;
};

// What a ProfileTable is made of.
struct TableColumns
{
    QString storePath; // where documents find what they name
    StoreMark mark;
    QString currency;
    QTimeZone homeZone = QTimeZone::utc();
    Column<qint64> ids; // of people, ascending; merged profiles stand for themselves no more
    // The earlier of created_at and the first event; TimeRange::Start where neither is known.
    Column<qint64> knownSince;
    qint64 lastKnownSince = 0; // from then on everybody is known
    std::vector<EventColumn> metrics;
    DetailTable details;
    std::vector<PropertyColumn> properties;
    std::array<ConsentColumn, 4> channels; // by Channel
    ProfileSet haveEmail;
    ProfileSet havePhone;
    OrderTable orders;
    std::vector<StayColumn> lists;
    std::vector<StayColumn> flows; // one for each step of each
};

class ColumnCache;

// Everything the evaluator asks of a store, in memory and in columns: immutable, of one revision of one store, and free
// to be read by any number of threads.
class ProfileTable
{
public:
    // As quick as can be: what was kept of the store when it was opened before, brought up to date where that is
    // possible, else built and kept.
    [[nodiscard]] static Result<std::shared_ptr<const ProfileTable>> open(const QString &storePath,
                                                                          const Progress &progress);
    [[nodiscard]] static Result<std::shared_ptr<const ProfileTable>>
    open(const QString &storePath, const ColumnCache &cache, const Progress &progress);
    // Reads the store with reader connections of its own, on several threads. Reports events read.
    [[nodiscard]] static Result<std::shared_ptr<const ProfileTable>> build(const QString &storePath,
                                                                           const Progress &progress);
    explicit ProfileTable(TableColumns columns);

    [[nodiscard]] const TableColumns &columns() const { return m_columns; }
    [[nodiscard]] quint32 profileCount() const { return static_cast<quint32>(m_columns.ids.size()); }
    [[nodiscard]] ProfileId idAt(quint32 index) const { return {m_columns.ids[index]}; }
    [[nodiscard]] std::optional<quint32> indexOf(ProfileId id) const;
    [[nodiscard]] const QString &currency() const { return m_columns.currency; }
    // People known at a moment: created or seen by then, or without any date.
    [[nodiscard]] ProfileSet knownAt(Instant asOf) const;

    // Null where the store has none of that name.
    [[nodiscard]] const EventColumn *metric(const QString &name) const;
    [[nodiscard]] const PropertyColumn *property(const QString &name) const;
    [[nodiscard]] const ConsentColumn &consent(Channel channel) const;
    // Who can be told apart by an address of the channel at all.
    [[nodiscard]] const ProfileSet *reachableBy(Channel channel) const;

    // By count of events, most first.
    [[nodiscard]] std::vector<MetricInfo> metrics() const;
    // By name; "Created At" is among them.
    [[nodiscard]] std::vector<PropertyInfo> properties() const;
    // Distinct values, to be searched as somebody types.
    [[nodiscard]] ValueCatalog &values() const { return *m_values; }
    // The most frequent of them.
    [[nodiscard]] std::vector<ValueCount> valuesOf(const QString &property, int limit = 1000) const;
    [[nodiscard]] std::vector<PropertyInfo> eventProperties(const QString &metric) const;
    [[nodiscard]] std::vector<ValueCount> eventValuesOf(const QString &metric, const QString &property,
                                                        int limit = 1000) const;

    [[nodiscard]] EventTotals totalsOf(const QString &metric, quint32 person) const;
    [[nodiscard]] EventTotals totalsOf(const QString &metric, const ProfileSet &people) const;
    // Over all metrics; nothing in a store without events.
    [[nodiscard]] std::optional<Instant> firstEvent() const;
    [[nodiscard]] std::optional<Instant> lastEvent() const;
    // Bytes the columns take.
    [[nodiscard]] qint64 memoryUse() const;

private:
    TableColumns m_columns;
    QHash<QString, qsizetype> m_metrics;
    QHash<QString, qsizetype> m_properties;
    std::unique_ptr<ValueCatalog> m_values;
};

} // namespace perennial
