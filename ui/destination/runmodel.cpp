// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/runmodel.h"

#include "ui/destination/destinationwords.h"
#include "ui/widgets/format.h"

#include <QColor>

namespace perennial {

void RunModel::setRuns(std::vector<PushRun> runs, const QTimeZone &zone)
{
    beginResetModel();
    m_runs = std::move(runs);
    m_zone = zone;
    endResetModel();
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunModel::text(const PushRun &run, int column) const
{
    switch (column) {
    case WhenColumn:
        return format::dateTime(run.started, m_zone);
    case StateColumn:
        return stateText(run);
    case JoinsColumn:
        return format::count(run.joins);
    case LeavesColumn:
        return format::count(run.leaves);
    case SentColumn:
        return format::count(run.sent);
    case UnchangedColumn:
        return format::count(run.unchanged);
    case SkippedColumn:
        return format::count(run.skippedTotal());
    case FailedColumn:
        return format::count(run.failed);
    default:
        return {};
    }
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const PushRun &one = run(index.row());
    if (role == Qt::DisplayRole)
        return text(one, index.column());
    if (role == Qt::ToolTipRole)
        return one.reason;
    if (role == Qt::ForegroundRole && index.column() == StateColumn)
        return Tokens::current().ink(stateInk(one));
    if (role == Qt::ForegroundRole && index.column() == FailedColumn && one.failed > 0)
        return Tokens::current().ink(Ink::Danger);
    if (role == Qt::TextAlignmentRole && index.column() > StateColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>((section > StateColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Run"),  tr("State"),     tr("Come"),    tr("Leave"),
                             tr("Sent"), tr("Unchanged"), tr("Skipped"), tr("Failed")};
    return titles.value(section);
}

} // namespace perennial
