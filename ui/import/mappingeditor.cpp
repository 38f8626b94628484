// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingeditor.h"

#include "ui/import/mappingdelegate.h"
#include "ui/import/mappingmodel.h"
#include "ui/import/presetbar.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>

#include <algorithm>

namespace perennial {

namespace {

constexpr int RowsShown = 9;

} // namespace

MappingEditor::MappingEditor(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_model(new MappingModel(this))
    , m_kind(new QComboBox(this))
    , m_metric(new QLineEdit(this))
    , m_metricLabel(new Label(tr("What &happened"), TextSize::Body, Ink::Text, this))
    , m_table(new QTableView(this))
    , m_problem(new Label({}, TextSize::Body, Ink::Warn, this))
    , m_presets(new PresetBar(workspace, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    buildTable();
    m_problem->setObjectName(QStringLiteral("mappingProblem"));
    m_problem->setWordWrap(true);
    column->addWidget(makeHead());
    column->addWidget(m_table);
    column->addWidget(m_problem);
    column->addWidget(m_presets);
    connect(m_model, &MappingModel::edited, this, [this] {
        refresh();
        Q_EMIT edited(m_model->mapping());
    });
    connect(m_presets, &PresetBar::chosen, m_model, &MappingModel::setMapping);
    connect(m_presets, &PresetBar::failed, this, &MappingEditor::failed);
}

QWidget *MappingEditor::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    auto *label = new Label(tr("&Each row is"), TextSize::Body, Ink::Text, head);
    label->setBuddy(m_kind);
    m_kind->setObjectName(QStringLiteral("rowKind"));
    m_kind->setAccessibleName(tr("Each row is"));
    m_kind->addItem(tr("a person"), static_cast<int>(RecordKind::Profiles));
    m_kind->addItem(tr("something that happened"), static_cast<int>(RecordKind::Events));
    m_kind->addItem(tr("an order or a line of it"), static_cast<int>(RecordKind::Orders));
    m_metricLabel->setBuddy(m_metric);
    m_metric->setObjectName(QStringLiteral("rowMetric"));
    m_metric->setAccessibleName(tr("What happened"));
    m_metric->setPlaceholderText(tr("Viewed Page"));
    row->addWidget(label);
    row->addWidget(m_kind);
    row->addSpacing(size::Unit);
    row->addWidget(m_metricLabel);
    row->addWidget(m_metric);
    row->addStretch();
    connect(m_kind, &QComboBox::activated, this,
            [this] { m_model->setKind(static_cast<RecordKind>(m_kind->currentData().toInt())); });
    connect(m_metric, &QLineEdit::editingFinished, this, [this] { m_model->setMetric(m_metric->text().trimmed()); });
    return head;
}

void MappingEditor::buildTable()
{
    m_table->setObjectName(QStringLiteral("mappingTable"));
    m_table->setAccessibleName(tr("What the columns become"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MappingDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::Row);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    for (const auto &[section, width] : {std::pair(0, 168), std::pair(1, 168), std::pair(2, 200), std::pair(3, 152)})
        m_table->setColumnWidth(section, width);
    connect(m_table, &QTableView::clicked, m_table, [this](const QModelIndex &index) {
        if (index.flags().testFlag(Qt::ItemIsEditable))
            m_table->edit(index);
    });
    connect(m_table, &QTableView::activated, m_table, [this](const QModelIndex &index) {
        if (index.flags().testFlag(Qt::ItemIsEditable) && m_table->indexWidget(index) == nullptr)
            m_table->edit(index);
    });
}

void MappingEditor::setPreview(const ImportPreview &preview)
{
    if (m_model->rowCount() == 0 || m_model->mapping() != preview.mapping)
        m_model->setPreview(preview);
    const int rows = std::min(m_model->rowCount(), RowsShown);
    m_table->setFixedHeight((rows + 1) * size::Row + 2 * size::Gap);
    refresh();
}

void MappingEditor::refresh()
{
    const FieldMapping &mapping = m_model->mapping();
    const QSignalBlocker quietKind(m_kind);
    const QSignalBlocker quietMetric(m_metric);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(mapping.kind)));
    const bool wantsMetric = mapping.kind == RecordKind::Events && !mapping.has(ColumnRole::Metric);
    m_metric->setVisible(wantsMetric);
    m_metricLabel->setVisible(wantsMetric);
    if (m_metric->text() != mapping.metric)
        m_metric->setText(mapping.metric);
    m_problem->setText(problemOf(mapping));
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_presets->setMapping(mapping);
}

} // namespace perennial
