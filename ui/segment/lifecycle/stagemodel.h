// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/lifecycle/stagestudy.h"

#include <QAbstractTableModel>
#include <QColor>

namespace perennial {

class LifecycleEditor;

// The colour of a stage by its place, the same wherever it is drawn; that of the others is quiet.
[[nodiscard]] QColor stageColour(size_t stage, size_t stages);

// The stages from the top, each with how many people it has.
class StageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, ShareColumn, TrendColumn, ColumnCount };
    static constexpr int ColourRole = Qt::UserRole + 1;

    StageModel(LifecycleEditor &editor, const StageStudy &study, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    // How many people a stage has now; nothing until it is counted.
    [[nodiscard]] std::optional<quint32> countOf(size_t stage) const;

Q_SIGNALS:
    void refused(const perennial::Error &error);

private:
    [[nodiscard]] QString textAt(size_t stage, int column) const;
    [[nodiscard]] QString wordsAt(size_t stage, int column) const;
    // The counts of a stage at the first and the last moment that was counted. While a change is being counted they
    // are those of the stage that had its name before.
    [[nodiscard]] std::optional<std::pair<quint32, quint32>> counted(size_t stage) const;
    void noteEdit();

    LifecycleEditor &m_editor;
    const StageStudy &m_study;
    QStringList m_names;
};

} // namespace perennial
