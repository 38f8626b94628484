// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/orderreader.h"

#include "core/segment/columns/tablebuilder.h"

#include <algorithm>

namespace perennial {

namespace {

QByteArrayView viewOf(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace

quint32 CellSplitter::cellOf(QByteArrayView text)
{
    const quint32 cell = m_cells.codeUnlessEmpty(text);
    if (cell < m_codes.size())
        return cell;
    std::vector<quint32> &codes = m_codes.emplace_back();
    for (const QByteArray &item : splitCell(text))
        codes.push_back(m_items.codeOf(item));
    return cell;
}

void OrderReader::addOrder(const Statement &row)
{
    const auto place = m_people.find(row.integer(1), m_cursor);
    if (!place)
        return;
    const qint64 at = row.integer(2);
    const bool cancelled = row.integer(3) != 0;
    m_orders.push_back({place->person, row.bytes(5) == m_currency, at, row.integer(0),
                        !cancelled      ? OrderTable::NotCancelled
                        : row.isNull(4) ? at
                                        : row.integer(4),
                        m_tags.cellOf(viewOf(row.bytes(6))), m_discountCodes.cellOf(viewOf(row.bytes(7)))});
}

void OrderReader::addLine(const Statement &row)
{
    const qint64 id = row.integer(0);
    while (m_order < m_orders.size() && m_orders[m_order].id < id)
        ++m_order;
    if (m_order == m_orders.size() || m_orders[m_order].id != id)
        return;
    Order &order = m_orders[m_order];
    if (order.lineCount++ == 0)
        order.firstLine = static_cast<quint32>(m_lines.size());
    const auto codeIn = [&](TextCoder &texts, int column) {
        return row.isNull(column) ? TextColumn::NoCode : texts.codeOf(viewOf(row.bytes(column)));
    };
    m_lines.push_back({codeIn(m_products, 1), codeIn(m_skus, 2), codeIn(m_vendors, 3), row.integer(4),
                       order.ours && !row.isNull(5) ? row.integer(5) : OrderTable::NoPrice, row.integer(6)});
}

OrderTable OrderReader::take()
{
    std::ranges::sort(m_orders, {}, [](const Order &o) { return std::tuple(o.person, o.at, o.id); });
    for (const Order &order : m_orders)
        put(order);
    m_table.people = std::move(m_gathered.people);
    m_table.times = std::move(m_gathered.times);
    m_table.cancelledAt = std::move(m_gathered.cancelledAt);
    m_table.lineStarts = std::move(m_gathered.lineStarts);
    m_table.tags.starts = std::move(m_gathered.tagStarts);
    m_table.tags.items.codes = std::move(m_gathered.tags);
    m_table.discountCodes.starts = std::move(m_gathered.codeStarts);
    m_table.discountCodes.items.codes = std::move(m_gathered.codes);
    m_table.products.codes = std::move(m_gathered.products);
    m_table.skus.codes = std::move(m_gathered.skus);
    m_table.vendors.codes = std::move(m_gathered.vendors);
    m_table.quantities = std::move(m_gathered.quantities);
    m_table.prices = std::move(m_gathered.prices);
    m_table.discounts = std::move(m_gathered.discounts);
    return std::move(m_table);
}

void OrderReader::put(const Order &order)
{
    const auto place = static_cast<quint32>(m_gathered.times.size());
    if (m_gathered.people.empty() || m_gathered.people.back().person != order.person)
        m_gathered.people.push_back({order.person, place, place});
    m_gathered.people.back().end = place + 1;
    m_gathered.times.push_back(order.at);
    m_gathered.cancelledAt.push_back(order.cancelledAt);
    const auto putList = [](std::vector<quint32> &all, std::vector<quint32> &starts,
                            const std::vector<quint32> &codes) {
        all.insert(all.end(), codes.begin(), codes.end());
        starts.push_back(static_cast<quint32>(all.size()));
    };
    putList(m_gathered.tags, m_gathered.tagStarts, m_tags.codesIn(order.tags));
    putList(m_gathered.codes, m_gathered.codeStarts, m_discountCodes.codesIn(order.discountCodes));
    for (quint32 line = 0; line < order.lineCount; ++line)
        put(m_lines[order.firstLine + line]);
    m_gathered.lineStarts.push_back(static_cast<quint32>(m_gathered.prices.size()));
}

void OrderReader::put(const Line &line)
{
    m_gathered.products.push_back(line.product);
    m_gathered.skus.push_back(line.sku);
    m_gathered.vendors.push_back(line.vendor);
    m_gathered.quantities.push_back(line.quantity);
    m_gathered.prices.push_back(line.price);
    m_gathered.discounts.push_back(line.discount);
}

Result<void> TableBuilder::readOrders(const Database &database, const PeopleIndex &people)
{
    auto orders = database.prepare(OrderReader::OrderSql);
    if (!orders)
        return failure(orders.error());
    OrderReader reader(people, m_currency);
    if (const auto read = eachRow(*orders, [&](Statement &row) { reader.addOrder(row); }); !read)
        return read;
    auto lines = database.prepare(OrderReader::LineSql);
    if (!lines)
        return failure(lines.error());
    const auto read = eachRow(*lines, [&](Statement &row) { reader.addLine(row); });
    m_columns.orders = reader.take();
    return read;
}

} // namespace perennial
