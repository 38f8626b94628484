// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/lifecycle/stagestudy.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace perennial {

// Who moved in one step, the most people first; those who stayed are left out.
class MoveModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { MoveColumn, CountColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setStep(const std::shared_ptr<const StageHistory> &history, size_t step);
    [[nodiscard]] const StageMove &moveAt(int row) const { return m_moves[static_cast<size_t>(row)]; }
    [[nodiscard]] size_t step() const { return m_step; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<StageMove> m_moves;
    QStringList m_names;
    size_t m_step = 0;
};

// The same moves as the chart's, in words: Enter or a click shows the people.
class MoveTable : public QTableView
{
    Q_OBJECT

public:
    explicit MoveTable(QWidget *parent = nullptr);

    void setStep(const std::shared_ptr<const StageHistory> &history, size_t step) { m_model->setStep(history, step); }

Q_SIGNALS:
    void moveChosen(size_t step, const perennial::StageMove &move);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);

    MoveModel *m_model;
};

} // namespace perennial
