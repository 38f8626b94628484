// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/valuetest.h"

#include <functional>

namespace perennial {

// The filters of a condition on order lines, bound to a table: what an order says and what a line says.
class LineFilter
{
public:
    LineFilter(const FilterSet &filters, const Binding &binding);

    // Every line passes, and so does an order that has none.
    [[nodiscard]] bool isOpen() const { return m_onOrders.empty() && m_onLines.empty(); }
    // Whether lines of an order still have to be asked; else all pass or none does.
    [[nodiscard]] bool asksLines(quint32 order) const;
    [[nodiscard]] bool passesOrder(quint32 order) const;
    [[nodiscard]] bool passesLine(quint32 line) const;

private:
    using Filter = std::function<bool(quint32)>;

    void add(const PropertyFilter &filter, const Binding &binding);
    void addText(const TextColumn &column, std::vector<char> passes);
    void addList(const TextListColumn &column, const ValueTest &test, const std::stop_token &stop);
    void addNumber(const Column<qint64> &column, const PropertyFilter &filter, const ValueTest &test, qint64 scale);
    [[nodiscard]] bool passes(const std::vector<Filter> &filters, quint32 place) const;

    bool m_any;
    std::vector<Filter> m_onOrders;
    std::vector<Filter> m_onLines;
};

} // namespace perennial
