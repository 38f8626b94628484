// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importpage.h"

#include "core/import/values/writtentime.h"
#include "core/store/peoplelists.h"
#include "core/workspace/storequestion.h"
#include "core/workspace/storesfolder.h"
#include "core/workspace/workspace.h"
#include "ui/import/dropzone.h"
#include "ui/import/filecard.h"
#include "ui/import/historycard.h"
#include "ui/import/importwords.h"
#include "ui/import/newstoreform.h"
#include "ui/import/rejectsview.h"
#include "ui/import/resultcard.h"
#include "ui/import/runcard.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pageheader.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace perennial {

namespace {

bool holdsCurrency(const ColumnMapping &column)
{
    return column.role == ColumnRole::Currency ||
           (column.role == ColumnRole::OrderField && column.name == QLatin1String("currency"));
}

} // namespace

ImportPage::ImportPage(Workspace &workspace, QWidget *parent)
    : Page(tr("Data"), parent)
    , m_workspace(workspace)
    , m_draft(new ImportDraft(workspace.runner(), this))
    , m_askFiles([this] {
        return QFileDialog::getOpenFileNames(this, tr("Choose files"), documentsFolder(),
                                             tr("Exports (*.csv *.txt *.tsv *.gz);;All files (*)"));
    })
    , m_askFolder([this] { return QStringList{QFileDialog::getExistingDirectory(this, tr("Choose a folder"))}; })
    , m_people(workspace.runner(), [this](Result<std::vector<ProfileId>> ids) {
        if (ids)
            Q_EMIT peopleRequested(m_peopleTitle, *ids);
        else
            banner()->showMessage(BannerKind::Danger, ids.error().message);
    })
{
    setObjectName(QStringLiteral("importPage"));
    buildHeader();
    setScrollingContent(makeContent());
    connectDraft();
    connectParts();
    m_draft->setSettings(workspace.isOpen() ? workspace.settings() : m_newStore->settings());
    refresh();
}

void ImportPage::buildHeader()
{
    m_clear = header()->addSecondary(tr("Remove all"));
    m_clear->setObjectName(QStringLiteral("removeAll"));
    m_import = header()->setPrimary(tr("Import"), QStringLiteral("download"));
    m_import->setObjectName(QStringLiteral("importFiles"));
    connect(m_clear, &QPushButton::clicked, m_draft, &ImportDraft::clear);
    connect(m_import, &QPushButton::clicked, this, &ImportPage::startImport);
}

QWidget *ImportPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * size::Unit);
    m_drop = new DropZone(content);
    m_running = new RunCard(content);
    m_result = new ResultCard(m_workspace, content);
    m_rejects = new RejectsView(m_workspace, content);
    m_dateOrder = makeDateOrder();
    m_newStore = new NewStoreForm(tr("A new store for these files"), content);
    m_history = new HistoryCard(m_workspace, content);
    m_cardColumn = new QVBoxLayout;
    m_cardColumn->setSpacing(2 * size::Unit);
    for (QWidget *part :
         {static_cast<QWidget *>(m_running), static_cast<QWidget *>(m_drop), static_cast<QWidget *>(m_result),
          static_cast<QWidget *>(m_newStore), static_cast<QWidget *>(m_dateOrder)})
        column->addWidget(part);
    column->addLayout(m_cardColumn);
    column->addWidget(m_history);
    column->addWidget(m_rejects);
    column->addStretch();
    return content;
}

Card *ImportPage::makeDateOrder()
{
    auto *card = new Card(tr("Which comes first, day or month?"), this);
    auto *row = new QHBoxLayout;
    auto *words = new Label(tr("The dates in these files read both ways, for example 03/04/2026. What is usual where "
                               "your store is stands here; the first rows below show how they are read."),
                            TextSize::Body, Ink::Muted, card);
    words->setWordWrap(true);
    m_dateChoice = new QComboBox(card);
    m_dateChoice->setObjectName(QStringLiteral("dateOrder"));
    m_dateChoice->setAccessibleName(tr("Which comes first, day or month?"));
    m_dateChoice->addItem(tr("Day first: 3 April 2026"), static_cast<int>(DateOrder::DayMonth));
    m_dateChoice->addItem(tr("Month first: 4 March 2026"), static_cast<int>(DateOrder::MonthDay));
    row->addWidget(words, 1);
    row->addWidget(m_dateChoice);
    card->body()->addLayout(row);
    connect(m_dateChoice, &QComboBox::activated, this,
            [this] { m_draft->setDateOrder(static_cast<DateOrder>(m_dateChoice->currentData().toInt())); });
    return card;
}

void ImportPage::connectDraft()
{
    connect(m_draft, &ImportDraft::added, this, &ImportPage::addCard);
    connect(m_draft, &ImportDraft::removed, this, &ImportPage::removeCard);
    connect(m_draft, &ImportDraft::changed, this, [this](const QString &path) {
        const DraftFile *file = m_draft->file(path);
        const auto card = m_cards.find(path);
        if (file && card != m_cards.end())
            card->second->show(*file);
        suggestStore();
        refresh();
    });
}

void ImportPage::connectParts()
{
    const auto complain = [this](const QString &message) { banner()->showMessage(BannerKind::Danger, message); };
    connect(m_drop, &DropZone::dropped, this, &ImportPage::addFiles);
    connect(m_drop, &DropZone::chooseRequested, this, &ImportPage::chooseFiles);
    connect(m_drop, &DropZone::chooseFolderRequested, this, [this] { addFiles(m_askFolder()); });
    connect(m_newStore, &NewStoreForm::changed, this, [this] {
        if (!m_workspace.isOpen())
            m_draft->setSettings(m_newStore->settings());
    });
    connect(m_result, &ResultCard::peopleRequested, this, &ImportPage::showPeople);
    connect(m_result, &ResultCard::rejectsRequested, m_rejects,
            qOverload<ImportId, const QString &>(&RejectsView::show));
    connect(m_history, &HistoryCard::peopleRequested, this, &ImportPage::showPeople);
    connect(m_history, &HistoryCard::rejectsRequested, m_rejects,
            qOverload<ImportId, const QString &>(&RejectsView::show));
    connect(m_history, &HistoryCard::failed, this, complain);
    connect(m_rejects, &RejectsView::failed, this, complain);
    connect(m_rejects, &RejectsView::exported, this,
            [this](const QString &path) { Q_EMIT done(tr("Wrote %1").arg(importwords::fileName(path)), {}); });
    connect(&m_workspace, &Workspace::storeChanged, this, [this] {
        m_result->hide();
        m_rejects->hide();
        m_draft->setSettings(m_workspace.isOpen() ? m_workspace.settings() : m_newStore->settings());
        refresh();
    });
}

void ImportPage::addFiles(const QStringList &paths)
{
    QStringList wanted = paths;
    wanted.removeAll(QString());
    if (wanted.isEmpty())
        return;
    banner()->dismiss();
    if (importableFiles(wanted).isEmpty())
        banner()->showMessage(
            BannerKind::Warn,
            tr("There is no CSV, TSV or text file in %1.").arg(importwords::fileName(wanted.first())));
    m_draft->add(wanted);
    refresh();
}

void ImportPage::chooseFiles()
{
    addFiles(m_askFiles());
}

void ImportPage::showImport(ImportId import)
{
    m_history->select(import);
    m_rejects->show(import, tr("this import"));
}

void ImportPage::addCard(const QString &path)
{
    auto *card = new FileCard(path, m_workspace, content());
    m_cards[path] = card;
    m_cardColumn->addWidget(card);
    connect(card, &FileCard::removeRequested, m_draft, &ImportDraft::remove);
    connect(card, &FileCard::mappingEdited, m_draft, &ImportDraft::setMapping);
    m_result->hide();
    refresh();
}

void ImportPage::removeCard(const QString &path)
{
    const auto card = m_cards.find(path);
    if (card == m_cards.end())
        return;
    card->second->hide();
    card->second->deleteLater();
    m_cards.erase(card);
    refresh();
}

void ImportPage::refresh()
{
    const bool hasFiles = !m_draft->files().empty();
    const int ready = m_draft->readyFiles();
    const bool asksDates = m_draft->asksDateOrder();
    m_import->setText(ready > 0 ? tr("Import %n file(s)", nullptr, ready) : tr("Import"));
    m_import->setEnabled(ready > 0 && !m_isRunning);
    m_import->setToolTip(m_draft->obstacle());
    m_clear->setVisible(hasFiles && !m_isRunning);
    m_running->setVisible(m_isRunning);
    m_drop->setVisible(!m_isRunning);
    m_drop->setCompact(hasFiles || m_result->isVisibleTo(this));
    m_newStore->setVisible(hasFiles && !m_workspace.isOpen());
    m_dateOrder->setVisible(!m_isRunning && asksDates);
    m_dateChoice->setCurrentIndex(m_dateChoice->findData(static_cast<int>(m_draft->dateOrder())));
    for (const auto &[path, card] : m_cards)
        card->setVisible(!m_isRunning);
}

void ImportPage::suggestStore()
{
    if (m_workspace.isOpen() || m_draft->files().empty())
        return;
    const DraftFile &first = m_draft->files().front();
    QString currency;
    for (const DraftFile &file : m_draft->files())
        if (file.preview && currency.isEmpty())
            for (size_t at = 0; at < file.preview->columns.size() && !file.preview->rawRows.empty(); ++at)
                if (holdsCurrency(file.preview->columns[at].mapping))
                    currency = file.preview->rawRows.front().value(static_cast<qsizetype>(at)).trimmed().toUpper();
    m_newStore->suggest(QFileInfo(first.path).dir().dirName(), currency);
}

bool ImportPage::makeStore()
{
    const QString path = m_newStore->path();
    if (const auto made = m_workspace.create(path, m_newStore->settings()); !made) {
        banner()->showMessage(BannerKind::Danger,
                              tr("The store could not be made, so nothing was imported. %1").arg(made.error().message));
        return false;
    }
    Q_EMIT storeMade(path);
    return true;
}

void ImportPage::startImport()
{
    if (m_isRunning || m_draft->readyFiles() == 0)
        return;
    banner()->dismiss();
    const ImportOptions options = m_draft->options();
    if (m_workspace.isOpen() || makeStore())
        run(options);
}

void ImportPage::run(const ImportOptions &options)
{
    m_isRunning = true;
    m_result->hide();
    m_rejects->hide();
    const auto files = static_cast<int>(options.files.size());
    const QString title = files == 1 ? tr("Importing %1").arg(importwords::fileName(options.files.front().path))
                                     : tr("Importing %n file(s)", nullptr, files);
    const auto work = [options](Store &store, const Progress &progress) { return runImport(store, options, progress); };
    Job *job = m_workspace.write<ImportReport>({.title = title, .kind = JobKind::Writing}, work, this,
                                               [this](Result<ImportReport> report) { finish(std::move(report)); });
    m_running->watch(job);
    refresh();
}

void ImportPage::finish(Result<ImportReport> report)
{
    m_isRunning = false;
    if (report) {
        m_draft->clear();
        m_result->show(*report);
    } else if (report.error().kind == ErrorKind::Stopped) {
        banner()->showMessage(BannerKind::Info,
                              tr("You stopped the import. The store is as it was, and your files are still here."));
    } else {
        const QString where = report.error().where.isEmpty()
                                  ? QString()
                                  : importwords::fileName(report.error().where) + QStringLiteral(": ");
        banner()->showMessage(BannerKind::Danger,
                              tr("%1%2 Nothing was imported; the store is as it was.", "file, message")
                                  .arg(where, report.error().message));
    }
    refresh();
}

void ImportPage::showPeople(const QString &fileName, ImportId import)
{
    m_peopleTitle = tr("People in %1").arg(fileName);
    m_people.ask(m_peopleTitle, askingStore<std::vector<ProfileId>>(m_workspace.path(), [import](const Store &store) {
                     return peopleOfImport(store, import);
                 }));
}

} // namespace perennial
