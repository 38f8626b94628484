// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importlog.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace perennial {

class Workspace;

// Mappings kept in the store for files to come: one can be taken, and the current one kept under a name.
class PresetBar : public QWidget
{
    Q_OBJECT

public:
    explicit PresetBar(Workspace &workspace, QWidget *parent = nullptr);

    // What Save keeps.
    void setMapping(const FieldMapping &mapping);

Q_SIGNALS:
    void chosen(const perennial::FieldMapping &mapping);
    void failed(const QString &message);

private:
    void reload();
    void fill(std::vector<ImportPreset> presets);
    void save();

    Workspace &m_workspace;
    FieldMapping m_mapping;
    std::vector<ImportPreset> m_presets;
    QComboBox *m_choice;
    QLineEdit *m_name;
    QPushButton *m_save;
};

} // namespace perennial
