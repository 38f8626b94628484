// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/nametable.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace perennial {

namespace {

constexpr int RowHeight = 56;

}

NameTable::NameTable(QAbstractItemModel &model, int idRole, int sortRole, QWidget *parent)
    : QTableView(parent)
    , m_filter(new NameFilter(sortRole, this))
    , m_idRole(idRole)
{
    m_filter->setSourceModel(&model);
    setModel(m_filter);
    setItemDelegateForColumn(0, new NameDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!isLinkAt(index, m_at))
            Q_EMIT rowActivated(index);
    });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (m_modifiers == Qt::NoModifier && isLinkAt(index, m_at))
            Q_EMIT linkActivated(index, m_at);
    });
}

qint64 NameTable::currentId() const
{
    return currentIndex().data(m_idRole).toLongLong();
}

void NameTable::selectId(qint64 id)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (index.data(m_idRole).toLongLong() == id)
            setCurrentIndex(index);
    }
}

void NameTable::startRenaming()
{
    edit(currentIndex().siblingAtColumn(0));
}

void NameTable::keyPressEvent(QKeyEvent *event)
{
    if (state() == EditingState || currentId() == 0)
        return QTableView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isLink(currentIndex()))
            return Q_EMIT linkActivated(currentIndex(), {});
        return Q_EMIT rowActivated(currentIndex());
    case Qt::Key_Delete:
        return Q_EMIT deletePressed();
    case Qt::Key_F2:
        return startRenaming();
    default:
        QTableView::keyPressEvent(event);
    }
}

bool NameTable::isLinkAt(const QModelIndex &index, const QPoint &) const
{
    return isLink(index);
}

void NameTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->pos());
    const bool leads = index.isValid() && isLinkAt(index, event->pos());
    viewport()->setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void NameTable::mouseReleaseEvent(QMouseEvent *event)
{
    m_modifiers = event->modifiers();
    m_at = event->pos();
    QTableView::mouseReleaseEvent(event);
}

void NameTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (currentId() == 0)
        return;
    QMenu *menu = makeMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

} // namespace perennial
