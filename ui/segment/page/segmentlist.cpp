// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlist.h"

#include "ui/segment/portfolio/scorebar.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/tokens.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace perennial {

namespace {

constexpr int RowHeight = 56;
constexpr int NumberWidth = 104;
constexpr int UpdatedWidth = 120;

} // namespace

SegmentList::SegmentList(SegmentListModel &model, QWidget *parent)
    : QTableView(parent)
    , m_filter(new NameFilter(SegmentListModel::SortRole, this))
{
    setObjectName(QStringLiteral("segments"));
    setAccessibleName(tr("Segments"));
    m_filter->setSourceModel(&model);
    setModel(m_filter);
    setItemDelegate(new NumberDelegate(this));
    setItemDelegateForColumn(SegmentListModel::NameColumn, new NameDelegate(this));
    setItemDelegateForColumn(SegmentListModel::HealthColumn, new ScoreDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    sortByColumn(SegmentListModel::UpdatedColumn, Qt::DescendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(SegmentListModel::NameColumn, QHeaderView::Stretch);
    setColumnWidth(SegmentListModel::CountColumn, NumberWidth);
    setColumnWidth(SegmentListModel::ShareColumn, NumberWidth);
    setColumnWidth(SegmentListModel::HealthColumn, NumberWidth);
    setColumnWidth(SegmentListModel::UpdatedColumn, UpdatedWidth);
    showHealth(false);
    connect(this, &QTableView::doubleClicked, this, [this] { Q_EMIT opened(current()); });
}

SegmentId SegmentList::current() const
{
    return {currentIndex().data(SegmentListModel::SegmentIdRole).toLongLong()};
}

void SegmentList::select(SegmentId id)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, SegmentListModel::NameColumn);
        if (index.data(SegmentListModel::SegmentIdRole).toLongLong() == id.value)
            setCurrentIndex(index);
    }
}

void SegmentList::keyPressEvent(QKeyEvent *event)
{
    const bool editing = state() == EditingState;
    const SegmentId id = current();
    if (editing || !id.isValid())
        return QTableView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT opened(id);
        return;
    case Qt::Key_Delete:
        Q_EMIT deleteWanted(id);
        return;
    case Qt::Key_F2:
        edit(currentIndex().siblingAtColumn(SegmentListModel::NameColumn));
        return;
    case Qt::Key_D:
        if (event->modifiers() == Qt::ControlModifier) {
            Q_EMIT duplicateWanted(id);
            return;
        }
        break;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void SegmentList::contextMenuEvent(QContextMenuEvent *event)
{
    const SegmentId id = current();
    if (!id.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("edit")), tr("Open"), this, [this, id] { Q_EMIT opened(id); });
    menu->addAction(tr("Rename"), this, [this] { edit(currentIndex().siblingAtColumn(SegmentListModel::NameColumn)); });
    menu->addAction(icon(QStringLiteral("duplicate")), tr("Duplicate"), this,
                    [this, id] { Q_EMIT duplicateWanted(id); });
    menu->addAction(icon(QStringLiteral("sparkle")), tr("Save as template"), this,
                    [this, id] { Q_EMIT templateWanted(id); });
    menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, id] { Q_EMIT deleteWanted(id); });
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

} // namespace perennial
