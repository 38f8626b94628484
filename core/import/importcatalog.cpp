// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importcatalog.h"

#include "core/sqlite/database.h"

#include <algorithm>
#include <array>
#include <functional>

namespace perennial {

namespace {

// As the column properties.type has them.
constexpr std::array<std::string_view, 5> StoredTypes{"text", "number", "boolean", "date", "list"};

std::string_view storedType(FieldType type)
{
    return StoredTypes[static_cast<size_t>(type)];
}

FieldType typeFromStore(std::string_view word)
{
    const auto found = std::ranges::find(StoredTypes, word);
    return found == StoredTypes.end() ? FieldType::Text : static_cast<FieldType>(found - StoredTypes.begin());
}

Result<void> forEachRow(const Database &database, std::string_view sql,
                        const std::function<void(const Statement &)> &use)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return failure(statement.error());
    return forEachRow(*statement, use);
}

} // namespace

Result<ImportCatalog::Names> ImportCatalog::loadNames(const Database &database, std::string_view sql)
{
    Names names;
    const auto read = forEachRow(database, sql, [&](const Statement &row) {
        names.ids.emplace(row.bytes(1), row.integer(0));
        names.last = std::max(names.last, row.integer(0));
    });
    if (!read)
        return failure(read.error());
    return names;
}

Result<void> ImportCatalog::load(const Database &database)
{
    auto metrics = loadNames(database, "SELECT id, name FROM metrics");
    auto kinds = loadNames(database, "SELECT id, name FROM identifier_kinds");
    if (!metrics || !kinds)
        return failure(metrics ? kinds.error() : metrics.error());
    m_metrics = std::move(*metrics);
    m_kinds = std::move(*kinds);
    return forEachRow(database, "SELECT id, name, type FROM properties", [this](const Statement &row) {
        m_properties.emplace(row.bytes(1), Property{row.integer(0), typeFromStore(row.bytes(2))});
        m_lastProperty = std::max(m_lastProperty, row.integer(0));
    });
}

Result<void> ImportCatalog::loadDetails(const Database &database)
{
    if (m_hasDetails)
        return {};
    m_hasDetails = true;
    return forEachRow(database, "SELECT id, properties FROM event_details", [this](const Statement &row) {
        const auto id = static_cast<qint32>(row.integer(0));
        m_details.emplace(TextHash::of(row.bytes(1)), id);
        m_lastDetails = std::max(m_lastDetails, id);
    });
}

qint64 ImportCatalog::idOf(Names &names, NameRow::Table table, std::string_view name, WriteBatch &batch)
{
    const auto [entry, isNew] = names.ids.try_emplace(std::string(name), names.last + 1);
    if (isNew) {
        ++names.last;
        batch.names.push_back({table, names.last, batch.texts.keep(name), {}});
    }
    return entry->second;
}

qint32 ImportCatalog::metric(std::string_view name, WriteBatch &batch)
{
    return static_cast<qint32>(idOf(m_metrics, NameRow::Table::Metric, name, batch));
}

qint64 ImportCatalog::identifierKind(std::string_view name, WriteBatch &batch)
{
    return idOf(m_kinds, NameRow::Table::IdentifierKind, name, batch);
}

qint32 ImportCatalog::details(std::string_view json, WriteBatch &batch)
{
    const auto [entry, isNew] = m_details.try_emplace(TextHash::of(json), m_lastDetails + 1);
    if (isNew) {
        ++m_lastDetails;
        batch.names.push_back({NameRow::Table::Details, m_lastDetails, batch.texts.keep(json), {}});
    }
    return entry->second;
}

ImportCatalog::Property ImportCatalog::property(std::string_view name, FieldType type, WriteBatch &batch)
{
    const auto [entry, isNew] = m_properties.try_emplace(std::string(name), Property{m_lastProperty + 1, type});
    if (isNew) {
        ++m_lastProperty;
        batch.names.push_back({NameRow::Table::Property, m_lastProperty, batch.texts.keep(name), storedType(type)});
    }
    return entry->second;
}

} // namespace perennial
