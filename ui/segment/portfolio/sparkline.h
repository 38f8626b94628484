// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/sizefeed.h"

#include <QStyledItemDelegate>

namespace perennial {

// A size over time as a small curve without axes, from its own least to its own most: its shape, not its height. What
// hardly moved is drawn as hardly moving.
void paintSparkline(QPainter &painter, const QRectF &box, const SizeHistory &history, Qt::LayoutDirection direction);

// "From 1,204 to 2,310 in two years", for readers.
[[nodiscard]] QString sparklineWords(const SizeHistory &history);

// A column of them. Nothing is drawn for cells without a history, a quiet line while it is looked for.
class SparklineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int HistoryRole = Qt::UserRole + 19; // std::shared_ptr<const SizeHistory>
    static constexpr int StaleRole = Qt::UserRole + 20;   // true: of before; drawn dimmed

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace perennial
