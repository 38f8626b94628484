// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/movetable.h"

#include "ui/segment/lifecycle/movementchart.h"
#include "ui/segment/portfolio/listtable.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace perennial {

namespace {

constexpr int CountWidth = 80;

} // namespace

void MoveModel::setStep(const std::shared_ptr<const StageHistory> &history, size_t step)
{
    beginResetModel();
    m_moves.clear();
    m_step = step;
    if (history && step < history->moves.size()) {
        m_names = history->lifecycle.names();
        std::ranges::copy_if(history->moves[step], std::back_inserter(m_moves),
                             [](const StageMove &move) { return isShown(move, false); });
    }
    std::ranges::stable_sort(m_moves, std::greater(), &StageMove::people);
    endResetModel();
}

int MoveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_moves.size());
}

int MoveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant MoveModel::data(const QModelIndex &index, int role) const
{
    const StageMove &move = moveAt(index.row());
    const bool isCount = index.column() == CountColumn;
    const QString text = isCount ? format::count(move.people) : moveWords(m_names, move);
    if (role == Qt::DisplayRole)
        return text;
    if (role == Qt::AccessibleTextRole)
        return isCount ? tr("%1 people").arg(text) : text;
    if (role == Qt::ToolTipRole && !isCount)
        return text;
    if (role == Qt::TextAlignmentRole)
        return int((isCount ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    return {};
}

QVariant MoveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == CountColumn ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == CountColumn ? tr("People") : tr("From stage to stage");
}

MoveTable::MoveTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new MoveModel(this))
{
    setObjectName(QStringLiteral("moves"));
    setAccessibleName(tr("Who moved in the month"));
    setModel(m_model);
    setItemDelegateForColumn(MoveModel::CountColumn, new PeopleCountDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(size::CompactRow);
    verticalHeader()->setDefaultSectionSize(size::CompactRow);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setSectionResizeMode(MoveModel::MoveColumn, QHeaderView::Stretch);
    setColumnWidth(MoveModel::CountColumn, CountWidth);
    connect(this, &QTableView::clicked, this, &MoveTable::choose);
}

void MoveTable::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT moveChosen(m_model->step(), m_model->moveAt(index.row()));
}

void MoveTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return choose(currentIndex());
    QTableView::keyPressEvent(event);
}

} // namespace perennial
