// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapmodel.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace perennial {

class MatrixHeader;

// A cell: its number on a ground that is the stronger the more two segments share.
class OverlapDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setBusy(bool busy) { m_busy = busy; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_busy = false;
};

// The matrix of all segments: arrows move, Enter or a double click shows the people, the menu has the rest. As large as
// it needs to be; what does not fit is scrolled below names that stay.
class OverlapMatrix : public QTableView
{
    Q_OBJECT

public:
    explicit OverlapMatrix(QWidget *parent = nullptr);

    void setMap(const std::shared_ptr<const OverlapMap> &map);
    void setOrder(OverlapOrder order);
    void setMeasure(OverlapMeasure measure) { m_model->setMeasure(measure); }
    void setFilter(const QString &words);
    void setBusy(bool busy);
    [[nodiscard]] const OverlapModel &cells() const { return *m_model; }
    // The people of the cell at hand; nothing where there is none.
    [[nodiscard]] std::optional<OverlapFact> fact() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cellChanged();
    void sizeChanged(); // what it asks for
    void peopleWanted();
    void menuWanted(const QPoint &at);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    template <class Change>
    void keepingCell(Change change);
    void markNames(const QModelIndex &index);
    void fit();

    OverlapModel *m_model;
    OverlapDelegate *m_delegate;
    MatrixHeader *m_above;
    MatrixHeader *m_beside;
    bool m_isChanging = false;
};

} // namespace perennial
