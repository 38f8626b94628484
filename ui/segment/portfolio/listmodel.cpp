// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/listmodel.h"

#include "core/segment/document/segmentdoc.h"
#include "core/segment/document/sentence.h"
#include "ui/widgets/format.h"

#include <algorithm>

namespace perennial {

ListLine lineOf(const SavedList &list)
{
    ListLine line{.list = list, .segment = {}, .sentence = list.note};
    if (!list.origin)
        return line;
    if (const auto doc = SegmentDoc::fromJson(list.origin->document)) {
        line.segment = doc->name;
        line.sentence = sentenceOf(*doc);
    }
    return line;
}

QString madeFrom(const ListLine &line, const QTimeZone &zone)
{
    const auto &origin = line.list.origin;
    if (!origin)
        return line.list.note.isEmpty() ? ListModel::tr("By hand") : ListModel::tr("A file");
    const QString day = ListModel::tr("%1 %2", "a day and the zone it is meant in")
                            .arg(format::date(origin->asOf, zone), format::zoneName(zone));
    const QString name = line.segment.isEmpty() ? ListModel::tr("A segment") : line.segment;
    return ListModel::tr("%1 v%2, as of %3").arg(name, QString::number(origin->version), day);
}

void ListModel::setLines(std::vector<ListLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int ListModel::rowOf(ListId id) const
{
    const auto found = std::ranges::find(m_lines, id, [](const ListLine &line) { return line.list.id; });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

const ListLine *ListModel::line(ListId id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_lines[static_cast<size_t>(row)];
}

void ListModel::remove(ListId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_lines.erase(m_lines.begin() + row);
    endRemoveRows();
}

int ListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ListModel::text(const ListLine &line, int column) const
{
    switch (column) {
    case NameColumn:
        return line.list.name;
    case CountColumn:
        return format::count(line.list.members);
    case OriginColumn:
        return madeFrom(line, m_zone);
    case CreatedColumn:
        return format::ago(line.list.created, Instant::now());
    default:
        return {};
    }
}

QVariant ListModel::sortKey(const ListLine &line, int column) const
{
    switch (column) {
    case CountColumn:
        return line.list.members;
    case CreatedColumn:
        return line.list.created.ms;
    default:
        return text(line, column);
    }
}

QVariant ListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ListLine &line = m_lines[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        if (index.column() == CreatedColumn)
            return format::dateTime(line.list.created, m_zone);
        if (index.column() == OriginColumn && line.list.origin)
            return tr("%1:\n%2", "an origin: the definition as it was").arg(text(line, OriginColumn), line.sentence);
        return index.column() == CountColumn ? tr("Show these people") : line.sentence;
    case Qt::AccessibleDescriptionRole:
    case SentenceRole:
        return index.column() == NameColumn ? line.sentence : QString();
    case Qt::TextAlignmentRole:
        return index.column() == NameColumn || index.column() == OriginColumn
                   ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case ListIdRole:
        return line.list.id.value;
    case SortRole:
        return sortKey(line, index.column());
    default:
        return {};
    }
}

bool ListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || index.column() != NameColumn || name.isEmpty())
        return false;
    ListLine &line = m_lines[static_cast<size_t>(index.row())];
    if (line.list.name == name)
        return false;
    line.list.name = name;
    Q_EMIT dataChanged(index, index);
    Q_EMIT renamed(line.list.id, name);
    return true;
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == NameColumn || section == OriginColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                                : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("List");
    case CountColumn:
        return tr("People");
    case OriginColumn:
        return tr("Made from");
    case CreatedColumn:
        return tr("Created");
    default:
        return {};
    }
}

Qt::ItemFlags ListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == NameColumn ? flags | Qt::ItemIsEditable : flags;
}

} // namespace perennial
