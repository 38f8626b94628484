// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/valuecatalog.h"

#include "core/segment/columns/orderlinevalues.h"
#include "core/segment/columns/profiletable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <cmath>

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

// As it is written in JSON.
QByteArray numberText(double number)
{
    constexpr double Plain = 1e15, Small = 1e-6;
    const double size = std::abs(number);
    if (size < Plain && number == std::floor(number))
        return QByteArray::number(static_cast<qint64>(number));
    return QString::number(number, size < Plain && size >= Small ? 'f' : 'g', QLocale::FloatingPointShortest).toUtf8();
}

QByteArray booleanText(bool yes)
{
    return yes ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

// Counts values as they stand in JSON; a list counts for each of its items, once for one that it holds twice.
class ValueCounter
{
public:
    void add(const QJsonValue &value, quint32 count)
    {
        if (!value.isArray())
            return addOne(value, count);
        const size_t before = m_values.size();
        for (const QJsonValue &item : value.toArray())
            addOne(item, count);
        const auto items = m_values.begin() + static_cast<qsizetype>(before);
        std::sort(items, m_values.end(), byText);
        m_values.erase(std::unique(items, m_values.end(), isSame), m_values.end());
        m_mayRepeat = true;
    }

    [[nodiscard]] ValueList take()
    {
        if (m_mayRepeat || !isOfOneType())
            join();
        if (m_numbers && isOfOneType()) {
            std::ranges::sort(m_values, {}, [](const ValueList::Entry &value) { return value.text.toDouble(); });
            return ValueList(std::move(m_values), ValueType::Number);
        }
        return ValueList(std::move(m_values), m_booleans && isOfOneType() ? ValueType::Boolean : ValueType::Text);
    }

private:
    static bool byText(const ValueList::Entry &a, const ValueList::Entry &b) { return a.text < b.text; }
    static bool isSame(const ValueList::Entry &a, const ValueList::Entry &b) { return a.text == b.text; }
    [[nodiscard]] bool isOfOneType() const { return m_texts + m_numbers + m_booleans <= 1; }

    void addOne(const QJsonValue &value, quint32 count)
    {
        m_texts |= value.isString();
        m_numbers |= value.isDouble();
        m_booleans |= value.isBool();
        if (value.isString() && !value.toString().isEmpty())
            m_values.push_back({value.toString().toUtf8(), count});
        else if (value.isDouble())
            m_values.push_back({numberText(value.toDouble()), count});
        else if (value.isBool())
            m_values.push_back({booleanText(value.toBool()), count});
    }

    void join()
    {
        QHash<QByteArray, quint32> counts;
        for (const ValueList::Entry &value : m_values)
            counts[value.text] += value.count;
        m_values.clear();
        for (auto value = counts.cbegin(); value != counts.cend(); ++value)
            m_values.push_back({value.key(), value.value()});
    }

    std::vector<ValueList::Entry> m_values;
    bool m_texts = false;
    bool m_numbers = false;
    bool m_booleans = false;
    bool m_mayRepeat = false;
};

// Values that are known, in ascending order.
template <class T>
ValueList listOf(std::vector<T> values, ValueType type, QByteArray (*text)(T))
{
    std::ranges::sort(values);
    std::vector<ValueList::Entry> entries;
    for (auto value = values.begin(); value != values.end();) {
        const auto next = std::find_if(value, values.end(), [&](const T &other) { return other != *value; });
        entries.push_back({text(*value), static_cast<quint32>(next - value)});
        value = next;
    }
    return ValueList(std::move(entries), type);
}

ValueList numbersOf(const PropertyColumn &column)
{
    std::vector<double> known;
    std::ranges::copy_if(column.numbers, std::back_inserter(known), [](double number) { return !std::isnan(number); });
    return listOf(std::move(known), ValueType::Number, numberText);
}

ValueList datesOf(const PropertyColumn &column)
{
    std::vector<qint64> known;
    std::ranges::copy_if(column.dates, std::back_inserter(known),
                         [](qint64 date) { return date != PropertyColumn::NoDate; });
    return listOf<qint64>(std::move(known), ValueType::Date, [](qint64 ms) { return Instant{ms}.toIso().toUtf8(); });
}

ValueList codedOf(const PropertyColumn &column)
{
    const std::vector<quint32> counts = countsOf(column.codes, column.texts.size(), PropertyColumn::NoCode);
    ValueCounter items;
    std::vector<ValueList::Entry> texts;
    for (size_t code = 1; code < counts.size(); ++code) {
        if (column.type == ValueType::List)
            items.add(QJsonDocument::fromJson(column.texts[code]).array(), counts[code]);
        else if (column.type == ValueType::Boolean)
            items.add(column.texts[code] == "1", counts[code]);
        else
            texts.push_back({column.texts[code], counts[code]});
    }
    return column.type == ValueType::Text ? ValueList(std::move(texts)) : items.take();
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

ValueCatalog::List ValueCatalog::ofOrderLines(const QString &property)
{
    const std::lock_guard lock(m_mutex);
    List &list = m_lineLists[property];
    if (!list)
        list = std::make_shared<const ValueList>(orderLineValues(m_columns.orders, property));
    return list;
}

ValueList ValueCatalog::made(const QString &property) const
{
    const auto column = std::ranges::find(m_columns.properties, property, &PropertyColumn::name);
    if (column == m_columns.properties.end())
        return {};
    switch (column->type) {
    case ValueType::Number:
        return numbersOf(*column);
    case ValueType::Date:
        return datesOf(*column);
    default:
        return codedOf(*column);
    }
}

ValueList ValueCatalog::made(const QString &metric, const QString &property) const
{
    const auto events = std::ranges::find(m_columns.metrics, metric, &EventColumn::name);
    const DetailColumn *column = m_columns.details.column(property);
    if (events == m_columns.metrics.end() || !column || !events->haveDetails())
        return {};
    const std::vector<quint32> byDetails = events->eventsByDetails(m_columns.details.size());
    std::vector<quint32> counts(column->values.size());
    for (size_t i = 0; i < column->details.size(); ++i)
        counts[column->codes[i]] += byDetails[column->details[i]];
    ValueCounter values;
    for (size_t code = 0; code < counts.size(); ++code) {
        if (counts[code] > 0)
            values.add(column->values[code], counts[code]);
    }
    return values.take();
}

} // namespace perennial
