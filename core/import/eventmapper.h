// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/detailsjson.h"
#include "core/import/importcatalog.h"
#include "core/import/personcolumns.h"
#include "core/import/writebatch.h"

#include <memory>

namespace perennial {

// One row, one event.
class EventMapper : public RowMapper
{
public:
    explicit EventMapper(const MapperScope &scope);

    void addRow(const CsvRecord &record, qint64 row) override;
    void settle() override;

private:
    struct Extra
    {
        std::size_t index;
        std::string key;
        const BoundColumn *bound;
    };

    // An event of the batch whose person is looked for together with those of other rows.
    struct Nameless
    {
        qint64 row;
        std::size_t event; // in the batch
        std::size_t firstIdentifier;
        std::size_t identifiers; // 0: the person of the event before
    };

    void bindColumn(std::size_t index);
    [[nodiscard]] bool readPerson(const CsvRecord &record, qint64 row);
    void findPerson(const Nameless &nameless, EventRow &event);
    [[nodiscard]] bool readTime(const CsvRecord &record, qint64 row, EventRow &event);
    [[nodiscard]] bool readMetric(const CsvRecord &record, qint64 row, EventRow &event);
    void readValue(const CsvRecord &record, EventRow &event);
    void readOrder(const CsvRecord &record, EventRow &event);
    [[nodiscard]] qint64 keyOf(const CsvRecord &record);
    [[nodiscard]] qint64 keyOfText(const CsvRecord &record);
    [[nodiscard]] qint32 detailsOf(const CsvRecord &record);
    void reject(const CsvRecord &record, qint64 row, const std::optional<std::size_t> &column, const QString &reason);

    MapperScope m_scope;
    PersonColumns m_person;
    std::optional<std::size_t> m_metric, m_time, m_value, m_key, m_order, m_currency;
    std::vector<Extra> m_extras;
    std::vector<Nameless> m_nameless;
    std::vector<IdentifierRef> m_identifiers; // of m_nameless, their texts in m_names
    std::vector<quint8> m_flags;
    TextArena m_names;
    bool m_hasPerson = false; // the row before named one
    qint64 m_profile = 0;
    qint64 m_profileAt = 0; // the earliest event seen in the present run of rows
    std::string m_lastMetric;
    qint32 m_lastMetricId = 0;
    std::string m_lastTime;
    std::unordered_map<TextHash, qint32, TextHashHash> m_knownExtras; // raw cells to details
    std::unordered_map<quint64, quint32> m_rowCounts;                 // of rows without a key of their own
    std::string m_rawExtras;
    DetailsJson m_json;
    int m_digits;
    bool m_isStoreCurrency;
};

} // namespace perennial
