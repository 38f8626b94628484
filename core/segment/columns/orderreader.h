// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/ordercolumn.h"
#include "core/segment/columns/peopleindex.h"
#include "core/sqlite/statement.h"

#include <string>

namespace perennial {

// The cells of a column that hold several texts each; equal cells are split once.
class CellSplitter
{
public:
    explicit CellSplitter(std::vector<QByteArray> &texts)
        : m_items(texts)
    {
    }

    [[nodiscard]] quint32 cellOf(QByteArrayView text);
    [[nodiscard]] const std::vector<quint32> &codesIn(quint32 cell) const { return m_codes[cell]; }

private:
    TextCoder m_items;
    std::vector<QByteArray> m_texts = {QByteArray()};
    TextCoder m_cells{m_texts};
    std::vector<std::vector<quint32>> m_codes = {{}}; // by cell
};

// Gathers orders and lines, each in the order of the orders' ids, and joins them by person.
class OrderReader
{
public:
    OrderReader(const PeopleIndex &people, std::string currency)
        : m_people(people)
        , m_currency(std::move(currency))
    {
    }

    static constexpr auto OrderSql = "SELECT id, profile_id, created_at, cancelled, cancelled_at, currency, tags, "
                                     "discount_codes FROM orders WHERE test = 0 AND profile_id IS NOT NULL ORDER BY id";
    static constexpr auto LineSql =
        "SELECT order_id, name, sku, vendor, quantity, price, discount FROM order_lines ORDER BY order_id, position";

    void addOrder(const Statement &row);
    // After all orders.
    void addLine(const Statement &row);
    [[nodiscard]] OrderTable take();

private:
    struct Order
    {
        quint32 person;
        bool ours; // in the store's currency
        qint64 at;
        qint64 id;
        qint64 cancelledAt;
        quint32 tags; // cells
        quint32 discountCodes;
        quint32 firstLine = 0;
        quint32 lineCount = 0;
    };
    struct Line
    {
        quint32 product;
        quint32 sku;
        quint32 vendor;
        qint64 quantity;
        qint64 price;
        qint64 discount;
    };

    // What becomes columns of an OrderTable at the end.
    struct Gathered
    {
        std::vector<OrderRun> people;
        std::vector<qint64> times;
        std::vector<qint64> cancelledAt;
        std::vector<quint32> lineStarts{0};
        std::vector<quint32> tagStarts{0};
        std::vector<quint32> tags;
        std::vector<quint32> codeStarts{0};
        std::vector<quint32> codes;
        std::vector<quint32> products;
        std::vector<quint32> skus;
        std::vector<quint32> vendors;
        std::vector<qint64> quantities;
        std::vector<qint64> prices;
        std::vector<qint64> discounts;
    };

    void put(const Order &order);
    void put(const Line &line);

    const PeopleIndex &m_people;
    std::string m_currency;
    Gathered m_gathered;
    OrderTable m_table;
    CellSplitter m_tags{m_table.tags.items.texts};
    CellSplitter m_discountCodes{m_table.discountCodes.items.texts};
    TextCoder m_products{m_table.products.texts};
    TextCoder m_skus{m_table.skus.texts};
    TextCoder m_vendors{m_table.vendors.texts};
    std::vector<Order> m_orders;
    std::vector<Line> m_lines;
    size_t m_cursor = 0;
    size_t m_order = 0; // that the newest line may belong to
};

} // namespace perennial
