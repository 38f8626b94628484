// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/eventmapper.h"

#include "core/base/celltext.h"
#include "core/base/money.h"
#include "core/import/amountcells.h"
#include "core/import/profilebook.h"
#include "core/import/rowsink.h"
#include "core/import/values/cell.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

constexpr std::size_t MostKnownExtras = 200'000;
constexpr std::size_t MostNameless = 64;

} // namespace

EventMapper::EventMapper(const MapperScope &scope)
    : m_scope(scope)
    , m_person(m_scope)
    , m_digits(minorDigits(QString::fromStdString(scope.currency)))
    , m_isStoreCurrency(scope.currency == scope.storeCurrency)
{
    for (std::size_t i = 0; i < m_scope.columns.size(); ++i)
        bindColumn(i);
}

void EventMapper::bindColumn(std::size_t index)
{
    const BoundColumn &bound = m_scope.columns[index];
    switch (bound.mapping.role) {
    case ColumnRole::Metric:
        m_metric = index;
        return;
    case ColumnRole::EventTime:
        m_time = index;
        return;
    case ColumnRole::EventValue:
        m_value = index;
        return;
    case ColumnRole::EventKey:
        m_key = index;
        return;
    case ColumnRole::OrderKey:
        m_order = index;
        return;
    case ColumnRole::Currency:
        m_currency = index;
        return;
    case ColumnRole::EventProperty:
    case ColumnRole::Property:
        m_extras.push_back({index, bound.mapping.name.toStdString(), &bound});
        return;
    default:
        return;
    }
}

void EventMapper::addRow(const CsvRecord &record, qint64 row)
{
    EventRow event{};
    if (!readTime(record, row, event) || !readMetric(record, row, event) || !readPerson(record, row))
        return;
    readValue(record, event);
    readOrder(record, event);
    event.key = keyOf(record);
    event.details = detailsOf(record);
    m_scope.sink.batch().events.push_back(event);
    if (m_nameless.size() == MostNameless)
        settle();
}

void EventMapper::reject(const CsvRecord &record, qint64 row, const std::optional<std::size_t> &column,
                         const QString &reason)
{
    const QString name = column ? m_scope.columns[*column].mapping.column : QString();
    m_scope.sink.reject(row, record.line(), record.raw(), name, reason);
}

bool EventMapper::readTime(const CsvRecord &record, qint64 row, EventRow &event)
{
    const std::string_view cell = record[*m_time];
    const auto time = m_scope.columns[*m_time].times->read(cell);
    if (!time) {
        reject(record, row, m_time,
               trimmed(cell).empty() ? tr("The row has no time.") : tr("The time cannot be read."));
        return false;
    }
    if (!isPlausible(time->at, m_scope.now))
        m_scope.warnings.add(ImportWarning::ImplausibleTime, m_scope.columns[*m_time].mapping.column);
    event.at = time->at.ms;
    return true;
}

bool EventMapper::readMetric(const CsvRecord &record, qint64 row, EventRow &event)
{
    const std::string_view cell = m_metric ? record[*m_metric] : std::string_view();
    if (m_lastMetricId == 0 || cell != m_lastMetric) {
        const std::string fixed = m_scope.mapping.metric.toStdString();
        const std::string_view name = m_metric && !trimmed(cell).empty() ? trimmed(cell) : std::string_view(fixed);
        if (name.empty()) {
            reject(record, row, m_metric, tr("The row does not name its event."));
            return false;
        }
        m_lastMetric = cell;
        m_lastMetricId = m_scope.catalog.metric(name, m_scope.sink.batch());
    }
    event.metric = m_lastMetricId;
    return true;
}

bool EventMapper::readPerson(const CsvRecord &record, qint64 row)
{
    Nameless nameless{row, m_scope.sink.batch().events.size(), m_identifiers.size(), 0};
    if (!m_hasPerson || !m_person.isSameAsBefore(record)) {
        const auto identifiers = m_person.read(record);
        if (identifiers.empty()) {
            reject(record, row, {}, tr("The row has no usable identifier: no e-mail, phone or id."));
            return false;
        }
        m_person.remember(record);
        m_hasPerson = true;
        nameless.identifiers = identifiers.size();
        for (const IdentifierRef &identifier : identifiers)
            m_identifiers.push_back({identifier.kind, identifier.space, m_names.keep(identifier.value)});
        m_flags.insert(m_flags.end(), m_person.flags().begin(), m_person.flags().end());
    }
    m_nameless.push_back(nameless);
    return true;
}

// With a million people a look-up is mostly waiting for memory; many at a time wait together.
void EventMapper::settle()
{
    m_scope.profiles.fetch(m_identifiers);
    for (const Nameless &nameless : m_nameless)
        findPerson(nameless, m_scope.sink.batch().events[nameless.event]);
    m_nameless.clear();
    m_identifiers.clear();
    m_flags.clear();
    m_names.clear();
}

void EventMapper::findPerson(const Nameless &nameless, EventRow &event)
{
    const CreationHint created{event.at, true};
    WriteBatch &batch = m_scope.sink.batch();
    if (nameless.identifiers > 0) {
        const auto identifiers = std::span(m_identifiers).subspan(nameless.firstIdentifier, nameless.identifiers);
        const auto flags = std::span(m_flags).subspan(nameless.firstIdentifier, nameless.identifiers);
        m_profile = m_scope.profiles.identify(identifiers, flags, nameless.row, created, batch).profile;
        m_profileAt = event.at + 1;
    }
    if (event.at < m_profileAt) {
        m_profileAt = event.at;
        m_scope.profiles.noteCreation(m_profile, created, batch);
    }
    event.profile = m_profile;
}

void EventMapper::readValue(const CsvRecord &record, EventRow &event)
{
    const std::string_view cell = m_value ? trimmed(record[*m_value]) : std::string_view();
    if (cell.empty())
        return;
    const std::string_view own = m_currency ? trimmed(record[*m_currency]) : std::string_view();
    const bool hasOwn = !own.empty() && own != m_scope.currency;
    const int digits =
        hasOwn ? minorDigits(QString::fromUtf8(own.data(), static_cast<qsizetype>(own.size()))) : m_digits;
    const auto minor = minorFromCell(cell, m_scope.columns[*m_value], digits, m_scope.warnings);
    if (!minor)
        return;
    event.hasValue = true;
    event.value = *minor;
    // NULL is the store's currency.
    if (hasOwn ? own != m_scope.storeCurrency : !m_isStoreCurrency)
        event.currency = m_scope.sink.batch().texts.keep(hasOwn ? own : std::string_view(m_scope.currency));
}

void EventMapper::readOrder(const CsvRecord &record, EventRow &event)
{
    const std::string_view cell = m_order ? withoutGuard(trimmed(record[*m_order])) : std::string_view();
    if (cell.empty())
        return;
    if (const auto number = canonicalInteger(cell)) {
        event.hasOrderNumber = true;
        event.orderNumber = *number;
    } else {
        event.orderText = m_scope.sink.batch().texts.keep(cell);
    }
}

qint64 EventMapper::keyOf(const CsvRecord &record)
{
    const std::string_view cell = m_key ? withoutGuard(trimmed(record[*m_key])) : std::string_view();
    if (const auto number = cell.empty() ? std::nullopt : canonicalInteger(cell))
        return *number;
    return keyOfText(record);
}

// A hash of the source and the row's own id; without one, of the whole row and its ordinal among identical rows.
qint64 EventMapper::keyOfText(const CsvRecord &record)
{
    const quint64 source = stableHash(m_scope.mapping.source.toStdString());
    const std::string_view cell = m_key ? trimmed(record[*m_key]) : std::string_view();
    if (!cell.empty())
        return static_cast<qint64>(stableHash(cell, source));
    quint64 hash = source;
    for (std::size_t i = 0; i < m_scope.columns.size(); ++i)
        hash = stableHash(record[i], hash);
    const quint32 ordinal = m_rowCounts[hash]++;
    return static_cast<qint64>(mixBits(hash + ordinal));
}

qint32 EventMapper::detailsOf(const CsvRecord &record)
{
    if (m_extras.empty())
        return 0;
    m_rawExtras.clear();
    for (const Extra &extra : m_extras) {
        m_rawExtras += record[extra.index];
        m_rawExtras += '\x1f';
    }
    if (m_rawExtras.size() == m_extras.size())
        return 0;
    const TextHash raw = TextHash::of(m_rawExtras);
    if (const auto known = m_knownExtras.find(raw); known != m_knownExtras.end())
        return known->second;
    m_json.clear();
    for (const Extra &extra : m_extras)
        m_json.addGuessed(extra.key, trimmed(record[extra.index]));
    const qint32 details = m_json.isEmpty() ? 0 : m_scope.catalog.details(m_json.text(), m_scope.sink.batch());
    if (m_knownExtras.size() < MostKnownExtras)
        m_knownExtras.emplace(raw, details);
    return details;
}

} // namespace perennial
