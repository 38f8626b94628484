// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/collisiontable.h"

#include "ui/widgets/tokens.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace perennial {

namespace {

constexpr int MostRows = 10;

} // namespace

CollisionTable::CollisionTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new CollisionModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("collisions"));
    setAccessibleName(tr("Where flows collide"));
    setAccessibleDescription(tr("Enter shows the people of a row"));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(CollisionModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    setModel(m_sorted);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setSortingEnabled(true);
    sortByColumn(CollisionModel::MessagesColumn, Qt::DescendingOrder);
    setCursor(Qt::PointingHandCursor);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(size::Row);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(CollisionModel::FlowColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(CollisionModel::BehindColumn, QHeaderView::Stretch);
    for (const int column : {CollisionModel::WhyColumn, CollisionModel::MessagesColumn, CollisionModel::PeopleColumn})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QTableView::clicked, this, &CollisionTable::open);
}

void CollisionTable::setCalendar(const CalendarPointer &calendar)
{
    m_told = calendar;
    m_model->setCalendar(calendar);
    updateGeometry();
}

QSize CollisionTable::sizeHint() const
{
    const int rows = std::clamp(m_sorted->rowCount(), 1, MostRows);
    return {64 * size::Unit, horizontalHeader()->sizeHint().height() + rows * size::Row + 2};
}

void CollisionTable::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const int row = m_sorted->mapToSource(index).row();
    Q_EMIT peopleChosen(m_model->titleOf(row), m_told->idsOf(m_model->collision(row).kept.people));
}

void CollisionTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return open(currentIndex());
    QTableView::keyPressEvent(event);
}

} // namespace perennial
