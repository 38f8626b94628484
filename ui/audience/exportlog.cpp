// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/exportlog.h"

#include "core/audience/layout.h"
#include "core/store/rows.h"
#include "core/store/store.h"
#include "ui/widgets/format.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

namespace perennial {

namespace {

qint64 totalOf(const QString &excluded)
{
    qint64 total = 0;
    const QJsonObject reasons = QJsonDocument::fromJson(excluded.toUtf8()).object();
    for (const QJsonValue &count : reasons)
        total += count.toInteger();
    return total;
}

ExportRecord readRecord(const Statement &row)
{
    const auto layout = exportLayout(row.text(1));
    return {.segment = row.text(0),
            .layout = layout ? layout->title : row.text(1),
            .path = row.text(3),
            .at = {row.integer(4)},
            .rows = row.integer(5),
            .leftOut = totalOf(row.text(6)),
            .guarded = row.text(2) == QLatin1String("spreadsheet")};
}

bool isNumber(int column)
{
    return column == ExportLogModel::RowsColumn || column == ExportLogModel::LeftOutColumn;
}

} // namespace

Result<std::vector<ExportRecord>> readExports(const Store &store)
{
    return queryRows(store.database(),
                     "SELECT segment_name, layout, mode, path, at, rows, excluded FROM exports ORDER BY id DESC",
                     readRecord);
}

void ExportLogModel::setRecords(std::vector<ExportRecord> records, const QTimeZone &zone)
{
    beginResetModel();
    m_records = std::move(records);
    m_zone = zone;
    endResetModel();
}

int ExportLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int ExportLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExportLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    const ExportRecord &record = m_records[static_cast<size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == PathColumn)
        return QDir::toNativeSeparators(record.path);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case SegmentColumn:
        return record.segment;
    case RowsColumn:
        return format::count(record.rows);
    case LeftOutColumn:
        return format::count(record.leftOut);
    case LayoutColumn:
        return record.guarded ? tr("%1, guarded for a spreadsheet").arg(record.layout) : record.layout;
    case WhenColumn:
        return format::dateTime(record.at, m_zone);
    case PathColumn:
        return QDir::toNativeSeparators(record.path);
    default:
        return {};
    }
}

QVariant ExportLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SegmentColumn:
        return tr("Segment");
    case RowsColumn:
        return tr("Rows");
    case LeftOutColumn:
        return tr("Left out");
    case LayoutColumn:
        return tr("Layout");
    case WhenColumn:
        return tr("When");
    case PathColumn:
        return tr("File");
    default:
        return {};
    }
}

} // namespace perennial
