// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/columnstyles.h"

#include "core/base/celltext.h"
#include "core/import/importformat.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr std::array TimeFields{"created_at", "cancelled_at", "fulfilled_at"};

std::vector<std::string_view> viewsOf(const std::vector<std::string> &texts)
{
    return {texts.begin(), texts.end()};
}

ColumnMapping unnamedColumn(const FieldMapping &mapping, const QString &name)
{
    const bool isLeftOut = mapping.kind == RecordKind::Orders || looksLikeCredential(name);
    if (isLeftOut)
        return {name, ColumnRole::Skip, {}, FieldType::Text};
    const auto role = mapping.kind == RecordKind::Events ? ColumnRole::EventProperty : ColumnRole::Property;
    return {name, role, name, FieldType::Text};
}

// Shopify guards zips whatever they begin with: 'V6B 1A1.
bool isShopifyZip(const QString &format, const ColumnMapping &column)
{
    return column.role == ColumnRole::Property && column.name == QLatin1String("Zip") &&
           format.startsWith(QLatin1String("shopify-"));
}

void learn(BoundColumn &column, const FieldMapping &mapping, const std::vector<std::string_view> &cells, char delimiter)
{
    column.numbers = numberStyleOf(cells, delimiter);
    if (!mapping.decimalMark.isNull())
        column.numbers.decimalMark = mapping.decimalMark.toLatin1();
    if (column.mapping.role == ColumnRole::Identifier)
        column.ids = platformIdStyleOf(cells);
    if (holdsTimes(column.mapping))
        column.dates = timeStyleOf(cells);
    if (mapping.dateOrder)
        column.dates.order = mapping.dateOrder;
    column.isAlwaysGuarded = isShopifyZip(mapping.format, column.mapping);
}

} // namespace

std::vector<std::string> FileSample::column(qsizetype index) const
{
    std::vector<std::string> cells;
    cells.reserve(rows.size());
    for (const QStringList &row : rows)
        cells.push_back(row.value(index).toStdString());
    return cells;
}

bool holdsTimes(const ColumnMapping &column)
{
    switch (column.role) {
    case ColumnRole::CreatedAt:
    case ColumnRole::ConsentAt:
    case ColumnRole::SuppressionAt:
    case ColumnRole::EventTime:
        return true;
    case ColumnRole::Property:
    case ColumnRole::EventProperty:
        return column.type == FieldType::Time;
    case ColumnRole::OrderField:
        return std::ranges::any_of(TimeFields, [&](const char *name) { return column.name == QLatin1String(name); });
    default:
        return false;
    }
}

std::string_view unguarded(std::string_view cell, const BoundColumn &column)
{
    return column.isAlwaysGuarded && cell.starts_with('\'') ? cell.substr(1) : withoutGuard(cell);
}

std::vector<BoundColumn> bindColumns(const FieldMapping &mapping, const CsvHeader &header, const FileSample &sample)
{
    std::vector<BoundColumn> columns;
    for (qsizetype i = 0; i < header.names.size(); ++i) {
        const ColumnMapping *known = mapping.find(header.names.at(i));
        BoundColumn column;
        column.mapping = known ? *known : unnamedColumn(mapping, header.names.at(i));
        const std::vector<std::string> cells = sample.column(i);
        learn(column, mapping, viewsOf(cells), sample.delimiter);
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<std::size_t> undecidedColumns(const std::vector<BoundColumn> &columns)
{
    std::vector<std::size_t> undecided;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (holdsTimes(columns[i].mapping) && columns[i].dates.needsChoice())
            undecided.push_back(i);
    }
    return undecided;
}

QStringList settleTimes(std::vector<BoundColumn> &columns, const StyleChoices &choices)
{
    QStringList guessed;
    for (BoundColumn &column : columns) {
        if (!holdsTimes(column.mapping))
            continue;
        if (column.dates.needsChoice()) {
            if (!choices.dateOrder)
                guessed.append(column.mapping.column);
            column.dates.order = choices.dateOrder.value_or(choices.likelyOrder);
        }
        column.times.emplace(column.dates, choices.zone);
    }
    return guessed;
}

} // namespace perennial
