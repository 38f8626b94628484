// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/column.h"

#include <QByteArray>
#include <QHash>

#include <limits>
#include <optional>
#include <vector>

namespace perennial {

// Different texts, each known by a code; code 0 is "not known".
struct TextColumn
{
    static constexpr quint32 NoCode = 0;

    Column<quint32> codes;
    std::vector<QByteArray> texts = {QByteArray()}; // UTF-8, by code
};

// Several texts for each order: its tags, its codes.
struct TextListColumn
{
    Column<quint32> starts; // those of order i: [starts[i], starts[i + 1])
    TextColumn items;
};

// A person's orders in a row.
struct OrderRun
{
    quint32 person;
    quint32 begin;
    quint32 end;
};

// The orders of people that are no test orders, with their lines: by person and within a person by time, then id.
// Amounts are minor units of the store's currency. Immutable once built.
struct OrderTable
{
    static constexpr qint64 NoPrice = std::numeric_limits<qint64>::min();
    static constexpr qint64 NotCancelled = std::numeric_limits<qint64>::max();

    // Of orders.
    Column<OrderRun> people; // those who have orders, ascending
    Column<qint64> times;
    Column<qint64> cancelledAt;
    Column<quint32> lineStarts; // lines of order i: [lineStarts[i], lineStarts[i + 1])
    TextListColumn tags;
    TextListColumn discountCodes;
    // Of lines.
    TextColumn products;
    TextColumn skus;
    TextColumn vendors;
    Column<qint64> quantities;
    Column<qint64> prices;    // NoPrice where none is told, and in another currency
    Column<qint64> discounts; // 0 where none is told

    [[nodiscard]] quint32 orderCount() const { return static_cast<quint32>(times.size()); }
    [[nodiscard]] quint32 lineCount() const { return static_cast<quint32>(prices.size()); }
};

// Gives each different text a code, which is its place in a list.
class TextCoder
{
public:
    explicit TextCoder(std::vector<QByteArray> &texts)
        : m_texts(texts)
    {
    }

    [[nodiscard]] quint32 codeOf(QByteArrayView text);
    // For cells in which an empty text says nothing.
    [[nodiscard]] quint32 codeUnlessEmpty(QByteArrayView text)
    {
        return text.isEmpty() ? TextColumn::NoCode : codeOf(text);
    }

private:
    std::vector<QByteArray> &m_texts;
    QHash<QByteArray, quint32> m_codes;
};

// The variant in a product's name: what follows the last " - " or " / ".
[[nodiscard]] std::optional<QByteArray> variantOf(const QByteArray &product);
// "summer, vip" as a shop writes tags and codes into one cell.
[[nodiscard]] std::vector<QByteArray> splitCell(QByteArrayView cell);

} // namespace perennial
