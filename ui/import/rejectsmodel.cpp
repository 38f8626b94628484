// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/rejectsmodel.h"

#include "core/audience/csvwriter.h"
#include "core/base/atomicfile.h"
#include "ui/widgets/format.h"

#include <array>

namespace perennial {

namespace {

constexpr std::array Headings{
    QT_TRANSLATE_NOOP("perennial::RejectsModel", "Row"),    QT_TRANSLATE_NOOP("perennial::RejectsModel", "Line"),
    QT_TRANSLATE_NOOP("perennial::RejectsModel", "Column"), QT_TRANSLATE_NOOP("perennial::RejectsModel", "Reason"),
    QT_TRANSLATE_NOOP("perennial::RejectsModel", "Text"),
};
static_assert(Headings.size() == RejectsModel::ColumnCount);

Result<void> writeLine(AtomicFile &file, CsvLineWriter &line, const QStringList &cells)
{
    for (const QString &cell : cells)
        line.addCell(cell.toStdString());
    return file.write(line.endLine());
}

} // namespace

void RejectsModel::setRejects(std::vector<ImportReject> rejects)
{
    beginResetModel();
    m_rejects = std::move(rejects);
    endResetModel();
}

int RejectsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rejects.size());
}

int RejectsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportReject &reject = m_rejects.at(static_cast<size_t>(index.row()));
    if (role == Qt::TextAlignmentRole && index.column() <= Line)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return index.column() == Text ? reject.text : reject.reason;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Row:
        return format::count(reject.row);
    case Line:
        return format::count(reject.line);
    case Where:
        return reject.column;
    case Reason:
        return reject.reason;
    default:
        return reject.text.simplified();
    }
}

QVariant RejectsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section <= Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(tr(Headings[static_cast<size_t>(section)])) : QVariant();
}

Result<void> writeRejects(const QString &path, const std::vector<ImportReject> &rejects)
{
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    CsvLineWriter line(CsvSafety::Spreadsheet);
    QStringList headings;
    for (const char *heading : Headings)
        headings << RejectsModel::tr(heading);
    if (const auto written = writeLine(*file, line, headings); !written)
        return written;
    for (const ImportReject &reject : rejects) {
        const QStringList cells{QString::number(reject.row), QString::number(reject.line), reject.column, reject.reason,
                                reject.text};
        if (const auto written = writeLine(*file, line, cells); !written)
            return written;
    }
    return file->commit();
}

} // namespace perennial
