// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/unknownrows.h"

#include "core/audience/csvwriter.h"
#include "core/base/atomicfile.h"
#include "ui/widgets/format.h"

namespace perennial {

void UnknownRowsModel::setRows(const QString &column, std::vector<UnknownRow> rows)
{
    beginResetModel();
    m_column = column;
    m_rows = std::move(rows);
    endResetModel();
}

int UnknownRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int UnknownRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant UnknownRowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || role != Qt::DisplayRole)
        return {};
    const UnknownRow &row = m_rows[static_cast<size_t>(index.row())];
    if (index.column() == LineColumn)
        return format::count(row.line);
    return row.text.isEmpty() ? tr("nothing") : row.text;
}

QVariant UnknownRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == LineColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == LineColumn)
        return tr("Line");
    return m_column.isEmpty() ? tr("What stands there") : m_column;
}

Result<void> writeUnknownRows(const QString &path, const QString &column, const std::vector<UnknownRow> &rows)
{
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    CsvLineWriter line(CsvSafety::Spreadsheet);
    const auto write = [&](const QString &number, const QString &text) {
        line.addCell(number.toStdString());
        line.addCell(text.toStdString());
        return file->write(line.endLine());
    };
    if (const auto written = write(QStringLiteral("line"), column); !written)
        return written;
    for (const UnknownRow &row : rows) {
        if (const auto written = write(QString::number(row.line), row.text); !written)
            return written;
    }
    return file->commit();
}

} // namespace perennial
