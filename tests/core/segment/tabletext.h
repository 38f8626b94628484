// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/jsonbytes.h"
#include "core/segment/profiletable.h"

#include <QStringList>

#include <bit>

namespace perennial {

// All that a table says, as text: two tables that mean the same give the same, however their columns are kept.
class TableText
{
public:
    explicit TableText(const TableColumns &columns)
        : m_columns(columns)
    {
    }

    [[nodiscard]] QString text()
    {
        m_lines = {m_columns.mark.storeId, QString::number(m_columns.mark.revision.revision), m_columns.currency,
                   QString::number(m_columns.lastKnownSince)};
        addPeople();
        for (const EventColumn &column : m_columns.metrics)
            addEvents(column);
        for (const PropertyColumn &column : m_columns.properties)
            addProperty(column);
        for (const ConsentColumn &column : m_columns.channels)
            addConsents(column);
        addDetails();
        return m_lines.join(u'\n');
    }

private:
    template <class... Numbers>
    void add(Numbers... numbers)
    {
        QStringList words;
        (words.append(QString::number(numbers)), ...);
        m_lines.append(words.join(u' '));
    }

    void addPeople()
    {
        for (quint32 i = 0; i < m_columns.ids.size(); ++i)
            add(m_columns.ids[i], m_columns.knownSince[i], int(m_columns.haveEmail.contains(i)),
                int(m_columns.havePhone.contains(i)));
    }

    void addEvents(const EventColumn &column)
    {
        m_lines.append(column.name);
        add(column.id.value, column.firstMs, column.lastMs, column.eventCount());
        for (size_t run = 0; run < column.people.size(); ++run) {
            for (quint32 event = column.starts[run]; event < column.starts[run + 1]; ++event)
                add(column.people[run], column.timeMs(event), column.value(event), column.detailsOf(event));
        }
    }

    QString valueOf(const PropertyColumn &column, PropertyColumn::Raw raw)
    {
        if (column.type == ValueType::Number)
            return QString::number(std::bit_cast<double>(raw), 'g', 17);
        if (column.type == ValueType::Date)
            return QString::number(raw);
        return raw == PropertyColumn::NoCode ? QStringLiteral("none")
                                             : u'"' + QString::fromUtf8(column.texts[static_cast<size_t>(raw)]);
    }

    void addProperty(const PropertyColumn &column)
    {
        m_lines.append(column.name);
        add(column.id.value, int(column.type), column.known, column.lastSince);
        for (quint32 i = 0; i < m_columns.ids.size(); ++i)
            m_lines.append(valueOf(column, column.rawAt(i)));
        for (const PropertyColumn::Earlier &row : column.histories)
            m_lines.append(QStringLiteral("%1 %2 %3").arg(row.person).arg(row.since).arg(valueOf(column, row.raw)));
    }

    void addConsents(const ConsentColumn &column)
    {
        add(column.lastConsentAt, column.subscribed.count(), column.unsubscribed.count());
        for (const ConsentRow &row : column.consents)
            add(row.person, int(row.state), row.at);
        for (const SuppressionRow &row : column.suppressions)
            add(row.person, row.at, row.endedAt);
        column.subscribed.forEach([this](quint32 person) { add(person); });
        column.unsubscribed.forEach([this](quint32 person) { add(person); });
    }

    void addDetails()
    {
        add(m_columns.details.size());
        for (const DetailColumn &column : m_columns.details.columns()) {
            m_lines.append(column.name);
            for (size_t i = 0; i < column.details.size(); ++i) {
                QByteArray bytes;
                appendJsonBytes(bytes, column.values[column.codes[i]]);
                m_lines.append(QString::number(column.details[i]) + u' ' + QString::fromLatin1(bytes.toHex()));
            }
        }
    }

    const TableColumns &m_columns;
    QStringList m_lines;
};

inline QString textOf(const TableColumns &columns)
{
    return TableText(columns).text();
}

} // namespace perennial
