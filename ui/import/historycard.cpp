// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/historycard.h"

#include "core/workspace/storequestion.h"
#include "core/workspace/workspace.h"
#include "ui/import/historymodel.h"
#include "ui/import/importwords.h"
#include "ui/widgets/digits.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace perennial {

namespace {

constexpr int RowsShown = 10;

} // namespace

HistoryCard::HistoryCard(Workspace &workspace, QWidget *parent)
    : Card(tr("Earlier imports"), parent)
    , m_workspace(workspace)
    , m_model(new HistoryModel(this))
    , m_table(new QTableView(this))
    , m_people(new QPushButton(tr("Show people"), this))
    , m_rejects(new QPushButton(tr("Show set-aside rows"), this))
    , m_request(workspace.runner(), [this](Result<Records> records) { take(std::move(records)); })
{
    buildTable();
    buildButtons();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(&workspace, &Workspace::storeChanged, this, &HistoryCard::refresh);
    connect(&workspace, &Workspace::tableChanged, this, &HistoryCard::refresh);
    refresh();
}

void HistoryCard::buildTable()
{
    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setAccessibleName(tr("Earlier imports"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::Row);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (int column = HistoryModel::Read; column < HistoryModel::ColumnCount; ++column)
        m_table->setItemDelegateForColumn(column, new NumberDelegate(this));
    body()->addWidget(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryCard::chooseRow);
    connect(m_table, &QTableView::activated, m_rejects, &QPushButton::click);
}

void HistoryCard::buildButtons()
{
    m_people->setObjectName(QStringLiteral("historyPeople"));
    m_rejects->setObjectName(QStringLiteral("historyRejects"));
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Unit);
    row->addWidget(m_people);
    row->addWidget(m_rejects);
    row->addStretch();
    body()->addLayout(row);
    connect(m_people, &QPushButton::clicked, this, [this] {
        if (const ImportRecord *record = m_model->import(m_table->currentIndex().row()))
            Q_EMIT peopleRequested(importwords::fileName(record->path), record->id);
    });
    connect(m_rejects, &QPushButton::clicked, this, [this] {
        if (const ImportRecord *record = m_model->import(m_table->currentIndex().row()))
            Q_EMIT rejectsRequested(record->id, importwords::fileName(record->path));
    });
    chooseRow();
}

void HistoryCard::refresh()
{
    if (!m_workspace.isOpen()) {
        m_request.cancel();
        take(Records{});
        return;
    }
    m_request.ask(tr("Reading earlier imports"), askingStore<Records>(m_workspace.path(), [](const Store &store) {
                      return listImports(store.database());
                  }));
}

void HistoryCard::take(Result<Records> records)
{
    if (!records) {
        if (records.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(records.error().message);
        return;
    }
    m_model->setImports(std::move(*records), m_workspace.homeZone());
    setVisible(m_model->rowCount() > 0);
    m_table->resizeColumnsToContents();
    for (int column = HistoryModel::Read; column < HistoryModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, m_table->columnWidth(column) + 2 * size::Unit);
    m_table->horizontalHeader()->setSectionResizeMode(HistoryModel::File, QHeaderView::Stretch);
    m_table->setFixedHeight((std::min(m_model->rowCount(), RowsShown) + 1) * size::Row + 2 * size::Gap);
    if (m_wanted.isValid())
        select(m_wanted);
    chooseRow();
}

void HistoryCard::select(ImportId import)
{
    m_wanted = import;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->import(row)->id != import)
            continue;
        m_wanted = {};
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void HistoryCard::chooseRow()
{
    const ImportRecord *record = m_model->import(m_table->currentIndex().row());
    m_people->setEnabled(record);
    m_rejects->setEnabled(record && record->rejected > 0);
}

} // namespace perennial
