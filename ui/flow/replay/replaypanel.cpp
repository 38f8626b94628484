// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/replaypanel.h"

#include "core/flow/replay/replayhints.h"
#include "core/workspace/workspace.h"
#include "ui/flow/panel/personpicker.h"
#include "ui/flow/replay/pathlist.h"
#include "ui/flow/replay/stepfigures.h"
#include "ui/flow/replay/todayline.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int PauseMs = 250;
// Two years pass in some fifteen seconds.
constexpr int PlayEveryMs = 40;
constexpr int PlaySteps = 375;

} // namespace

ReplayPanel::ReplayPanel(Workspace &workspace, PreviewPeople &people, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_people(people)
    , m_replayer(workspace)
    , m_comparer(workspace)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(2 * size::Unit, 3 * size::Unit / 2, 3 * size::Unit / 2, 2 * size::Unit);
    column->setSpacing(size::Unit);
    column->addWidget(makeChoices());
    column->addWidget(makeBusy());
    m_summary = new Label({}, TextSize::Body, Ink::Text, content);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("replaySummary"));
    column->addWidget(m_summary);
    m_alone = new QPushButton(tr("Stop comparing"), content);
    m_alone->setObjectName(QStringLiteral("stopComparing"));
    setLook(m_alone, Look::Quiet);
    m_alone->hide();
    column->addWidget(m_alone, 0, Qt::AlignLeading);
    column->addWidget(m_scrubber = makeScrubber());
    column->addWidget(m_figures = new StepFigures(content));
    column->addWidget(m_today = new TodayLine(m_workspace, content));
    column->addWidget(parts::heading(tr("One person's way"), content));
    m_who = new PickerPill(
        tr("Follow"), [this] { return makePersonPicker(); }, content);
    m_who->setObjectName(QStringLiteral("follow"));
    m_who->setPlaceholder(tr("choose a person"));
    column->addWidget(m_who, 0, Qt::AlignLeading);
    column->addWidget(makeStart());
    column->addWidget(m_steps = new PathList(content));
    column->addStretch(1);
    auto *whole = parts::column(this, 0);
    whole->addWidget(m_area = parts::scrolling(content, this));
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMs);
    m_playing.setInterval(PlayEveryMs);
    connect(&m_pause, &QTimer::timeout, this, &ReplayPanel::ask);
    connect(&m_playing, &QTimer::timeout, this, &ReplayPanel::playOn);
    connect(m_alone, &QPushButton::clicked, this, [this] { compareWith(std::nullopt, {}); });
    connect(m_figures, &StepFigures::peopleChosen, this, &ReplayPanel::peopleChosen);
    connect(m_today, &TodayLine::peopleChosen, this, &ReplayPanel::peopleChosen);
    connect(m_today, &TodayLine::exportRequested, this, &ReplayPanel::exportRequested);
    connect(m_steps, &PathList::stepChosen, this, [this](size_t step) {
        Q_EMIT trailShown(trailOf(m_path, step));
        Q_EMIT stepChosen(m_path[step].node);
    });
    connect(&m_workspace, &Workspace::tableChanged, this, &ReplayPanel::askSoon);
    connectReplayer();
    setBusy(false);
    showSummary();
}

void ReplayPanel::showStart()
{
    const bool isChosen = m_start->currentIndex() == 1;
    m_startLine->setVisible(isChosen);
    if (!isChosen)
        return;
    const QTimeZone zone = m_replayer.zoneFor(m_flow);
    const ReplaySetting setting = m_replayer.settingOf(m_flow, reach());
    const auto clockOf = [&](Instant at) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(at.ms, zone);
        return QDateTime(local.date(), local.time()); // the field knows no zones
    };
    m_startZone->setText(format::zoneName(zone));
    const QSignalBlocker quiet(m_startAt);
    m_startAt->setDateTimeRange(clockOf(setting.from), clockOf(setting.to));
}

std::optional<Instant> ReplayPanel::startingAt() const
{
    if (m_start->currentIndex() != 1)
        return std::nullopt;
    const QDateTime at(m_startAt->date(), m_startAt->time(), m_replayer.zoneFor(m_flow));
    return Instant{at.toMSecsSinceEpoch()};
}

void ReplayPanel::tellHints()
{
    if (!m_replayed || !(m_replayed->flow == m_flow)) {
        Q_EMIT hintsFound({});
        return;
    }
    const ReplayResult &result = m_replayed->result;
    Q_EMIT hintsFound(
        hintsOf(m_replayed->flow, result,
                {format::date(result.from, result.zone), format::date(Instant{result.to.ms - 1}, result.zone)}));
}

ReplayReach ReplayPanel::reach() const
{
    return static_cast<ReplayReach>(m_reach->currentIndex());
}

void ReplayPanel::setFlow(const FlowDoc &flow)
{
    if (m_hasFlow && m_flow == flow)
        return;
    m_flow = flow;
    m_hasFlow = true;
    tellHints();
    askSoon();
}

void ReplayPanel::forget()
{
    m_pause.stop();
    play(false);
    m_replayer.forget();
    m_comparer.forget();
    m_hasFlow = false;
    m_flow = {};
    m_replayed.reset();
    m_compared.reset();
    m_other.reset();
    m_alone->hide();
    m_person.reset();
    m_path.clear();
    m_steps->clear();
    m_who->setValue({});
    m_start->setCurrentIndex(0);
    setBusy(false);
    tellHints();
    showSummary();
    m_figures->show({}, {});
    m_today->show({}, {});
}

void ReplayPanel::setStep(const FlowNodeId &node)
{
    m_step = node;
    if (isVisible())
        showFigures();
}

void ReplayPanel::compareWith(const std::optional<FlowDoc> &other, const QString &name)
{
    m_other = other;
    m_otherName = name;
    m_compared.reset();
    m_comparer.forget();
    m_alone->setVisible(m_other.has_value());
    if (m_other && isVisible())
        m_comparer.replay(*m_other, m_replayer.settingOf(m_flow, reach()));
    showSummary();
    showTraffic();
    showFigures();
}

void ReplayPanel::showFigures()
{
    m_figures->show(m_replayed, m_step, m_other ? m_compared : nullptr);
    m_today->show(m_flow, m_replayed ? m_step : FlowNodeId());
}

void ReplayPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void ReplayPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_play->setChecked(false);
    m_pause.stop();
    m_replayer.forget();
    setBusy(false);
    Q_EMIT trafficShown(std::nullopt);
    Q_EMIT trailShown(std::nullopt);
}

void ReplayPanel::askSoon()
{
    if (isVisible())
        m_pause.start();
}

void ReplayPanel::ask()
{
    m_pause.stop();
    if (!isVisible() || !m_hasFlow)
        return;
    if (!m_replayer.hasTable())
        return showSummary();
    const ReplaySetting setting = m_replayer.settingOf(m_flow, reach());
    m_replayer.replay(m_flow, setting);
    if (m_other)
        m_comparer.replay(*m_other, setting);
    if (m_person)
        followAgain();
}

void ReplayPanel::take(const ReplayedPointer &answer)
{
    setBusy(false);
    m_replayed = answer;
    {
        const QSignalBlocker quiet(m_days);
        const bool atEnd = m_days->value() == m_days->maximum();
        m_days->setRange(0, std::max(0, answer->result.days - 1));
        if (atEnd || !m_playing.isActive())
            m_days->setValue(m_days->maximum());
    }
    showSummary();
    showDay();
    showFigures();
    tellHints();
}

std::optional<int> ReplayPanel::day() const
{
    return m_days->value() < m_days->maximum() ? std::optional(m_days->value()) : std::nullopt;
}

void ReplayPanel::showDay()
{
    if (!m_replayed)
        return;
    const QDate date = QDate(1970, 1, 1).addDays(m_replayed->result.firstDay + m_days->value());
    m_dayWords->setText(QLocale().toString(date, QStringLiteral("d MMM yyyy")));
    showTraffic();
}

void ReplayPanel::showTraffic()
{
    if (!isVisible() || !m_replayed) {
        Q_EMIT trafficShown(std::nullopt);
        return;
    }
    const ReplayResult *other = m_other && m_compared ? &m_compared->result : nullptr;
    Q_EMIT trafficShown(viewOf(m_replayed->result, static_cast<TrafficLook>(m_look->currentIndex()), day(), other));
}

void ReplayPanel::play(bool on)
{
    if (!on)
        return m_playing.stop();
    if (m_days->value() == m_days->maximum())
        m_days->setValue(0);
    m_playing.start();
}

void ReplayPanel::playOn()
{
    m_days->setValue(m_days->value() + std::max(1, m_days->maximum() / PlaySteps));
    if (m_days->value() == m_days->maximum())
        m_play->setChecked(false);
}

void ReplayPanel::setBusy(bool busy)
{
    m_busyLine->setVisible(busy);
    m_busy->setText(tr("Replaying …"));
}

void ReplayPanel::showSummary()
{
    m_scrubber->setVisible(m_replayed != nullptr);
    if (!m_replayed) {
        m_summary->setText(m_replayer.hasTable() ? QString() : tr("The store is still being read."));
        return m_summary->setVisible(!m_summary->text().isEmpty());
    }
    const ReplayResult &result = m_replayed->result;
    QString text =
        tr("%1 journeys: %2 completed, %3 left on the way, %4 still waiting.")
            .arg(format::count(static_cast<qint64>(result.entered)),
                 format::count(static_cast<qint64>(result.completed)),
                 format::count(static_cast<qint64>(result.exited)), format::count(static_cast<qint64>(result.waiting)));
    if (!result.goals.empty() && result.entered > 0)
        text += u' ' +
                tr("%1 reached a goal.")
                    .arg(format::share(static_cast<double>(result.reachedGoal) / static_cast<double>(result.entered)));
    if (m_other && m_compared)
        text += u' ' + tr("Compared with %1: %2 journeys.")
                           .arg(m_otherName, format::count(static_cast<qint64>(m_compared->result.entered)));
    m_summary->setText(text);
    m_summary->show();
}

void ReplayPanel::follow(ProfileId person, const QString &name)
{
    m_person = person;
    m_who->setValue(name);
    m_leadsToWay = true;
    followAgain();
}

void ReplayPanel::followAgain()
{
    const ReplaySetting setting = m_replayer.settingOf(m_flow, reach());
    showStart();
    m_replayer.follow(m_flow, *m_person, {setting.from, setting.to, startingAt()});
}

} // namespace perennial
