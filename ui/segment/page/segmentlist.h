// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/page/segmentlistmodel.h"
#include "ui/segment/portfolio/nametable.h"

namespace perennial {

// By what the list is sorted, and which way.
struct ListOrder
{
    int column = SegmentListModel::UpdatedColumn;
    Qt::SortOrder direction = Qt::DescendingOrder;

    friend bool operator==(const ListOrder &, const ListOrder &) = default;
};

// The table of all segments: Enter opens, F2 renames, Ctrl+T tags, Ctrl+D duplicates, Del deletes. Several can be
// selected, to be tagged or deleted together. Where it is narrow it leaves out what matters least.
class SegmentList : public NameTable
{
    Q_OBJECT

public:
    explicit SegmentList(SegmentListModel &model, QWidget *parent = nullptr);

    void select(SegmentId id) { selectId(id.value); }
    [[nodiscard]] SegmentId current() const { return {currentId()}; }
    // From top to bottom.
    [[nodiscard]] std::vector<SegmentId> selected() const;
    void setSelected(const std::vector<SegmentId> &ids, SegmentId current);
    // All rows: those in sight first.
    [[nodiscard]] std::vector<SegmentId> inSightFirst() const;

    [[nodiscard]] ListOrder order() const;
    void setOrder(const ListOrder &order);
    // What to sort by, and which way: for a button and the header.
    void fillSortMenu(QMenu &menu);
    // "People, most first": what a choice of that menu says.
    [[nodiscard]] static QString orderWords(const ListOrder &order);
    // Where to put what is opened at the tags of the row at hand, in the viewport.
    [[nodiscard]] QRect tagsRect() const;

Q_SIGNALS:
    void opened(perennial::SegmentId id);
    void historyWanted(perennial::SegmentId id);
    void peopleWanted(perennial::SegmentId id);
    void tagsWanted(const std::vector<perennial::SegmentId> &ids);
    void tagChosen(const QString &tag);
    void duplicateWanted(perennial::SegmentId id);
    void deleteWanted(const std::vector<perennial::SegmentId> &ids);
    void templateWanted(perennial::SegmentId id);
    void draftWanted(perennial::SegmentId id); // it is to be made at a platform
    void orderChanged(const perennial::ListOrder &order);

protected:
    [[nodiscard]] bool isLink(const QModelIndex &index) const override;
    [[nodiscard]] bool isLinkAt(const QModelIndex &index, const QPoint &at) const override;
    [[nodiscard]] QMenu *makeMenu() override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setDelegates();
    void follow(const QModelIndex &index, const std::optional<QPoint> &at);
    void addActionsForOne(QMenu &menu, SegmentId id);
    void fitColumns();
    [[nodiscard]] QString tagAt(const QModelIndex &index, const QPoint &at) const;
    [[nodiscard]] SegmentId idAt(int row) const;

    SegmentListModel &m_model;
};

} // namespace perennial
