// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profileview.h"

#include <QStandardItemModel>
#include <QTimeZone>

namespace perennial {

// A person's orders, newest first; below each its lines.
class OrderModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Column { Order, When, Total, Refunded, Status, ColumnCount };

    using QStandardItemModel::QStandardItemModel;

    void setOrders(const std::vector<OrderView> &orders, const QTimeZone &zone);
};

} // namespace perennial
