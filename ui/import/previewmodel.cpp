// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/previewmodel.h"

#include "ui/import/mappingtargets.h"
#include "ui/widgets/tokens.h"

#include <algorithm>

namespace perennial {

void PreviewModel::setPreview(const ImportPreview &preview)
{
    beginResetModel();
    m_preview = preview;
    endResetModel();
}

void PreviewModel::setRaw(bool raw)
{
    beginResetModel();
    m_raw = raw;
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : std::min(RowsShown, static_cast<int>(m_preview.rawRows.size()));
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : std::min(ColumnsShown, static_cast<int>(m_preview.columns.size()));
}

QString PreviewModel::becomes(const ColumnMapping &column) const
{
    const std::vector<MappingTarget> targets = targetsFor(m_preview.mapping.kind);
    if (column.role == ColumnRole::Skip)
        return tr("%1, left out").arg(column.column);
    const MappingTarget &target = targets.at(targetOf(targets, column));
    return target.isNamed ? column.name : target.title;
}

// The cell says something, and nothing of it would be kept though its column is.
bool PreviewModel::isUnreadable(const QModelIndex &index) const
{
    const auto row = static_cast<size_t>(index.row());
    const bool isKept = m_preview.columns.at(static_cast<size_t>(index.column())).mapping.role != ColumnRole::Skip;
    return isKept && !m_preview.rawRows[row].value(index.column()).trimmed().isEmpty() && m_preview.mappedRows[row].value(index.column()).isEmpty();
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<size_t>(index.row());
    const bool isSkipped = m_preview.columns.at(static_cast<size_t>(index.column())).mapping.role == ColumnRole::Skip;
    const QString raw = m_preview.rawRows[row].value(index.column());
    if (role == Qt::ToolTipRole)
        return isUnreadable(index) ? tr("\"%1\" cannot be read here and would be left out.").arg(raw) : raw;
    if (role == Qt::ForegroundRole && !m_raw && (isSkipped || isUnreadable(index)))
        return Tokens::current().ink(isSkipped ? Ink::Muted : Ink::Warn);
    if (role != Qt::DisplayRole)
        return {};
    if (m_raw)
        return raw;
    if (isSkipped)
        return QStringLiteral("–");
    return isUnreadable(index) ? tr("? %1", "a cell that cannot be read").arg(raw) : m_preview.mappedRows[row].value(index.column());
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= columnCount())
        return {};
    const PreviewColumn &column = m_preview.columns.at(static_cast<size_t>(section));
    if (role == Qt::ToolTipRole)
        return column.note.isEmpty() ? tr("%1 becomes %2").arg(column.mapping.column, becomes(column.mapping)) : column.note;
    if (role != Qt::DisplayRole)
        return {};
    return m_raw ? column.mapping.column : becomes(column.mapping);
}

} // namespace perennial
