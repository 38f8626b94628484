// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlistmodel.h"

#include "ui/segment/portfolio/scorebar.h"
#include "ui/widgets/format.h"

#include <algorithm>

namespace perennial {

namespace {

const QString Dash = QStringLiteral("–");

QVariant sortKey(const SegmentLine &line, int column)
{
    switch (column) {
    case SegmentListModel::NameColumn:
        return line.saved.name;
    case SegmentListModel::UpdatedColumn:
        return line.saved.updated.ms;
    case SegmentListModel::HealthColumn:
        return line.health.value_or(-1);
    default:
        return line.members.value_or(-1);
    }
}

} // namespace

void SegmentListModel::setLines(std::vector<SegmentLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int SegmentListModel::rowOf(SegmentId id) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [id](const SegmentLine &l) { return l.saved.id == id; });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

const SegmentLine *SegmentListModel::line(SegmentId id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_lines[static_cast<size_t>(row)];
}

void SegmentListModel::setCount(SegmentId id, std::optional<qint64> members, qint64 people, const QString &problem)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    SegmentLine &line = m_lines[static_cast<size_t>(row)];
    line.members = members;
    line.people = people;
    line.problem = problem;
    Q_EMIT dataChanged(index(row, CountColumn), index(row, ShareColumn));
}

void SegmentListModel::setHealth(const std::map<SegmentId, int> &scores)
{
    for (SegmentLine &line : m_lines) {
        const auto score = scores.find(line.saved.id);
        line.health = score == scores.end() ? std::nullopt : std::optional(score->second);
    }
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, HealthColumn), index(rowCount() - 1, HealthColumn));
}

void SegmentListModel::remove(SegmentId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_lines.erase(m_lines.begin() + row);
    endRemoveRows();
}

int SegmentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int SegmentListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SegmentListModel::text(const SegmentLine &line, int column) const
{
    switch (column) {
    case NameColumn:
        return line.saved.name;
    case CountColumn:
        return line.members ? format::count(*line.members) : Dash;
    case ShareColumn:
        return line.members && line.people > 0 ? format::share(double(*line.members) / double(line.people)) : Dash;
    case HealthColumn:
        return line.health ? scoreWords(*line.health) : QString();
    case UpdatedColumn:
        return format::ago(line.saved.updated, Instant::now());
    default:
        return {};
    }
}

QVariant SegmentListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SegmentLine &line = m_lines[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        if (index.column() == UpdatedColumn)
            return format::dateTime(line.saved.updated, m_zone);
        if (index.column() == HealthColumn)
            return line.health ? tr("As last examined; see Health") : QString();
        return line.problem.isEmpty() ? line.sentence : line.problem;
    case Qt::AccessibleDescriptionRole:
    case SentenceRole:
        return index.column() == NameColumn ? line.sentence : QString();
    case ScoreDelegate::ScoreRole:
        return index.column() == HealthColumn && line.health ? QVariant(*line.health) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == NameColumn ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case SegmentIdRole:
        return line.saved.id.value;
    case SortRole:
        return sortKey(line, index.column());
    default:
        return {};
    }
}

bool SegmentListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || index.column() != NameColumn || name.isEmpty())
        return false;
    SegmentLine &line = m_lines[static_cast<size_t>(index.row())];
    if (line.saved.name == name)
        return false;
    line.saved.name = name;
    Q_EMIT dataChanged(index, index);
    Q_EMIT renamed(line.saved.id, name);
    return true;
}

QVariant SegmentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == NameColumn || section == HealthColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                                : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Segment");
    case CountColumn:
        return tr("People");
    case ShareColumn:
        return tr("Share");
    case HealthColumn:
        return tr("Health");
    case UpdatedColumn:
        return tr("Updated");
    default:
        return {};
    }
}

Qt::ItemFlags SegmentListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == NameColumn ? flags | Qt::ItemIsEditable : flags;
}

} // namespace perennial
