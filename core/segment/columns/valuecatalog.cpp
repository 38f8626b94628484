// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/valuecatalog.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/jsonvalues.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

std::vector<quint32> countsOf(const auto &codes, size_t distinct, quint32 none)
{
    std::vector<quint32> counts(distinct);
    for (const quint32 code : codes) {
        if (code != none)
            ++counts[code];
    }
    return counts;
}

// A list that holds an item twice has it once.
std::vector<ValueList::Entry> itemsOf(const std::vector<ValueList::Entry> &lists)
{
    QHash<QByteArray, quint32> counts;
    for (const ValueList::Entry &list : lists) {
        QSet<QByteArray> items;
        for (const QJsonValue &item : QJsonDocument::fromJson(list.text).array()) {
            if (const auto text = textOf(item))
                items.insert(text->toUtf8());
        }
        for (const QByteArray &item : std::as_const(items))
            counts[item] += list.count;
    }
    std::vector<ValueList::Entry> items;
    for (auto item = counts.cbegin(); item != counts.cend(); ++item)
        items.push_back({item.key(), item.value()});
    return items;
}

} // namespace

ValueCatalog::List ValueCatalog::ofProperty(const QString &property)
{
    const std::lock_guard lock(m_mutex);
    List &list = m_lists[{QString(), property}];
    if (!list)
        list = std::make_shared<const ValueList>(made(property));
    return list;
}

ValueCatalog::List ValueCatalog::ofEvents(const QString &metric, const QString &property)
{
    const std::lock_guard lock(m_mutex);
    List &list = m_lists[{metric, property}];
    if (!list)
        list = std::make_shared<const ValueList>(made(metric, property));
    return list;
}

ValueList ValueCatalog::made(const QString &property) const
{
    const auto column = std::ranges::find(m_columns.properties, property, &PropertyColumn::name);
    if (column == m_columns.properties.end() || column->codes.empty())
        return {};
    const std::vector<quint32> counts = countsOf(column->codes, column->texts.size(), PropertyColumn::NoCode);
    std::vector<ValueList::Entry> values;
    for (size_t code = 1; code < counts.size(); ++code)
        values.push_back({column->texts[code], counts[code]});
    return ValueList(column->type == ValueType::List ? itemsOf(values) : std::move(values));
}

ValueList ValueCatalog::made(const QString &metric, const QString &property) const
{
    const auto events = std::ranges::find(m_columns.metrics, metric, &EventColumn::name);
    const DetailColumn *column = m_columns.details.column(property);
    if (events == m_columns.metrics.end() || !column || events->details.empty())
        return {};
    const std::vector<quint32> byDetails = countsOf(events->details, m_columns.details.size(), EventColumn::NoDetails);
    std::vector<quint32> counts(column->values.size());
    for (size_t i = 0; i < column->details.size(); ++i)
        counts[column->codes[i]] += byDetails[column->details[i]];
    std::vector<ValueList::Entry> values;
    for (size_t code = 0; code < counts.size(); ++code) {
        const QByteArray text = textOf(column->values[code]).value_or(QString()).toUtf8();
        if (!text.isEmpty())
            values.push_back({text, counts[code]});
    }
    return ValueList(std::move(values));
}

} // namespace perennial
