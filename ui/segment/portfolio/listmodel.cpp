// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/listmodel.h"

#include "core/segment/document/segmentdoc.h"
#include "core/segment/document/sentence.h"
#include "ui/widgets/format.h"

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
        return line.list.note.isEmpty() ? QStringLiteral("–") : ListModel::tr("A file");
    const QString day = ListModel::tr("%1 %2", "a day and the zone it is meant in")
                            .arg(format::date(origin->asOf, zone), format::zoneName(zone));
    const QString name = line.segment.isEmpty() ? ListModel::tr("A segment") : line.segment;
    return ListModel::tr("%1 v%2, as of %3").arg(name, QString::number(origin->version), day);
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
    const ListLine &line = lineAt(index.row());
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

} // namespace perennial
