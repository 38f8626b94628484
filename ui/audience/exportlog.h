// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QAbstractTableModel>

#include <vector>

namespace perennial {

class Store;

// One export that was made.
struct ExportRecord
{
    QString segment;
    QString layout;
    QString path;
    Instant at;
    qint64 rows = 0;
    qint64 leftOut = 0;
    bool guarded = false;
};

// Newest first.
[[nodiscard]] Result<std::vector<ExportRecord>> readExports(const Store &store);

class ExportLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SegmentColumn, RowsColumn, LeftOutColumn, LayoutColumn, WhenColumn, PathColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRecords(std::vector<ExportRecord> records, const QTimeZone &zone);
    [[nodiscard]] const ExportRecord &record(int row) const { return m_records.at(static_cast<size_t>(row)); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ExportRecord> m_records;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
