// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/orderlinevalues.h"

#include <optional>
#include <utility>

namespace perennial {

namespace {

using MaybeText = std::optional<QByteArray> (*)(const QByteArray &);

std::optional<QByteArray> whole(const QByteArray &text)
{
    return text;
}

// Each order counts once for a value, whichever of its rows have it. The rows of order i: [starts[i], starts[i + 1]).
ValueList counted(const OrderTable &orders, const Column<quint32> &starts, const TextColumn &column,
                  MaybeText read = whole)
{
    std::vector<QByteArray> texts{QByteArray()};
    TextCoder coder(texts);
    std::vector<quint32> values(column.texts.size(), TextColumn::NoCode);
    for (size_t code = 1; code < column.texts.size(); ++code) {
        if (const auto text = read(column.texts[code]))
            values[code] = coder.codeUnlessEmpty(*text);
    }
    std::vector<quint32> counts(texts.size()), lastOrder(texts.size());
    for (quint32 order = 0; order < orders.orderCount(); ++order) {
        if (orders.cancelledAt[order] != OrderTable::NotCancelled)
            continue;
        for (quint32 row = starts[order]; row < starts[order + 1]; ++row) {
            const quint32 value = values[column.codes[row]];
            if (std::exchange(lastOrder[value], order + 1) != order + 1)
                ++counts[value];
        }
    }
    std::vector<ValueList::Entry> entries;
    for (size_t value = 1; value < texts.size(); ++value)
        entries.push_back({texts[value], counts[value]});
    return ValueList(std::move(entries));
}

} // namespace

ValueList orderLineValues(const OrderTable &orders, const QString &property)
{
    if (orders.orderCount() == 0)
        return {};
    if (property == QLatin1String("product"))
        return counted(orders, orders.lineStarts, orders.products);
    if (property == QLatin1String("variant"))
        return counted(orders, orders.lineStarts, orders.products, variantOf);
    if (property == QLatin1String("sku"))
        return counted(orders, orders.lineStarts, orders.skus);
    if (property == QLatin1String("vendor"))
        return counted(orders, orders.lineStarts, orders.vendors);
    if (property == QLatin1String("tag"))
        return counted(orders, orders.tags.starts, orders.tags.items);
    if (property == QLatin1String("discount_code"))
        return counted(orders, orders.discountCodes.starts, orders.discountCodes.items);
    return {};
}

} // namespace perennial
