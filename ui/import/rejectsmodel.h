// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importlog.h"

#include <QAbstractTableModel>

namespace perennial {

// Rows that were set aside: where they stand and why.
class RejectsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Row, Line, Where, Reason, Text, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRejects(std::vector<ImportReject> rejects);
    [[nodiscard]] const std::vector<ImportReject> &rejects() const { return m_rejects; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ImportReject> m_rejects;
};

// Row, line, column, reason, text; whole at `path` or not there.
[[nodiscard]] Result<void> writeRejects(const QString &path, const std::vector<ImportReject> &rejects);

} // namespace perennial
