// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/listtable.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/tokens.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace perennial {

namespace {

constexpr int RowHeight = 56;
constexpr int NumberWidth = 88;
constexpr int OriginWidth = 328;
constexpr int CreatedWidth = 120;

} // namespace

void PeopleCountDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    NumberDelegate::initStyleOption(option, index);
    option->palette.setColor(QPalette::Text, Tokens::current().accent);
}

ListTable::ListTable(ListModel &model, QWidget *parent)
    : QTableView(parent)
    , m_filter(new NameFilter(ListModel::SortRole, this))
{
    setObjectName(QStringLiteral("lists"));
    setAccessibleName(tr("Lists"));
    m_filter->setSourceModel(&model);
    setModel(m_filter);
    setItemDelegateForColumn(ListModel::NameColumn, new NameDelegate(this));
    setItemDelegateForColumn(ListModel::CountColumn, new PeopleCountDelegate(this));
    setItemDelegateForColumn(ListModel::CreatedColumn, new NumberDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setSortingEnabled(true);
    sortByColumn(ListModel::CreatedColumn, Qt::DescendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(ListModel::NameColumn, QHeaderView::Stretch);
    setColumnWidth(ListModel::CountColumn, NumberWidth);
    setColumnWidth(ListModel::OriginColumn, OriginWidth);
    setColumnWidth(ListModel::CreatedColumn, CreatedWidth);
    connect(this, &QTableView::doubleClicked, this, [this] { Q_EMIT peopleWanted(current()); });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == ListModel::CountColumn)
            Q_EMIT peopleWanted(current());
    });
}

ListId ListTable::current() const
{
    return {currentIndex().data(ListModel::ListIdRole).toLongLong()};
}

void ListTable::select(ListId id)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, ListModel::NameColumn);
        if (index.data(ListModel::ListIdRole).toLongLong() == id.value)
            setCurrentIndex(index);
    }
}

void ListTable::startRenaming()
{
    edit(currentIndex().siblingAtColumn(ListModel::NameColumn));
}

void ListTable::keyPressEvent(QKeyEvent *event)
{
    const ListId id = current();
    if (state() == EditingState || !id.isValid())
        return QTableView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT peopleWanted(id);
    case Qt::Key_Delete:
        return Q_EMIT deleteWanted(id);
    case Qt::Key_F2:
        return startRenaming();
    default:
        QTableView::keyPressEvent(event);
    }
}

void ListTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const bool isLink = indexAt(event->pos()).column() == ListModel::CountColumn;
    viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ListTable::contextMenuEvent(QContextMenuEvent *event)
{
    const ListId id = current();
    if (!id.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("listMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("profiles")), tr("Show its people"), this,
                    [this, id] { Q_EMIT peopleWanted(id); });
    menu->addAction(icon(QStringLiteral("segments")), tr("Use in a segment"), this,
                    [this, id] { Q_EMIT useWanted(id); });
    menu->addAction(icon(QStringLiteral("edit")), tr("Rename"), this, &ListTable::startRenaming);
    menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, id] { Q_EMIT deleteWanted(id); });
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

} // namespace perennial
