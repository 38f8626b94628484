// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingmodel.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array Headings{
    QT_TRANSLATE_NOOP("perennial::MappingModel", "Column"),  QT_TRANSLATE_NOOP("perennial::MappingModel", "Example"),
    QT_TRANSLATE_NOOP("perennial::MappingModel", "Becomes"), QT_TRANSLATE_NOOP("perennial::MappingModel", "Name"),
    QT_TRANSLATE_NOOP("perennial::MappingModel", "Kept as"),
};
static_assert(Headings.size() == MappingModel::ColumnCount);

QString exampleOf(const ImportPreview &preview, qsizetype column)
{
    for (const QStringList &row : preview.rawRows)
        if (!row.value(column).trimmed().isEmpty())
            return row.value(column).simplified();
    return {};
}

} // namespace

void MappingModel::setPreview(const ImportPreview &preview)
{
    beginResetModel();
    m_headers.clear();
    m_examples.clear();
    for (const PreviewColumn &column : preview.columns) {
        m_examples << exampleOf(preview, m_headers.size());
        m_headers << column.mapping.column;
    }
    m_mapping = preview.mapping;
    m_mapping.columns.clear();
    for (const PreviewColumn &column : preview.columns)
        m_mapping.columns.push_back(column.mapping);
    m_targets = targetsFor(m_mapping.kind);
    endResetModel();
}

// A preset may come from a file with other columns: those this file does not have are dropped, the rest left out.
void MappingModel::setMapping(const FieldMapping &mapping)
{
    beginResetModel();
    m_mapping = mapping;
    m_mapping.columns.clear();
    for (const QString &header : std::as_const(m_headers)) {
        const ColumnMapping *found = mapping.find(header);
        m_mapping.columns.push_back(found ? *found
                                          : ColumnMapping{.column = header, .role = ColumnRole::Skip, .name = {}});
    }
    m_targets = targetsFor(m_mapping.kind);
    endResetModel();
    Q_EMIT edited();
}

void MappingModel::setKind(RecordKind kind)
{
    if (m_mapping.kind == kind)
        return;
    beginResetModel();
    m_mapping.kind = kind;
    m_targets = targetsFor(kind);
    for (ColumnMapping &column : m_mapping.columns)
        if (targetOf(m_targets, column) == 0)
            column = withTarget(column, m_targets.front());
    endResetModel();
    Q_EMIT edited();
}

void MappingModel::setMetric(const QString &metric)
{
    if (m_mapping.metric == metric)
        return;
    m_mapping.metric = metric;
    Q_EMIT edited();
}

int MappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_mapping.columns.size());
}

int MappingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == ChoicesRole)
        return choices(index.column());
    if (role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole)
        return textOf(index.row(), index.column());
    return {};
}

QString MappingModel::textOf(int row, int column) const
{
    const ColumnMapping &mapped = m_mapping.columns.at(static_cast<size_t>(row));
    const MappingTarget &target = m_targets.at(targetOf(m_targets, mapped));
    switch (column) {
    case Header:
        return mapped.column;
    case Example:
        return m_examples.value(row);
    case Becomes:
        return target.title;
    case Name:
        return target.isNamed ? mapped.name : QString();
    case KeptAs:
        return mapped.role == ColumnRole::Property ? titleOf(mapped.type) : QString();
    default:
        return {};
    }
}

QStringList MappingModel::choices(int column) const
{
    QStringList texts;
    if (column == Becomes)
        for (const MappingTarget &target : m_targets)
            texts << target.title;
    if (column == KeptAs)
        for (const FieldType type : fieldTypes())
            texts << titleOf(type);
    return texts;
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(Headings[static_cast<size_t>(section)]);
}

Qt::ItemFlags MappingModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return plain;
    const ColumnMapping &mapped = m_mapping.columns.at(static_cast<size_t>(index.row()));
    const bool isNamed = m_targets.at(targetOf(m_targets, mapped)).isNamed;
    const bool editable = index.column() == Becomes || (index.column() == Name && isNamed) ||
                          (index.column() == KeptAs && mapped.role == ColumnRole::Property);
    return editable ? plain | Qt::ItemIsEditable : plain;
}

bool MappingModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    ColumnMapping &mapped = m_mapping.columns.at(static_cast<size_t>(index.row()));
    const ColumnMapping before = mapped;
    const qsizetype choice = choices(index.column()).indexOf(value.toString());
    if (index.column() == Name && !value.toString().trimmed().isEmpty())
        mapped.name = value.toString().trimmed();
    else if (index.column() == Becomes && choice >= 0)
        mapped = withTarget(mapped, m_targets.at(static_cast<size_t>(choice)));
    else if (index.column() == KeptAs && choice >= 0)
        mapped.type = fieldTypes().at(static_cast<size_t>(choice));
    if (mapped == before)
        return false;
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    Q_EMIT edited();
    return true;
}

} // namespace perennial
