// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/detailtable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace perennial {

namespace {

// Tells values of all types apart: 41 and "41" differ, and so do 1 and 1.0, which SQLite reads as different types too.
QByteArray keyOf(const QJsonValue &value)
{
    if (value.isString())
        return 's' + value.toString().toUtf8();
    const int kind = value.toVariant().typeId();
    return QByteArray::number(kind) + QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

} // namespace

DetailTable::DetailTable(quint32 size, std::vector<DetailColumn> columns)
    : m_size(size)
    , m_columns(std::move(columns))
{
    for (size_t i = 0; i < m_columns.size(); ++i)
        m_byName.insert(m_columns[i].name, static_cast<qsizetype>(i));
}

void DetailTable::add(const QByteArray &json)
{
    const quint32 index = m_size++;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isNull())
            continue;
        const qsizetype place = placeOf(it.key());
        const quint32 code = codeOf(place, it.value());
        Gathered &gathered = m_gathered[static_cast<size_t>(place)];
        gathered.details.push_back(index);
        gathered.codes.push_back(code);
    }
}

qsizetype DetailTable::placeOf(const QString &name)
{
    auto place = m_byName.constFind(name);
    if (place == m_byName.constEnd()) {
        place = m_byName.insert(name, static_cast<qsizetype>(m_columns.size()));
        m_columns.push_back({name, {}, {}, {}});
        m_gathered.emplace_back();
    }
    return *place;
}

// Makes a closed table ready for more.
void DetailTable::reopen()
{
    m_gathered.resize(m_columns.size());
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const DetailColumn &column = m_columns[i];
        m_gathered[i].details.assign(column.details.begin(), column.details.end());
        m_gathered[i].codes.assign(column.codes.begin(), column.codes.end());
        for (size_t code = 0; code < column.values.size(); ++code)
            m_gathered[i].codeOf.insert(keyOf(column.values[code]), static_cast<quint32>(code));
    }
}

DetailTable DetailTable::joined(const DetailTable &first, const DetailTable &more)
{
    DetailTable whole = first;
    if (more.size() == 0)
        return whole;
    whole.reopen();
    for (const DetailColumn &column : more.columns()) {
        const qsizetype place = whole.placeOf(column.name);
        std::vector<quint32> codes;
        for (const QJsonValue &value : column.values)
            codes.push_back(whole.codeOf(place, value));
        Gathered &gathered = whole.m_gathered[static_cast<size_t>(place)];
        for (size_t i = 0; i < column.details.size(); ++i) {
            gathered.details.push_back(first.size() + column.details[i]);
            gathered.codes.push_back(codes[column.codes[i]]);
        }
    }
    whole.m_size += more.size();
    whole.close();
    return whole;
}

void DetailTable::close()
{
    for (size_t i = 0; i < m_gathered.size(); ++i) {
        m_columns[i].details = std::move(m_gathered[i].details);
        m_columns[i].codes = std::move(m_gathered[i].codes);
    }
    m_gathered = {};
}

const DetailColumn *DetailTable::column(const QString &name) const
{
    const auto place = m_byName.constFind(name);
    return place == m_byName.constEnd() ? nullptr : &m_columns[static_cast<size_t>(*place)];
}

quint32 DetailTable::codeOf(qsizetype column, const QJsonValue &value)
{
    QHash<QByteArray, quint32> &codes = m_gathered[static_cast<size_t>(column)].codeOf;
    std::vector<QJsonValue> &values = m_columns[static_cast<size_t>(column)].values;
    const QByteArray key = keyOf(value);
    auto place = codes.constFind(key);
    if (place == codes.constEnd()) {
        place = codes.insert(key, static_cast<quint32>(values.size()));
        values.push_back(value);
    }
    return *place;
}

} // namespace perennial
