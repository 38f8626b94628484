// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/listsettings.h"

#include <QSettings>

namespace perennial {

namespace {

const QString ColumnKey = QStringLiteral("segments/sortedBy");
const QString AscendingKey = QStringLiteral("segments/sortedAscending");

// By column; what is written outlives a column that comes between.
const QString Names[SegmentListModel::ColumnCount]{
    QStringLiteral("name"),   QStringLiteral("people"), QStringLiteral("years"), QStringLiteral("month"),
    QStringLiteral("health"), QStringLiteral("tags"),   QStringLiteral("used"),  QStringLiteral("changed")};

} // namespace

ListOrder ListSettings::order() const
{
    const QString name = m_settings.value(ColumnKey).toString();
    for (int column = 0; column < SegmentListModel::ColumnCount; ++column) {
        if (Names[column] == name)
            return {column, m_settings.value(AscendingKey).toBool() ? Qt::AscendingOrder : Qt::DescendingOrder};
    }
    return {};
}

void ListSettings::setOrder(const ListOrder &order)
{
    if (order == ListOrder()) {
        m_settings.remove(ColumnKey);
        m_settings.remove(AscendingKey);
        return;
    }
    m_settings.setValue(ColumnKey, Names[order.column]);
    m_settings.setValue(AscendingKey, order.direction == Qt::AscendingOrder);
}

} // namespace perennial
