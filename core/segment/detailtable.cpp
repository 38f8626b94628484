// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/detailtable.h"

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

void DetailTable::add(const QByteArray &json)
{
    const quint32 index = m_size++;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isNull())
            continue;
        auto place = m_byName.constFind(it.key());
        if (place == m_byName.constEnd()) {
            place = m_byName.insert(it.key(), static_cast<qsizetype>(m_columns.size()));
            m_columns.push_back({it.key(), {}, {}, {}});
            m_gathered.emplace_back();
        }
        const quint32 code = codeOf(*place, it.value());
        Gathered &gathered = m_gathered[static_cast<size_t>(*place)];
        gathered.details.push_back(index);
        gathered.codes.push_back(code);
    }
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
