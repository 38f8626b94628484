// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/label.h"

#include <QStyledItemDelegate>

class QPainter;

namespace perennial {

// Text whose digits all take the same width, so that columns line up and changing numbers do not tremble. Qt 6.4 cannot
// ask a font for its tabular figures, so every digit is set into a cell as wide as the font's widest.
[[nodiscard]] int tabularWidth(const QFontMetricsF &metrics, const QString &text);
void drawTabular(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);

// A label for a number that changes in place.
class NumberLabel : public Label
{
    Q_OBJECT

public:
    explicit NumberLabel(TextSize size = TextSize::Body, Ink ink = Ink::Text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

// For columns of numbers: right-aligned (in the direction of reading), tabular digits.
class NumberDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace perennial
