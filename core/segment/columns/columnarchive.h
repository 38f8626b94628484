// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/columnfile.h"
#include "core/segment/columns/profiletable.h"

#include <QJsonValue>

#include <concepts>
#include <cstring>
#include <deque>
#include <functional>

namespace perennial {

// What a column file holds of TableColumns, said once for writing and for reading: `archive(field, field, …)` in one
// order. A new column is one more field here, a higher FormatNumber in columnfile.cpp, and its check in
// columnchecks.cpp.

template <class C, class T>
concept IsOf = std::same_as<std::remove_const_t<C>, T>;

void describe(auto &archive, IsOf<StoreMark> auto &mark)
{
    archive(mark.storeId, mark.revision.revision, mark.revision.stamp, mark.schema, mark.currency, mark.lastProfile,
            mark.lastMetric, mark.lastProperty, mark.lastDetails, mark.lastOrder);
}

void describe(auto &archive, IsOf<EventColumn> auto &column)
{
    archive(column.id.value, column.name, column.people, column.starts, column.baseSeconds, column.seconds,
            column.millis, column.smallValues, column.values, column.smallDetails, column.details, column.orders,
            column.firstMs, column.lastMs);
}

void describe(auto &archive, IsOf<PropertyColumn> auto &column)
{
    archive(column.id.value, column.name, column.type, column.codes, column.numbers, column.dates, column.texts,
            column.histories, column.lastSince, column.known);
}

void describe(auto &archive, IsOf<ConsentColumn> auto &column)
{
    archive(column.consents, column.methods, column.suppressions, column.lastConsentAt, column.subscribed,
            column.unsubscribed);
}

void describe(auto &archive, IsOf<TextColumn> auto &column)
{
    archive(column.codes, column.texts);
}

void describe(auto &archive, IsOf<TextListColumn> auto &column)
{
    archive(column.starts, column.items);
}

void describe(auto &archive, IsOf<OrderTable> auto &orders)
{
    archive(orders.people, orders.times, orders.cancelledAt, orders.lineStarts, orders.tags, orders.discountCodes,
            orders.products, orders.skus, orders.vendors, orders.quantities, orders.prices, orders.discounts);
}

void describe(auto &archive, IsOf<StayColumn> auto &column)
{
    archive(column.name, column.step, column.stays);
}

void describe(auto &archive, IsOf<DetailColumn> auto &column)
{
    archive(column.name, column.details, column.codes, column.values);
}

// Without what the store says anew whenever it is opened: its path and home zone.
void describe(auto &archive, IsOf<TableColumns> auto &columns)
{
    archive(columns.mark, columns.currency, columns.ids, columns.knownSince, columns.lastKnownSince, columns.metrics,
            columns.details, columns.properties);
    for (auto &channel : columns.channels)
        archive(channel);
    archive(columns.haveEmail, columns.havePhone, columns.orders, columns.lists, columns.flows);
}

class ColumnWriter
{
public:
    void operator()(const auto &...fields) { (write(fields), ...); }

    [[nodiscard]] const QByteArray &head() const { return m_head; }
    [[nodiscard]] const std::vector<ColumnSection> &sections() const { return m_sections; }

private:
    template <class T>
    requires(std::integral<T> || std::is_enum_v<T>) void write(const T &number)
    {
        const auto wide = static_cast<qint64>(number);
        m_head.append(reinterpret_cast<const char *>(&wide), sizeof(wide));
    }
    template <class T>
    void write(const Column<T> &column)
    {
        m_sections.push_back({std::as_bytes(column.span()), sizeof(T)});
    }
    template <class T>
    void write(const std::vector<T> &list)
    {
        write(list.size());
        for (const T &part : list)
            describe(*this, part);
    }
    template <class T>
    requires requires(ColumnWriter &writer, const T &part) { describe(writer, part); }
    void write(const T &part) { describe(*this, part); }
    void write(const QString &text);
    void write(const ProfileSet &set);
    void write(const DetailTable &details);
    void write(const std::vector<QByteArray> &texts);
    void write(const std::vector<QJsonValue> &values);
    void writeTexts(QByteArray bytes, std::vector<quint64> ends);

    QByteArray m_head;
    std::vector<ColumnSection> m_sections;
    std::deque<QByteArray> m_bytes; // of sections that are nobody else's
    std::deque<std::vector<quint64>> m_ends;
};

// Columns that lie in the file, which they keep mapped. What must be decoded is left to tasks(), which may run on
// several threads; after that isSound() says whether all was there.
class ColumnReader
{
public:
    explicit ColumnReader(std::shared_ptr<const ColumnFile> file)
        : m_file(std::move(file))
        , m_head(m_file->head())
    {
    }

    void operator()(auto &...fields) { (read(fields), ...); }

    [[nodiscard]] std::vector<std::function<void()>> &tasks() { return m_tasks; }
    [[nodiscard]] bool isAtEnd() const { return m_head.isEmpty() && m_next == m_file->sections().size(); }
    [[nodiscard]] bool isSound() const { return m_sound; }

private:
    [[nodiscard]] qint64 number();
    [[nodiscard]] ColumnSection section(size_t elementSize);
    void fail() { m_sound = false; }

    template <class T>
    requires(std::integral<T> || std::is_enum_v<T>) void read(T &field)
    {
        const qint64 wide = number();
        field = static_cast<T>(wide);
        if (static_cast<qint64>(field) != wide)
            fail();
    }
    template <class T>
    void read(Column<T> &column)
    {
        const ColumnSection found = section(sizeof(T));
        column = Column<T>({reinterpret_cast<const T *>(found.bytes.data()), found.bytes.size() / sizeof(T)}, m_file);
    }
    template <class T>
    void read(std::vector<T> &list)
    {
        // Each part takes a number of the head at least, so that a hostile count is seen before anything is allocated.
        const qint64 count = number();
        if (count < 0 || count > m_head.size() / qsizetype(sizeof(qint64)))
            return fail();
        list.resize(static_cast<size_t>(count));
        for (T &part : list)
            describe(*this, part);
    }
    template <class T>
    requires requires(ColumnReader &reader, T &part) { describe(reader, part); }
    void read(T &part) { describe(*this, part); }
    void read(QString &text);
    void read(ProfileSet &set);
    void read(DetailTable &details);
    void read(std::vector<QByteArray> &texts);
    void read(std::vector<QJsonValue> &values);
    // Calls `take` with each text, from a task.
    template <class Take>
    void readTexts(Take take);

    std::shared_ptr<const ColumnFile> m_file;
    QByteArrayView m_head;
    size_t m_next = 0;
    std::vector<std::function<void()>> m_tasks;
    std::atomic<bool> m_sound = true;
};

} // namespace perennial
