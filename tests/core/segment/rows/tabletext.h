// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/jsonbytes.h"
#include "core/segment/columns/profiletable.h"

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
        addOrders(m_columns.orders);
        addStays(m_columns.lists);
        addStays(m_columns.flows);
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
            m_lines.append(QStringLiteral("%1 %2 %3 %4 %5")
                               .arg(row.person)
                               .arg(int(row.state))
                               .arg(row.at)
                               .arg(int(row.optIn))
                               .arg(QString::fromUtf8(column.methods[row.method])));
        for (const SuppressionRow &row : column.suppressions)
            add(row.person, row.at, row.endedAt, int(row.bounced));
        column.subscribed.forEach([this](quint32 person) { add(person); });
        column.unsubscribed.forEach([this](quint32 person) { add(person); });
    }

    void addTexts(const TextColumn &column, quint32 begin, quint32 end)
    {
        for (quint32 i = begin; i < end; ++i)
            m_lines.append(QString::fromUtf8(column.texts[column.codes[i]]));
    }

    void addOrders(const OrderTable &orders)
    {
        for (const OrderRun &run : orders.people) {
            add(run.person, run.begin, run.end);
            for (quint32 order = run.begin; order < run.end; ++order)
                addOrder(orders, order);
        }
    }

    void addOrder(const OrderTable &orders, quint32 order)
    {
        add(orders.times[order], orders.cancelledAt[order]);
        addTexts(orders.tags.items, orders.tags.starts[order], orders.tags.starts[order + 1]);
        addTexts(orders.discountCodes.items, orders.discountCodes.starts[order],
                 orders.discountCodes.starts[order + 1]);
        for (quint32 line = orders.lineStarts[order]; line < orders.lineStarts[order + 1]; ++line) {
            addTexts(orders.products, line, line + 1);
            addTexts(orders.skus, line, line + 1);
            addTexts(orders.vendors, line, line + 1);
            add(orders.quantities[line], orders.prices[line], orders.discounts[line]);
        }
    }

    void addStays(const std::vector<StayColumn> &columns)
    {
        for (const StayColumn &column : columns) {
            m_lines.append(column.name + u'/' + column.step);
            for (const StayRow &row : column.stays)
                add(row.person, row.since, row.until);
        }
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
