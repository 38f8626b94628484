// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/safetydesk.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/keyname.h"
#include "core/workspace/workspace.h"
#include "ui/destination/causescard.h"
#include "ui/destination/deskparts.h"
#include "ui/destination/destinationwords.h"
#include "ui/destination/runcontrol.h"
#include "ui/keys/keyfield.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

SafetyDesk::SafetyDesk(Workspace &workspace, RunControl &control, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_control(control)
    , m_reading(workspace.runner(), [this](Result<DeskFigures> figures) { take(std::move(figures)); })
    , m_explaining(workspace.runner(), [this](const Result<std::optional<DifferenceCauses>> &causes) {
        if (causes)
            m_causes->showCauses(*causes, m_workspace.homeZone());
        else if (causes.error().kind != ErrorKind::Stopped)
            m_causes->showProblem(causes.error().message);
    })
{
    setObjectName(QStringLiteral("safetyDesk"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, 0, 0, 0);
    column->setSpacing(size::Unit);
    column->addWidget(makeTop());
    auto *message = new QHBoxLayout;
    message->setContentsMargins(0, 0, size::PageMargin, 0);
    message->addWidget(m_banner = new Banner(this));
    column->addLayout(message);
    m_banner->setDismissable(false);
    column->addWidget(makeProgress());
    column->addWidget(makeBody(), 1);
    connectControl();
    connect(&workspace, &Workspace::tableChanged, this, &SafetyDesk::refresh);
    connect(&workspace, &Workspace::segmentsChanged, this, &SafetyDesk::refresh);
}

SafetyDesk::~SafetyDesk() = default;

QWidget *SafetyDesk::makeTop()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, size::Unit, size::PageMargin, 0);
    auto *back = new QPushButton(icon(QStringLiteral("chevron-left")), tr("All destinations"), box);
    back->setObjectName(QStringLiteral("backToDestinations"));
    setLook(back, Look::Quiet);
    connect(back, &QPushButton::clicked, this, &SafetyDesk::backRequested);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name = new ElidedLabel({}, TextSize::Section, Ink::Text, box));
    names->addWidget(m_what = new ElidedLabel({}, TextSize::Caption, Ink::Muted, box));
    m_name->setObjectName(QStringLiteral("deskName"));
    row->addWidget(back);
    row->addLayout(names, 1);
    const auto add = [&](const QString &text, const char *name, Look look) {
        auto *button = new QPushButton(text, box);
        button->setObjectName(QLatin1String(name));
        setLook(button, look);
        row->addWidget(button);
        return button;
    };
    m_remove = add(tr("Remove"), "removeDestination", Look::Quiet);
    m_edit = add(tr("Edit"), "editDestination", Look::Secondary);
    m_again = add(tr("Dry run"), "dryRun", Look::Secondary);
    m_again->setToolTip(tr("Counts again and makes every request without sending any."));
    m_send = add(tr("Send"), "send", Look::Primary);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (m_figures)
            Q_EMIT removeRequested(m_figures->destination);
    });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (m_figures)
            Q_EMIT editRequested(m_figures->destination);
    });
    connect(m_again, &QPushButton::clicked, this, &SafetyDesk::refresh);
    connect(m_send, &QPushButton::clicked, this, &SafetyDesk::send);
    return box;
}

QWidget *SafetyDesk::makeProgress()
{
    m_progress = new QWidget(this);
    auto *row = new QHBoxLayout(m_progress);
    row->setContentsMargins(0, 0, size::PageMargin, 0);
    m_bar = new QProgressBar(m_progress);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_sent = new Label({}, TextSize::Body, Ink::Muted, m_progress);
    auto *pause = new QPushButton(tr("Pause"), m_progress);
    pause->setObjectName(QStringLiteral("pauseRun"));
    row->addWidget(m_bar, 1);
    row->addWidget(m_sent);
    row->addWidget(pause);
    connect(pause, &QPushButton::clicked, this, [this] { m_control.pause(m_id); });
    m_progress->hide();
    return m_progress;
}

// What somebody has to say before it may leave: a yes, a key.
QWidget *SafetyDesk::makeAnswer()
{
    m_answer = new QWidget(this);
    auto *column = new QVBoxLayout(m_answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    m_yes = new QCheckBox(m_answer);
    m_yes->setObjectName(QStringLiteral("yes"));
    m_key = new KeyField(m_workspace.secrets(), m_answer);
    column->addWidget(m_yes);
    column->addWidget(m_key);
    connect(m_yes, &QCheckBox::toggled, this, &SafetyDesk::showState);
    connect(m_key, &KeyField::changed, this, &SafetyDesk::showState);
    connect(m_key, &KeyField::submitted, m_send, &QPushButton::click);
    connect(&m_workspace.secrets(), &Secrets::failed, this, [this](const Error &error) {
        if (isVisible())
            m_banner->showMessage(BannerKind::Warn, error.message);
    });
    return m_answer;
}

QWidget *SafetyDesk::makeBody()
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *box = new QWidget(area);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, size::Unit, size::PageMargin, size::PageMargin);
    column->setSpacing(2 * size::Unit);
    m_sentence = new Label({}, TextSize::Section, Ink::Text, box);
    m_sentence->setObjectName(QStringLiteral("deskSentence"));
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    column->addWidget(makeAnswer());
    column->addWidget(m_tiles = new DifferenceTiles(box));
    column->addWidget(m_causes = new CausesCard(box));
    m_causes->hide();
    auto *pair = new QHBoxLayout;
    pair->setSpacing(2 * size::Unit);
    pair->addWidget(m_held = new HeldBackCard(box), 1);
    pair->addWidget(m_forecast = new ForecastCard(box), 1);
    column->addLayout(pair);
    column->addWidget(m_runs = new RunsCard(box));
    m_cancel = new QPushButton(tr("Cancel the rest of the run"), box);
    m_cancel->setObjectName(QStringLiteral("cancelRun"));
    m_cancel->setToolTip(tr("What was sent stays sent; the rest is dropped."));
    column->addWidget(m_cancel, 0, Qt::AlignLeading);
    column->addStretch(1);
    area->setWidget(box);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_control.cancel(m_id); });
    connect(m_tiles, &DifferenceTiles::peopleChosen, this, &SafetyDesk::peopleChosen);
    connect(m_causes, &CausesCard::peopleChosen, this, &SafetyDesk::peopleChosen);
    connect(m_held, &HeldBackCard::peopleChosen, this, &SafetyDesk::peopleChosen);
    connect(m_runs, &RunsCard::runChosen, this, &SafetyDesk::runChosen);
    return area;
}

void SafetyDesk::connectControl()
{
    const auto ours = [this](DestinationId id) { return id == m_id; };
    connect(&m_control, &RunControl::started, this, [this, ours](DestinationId id) {
        if (ours(id))
            follow(m_control.job(id));
    });
    connect(&m_control, &RunControl::finished, this, [this, ours](DestinationId id, const PushRun &run) {
        if (!ours(id))
            return;
        m_progress->hide();
        m_yes->setChecked(false);
        if (run.state == RunState::Done)
            m_banner->showMessage(run.failed > 0 ? BannerKind::Warn : BannerKind::Ok, outcomeText(run));
        showState();
    });
    connect(&m_control, &RunControl::failed, this, [this, ours](DestinationId id, const Error &error) {
        if (!ours(id))
            return;
        m_progress->hide();
        if (error.kind != ErrorKind::Stopped)
            m_banner->showMessage(BannerKind::Danger, error.message);
        showState();
    });
    connect(&m_control, &RunControl::cancelled, this, [this, ours](DestinationId id) {
        if (ours(id))
            m_banner->showMessage(BannerKind::Info, tr("Cancelled. What was sent stays sent."));
    });
}

void SafetyDesk::showDestination(DestinationId id)
{
    clear();
    m_id = id;
    if (Job *job = m_control.job(id))
        follow(job);
    refresh();
}

void SafetyDesk::clear()
{
    m_reading.cancel();
    m_explaining.cancel();
    m_causes->hide();
    m_id = {};
    m_figures.reset();
    m_banner->dismiss();
    m_progress->hide();
    m_key->clear();
    m_yes->setChecked(false);
    showState();
}

void SafetyDesk::refresh()
{
    if (m_id == DestinationId() || !m_workspace.isOpen() || !m_workspace.table())
        return;
    m_tiles->showBusy();
    m_reading.ask(tr("Trying a run"),
                  [path = m_workspace.path(), table = m_workspace.table(),
                   id = m_id](const Progress &progress) -> Result<DeskFigures> {
                      auto store = Store::openReader(path);
                      if (!store)
                          return failure(store.error());
                      return readDesk(*store, table, id, Instant::now(), progress);
                  });
}

void SafetyDesk::take(Result<DeskFigures> figures)
{
    if (!figures) {
        if (figures.error().kind != ErrorKind::Stopped)
            m_banner->showMessage(BannerKind::Danger, figures.error().message);
        return;
    }
    m_figures = std::move(*figures);
    const Destination &destination = m_figures->destination.destination;
    m_name->setText(destination.name);
    m_what->setText(describe(destination));
    m_sentence->setText(differenceText(*m_figures));
    m_tiles->showFigures(*m_figures);
    m_held->showFigures(*m_figures);
    m_forecast->showFigures(*m_figures);
    m_runs->showRuns(m_figures->runs, m_workspace.homeZone());
    explain();
    m_key->showKey(keyAsk());
    showRunState();
    showState();
}

// Who comes and leaves is there first; why takes a second look at the whole store.
void SafetyDesk::explain()
{
    const AudienceDifference &difference = m_figures->plan.difference;
    if (m_figures->plan.before == 0 || (difference.joins.empty() && difference.leaves.empty())) {
        m_explaining.cancel();
        m_causes->hide();
        return;
    }
    m_causes->show();
    m_causes->showBusy();
    m_explaining.ask(
        tr("Comparing with the last run"),
        [path = m_workspace.path(), table = m_workspace.table(), saved = m_figures->destination,
         plan = m_figures->plan](const Progress &progress) -> Result<std::optional<DifferenceCauses>> {
            auto store = Store::openReader(path);
            return store ? differenceCauses({*store, table, plan.asOf}, saved, plan, progress) : failure(store.error());
        });
}

const PushRun *SafetyDesk::openRun() const
{
    if (!m_figures || m_figures->runs.empty())
        return nullptr;
    const PushRun &last = m_figures->runs.front();
    return last.isOpen() && last.state != RunState::Waiting ? &last : nullptr;
}

// A run that stands still is told of before anything else.
void SafetyDesk::showRunState()
{
    const PushRun *open = openRun();
    if (!open || m_control.job(m_id))
        return;
    const QString sent = tr("%1 of %2 were sent; it goes on where it stood.")
                             .arg(format::count(open->sent), format::count(open->joins + open->stays + open->leaves));
    if (open->state == RunState::Failed)
        m_banner->showMessage(BannerKind::Danger, tr("The last run could not go on. %1 %2").arg(open->reason, sent));
    else
        m_banner->showMessage(BannerKind::Warn, tr("A run is not finished: %1").arg(sent));
}

void SafetyDesk::showState()
{
    const bool isBusy = m_control.job(m_id) != nullptr;
    const bool known = m_figures.has_value();
    const PushRun *open = openRun();
    const bool asks = known && !open && !m_figures->question.isEmpty();
    m_yes->setVisible(asks);
    m_yes->setText(known ? tr("Send anyway. %1").arg(m_figures->question) : QString());
    m_answer->setVisible(known && (asks || needsSecret(m_figures->destination.destination)));
    m_send->setText(open ? tr("Go on") : tr("Send"));
    m_send->setEnabled(known && !isBusy && (open || m_figures->dry.sent > 0 || m_figures->plan.members > 0) &&
                       (!asks || m_yes->isChecked()) && m_key->isReady());
    m_cancel->setVisible(open && !isBusy);
    for (QPushButton *button : {m_edit, m_remove, m_again})
        button->setEnabled(known && !isBusy);
}

void SafetyDesk::send()
{
    if (!m_figures)
        return;
    m_key->settle([this] {
        m_banner->dismiss();
        m_control.start(m_figures->destination, m_yes->isVisible() && m_yes->isChecked());
    });
}

// Which key the destination wants.
KeyAsk SafetyDesk::keyAsk() const
{
    const SavedDestination &saved = m_figures->destination;
    const KindInfo &kind = kindInfo(saved.destination.kind);
    return {keyName(m_workspace.storeId(), saved.id, saved.destination), kind.secretTitle, kind.secretHint};
}

void SafetyDesk::follow(Job *job)
{
    if (!job)
        return;
    m_progress->show();
    m_bar->setRange(0, 0);
    m_sent->setText(tr("Counting people …"));
    showState();
    connect(job, &Job::changed, this, [this, job] {
        showProgress(*m_bar, *job);
        const auto left = job->secondsLeft();
        m_sent->setText(left ? tr("%1 sent, %2").arg(format::count(job->rows()), format::secondsLeft(*left))
                             : tr("%1 sent").arg(format::count(job->rows())));
    });
}

} // namespace perennial
