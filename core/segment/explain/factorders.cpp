// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/factorders.h"

#include "core/segment/document/finished.h"
#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factmemory.h"

#include <algorithm>

namespace perennial {

namespace {

std::optional<QString> textAt(const TextColumn &column, quint32 place)
{
    const quint32 code = column.codes[place];
    return code == TextColumn::NoCode ? std::nullopt : std::optional(QString::fromUtf8(column.texts[code]));
}

// What a change does not tell is empty in it.
std::optional<QString> told(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

FactLine lineOf(const OrderChange &order)
{
    return {told(order.product), told(order.sku), told(order.vendor), order.quantity, order.price, 0};
}

QStringList textsAt(const TextListColumn &column, quint32 order)
{
    QStringList texts;
    for (quint32 i = column.starts[order]; i < column.starts[order + 1]; ++i)
        texts.append(textAt(column.items, i).value_or(QString()));
    return texts;
}

FactOrder orderAt(const OrderTable &table, quint32 place)
{
    FactOrder order{table.times[place], textsAt(table.tags, place), textsAt(table.discountCodes, place), {}};
    for (quint32 line = table.lineStarts[place]; line < table.lineStarts[place + 1]; ++line) {
        const qint64 price = table.prices[line];
        order.lines.push_back({textAt(table.products, line), textAt(table.skus, line), textAt(table.vendors, line),
                               table.quantities[line],
                               price == OrderTable::NoPrice ? std::nullopt : std::optional(price),
                               table.discounts[line]});
    }
    return order;
}

// As a cell with this text would be read.
QStringList itemsOf(const QString &text)
{
    QStringList items;
    for (const QByteArray &item : splitCell(text.toUtf8()))
        items.append(QString::fromUtf8(item));
    return items;
}

bool passesText(const ValueTest &test, const std::optional<QString> &text)
{
    if (!text)
        return test.ofNothing() == Verdict::Yes;
    if (test.type() == ValueType::Any)
        return test.ofPresence(true) == Verdict::Yes;
    return test.type() == ValueType::Text && test.ofText(*text) == Verdict::Yes;
}

std::optional<QString> variantIn(const std::optional<QString> &product)
{
    const auto variant = product ? variantOf(product->toUtf8()) : std::nullopt;
    return variant ? std::optional(QString::fromUtf8(*variant)) : std::nullopt;
}

bool passesAnyOf(const ValueTest &test, bool negative, const QStringList &texts)
{
    const auto passing = [&](const QString &text) { return passesText(test, text); };
    if (texts.isEmpty())
        return test.ofNothing() == Verdict::Yes;
    return negative ? std::ranges::all_of(texts, passing) : std::ranges::any_of(texts, passing);
}

} // namespace

std::shared_ptr<const std::vector<FactOrder>> ordersOf(const PersonFacts &facts, qint64 now)
{
    const qint64 last = std::min(now, facts.until().ms);
    return facts.memory().orders.get(last, [&] {
        const OrderTable &table = facts.table().columns().orders;
        auto orders = std::make_shared<std::vector<FactOrder>>();
        const auto run = std::ranges::lower_bound(table.people, facts.person(), {}, &OrderRun::person);
        const bool has = run != table.people.end() && run->person == facts.person();
        for (quint32 place = has ? run->begin : 0; has && place < run->end && table.times[place] <= last; ++place) {
            if (facts.stopRequested())
                break;
            if (table.cancelledAt[place] > last)
                orders->push_back(orderAt(table, place));
        }
        return orders;
    });
}

std::vector<FactOrder> supposedOrders(const PersonFacts &facts, qint64 now)
{
    std::vector<FactOrder> orders;
    for (const Change &change : facts.supposed()) {
        const auto *order = std::get_if<OrderChange>(&change);
        for (int i = 0; order && order->at.ms <= now && i < order->times; ++i)
            orders.push_back({order->at.ms, order->tags, order->codes, {lineOf(*order)}});
    }
    return orders;
}

FactLineFilter::FactLineFilter(const FilterSet &filters, const Binding &binding)
    : m_any(filters.match == FilterMatch::Any)
    , m_frame(binding.frame)
    , m_moneyScale(binding.moneyScale)
{
    for (const PropertyFilter &filter : filters.of) {
        if (!isFinished(filter))
            continue;
        const bool isNumber = operatorOf(*filter.test.op).type == ValueType::Number;
        const qint64 scale = filter.property == QLatin1String("price") ? m_moneyScale : 1;
        m_filters.push_back(
            {filter, ValueTest(filter.test, m_frame), isNumber ? NumberTest::of(filter.test, scale) : NumberTest()});
    }
}

bool FactLineFilter::passes(const FactOrder &order, const FactLine &line) const
{
    const auto passing = [&](const Filter &filter) { return passes(filter, order, line); };
    if (m_any && !m_filters.empty())
        return std::ranges::any_of(m_filters, passing);
    return std::ranges::all_of(m_filters, passing);
}

bool FactLineFilter::passes(const Filter &filter, const FactOrder &order, const FactLine &line)
{
    const QString &property = filter.written.property;
    const bool negative = operatorOf(*filter.written.test.op).negative;
    const auto number = [&](const std::optional<qint64> &value) {
        if (filter.test.type() == ValueType::Any)
            return filter.test.ofPresence(value.has_value()) == Verdict::Yes;
        return filter.test.type() == ValueType::Number && value && filter.number.passes(*value);
    };
    if (property == QLatin1String("product"))
        return passesText(filter.test, line.product);
    if (property == QLatin1String("variant"))
        return passesText(filter.test, variantIn(line.product));
    if (property == QLatin1String("sku"))
        return passesText(filter.test, line.sku);
    if (property == QLatin1String("vendor"))
        return passesText(filter.test, line.vendor);
    if (property == QLatin1String("tag"))
        return passesAnyOf(filter.test, negative, order.tags);
    if (property == QLatin1String("discount_code"))
        return passesAnyOf(filter.test, negative, order.codes);
    if (property == QLatin1String("quantity"))
        return number(line.quantity);
    if (property == QLatin1String("price"))
        return number(line.price);
    return filter.test.ofNothing() == Verdict::Yes;
}

OrderChange FactLineFilter::example() const
{
    OrderChange order;
    for (const Filter &filter : m_filters)
        exemplify(filter, order);
    return order;
}

// Puts the first value that will do into its place.
void FactLineFilter::exemplify(const Filter &filter, OrderChange &order) const
{
    const QString &property = filter.written.property;
    for (const QJsonValue &value : valuesFor(filter.written.test, m_frame)) {
        OrderChange tried = order;
        const QString text = value.toString();
        if (property == QLatin1String("product"))
            tried.product = text;
        else if (property == QLatin1String("variant"))
            tried.product = QStringLiteral("? - ") + text;
        else if (property == QLatin1String("sku"))
            tried.sku = text;
        else if (property == QLatin1String("vendor"))
            tried.vendor = text;
        else if (property == QLatin1String("tag"))
            tried.tags.append(itemsOf(text));
        else if (property == QLatin1String("discount_code"))
            tried.codes.append(itemsOf(text));
        else if (property == QLatin1String("quantity"))
            tried.quantity = value.toInteger();
        else if (property == QLatin1String("price"))
            tried.price = qRound64(value.toDouble() * static_cast<double>(m_moneyScale));
        const FactOrder made{0, tried.tags, tried.codes, {}};
        if (passes(filter, made, lineOf(tried))) {
            order = std::move(tried);
            return;
        }
    }
}

} // namespace perennial
