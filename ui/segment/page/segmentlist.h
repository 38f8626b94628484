// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/page/segmentlistmodel.h"

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace perennial {

// Finds segments by name or by what their sentence says.
class SegmentFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SegmentFilter(QObject *parent = nullptr);
    void setWords(const QString &words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

// Name, and below it the sentence.
class SegmentNameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
};

// The table of all segments: Enter opens, F2 renames, Del deletes.
class SegmentList : public QTableView
{
    Q_OBJECT

public:
    explicit SegmentList(SegmentListModel &model, QWidget *parent = nullptr);

    void setFilter(const QString &words) { m_filter->setWords(words); }
    void select(SegmentId id);
    [[nodiscard]] SegmentId current() const;

Q_SIGNALS:
    void opened(perennial::SegmentId id);
    void duplicateWanted(perennial::SegmentId id);
    void deleteWanted(perennial::SegmentId id);
    void templateWanted(perennial::SegmentId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    SegmentFilter *m_filter;
};

} // namespace perennial
