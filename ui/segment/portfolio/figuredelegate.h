// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QStyledItemDelegate>

namespace perennial {

// For columns of figures: right-aligned (in the direction of reading), tabular digits, and below it what belongs to it
// where there is something. What is not known yet is drawn as a quiet bar.
class FigureDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int DetailRole = Qt::UserRole + 17;
    static constexpr int PendingRole = Qt::UserRole + 18;

    explicit FigureDelegate(Ink ink, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Ink m_ink;
};

// A number that leads to the people behind it.
class PeopleCountDelegate : public FigureDelegate
{
    Q_OBJECT

public:
    explicit PeopleCountDelegate(QObject *parent = nullptr)
        : FigureDelegate(Ink::Accent, parent)
    {
    }
};

// The ground of a cell, with neither text nor icon: its row's colour, and the focus.
void paintCellGround(QPainter &painter, const QStyleOptionViewItem &option);
// What stands where something is not known yet.
void paintPending(QPainter &painter, const QRect &box, int width, Qt::Alignment alignment);

} // namespace perennial
