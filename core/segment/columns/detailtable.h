// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/column.h"

#include <QHash>
#include <QJsonValue>
#include <QString>

#include <vector>

namespace perennial {

// One property of events in columns: which distinct event details have it, and its value there.
struct DetailColumn
{
    QString name;
    Column<quint32> details; // ascending
    Column<quint32> codes;   // place in `values`
    std::vector<QJsonValue> values;
};

// The properties of all distinct event details of a store. Immutable once built.
class DetailTable
{
public:
    DetailTable() = default;
    // One that was built before.
    DetailTable(quint32 size, std::vector<DetailColumn> columns);

    // Details come in the order of their index, from 0. Text that is no JSON object counts as one without properties.
    void add(const QByteArray &json);
    // Once, when all are added; before that there are no columns.
    void close();

    // The details of `more` after those of `first`, as if added one by one.
    [[nodiscard]] static DetailTable joined(const DetailTable &first, const DetailTable &more);

    [[nodiscard]] quint32 size() const { return m_size; }
    // Of a list by details: one for each, and one at the end for events without any.
    [[nodiscard]] size_t placeCount() const { return size_t(m_size) + 1; }
    [[nodiscard]] const std::vector<DetailColumn> &columns() const { return m_columns; }
    // Null when no event has such a property.
    [[nodiscard]] const DetailColumn *column(const QString &name) const;

private:
    [[nodiscard]] qsizetype placeOf(const QString &name);
    void reopen();
    quint32 codeOf(qsizetype column, const QJsonValue &value);

    struct Gathered
    {
        std::vector<quint32> details;
        std::vector<quint32> codes;
        QHash<QByteArray, quint32> codeOf;
    };

    quint32 m_size = 0;
    std::vector<DetailColumn> m_columns;
    QHash<QString, qsizetype> m_byName;
    std::vector<Gathered> m_gathered; // by column, while adding
};

} // namespace perennial
