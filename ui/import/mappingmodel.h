// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importpreview.h"
#include "ui/import/mappingtargets.h"

#include <QAbstractTableModel>

namespace perennial {

// The columns of a file as rows: header, an example, what it becomes, under which name, kept as what.
class MappingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Header, Example, Becomes, Name, KeptAs, ColumnCount };
    enum Role { ChoicesRole = Qt::UserRole + 1 }; // the texts to choose from, for Becomes and KeptAs

    using QAbstractTableModel::QAbstractTableModel;

    // Takes the mapping over and fills in the columns it does not name. Emits no edited().
    void setPreview(const ImportPreview &preview);
    void setMapping(const FieldMapping &mapping);
    void setKind(RecordKind kind);
    void setMetric(const QString &metric);
    [[nodiscard]] const FieldMapping &mapping() const { return m_mapping; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] QString textOf(int row, int column) const;
    [[nodiscard]] QStringList choices(int column) const;

    FieldMapping m_mapping;
    QStringList m_headers;
    QStringList m_examples;
    std::vector<MappingTarget> m_targets;
};

} // namespace perennial
