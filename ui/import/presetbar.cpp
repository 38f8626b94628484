// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/presetbar.h"

#include "core/workspace/workspace.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace perennial {

PresetBar::PresetBar(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_choice(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_save(new QPushButton(tr("Save as preset"), this))
{
    m_choice->setObjectName(QStringLiteral("presetChoice"));
    m_choice->setAccessibleName(tr("Use a saved mapping"));
    m_name->setObjectName(QStringLiteral("presetName"));
    m_name->setAccessibleName(tr("Name of the preset"));
    m_name->setPlaceholderText(tr("Name of the preset"));
    m_save->setObjectName(QStringLiteral("savePreset"));
    m_save->setEnabled(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    row->addWidget(m_choice);
    row->addStretch();
    row->addWidget(m_name);
    row->addWidget(m_save);
    connect(m_choice, &QComboBox::activated, this, [this](int choice) {
        if (choice > 0)
            Q_EMIT chosen(m_presets.at(static_cast<size_t>(choice) - 1).mapping);
    });
    connect(m_name, &QLineEdit::textChanged, this,
            [this] { m_save->setEnabled(m_workspace.isOpen() && !m_name->text().trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, m_save, &QPushButton::click);
    connect(m_save, &QPushButton::clicked, this, &PresetBar::save);
    connect(&workspace, &Workspace::storeChanged, this, &PresetBar::reload);
    reload();
}

void PresetBar::setMapping(const FieldMapping &mapping)
{
    m_mapping = mapping;
}

void PresetBar::reload()
{
    setVisible(m_workspace.isOpen());
    fill({});
    if (!m_workspace.isOpen())
        return;
    const JobSpec spec{.title = tr("Reading saved mappings"), .kind = JobKind::Reading, .quiet = true};
    const auto work = [](Store &store, const Progress &) { return listPresets(store.database()); };
    m_workspace.read<std::vector<ImportPreset>>(spec, work, this, [this](Result<std::vector<ImportPreset>> presets) {
        if (presets)
            fill(std::move(*presets));
        else
            Q_EMIT failed(presets.error().message);
    });
}

void PresetBar::fill(std::vector<ImportPreset> presets)
{
    const QSignalBlocker quiet(m_choice);
    m_presets = std::move(presets);
    m_choice->clear();
    m_choice->addItem(m_presets.empty() ? tr("No saved mappings yet") : tr("Use a saved mapping…"));
    for (const ImportPreset &preset : m_presets)
        m_choice->addItem(preset.name);
    m_choice->setEnabled(!m_presets.empty());
}

void PresetBar::save()
{
    const ImportPreset preset{m_name->text().trimmed(), m_mapping};
    const JobSpec spec{.title = tr("Saving the mapping"), .kind = JobKind::Writing, .quiet = true};
    const auto work = [preset](Store &store, const Progress &) -> Result<bool> {
        if (const auto saved = savePreset(store.database(), preset, Instant::now()); !saved)
            return failure(saved.error());
        return true;
    };
    m_workspace.write<bool>(spec, work, this, [this](const Result<bool> &saved) {
        if (!saved)
            Q_EMIT failed(saved.error().message);
        else
            m_name->clear();
        reload();
    });
}

} // namespace perennial
