// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/linefilter.h"

#include "core/segment/document/finished.h"

#include <algorithm>

namespace perennial {

namespace {

using MaybeText = std::optional<QByteArray>;

bool passesText(const MaybeText &text, const ValueTest &test)
{
    if (!text)
        return test.ofNothing() == Verdict::Yes;
    if (test.type() == ValueType::Any)
        return test.ofPresence(true) == Verdict::Yes;
    return test.type() == ValueType::Text && test.ofText(QString::fromUtf8(*text)) == Verdict::Yes;
}

// What passes of a column, by code; `read` makes of its text what is asked about.
template <class Read>
std::vector<char> passesByCode(const TextColumn &column, const ValueTest &test, const std::stop_token &stop, Read read)
{
    std::vector<char> passes(column.texts.size());
    visitEach(passes.size(), stop, [&](size_t code) {
        passes[code] = passesText(code == TextColumn::NoCode ? MaybeText() : read(column.texts[code]), test);
    });
    return passes;
}

MaybeText whole(const QByteArray &text)
{
    return text;
}

} // namespace

LineFilter::LineFilter(const FilterSet &filters, const Binding &binding)
    : m_any(filters.match == FilterMatch::Any)
{
    for (const PropertyFilter &filter : filters.of) {
        if (isFinished(filter))
            add(filter, binding);
    }
}

void LineFilter::add(const PropertyFilter &filter, const Binding &binding)
{
    const OrderTable &orders = binding.table.columns().orders;
    const ValueTest test(filter.test, binding.frame);
    const QString &property = filter.property;
    if (property == QLatin1String("product"))
        return addText(orders.products, passesByCode(orders.products, test, binding.stop, whole));
    if (property == QLatin1String("variant"))
        return addText(orders.products, passesByCode(orders.products, test, binding.stop, variantOf));
    if (property == QLatin1String("sku"))
        return addText(orders.skus, passesByCode(orders.skus, test, binding.stop, whole));
    if (property == QLatin1String("vendor"))
        return addText(orders.vendors, passesByCode(orders.vendors, test, binding.stop, whole));
    if (property == QLatin1String("tag"))
        return addList(orders.tags, test, binding.stop);
    if (property == QLatin1String("discount_code"))
        return addList(orders.discountCodes, test, binding.stop);
    if (property == QLatin1String("quantity"))
        return addNumber(orders.quantities, filter, test, 1);
    if (property == QLatin1String("price"))
        return addNumber(orders.prices, filter, test, binding.moneyScale);
    m_onLines.emplace_back([passes = test.ofNothing() == Verdict::Yes](quint32) { return passes; });
}

void LineFilter::addText(const TextColumn &column, std::vector<char> passes)
{
    m_onLines.emplace_back(
        [&column, passes = std::move(passes)](quint32 line) { return passes[column.codes[line]] != 0; });
}

// Any of an order's texts passes; under a negative operator, all do.
void LineFilter::addList(const TextListColumn &column, const ValueTest &test, const std::stop_token &stop)
{
    const auto filter = [&column, test, passes = passesByCode(column.items, test, stop, whole)](quint32 order) {
        const auto begin = column.items.codes.begin() + column.starts[order],
                   end = column.items.codes.begin() + column.starts[order + 1];
        const auto passing = [&](quint32 code) { return passes[code] != 0; };
        if (begin == end)
            return test.ofNothing() == Verdict::Yes;
        return test.isNegative() ? std::all_of(begin, end, passing) : std::any_of(begin, end, passing);
    };
    m_onOrders.emplace_back(filter);
}

void LineFilter::addNumber(const Column<qint64> &column, const PropertyFilter &filter, const ValueTest &test,
                           qint64 scale)
{
    const bool isNumber = test.type() == ValueType::Number;
    const NumberTest number = isNumber ? NumberTest::of(filter.test, scale) : NumberTest();
    m_onLines.emplace_back([&column, test, number, isNumber](quint32 line) {
        const bool known = column[line] != OrderTable::NoPrice;
        if (test.type() == ValueType::Any)
            return test.ofPresence(known) == Verdict::Yes;
        return isNumber && known && number.passes(column[line]);
    });
}

bool LineFilter::asksLines(quint32 order) const
{
    return !m_onLines.empty() && (m_onOrders.empty() || passes(m_onOrders, order) != m_any);
}

bool LineFilter::passesOrder(quint32 order) const
{
    return m_onOrders.empty() || passes(m_onOrders, order);
}

bool LineFilter::passesLine(quint32 line) const
{
    return passes(m_onLines, line);
}

bool LineFilter::passes(const std::vector<Filter> &filters, quint32 place) const
{
    const auto passing = [place](const Filter &filter) { return filter(place); };
    return m_any ? std::ranges::any_of(filters, passing) : std::ranges::all_of(filters, passing);
}

} // namespace perennial
