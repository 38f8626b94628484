// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/exportcolumns.h"

#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListView>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

const QString ColumnMimeType = QStringLiteral("application/x-perennial-column");

} // namespace

void ColumnModel::setColumns(const std::vector<ExportColumn> &columns)
{
    beginResetModel();
    m_lines.clear();
    for (const ExportColumn &column : columns)
        m_lines.push_back({.column = column, .in = true});
    endResetModel();
    Q_EMIT changed();
}

std::vector<ExportColumn> ColumnModel::chosen() const
{
    std::vector<ExportColumn> columns;
    for (const Line &line : m_lines) {
        if (line.in)
            columns.push_back(line.column);
    }
    return columns;
}

void ColumnModel::add(const ExportColumn &column)
{
    const auto known = std::find_if(m_lines.begin(), m_lines.end(), [&](const Line &l) { return l.column == column; });
    if (known != m_lines.end()) {
        setData(index(static_cast<int>(known - m_lines.begin())), Qt::Checked, Qt::CheckStateRole);
        return;
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_lines.push_back({.column = column, .in = true});
    endInsertRows();
    Q_EMIT changed();
}

bool ColumnModel::move(int row, int by)
{
    return moveRows({}, row, 1, {}, by > 0 ? row + by + 1 : row + by);
}

bool ColumnModel::moveRows(const QModelIndex &from, int row, int count, const QModelIndex &to, int before)
{
    if (count != 1 || row < 0 || row >= rowCount() || before < 0 || before > rowCount() ||
        !beginMoveRows(from, row, row, to, before))
        return false;
    const Line line = m_lines[static_cast<size_t>(row)];
    m_lines.erase(m_lines.begin() + row);
    m_lines.insert(m_lines.begin() + (before > row ? before - 1 : before), line);
    endMoveRows();
    Q_EMIT changed();
    return true;
}

int ColumnModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant ColumnModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line &line = m_lines[static_cast<size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return line.column.header;
    if (role == Qt::CheckStateRole)
        return line.in ? Qt::Checked : Qt::Unchecked;
    return {};
}

bool ColumnModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    m_lines[static_cast<size_t>(index.row())].in = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT changed();
    return true;
}

Qt::ItemFlags ColumnModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled |
           Qt::ItemNeverHasChildren;
}

QStringList ColumnModel::mimeTypes() const
{
    return {ColumnMimeType};
}

QMimeData *ColumnModel::mimeData(const QModelIndexList &indexes) const
{
    auto *mime = new QMimeData;
    mime->setData(ColumnMimeType, QByteArray::number(indexes.isEmpty() ? -1 : indexes.first().row()));
    return mime;
}

bool ColumnModel::dropMimeData(const QMimeData *data, Qt::DropAction, int row, int, const QModelIndex &parent)
{
    const int from = data->data(ColumnMimeType).toInt();
    const int before = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    moveRows({}, from, 1, {}, before);
    return false; // moved already: the view must not take the row out
}

ExportColumns::ExportColumns(ColumnModel &model, SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_catalog(catalog)
    , m_view(new QListView(this))
    , m_add(new PickerPill(
          tr("Add a column"), [this] { return makePropertyPicker(); }, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_view->setObjectName(QStringLiteral("columns"));
    m_view->setAccessibleName(tr("Columns"));
    m_view->setModel(&model);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setUniformItemSizes(true);
    column->addWidget(m_view, 1);
    auto *row = new QHBoxLayout;
    m_add->setObjectName(QStringLiteral("addColumn"));
    m_add->setPlaceholder(tr("+ property"));
    row->addWidget(m_add);
    row->addStretch(1);
    const auto addMove = [&](const QString &text, const char *iconName, const char *keys, int by) {
        auto *button = new QToolButton(this);
        button->setIcon(icon(QLatin1String(iconName)));
        button->setAccessibleName(text);
        button->setToolTip(text);
        button->setShortcut(QKeySequence(QLatin1String(keys)));
        setLook(button, Look::Quiet);
        connect(button, &QToolButton::clicked, this, [this, by] { moveCurrent(by); });
        row->addWidget(button);
    };
    addMove(tr("Move column up"), "chevron-up", "Alt+Up", -1);
    addMove(tr("Move column down"), "chevron-down", "Alt+Down", 1);
    column->addLayout(row);
}

void ExportColumns::moveCurrent(int by)
{
    m_model.move(m_view->currentIndex().row(), by);
}

Picker *ExportColumns::makePropertyPicker()
{
    return makePropertyListPicker(m_catalog.properties(), {}, [this](const PropertyChoice &choice) {
        m_model.add({.header = choice.name, .field = ExportField::Property, .property = choice.name});
    });
}

} // namespace perennial
