// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/listfile.h"

#include <QAbstractTableModel>

namespace perennial {

// The rows of a list's file that name nobody.
class UnknownRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LineColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QString &column, std::vector<UnknownRow> rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString m_column;
    std::vector<UnknownRow> m_rows;
};

// A CSV file of them, safe to be opened by a spreadsheet.
[[nodiscard]] Result<void> writeUnknownRows(const QString &path, const QString &column,
                                            const std::vector<UnknownRow> &rows);

} // namespace perennial
