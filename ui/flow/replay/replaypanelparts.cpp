// SPDX-License-Identifier: GPL-3.0-or-later
// How the panel of the replay is put together.
#include "core/workspace/workspace.h"
#include "ui/flow/panel/personpicker.h"
#include "ui/flow/replay/pathlist.h"
#include "ui/flow/replay/replaypanel.h"
#include "ui/flow/replay/stepfigures.h"
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

QWidget *ReplayPanel::makeChoices()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_reach = new QComboBox(line);
    m_reach->setObjectName(QStringLiteral("replayReach"));
    m_reach->setAccessibleName(tr("Over which time"));
    m_reach->addItems(reachNames());
    m_reach->setCurrentIndex(static_cast<int>(ReplayReach::TwoYears));
    m_look = new QComboBox(line);
    m_look->setObjectName(QStringLiteral("replayLook"));
    m_look->setAccessibleName(tr("What the canvas shows"));
    m_look->addItems({tr("Numbers"), tr("Shares"), tr("Heat")});
    for (QComboBox *box : {m_reach, m_look}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(5);
    }
    row->addWidget(m_reach, 3);
    row->addWidget(m_look, 2);
    connect(m_reach, &QComboBox::currentIndexChanged, this, &ReplayPanel::ask);
    connect(m_look, &QComboBox::currentIndexChanged, this, &ReplayPanel::showTraffic);
    return line;
}

QWidget *ReplayPanel::makeBusy()
{
    m_busyLine = new QWidget(this);
    auto *row = new QHBoxLayout(m_busyLine);
    row->setContentsMargins(0, 0, 0, 0);
    m_busy = new Label(tr("Replaying …"), TextSize::Caption, Ink::Muted, m_busyLine);
    m_busy->setObjectName(QStringLiteral("replayBusy"));
    m_stop = new QPushButton(tr("Stop"), m_busyLine);
    m_stop->setObjectName(QStringLiteral("stopReplay"));
    setLook(m_stop, Look::Quiet);
    row->addWidget(m_busy, 1);
    row->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_replayer.forget();
        m_comparer.forget();
        setBusy(false);
        showSummary();
    });
    return m_busyLine;
}

QWidget *ReplayPanel::makeScrubber()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_play = new QToolButton(line);
    m_play->setObjectName(QStringLiteral("playReplay"));
    m_play->setCheckable(true);
    m_play->setIcon(icon(QStringLiteral("play")));
    m_play->setAccessibleName(tr("Play the time"));
    m_play->setToolTip(tr("Play the time"));
    setLook(m_play, Look::Quiet);
    m_days = new QSlider(Qt::Horizontal, line);
    m_days->setObjectName(QStringLiteral("replayDay"));
    m_days->setAccessibleName(tr("Until which day"));
    m_dayWords = new Label({}, TextSize::Caption, Ink::Muted, line);
    m_dayWords->setObjectName(QStringLiteral("replayDayWords"));
    row->addWidget(m_play);
    row->addWidget(m_days, 1);
    row->addWidget(m_dayWords);
    connect(m_days, &QSlider::valueChanged, this, &ReplayPanel::showDay);
    connect(m_play, &QToolButton::toggled, this, &ReplayPanel::play);
    return line;
}

QWidget *ReplayPanel::makeStart()
{
    auto *box = new QWidget(this);
    auto *column = parts::column(box, size::Gap);
    m_start = new QComboBox(box);
    m_start->setObjectName(QStringLiteral("pathStart"));
    m_start->setAccessibleName(tr("When the person comes in"));
    m_start->addItems({tr("As it happened"), tr("As though they had come in on")});
    m_start->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_startLine = new QWidget(box);
    auto *row = new QHBoxLayout(m_startLine);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_startAt = new QDateTimeEdit(m_startLine);
    m_startAt->setObjectName(QStringLiteral("pathStartAt"));
    m_startAt->setAccessibleName(tr("The day and time they come in"));
    m_startAt->setDisplayFormat(QStringLiteral("d MMM yyyy HH:mm"));
    m_startAt->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_startZone = new Label({}, TextSize::Caption, Ink::Muted, m_startLine);
    m_startZone->setObjectName(QStringLiteral("pathStartZone"));
    row->addWidget(m_startAt, 1);
    row->addWidget(m_startZone);
    column->addWidget(m_start);
    column->addWidget(m_startLine);
    m_startLine->hide();
    const auto change = [this] {
        showStart();
        if (m_person)
            followAgain();
    };
    connect(m_start, &QComboBox::currentIndexChanged, this, change);
    connect(m_startAt, &QDateTimeEdit::dateTimeChanged, this, change);
    return box;
}

// Within what is replayed, by the clocks of the flow.
void ReplayPanel::connectReplayer()
{
    connect(&m_replayer, &FlowReplayer::started, this, [this] { setBusy(true); });
    connect(&m_replayer, &FlowReplayer::progressed, this, [this](qint64 done, qint64 total) {
        m_busy->setText(
            total > 0 ? tr("Replaying … %1").arg(format::share(static_cast<double>(done) / static_cast<double>(total)))
                      : tr("Replaying …"));
    });
    connect(&m_replayer, &FlowReplayer::answered, this, &ReplayPanel::take);
    connect(&m_replayer, &FlowReplayer::failed, this, [this](const Error &error) {
        setBusy(false);
        m_replayed.reset();
        showSummary();
        if (error.kind != ErrorKind::Stopped)
            m_summary->setText(tr("This flow cannot be replayed: %1").arg(error.message));
        showTraffic();
        m_figures->show({}, {});
        tellHints();
    });
    connect(&m_comparer, &FlowReplayer::answered, this, [this](const ReplayedPointer &answer) {
        m_compared = answer;
        showSummary();
        showTraffic();
        showFigures();
    });
    connect(&m_replayer, &FlowReplayer::followed, this, [this](const std::vector<PathStep> &steps) {
        m_path = steps;
        m_steps->setSteps(m_flow, steps, m_replayed ? m_replayed->result.zone : m_workspace.homeZone());
        Q_EMIT trailShown(trailOf(m_path));
        if (std::exchange(m_leadsToWay, false))
            QTimer::singleShot(0, m_who,
                               [this] { m_area->verticalScrollBar()->setValue(m_who->y() - 4 * size::Unit); });
    });
    // Why, the summary says: what cannot be followed cannot be replayed.
    connect(&m_replayer, &FlowReplayer::followingFailed, this, [this] {
        m_path.clear();
        m_steps->clear();
        Q_EMIT trailShown(std::nullopt);
    });
}

Picker *ReplayPanel::makePersonPicker()
{
    return new PersonPicker(m_people, [this](const SamplePerson &person) { follow(person.id, person.shownName()); });
}

} // namespace perennial
