// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/audiencespage.h"

#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "ui/destination/destinationsview.h"
#include "ui/destination/runlogview.h"
#include "ui/destination/safetydesk.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/searchfield.h"

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
    , m_destinations(new DestinationsView(workspace, this))
    , m_stack(new QStackedWidget(this))
    , m_files(new QStackedWidget(this))
    , m_reading(workspace.runner(), [this](Result<std::vector<ExportRecord>> records) {
        if (records)
            take(std::move(*records));
        else if (records.error().kind != ErrorKind::Stopped)
            banner()->showMessage(BannerKind::Danger, records.error().message);
    })
{
    QPushButton *add = header()->setPrimary(tr("New destination"), QStringLiteral("plus"));
    add->setObjectName(QStringLiteral("newDestination"));
    connect(add, &QPushButton::clicked, m_destinations, &DestinationsView::add);
    m_stack->addWidget(makeOverview());
    m_stack->addWidget(m_destinations->desk());
    m_stack->addWidget(m_destinations->runLog());
    setContent(m_stack);
    connectDestinations();
    connect(&workspace, &Workspace::storeChanged, this, [this] {
        take({});
        read();
    });
    connect(&workspace, &Workspace::segmentsChanged, this, &AudiencesPage::read);
    read();
}

void AudiencesPage::connectDestinations()
{
    const auto show = [this](int face) {
        return [this, face] {
            m_stack->setCurrentIndex(face);
            header()->primary()->setVisible(face == 0);
        };
    };
    connect(m_destinations, &DestinationsView::listRequested, this, show(0));
    connect(m_destinations, &DestinationsView::deskRequested, this, show(1));
    connect(m_destinations, &DestinationsView::logRequested, this, show(2));
    connect(m_destinations, &DestinationsView::peopleChosen, this, &AudiencesPage::peopleChosen);
    connect(m_destinations, &DestinationsView::done, this, &AudiencesPage::done);
    connect(m_destinations, &DestinationsView::failed, this,
            [this](const Error &error) { banner()->showMessage(BannerKind::Danger, error.message); });
}

void AudiencesPage::showRun(PushRunId run)
{
    m_destinations->showRun(run);
}

void AudiencesPage::showStart()
{
    m_stack->setCurrentIndex(0);
    header()->primary()->setVisible(true);
}

bool AudiencesPage::startSearch()
{
    if (m_stack->currentWidget() != m_destinations->runLog())
        return false;
    m_destinations->runLog()->search()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

QWidget *AudiencesPage::makeOverview()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    column->setSpacing(2 * size::Unit);
    column->addWidget(m_destinations->card(), 1);
    m_files->addWidget(makeEmpty());
    m_files->addWidget(makeTable());
    column->addWidget(m_files, 1);
    return box;
}

QWidget *AudiencesPage::makeTable()
{
    auto *card = new Card(tr("Files"), this);
    m_table = new QTableView(card);
    m_table->setObjectName(QStringLiteral("exports"));
    makeRowTable(*m_table, tr("Exports"));
    m_table->setModel(m_model);
    m_table->setTextElideMode(Qt::ElideMiddle);
    for (const int number : {ExportLogModel::RowsColumn, ExportLogModel::LeftOutColumn})
        m_table->setItemDelegateForColumn(number, new NumberDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_model->record(index.row()).path).absolutePath()));
    });
    card->body()->addWidget(m_table);
    return card;
}

QWidget *AudiencesPage::makeEmpty()
{
    auto *card = new Card(tr("Files"), this);
    auto *empty = new EmptyState(QStringLiteral("export"), tr("Nothing has been exported yet"),
                                 tr("Open a segment and choose “Export audience”. Each export is listed here: how many "
                                    "people, who was left out, and where the file went."),
                                 card);
    card->body()->addWidget(empty);
    QPushButton *button = empty->addButton(tr("Go to segments"));
    button->setObjectName(QStringLiteral("goToSegments"));
    connect(button, &QPushButton::clicked, this, &AudiencesPage::segmentsRequested);
    return card;
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
    m_files->setCurrentIndex(records.empty() ? 0 : 1);
    m_model->setRecords(std::move(records), m_workspace.homeZone());
    if (first)
        m_table->resizeColumnsToContents();
}

} // namespace perennial
