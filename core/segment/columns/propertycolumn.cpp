// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/propertycolumn.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace perennial {

PropertyColumn::Raw PropertyColumn::rawAt(quint32 person) const
{
    if (type == ValueType::Number)
        return std::bit_cast<Raw>(numbers[person]);
    return type == ValueType::Date ? dates[person] : codes[person];
}

PropertyColumn::Raw PropertyColumn::noValueOf(ValueType type)
{
    if (type == ValueType::Number)
        return std::bit_cast<Raw>(NoNumber);
    return type == ValueType::Date ? NoDate : NoCode;
}

PropertyColumn::Raw PropertyColumn::inForce(const Earlier *begin, const Earlier *end, qint64 asOf)
{
    const qint64 moment = std::max(asOf, begin->since);
    const auto *after =
        std::upper_bound(begin, end, moment, [](qint64 at, const Earlier &row) { return at < row.since; });
    return (after - 1)->raw;
}

void finish(PropertyColumn &column)
{
    for (const PropertyColumn::Earlier &row : column.histories)
        column.lastSince = std::max(column.lastSince, row.since);
    const auto isDate = [](qint64 date) { return date != PropertyColumn::NoDate; };
    const auto isNumber = [](double number) { return !std::isnan(number); };
    const auto isCode = [](quint32 code) { return code != PropertyColumn::NoCode; };
    column.known = static_cast<quint32>(std::ranges::count_if(column.dates, isDate) +
                                        std::ranges::count_if(column.numbers, isNumber) +
                                        std::ranges::count_if(column.codes, isCode));
}

PropertyBuilder::PropertyBuilder(PropertyId id, const QString &name, ValueType type, quint32 people)
{
    m_column.id = id;
    m_column.name = name;
    m_column.type = type;
    if (type == ValueType::Number)
        m_numbers.assign(people, PropertyColumn::NoNumber);
    else if (type == ValueType::Date)
        m_dates.assign(people, PropertyColumn::NoDate);
    else
        m_codeOf.assign(people, PropertyColumn::NoCode);
    m_column.texts.emplace_back();
}

void PropertyBuilder::add(quint32 person, qint64 since, PropertyColumn::Raw raw)
{
    const bool again = person == m_person;
    if (again && !m_inHistory)
        m_histories.push_back({person, m_since, rawAt(person)});
    if (again)
        m_histories.push_back({person, since, raw});
    m_inHistory = again;
    m_person = person;
    m_since = since;
    put(person, raw);
}

PropertyColumn::Raw PropertyBuilder::codeOf(QByteArrayView text)
{
    const auto known = m_codes.constFind(QByteArray::fromRawData(text.data(), text.size()));
    if (known != m_codes.constEnd())
        return *known;
    const auto code = static_cast<quint32>(m_column.texts.size());
    m_column.texts.push_back(text.toByteArray());
    m_codes.insert(m_column.texts.back(), code);
    return code;
}

PropertyColumn PropertyBuilder::take()
{
    std::ranges::stable_sort(m_histories, {}, &PropertyColumn::Earlier::person);
    m_column.codes = std::move(m_codeOf);
    m_column.numbers = std::move(m_numbers);
    m_column.dates = std::move(m_dates);
    m_column.histories = std::move(m_histories);
    finish(m_column);
    return std::move(m_column);
}

PropertyColumn::Raw PropertyBuilder::rawAt(quint32 person) const
{
    if (m_column.type == ValueType::Number)
        return std::bit_cast<PropertyColumn::Raw>(m_numbers[person]);
    return m_column.type == ValueType::Date ? m_dates[person] : m_codeOf[person];
}

void PropertyBuilder::put(quint32 person, PropertyColumn::Raw raw)
{
    if (m_column.type == ValueType::Number)
        m_numbers[person] = std::bit_cast<double>(raw);
    else if (m_column.type == ValueType::Date)
        m_dates[person] = raw;
    else
        m_codeOf[person] = static_cast<quint32>(raw);
}

} // namespace perennial
