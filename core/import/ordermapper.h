// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/ordercolumns.h"
#include "core/import/orderevents.h"
#include "core/import/personcolumns.h"
#include "core/import/textarena.h"

#include <deque>
#include <unordered_map>

namespace perennial {

// Orders over one or several rows. A row without status, total and id continues the order of its name, wherever in the
// file that stands; so everything is kept until the last row.
class OrderMapper : public RowMapper
{
public:
    explicit OrderMapper(const MapperScope &scope);

    void addRow(const CsvRecord &record, qint64 row) override;
    void finish() override;

private:
    struct LineCells
    {
        qint64 row;
        std::string_view name, sku, vendor, quantity, price, discount;
    };
    struct Draft
    {
        OrderCells cells;
        std::string_view key;
        qint64 row = 0;
        qint64 createdAt = 0;
        qint64 profile = 0;
        std::vector<LineCells> lines; // one per row
    };
    struct Continuation
    {
        LineCells line;
        std::string_view number;
        qint64 fileLine = 0;
        std::string_view text;
    };

    [[nodiscard]] bool isHead(const OrderCells &cells) const;
    void addHead(const CsvRecord &record, const OrderCells &cells, qint64 row);
    void addContinuation(const CsvRecord &record, const OrderCells &cells, qint64 row);
    void joinContinuations();
    [[nodiscard]] LineCells keepLine(const OrderCells &cells, qint64 row);
    [[nodiscard]] std::optional<qint64> timeOf(const OrderCells &cells, OrderCell cell);
    [[nodiscard]] qint64 personOf(const CsvRecord &record, const OrderCells &cells, qint64 row, qint64 createdAt);
    [[nodiscard]] qint64 contentHashOf(const Draft &draft) const;
    void finishOrder(Draft &draft);
    [[nodiscard]] OrderRow orderOf(const Draft &draft);
    void readAmounts(const Draft &draft, OrderRow &order);
    void readStatus(const Draft &draft, OrderRow &order);
    void readLines(const Draft &draft, OrderRow &order, int digits);
    [[nodiscard]] bool settleTotal(OrderRow &order) const;
    void addCheckoutConsent(const Draft &draft);
    void addName(const Draft &draft);
    void addNamePart(const Draft &draft, std::string_view property, std::string_view text);
    [[nodiscard]] std::optional<qint64> amount(const OrderCells &cells, OrderCell cell, int digits);
    [[nodiscard]] std::string_view currencyOfOrder(const OrderCells &cells);
    [[nodiscard]] std::string_view keepForWriting(std::string_view text);

    MapperScope m_scope;
    OrderColumns m_columns;
    PersonColumns m_person;
    OrderEvents m_events;
    bool m_tellsHeads; // the file has a column that only an order's first row fills
    TextArena m_texts;
    std::deque<Draft> m_drafts;
    std::unordered_map<std::string_view, Draft *> m_byKey;
    std::unordered_map<std::string_view, std::vector<Draft *>> m_byNumber; // in the order of the file
    std::vector<Continuation> m_continuations;
    std::string m_currency;
    PhoneResult m_phone;
};

} // namespace perennial
