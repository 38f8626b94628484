// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/historymodel.h"

#include "ui/import/importwords.h"
#include "ui/widgets/format.h"

#include <array>

namespace perennial {

namespace {

constexpr std::array Headings{
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "When"),
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "File"),
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "Format"),
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "Rows"),
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "Stored"),
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "Known already"),
    QT_TRANSLATE_NOOP("perennial::HistoryModel", "Set aside"),
};
static_assert(Headings.size() == HistoryModel::ColumnCount);

} // namespace

void HistoryModel::setImports(std::vector<ImportRecord> imports, const QTimeZone &zone)
{
    beginResetModel();
    m_imports = std::move(imports);
    m_zone = zone;
    endResetModel();
}

const ImportRecord *HistoryModel::import(int row) const
{
    return row >= 0 && row < rowCount() ? &m_imports[static_cast<size_t>(row)] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_imports.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportRecord &record = m_imports.at(static_cast<size_t>(index.row()));
    if (role == Qt::TextAlignmentRole && index.column() >= Read)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return record.warnings.isEmpty() ? record.path : record.warnings.join(u'\n');
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case When:
        return format::dateTime(record.at, m_zone);
    case File:
        return importwords::fileName(record.path);
    case Format:
        return importwords::formatTitle(record.format);
    case Read:
        return format::count(record.read);
    case Stored:
        return format::count(record.stored);
    case Unchanged:
        return format::count(record.unchanged);
    default:
        return format::count(record.rejected);
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section >= Read ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(tr(Headings[static_cast<size_t>(section)])) : QVariant();
}

} // namespace perennial
