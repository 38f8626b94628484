// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/audiencespage.h"

#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

namespace perennial {

AudiencesPage::AudiencesPage(Workspace &workspace, QWidget *parent)
    : Page(tr("Audiences"), parent)
    , m_workspace(workspace)
    , m_model(new ExportLogModel(this))
    , m_stack(new QStackedWidget(this))
    , m_reading(workspace.runner(), [this](Result<std::vector<ExportRecord>> records) {
        if (records)
            take(std::move(*records));
        else if (records.error().kind != ErrorKind::Stopped)
            banner()->showMessage(BannerKind::Danger, records.error().message);
    })
{
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeTable());
    setContent(m_stack);
    connect(&workspace, &Workspace::storeChanged, this, [this] {
        take({});
        read();
    });
    connect(&workspace, &Workspace::segmentsChanged, this, &AudiencesPage::read);
    read();
}

QWidget *AudiencesPage::makeTable()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    auto *card = new Card(box);
    card->body()->setContentsMargins(1, 1, 1, 1);
    m_table = new QTableView(card);
    m_table->setObjectName(QStringLiteral("exports"));
    m_table->setAccessibleName(tr("Exports"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    for (const int number : {ExportLogModel::RowsColumn, ExportLogModel::LeftOutColumn})
        m_table->setItemDelegateForColumn(number, new NumberDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::Row);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_model->record(index.row()).path).absolutePath()));
    });
    card->body()->addWidget(m_table);
    column->addWidget(card, 1);
    column->addWidget(new Label(
        tr("Audiences leave as files for now. Sending them straight to Klaviyo, Meta and others comes later."),
        TextSize::Caption, Ink::Muted, box));
    return box;
}

QWidget *AudiencesPage::makeEmpty()
{
    auto *empty = new EmptyState(
        QStringLiteral("audiences"), tr("Nothing has been exported yet"),
        tr("Open a segment and choose “Export audience”. Each export is listed here: how many people, who was "
           "left out, and where the file went. Sending straight to Klaviyo, Meta and others comes later."),
        this);
    QPushButton *button = empty->addButton(tr("Go to segments"));
    button->setObjectName(QStringLiteral("goToSegments"));
    connect(button, &QPushButton::clicked, this, &AudiencesPage::segmentsRequested);
    return empty;
}

void AudiencesPage::read()
{
    if (!m_workspace.isOpen())
        return;
    m_reading.ask(tr("Reading exports"),
                  [path = m_workspace.path()](const Progress &) -> Result<std::vector<ExportRecord>> {
                      const auto store = Store::openReader(path);
                      if (!store)
                          return failure(store.error());
                      return readExports(*store);
                  });
}

void AudiencesPage::take(std::vector<ExportRecord> records)
{
    const bool first = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(records.empty() ? 0 : 1);
    m_model->setRecords(std::move(records), m_workspace.homeZone());
    if (first)
        m_table->resizeColumnsToContents();
}

} // namespace perennial
