// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/destinationsview.h"

#include "core/connect/destination/keyname.h"
#include "core/connect/outbox/outbox.h"
#include "core/workspace/secrets.h"
#include "core/workspace/workspace.h"
#include "ui/destination/alertlist.h"
#include "ui/destination/destinationform.h"
#include "ui/destination/neversentbar.h"
#include "ui/destination/runcontrol.h"
#include "ui/destination/runlogview.h"
#include "ui/destination/safetydesk.h"
#include "ui/widgets/card.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/style.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace perennial {

namespace {

Error refusal(const QString &message)
{
    Error error;
    error.kind = ErrorKind::Refused;
    error.message = message;
    return error;
}

} // namespace

DestinationsView::DestinationsView(Workspace &workspace, QWidget *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_parent(parent)
    , m_control(new RunControl(workspace, this))
    , m_model(new DestinationModel(this))
    , m_card(new Card(tr("Destinations"), parent))
    , m_desk(new SafetyDesk(workspace, *m_control, parent))
    , m_log(new RunLogView(workspace, parent))
    , m_reading(workspace.runner(), [this](Result<Lines> lines) { take(std::move(lines)); })
    , m_readingRun(workspace.runner(), [this](const Result<PushRun> &run) {
        if (!run) {
            Q_EMIT failed(run.error());
            return;
        }
        m_desk->showDestination(run->destinationId);
        m_log->showRun(*run);
        Q_EMIT logRequested();
    })
{
    m_card->body()->addWidget(m_alerts = new AlertList(workspace, m_card));
    connect(m_alerts, &AlertList::runChosen, this, &DestinationsView::showRun);
    connect(m_alerts, &AlertList::failed, this, &DestinationsView::failed);
    m_card->body()->addWidget(makeTable(m_card));
    auto *none = new EmptyState(QStringLiteral("audiences"), tr("No destinations yet"),
                                tr("A destination says where an audience goes, who never goes, and how. You see who "
                                   "would be sent before anything leaves."),
                                m_card);
    QPushButton *button = none->addButton(tr("New destination"), Look::Primary);
    button->setObjectName(QStringLiteral("emptyNewDestination"));
    connect(button, &QPushButton::clicked, this, &DestinationsView::add);
    m_card->body()->addWidget(m_none = none);
    m_card->body()->addWidget(m_never = new NeverSentBar(workspace, m_card));
    connect(m_never, &NeverSentBar::failed, this, &DestinationsView::failed);
    connect(&workspace, &Workspace::storeChanged, this, [this] {
        m_desk->clear();
        Q_EMIT listRequested();
        read();
    });
    connect(&workspace, &Workspace::segmentsChanged, this, &DestinationsView::read);
    connect(&workspace, &Workspace::tableChanged, this, &DestinationsView::read);
    connectFaces();
    connectControl();
    read();
}

DestinationsView::~DestinationsView() = default;

void DestinationsView::connectFaces()
{
    connect(m_desk, &SafetyDesk::backRequested, this, &DestinationsView::listRequested);
    connect(m_desk, &SafetyDesk::editRequested, this, &DestinationsView::edit);
    connect(m_desk, &SafetyDesk::removeRequested, this, &DestinationsView::remove);
    connect(m_desk, &SafetyDesk::peopleChosen, this, &DestinationsView::peopleChosen);
    connect(m_desk, &SafetyDesk::runChosen, this, [this](const PushRun &run) {
        m_log->showRun(run);
        Q_EMIT logRequested();
    });
    connect(m_log, &RunLogView::backRequested, this, &DestinationsView::deskRequested);
    connect(m_log, &RunLogView::retryRequested, this, &DestinationsView::retry);
    connect(m_log, &RunLogView::peopleChosen, this, &DestinationsView::peopleChosen);
}

// What happens while somebody looks elsewhere.
void DestinationsView::connectControl()
{
    connect(m_control, &RunControl::keyMissing, this, [this](const SavedDestination &saved) {
        const bool isLocked = m_workspace.secrets().fileState() == KeyFileState::Locked;
        const QString what =
            isLocked ? tr("“%1” is due, but its key is not known. Open it and unlock the key file, or enter the key.")
                     : tr("“%1” is due, but its key is not known. Open it and enter the key.");
        Q_EMIT failed(refusal(what.arg(saved.destination.name)));
    });
    connect(m_control, &RunControl::missed, this, [this](const SavedDestination &saved, int moments) {
        Q_EMIT failed(refusal(tr("“%1” missed %2 earlier times while Perennial was closed. One run stands for all.")
                                  .arg(saved.destination.name)
                                  .arg(moments)));
    });
    connect(m_control, &RunControl::finished, this, [this](DestinationId id, const PushRun &run) {
        if (run.retryOf == m_log->run().id)
            m_log->showRetried(run);
        const bool needsSomebody = run.state == RunState::Failed || run.state == RunState::Waiting;
        if (id != m_desk->destination() && needsSomebody)
            Q_EMIT failed(refusal(QStringLiteral("%1: %2").arg(run.destination.name, run.reason)));
    });
    connect(m_control, &RunControl::failed, this, [this](DestinationId id, const Error &error) {
        if (id == m_log->run().destinationId)
            m_log->showRetried(failure(error));
        if (id != m_desk->destination() && error.kind != ErrorKind::Stopped)
            Q_EMIT failed(error);
    });
}

QWidget *DestinationsView::card() const
{
    return m_card;
}

QWidget *DestinationsView::makeTable(QWidget *parent)
{
    m_table = new QTableView(parent);
    m_table->setObjectName(QStringLiteral("destinations"));
    makeRowTable(*m_table, tr("Destinations"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(DestinationModel::SentColumn, new NumberDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { showDestination(m_model->line(index.row()).saved.id); });
    connect(m_table, &QTableView::clicked, this,
            [this](const QModelIndex &index) { showDestination(m_model->line(index.row()).saved.id); });
    return m_table;
}

void DestinationsView::read()
{
    m_alerts->read();
    m_never->read();
    if (!m_workspace.isOpen()) {
        take(Lines());
        return;
    }
    m_reading.ask(tr("Reading destinations"), [path = m_workspace.path()](const Progress &) -> Result<Lines> {
        auto store = Store::openReader(path);
        return store ? readDestinations(*store) : failure(store.error());
    });
}

void DestinationsView::take(Result<Lines> lines)
{
    if (!lines) {
        if (lines.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(lines.error());
        return;
    }
    m_none->setVisible(lines->empty());
    m_table->setVisible(!lines->empty());
    m_model->setLines(std::move(*lines), m_workspace.homeZone());
    m_table->resizeColumnsToContents();
    Q_EMIT changed();
}

void DestinationsView::showDestination(DestinationId id)
{
    m_desk->showDestination(id);
    Q_EMIT deskRequested();
}

void DestinationsView::showRun(PushRunId run)
{
    m_readingRun.ask(tr("Reading a run"), [path = m_workspace.path(), run](const Progress &) -> Result<PushRun> {
        auto store = Store::openReader(path);
        return store ? Outbox(*store).run(run) : failure(store.error());
    });
}

void DestinationsView::add()
{
    edit(std::nullopt);
}

void DestinationsView::edit(std::optional<SavedDestination> saved)
{
    if (m_form) {
        m_form->raise();
        m_form->activateWindow();
        return;
    }
    m_form = new DestinationForm(m_workspace, std::move(saved), m_parent->window());
    connect(m_form, &DestinationForm::saved, this, &DestinationsView::showDestination);
    m_form->show();
}

void DestinationsView::remove(const SavedDestination &destination)
{
    change(
        tr("Removing a destination"),
        [id = destination.id](DestinationShelf &shelf) { return shelf.remove(id, Instant::now()); },
        [this, destination] {
            const QString key = keyName(m_workspace.storeId(), destination.id, destination.destination);
            const bool hadKey = m_workspace.secrets().find(key).has_value();
            m_workspace.secrets().forget(key);
            Q_EMIT listRequested();
            const QString what = hadKey ? tr("Removed “%1” and forgot its key. Nothing changed at the platform.")
                                        : tr("Removed “%1”. Nothing changed at the platform.");
            Q_EMIT done(what.arg(destination.destination.name), [this, id = destination.id] {
                change(tr("Bringing a destination back"), [id](DestinationShelf &shelf) { return shelf.restore(id); });
            });
        });
}

void DestinationsView::retry(const PushRun &failed, bool isConfirmed)
{
    std::optional<SavedDestination> saved;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->line(row).saved.id == failed.destinationId)
            saved = m_model->line(row).saved;
    }
    m_log->showRetrying();
    if (!saved)
        m_log->showRetried(perennial::failure(refusal(tr("The destination of this run was removed."))));
    else if (m_control->job(saved->id))
        m_log->showRetried(perennial::failure(refusal(tr("A run of this destination is under way."))));
    else if (!m_control->hasKey(*saved))
        m_log->showRetried(
            perennial::failure(refusal(tr("The key is not known. Go back, enter it, and try again from here."))));
    else
        m_control->retry(*saved, failed.id, isConfirmed);
}

void DestinationsView::change(const QString &title, std::function<Result<void>(DestinationShelf &)> change,
                              std::function<void()> then)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = title, .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            DestinationShelf shelf(store);
            const auto changed = change(shelf);
            return changed ? Result<Nothing>(Nothing{}) : failure(changed.error());
        },
        this,
        [this, then = std::move(then)](const Result<Nothing> &changed) {
            m_workspace.noteSegmentsChanged();
            if (!changed)
                Q_EMIT failed(changed.error());
            else if (then)
                then();
        });
}

} // namespace perennial
