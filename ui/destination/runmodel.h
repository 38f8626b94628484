// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/pushrun.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace perennial {

// Runs in figures, newest first.
class RunModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        WhenColumn,
        StateColumn,
        JoinsColumn,
        LeavesColumn,
        SentColumn,
        UnchangedColumn,
        SkippedColumn,
        FailedColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::vector<PushRun> runs, const QTimeZone &zone);
    [[nodiscard]] const PushRun &run(int row) const { return m_runs.at(static_cast<size_t>(row)); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const PushRun &run, int column) const;

    std::vector<PushRun> m_runs;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
