// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importpreview.h"

#include <QAbstractTableModel>

namespace perennial {

// The first rows of a file, as they stand in it or as they would be kept.
class PreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int RowsShown = 10;
    static constexpr int ColumnsShown = 200; // of files with thousands

    using QAbstractTableModel::QAbstractTableModel;

    void setPreview(const ImportPreview &preview);
    void setRaw(bool raw);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isUnreadable(const QModelIndex &index) const;
    [[nodiscard]] QString becomes(const ColumnMapping &column) const;

    ImportPreview m_preview;
    bool m_raw = false;
};

} // namespace perennial
