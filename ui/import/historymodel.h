// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importlog.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace perennial {

// Earlier imports with their figures, newest first.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, File, Format, Read, Stored, Unchanged, Rejected, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setImports(std::vector<ImportRecord> imports, const QTimeZone &zone);
    [[nodiscard]] const ImportRecord *import(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ImportRecord> m_imports;
    QTimeZone m_zone;
};

} // namespace perennial
