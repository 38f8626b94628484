// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/runlog.h"

#include <QAbstractTableModel>

namespace perennial {

// The rows of a run. Addresses and payloads are masked until somebody asks for them.
class RunLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { PersonColumn, AddressColumn, StateColumn, StatusColumn, ReasonColumn, PayloadColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPage(LogPage page, const QStringList &fields);
    void setMasked(bool masked);
    [[nodiscard]] const LoggedRow &row(int row) const { return m_page.rows.at(static_cast<size_t>(row)); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const LoggedRow &row, int column) const;
    [[nodiscard]] QString payload(const LoggedRow &row) const;

    LogPage m_page;
    QStringList m_fields; // of the destination, in the order of the payload's values
    bool m_isMasked = true;
};

} // namespace perennial
