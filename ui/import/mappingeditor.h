// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importpreview.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QTableView;

namespace perennial {

class Label;
class MappingModel;
class PresetBar;
class Workspace;

// Says what the columns of a file mean: what its rows are about, and what each column becomes.
class MappingEditor : public QWidget
{
    Q_OBJECT

public:
    explicit MappingEditor(Workspace &workspace, QWidget *parent = nullptr);

    void setPreview(const ImportPreview &preview);

Q_SIGNALS:
    void edited(const perennial::FieldMapping &mapping);
    void failed(const QString &message);

private:
    QWidget *makeHead();
    void buildTable();
    void refresh();

    MappingModel *m_model;
    QComboBox *m_kind;
    QLineEdit *m_metric;
    Label *m_metricLabel;
    QTableView *m_table;
    Label *m_problem;
    PresetBar *m_presets;
};

} // namespace perennial
