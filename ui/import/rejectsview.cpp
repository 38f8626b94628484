// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/rejectsview.h"

#include "core/workspace/workspace.h"
#include "ui/import/rejectsmodel.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

namespace perennial {

namespace {

constexpr int RowsShown = 8;
constexpr qint64 MostRejects = 10'000;

} // namespace

RejectsView::RejectsView(Workspace &workspace, QWidget *parent)
    : Card(parent)
    , m_workspace(workspace)
    , m_model(new RejectsModel(this))
    , m_table(new QTableView(this))
    , m_title(new Label({}, TextSize::Section, Ink::Text, this))
    , m_askPath([this](const QString &suggested) {
        return QFileDialog::getSaveFileName(this, tr("Export set-aside rows"), suggested, tr("CSV files (*.csv)"));
    })
{
    setObjectName(QStringLiteral("rejectsView"));
    auto *save = new QPushButton(icon(QStringLiteral("export")), tr("Export as CSV…"), this);
    save->setObjectName(QStringLiteral("exportRejects"));
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    close->setAccessibleName(tr("Hide set-aside rows"));
    close->setToolTip(tr("Hide"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(save);
    row->addWidget(close);
    body()->addLayout(row);
    body()->addWidget(m_table);
    m_table->setObjectName(QStringLiteral("rejectsTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(RejectsModel::Row, new NumberDelegate(this));
    m_table->setItemDelegateForColumn(RejectsModel::Line, new NumberDelegate(this));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::CompactRow);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (const auto &[section, width] : {std::pair(0, 72), std::pair(1, 72), std::pair(2, 128), std::pair(3, 320)})
        m_table->setColumnWidth(section, width);
    connect(save, &QPushButton::clicked, this, &RejectsView::exportRejects);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void RejectsView::show(ImportId import, const QString &fileName)
{
    m_fileName = fileName;
    const JobSpec spec{.title = tr("Reading set-aside rows"), .kind = JobKind::Reading, .quiet = true};
    const auto work = [import](Store &store, const Progress &) { return listRejects(store.database(), import, MostRejects); };
    m_workspace.read<std::vector<ImportReject>>(spec, work, this, [this](Result<std::vector<ImportReject>> rejects) {
        if (!rejects) {
            Q_EMIT failed(rejects.error().message);
            return;
        }
        m_title->setText(tr("%n row(s) of %1 set aside", nullptr, static_cast<int>(rejects->size())).arg(m_fileName));
        setAccessibleName(m_title->text());
        m_table->setAccessibleName(m_title->text());
        m_model->setRejects(std::move(*rejects));
        m_table->setFixedHeight((std::min(m_model->rowCount(), RowsShown) + 1) * size::CompactRow + 2 * size::Unit);
        QWidget::show();
    });
}

void RejectsView::exportRejects()
{
    const QString path = m_askPath(QFileInfo(m_fileName).completeBaseName() + tr("-set-aside.csv"));
    if (path.isEmpty())
        return;
    if (const auto written = writeRejects(path, m_model->rejects()); !written)
        Q_EMIT failed(written.error().message);
    else
        Q_EMIT exported(path);
}

} // namespace perennial
