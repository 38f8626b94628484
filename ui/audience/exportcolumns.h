// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/layout.h"

#include <QAbstractListModel>
#include <QWidget>

class QListView;

namespace perennial {

class PickerPill;
class Picker;
class SegmentCatalog;

// The columns of an export in their order, each in or out.
class ColumnModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setColumns(const std::vector<ExportColumn> &columns);
    // Those that are in.
    [[nodiscard]] std::vector<ExportColumn> chosen() const;
    void add(const ExportColumn &column);
    // One place up or down; false at the end.
    bool move(int row, int by);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool moveRows(const QModelIndex &from, int row, int count, const QModelIndex &to, int before) override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void changed();

private:
    struct Line
    {
        ExportColumn column;
        bool in = true;
    };

    std::vector<Line> m_lines;
};

// The list of columns with what can be done to it.
class ExportColumns : public QWidget
{
    Q_OBJECT

public:
    ExportColumns(ColumnModel &model, SegmentCatalog &catalog, QWidget *parent = nullptr);

private:
    void moveCurrent(int by);
    [[nodiscard]] Picker *makePropertyPicker();

    ColumnModel &m_model;
    SegmentCatalog &m_catalog;
    QListView *m_view;
    PickerPill *m_add;
};

} // namespace perennial
