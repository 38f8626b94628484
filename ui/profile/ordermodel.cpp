// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/ordermodel.h"

#include "ui/widgets/format.h"

namespace perennial {

namespace {

QStandardItem *cell(const QString &text, Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    item->setToolTip(text);
    item->setTextAlignment(align);
    return item;
}

QString statusOf(const OrderView &order)
{
    QStringList parts;
    if (order.cancelled)
        parts << OrderModel::tr("cancelled");
    if (order.test)
        parts << OrderModel::tr("test");
    for (const QString &status : {order.financialStatus, order.fulfillmentStatus})
        if (!status.isEmpty())
            parts << status;
    return parts.join(QStringLiteral(" · "));
}

} // namespace

void OrderModel::setOrders(const std::vector<OrderView> &orders, const QTimeZone &zone)
{
    constexpr Qt::Alignment end = Qt::AlignRight | Qt::AlignVCenter;
    clear();
    setHorizontalHeaderLabels(
        {tr("Order"), tr("When, %1 time").arg(format::zoneName(zone)), tr("Total"), tr("Refunded"), tr("Status")});
    for (const Column column : {Total, Refunded})
        horizontalHeaderItem(column)->setTextAlignment(end);
    for (const OrderView &order : orders) {
        QStandardItem *first = cell(order.number);
        const QString refunded = order.refunded > 0 ? format::money({order.refunded, order.currency}) : QString();
        appendRow({first, cell(format::dateTime(order.at, zone)),
                   cell(format::money({order.total, order.currency}), end), cell(refunded, end),
                   cell(statusOf(order))});
        for (const QString &line : order.lines)
            first->appendRow(cell(line));
    }
}

} // namespace perennial
