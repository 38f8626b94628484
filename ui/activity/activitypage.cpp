// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitypage.h"

#include "core/workspace/storequestion.h"
#include "core/workspace/workspace.h"
#include "ui/activity/activitymodel.h"
#include "ui/destination/alertlist.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pageheader.h"

#include <QComboBox>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int MostRecords = 2000;

// Among everything, a job that went well is left out: what it did has an entry of its own.
bool isWanted(const ActivityEntry &entry, int wanted)
{
    if (wanted < 0)
        return entry.kind != ActivityEntry::Kind::Job || entry.ink != Ink::Ok;
    return static_cast<int>(entry.kind) == wanted;
}

} // namespace

ActivityPage::ActivityPage(Workspace &workspace, QWidget *parent)
    : Page(tr("Activity"), parent)
    , m_workspace(workspace)
    , m_filter(new QComboBox(this))
    , m_model(new ActivityModel(this))
    , m_alerts(new AlertList(workspace, this))
    , m_list(new QListView(this))
    , m_faces(new QStackedWidget(this))
    , m_empty(new EmptyState(
          QStringLiteral("activity"), tr("Nothing has happened yet"),
          tr("Imports, exports, pushes and changes to the store stand here, newest first, with their figures."), this))
    , m_problem(new EmptyState(QStringLiteral("danger"), tr("The activity cannot be read"), {}, this))
    , m_zone(new Label({}, TextSize::Caption, Ink::Muted, this))
    , m_request(workspace.runner(), [this](Result<Records> records) { take(std::move(records)); })
{
    setObjectName(QStringLiteral("activityPage"));
    buildFilter();
    QPushButton *again = m_problem->addButton(tr("Try again"), Look::Primary);
    connect(again, &QPushButton::clicked, this, &ActivityPage::refresh);
    for (QWidget *face : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_problem), makeList()})
        m_faces->addWidget(face);
    setContent(m_faces);
    watchJobs();
    connect(&workspace, &Workspace::storeChanged, this, &ActivityPage::refresh);
    connect(&workspace, &Workspace::tableChanged, this, &ActivityPage::refresh);
    connect(&workspace, &Workspace::segmentsChanged, this, &ActivityPage::refresh);
    refresh();
}

void ActivityPage::buildFilter()
{
    m_filter->setObjectName(QStringLiteral("activityFilter"));
    m_filter->setAccessibleName(tr("What to show"));
    m_filter->addItem(tr("Everything"), -1);
    m_filter->addItem(tr("Imports"), static_cast<int>(ActivityEntry::Kind::Import));
    m_filter->addItem(tr("Exports"), static_cast<int>(ActivityEntry::Kind::Export));
    m_filter->addItem(tr("Pushes"), static_cast<int>(ActivityEntry::Kind::Push));
    m_filter->addItem(tr("Changes"), static_cast<int>(ActivityEntry::Kind::Change));
    m_filter->addItem(tr("Jobs of this session"), static_cast<int>(ActivityEntry::Kind::Job));
    header()->addWidget(m_filter);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &ActivityPage::fill);
}

QWidget *ActivityPage::makeList()
{
    m_list->setObjectName(QStringLiteral("activityList"));
    m_list->setAccessibleName(tr("Activity, newest first"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    connect(m_list, &QListView::activated, this, &ActivityPage::open);
    connect(m_alerts, &AlertList::runChosen, this, [this](PushRunId run) { Q_EMIT runChosen(run.value); });
    connect(m_alerts, &AlertList::failed, this,
            [this](const Error &error) { banner()->showMessage(BannerKind::Danger, error.message); });
    auto *face = new QWidget(this);
    auto *column = new QVBoxLayout(face);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    column->setSpacing(size::Unit);
    column->addWidget(m_alerts);
    auto *card = new Card(face);
    card->body()->setContentsMargins(1, size::Gap, 1, size::Gap);
    card->body()->addWidget(m_list);
    column->addWidget(card, 1);
    column->addWidget(m_zone);
    return face;
}

void ActivityPage::watchJobs()
{
    connect(&m_workspace.runner(), &JobRunner::added, this, [this](Job *job) {
        if (job->isQuiet())
            return;
        connect(job, &Job::stopAsked, this, &ActivityPage::fill);
        fill();
    });
    connect(&m_workspace.runner(), &JobRunner::finished, this, [this](const Job *job) {
        if (job->isQuiet())
            return;
        m_jobs.push_back(entryOf(*job, Instant::now()));
        fill();
    });
}

// What was dismissed on another page is not to be dismissed here again.
void ActivityPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_alerts->read();
}

void ActivityPage::refresh()
{
    m_alerts->read();
    if (!m_workspace.isOpen()) {
        m_request.cancel();
        m_records.clear();
        fill();
        return;
    }
    m_request.ask(tr("Reading the activity"), askingStore<Records>(m_workspace.path(), [](const Store &store) {
                      return listActivity(store, MostRecords);
                  }));
}

void ActivityPage::take(Result<Records> records)
{
    if (!records) {
        m_problem->setText(tr("The activity cannot be read"), records.error().message);
        m_faces->setCurrentWidget(m_problem);
        return;
    }
    m_records.clear();
    for (const ActivityRecord &record : *records)
        m_records.push_back(entryOf(record));
    fill();
}

void ActivityPage::fill()
{
    const int wanted = m_filter->currentData().toInt();
    std::vector<ActivityEntry> shown;
    for (const std::vector<ActivityEntry> *part : {&m_jobs, &m_records})
        std::copy_if(part->begin(), part->end(), std::back_inserter(shown),
                     [wanted](const ActivityEntry &entry) { return isWanted(entry, wanted); });
    if (wanted < 0 || wanted == static_cast<int>(ActivityEntry::Kind::Job))
        for (const Job *job : m_workspace.runner().jobs())
            if (!job->isQuiet() && !job->isFinished())
                shown.push_back(entryOf(*job, Instant::now()));
    const bool nothing = shown.empty();
    const QTimeZone zone = m_workspace.homeZone();
    m_zone->setText(tr("Times in %1.").arg(format::zoneName(zone)));
    m_model->setEntries(std::move(shown), zone);
    if (nothing)
        m_faces->setCurrentWidget(m_empty);
    else
        m_faces->setCurrentIndex(m_faces->count() - 1);
}

void ActivityPage::open(const QModelIndex &index)
{
    const ActivityEntry *entry = m_model->entry(index);
    if (entry && entry->kind == ActivityEntry::Kind::Import)
        Q_EMIT importChosen({entry->id});
    if (entry && entry->kind == ActivityEntry::Kind::Push)
        Q_EMIT runChosen(entry->id);
}

} // namespace perennial
