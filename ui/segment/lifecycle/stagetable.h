// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/lifecycle/stagemodel.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace perennial {

// A name after the colour its stage is drawn with.
class StageNameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
};

// The table of stages: Enter shows the people, F2 renames, Del deletes, Alt with Up and Down moves.
class StageTable : public QTableView
{
    Q_OBJECT

public:
    explicit StageTable(StageModel &model, QWidget *parent = nullptr);

    [[nodiscard]] size_t current() const { return static_cast<size_t>(qMax(0, currentIndex().row())); }
    void select(size_t stage);
    void startRenaming();

Q_SIGNALS:
    void chosen(size_t stage);
    void peopleWanted(size_t stage);
    void useWanted(size_t stage);
    void insertWanted(size_t stage);
    void deleteWanted(size_t stage);
    void moveWanted(size_t stage, int by);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &now, const QModelIndex &before) override;
};

} // namespace perennial
