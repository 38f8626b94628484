// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/todayline.h"

#include "core/flow/document/flowwords.h"
#include "core/store/listshelf.h"
#include "core/workspace/workspace.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace perennial {

namespace {

ExportChannel exportChannelOf(MessageChannel channel)
{
    switch (channel) {
    case MessageChannel::Email:
        return ExportChannel::Email;
    case MessageChannel::Sms:
        return ExportChannel::Sms;
    default:
        return ExportChannel::EmailOrSms;
    }
}

QPushButton *quietButton(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    setLook(button, Look::Quiet);
    return button;
}

} // namespace

TodayLine::TodayLine(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_asking(workspace.runner(), [this](Result<Answer> answer) {
        m_answer = answer ? std::optional(std::move(*answer)) : std::nullopt;
        if (answer)
            showAnswer();
        else if (answer.error().kind != ErrorKind::Stopped)
            showWords(answer.error().message);
    })
{
    auto *column = parts::column(this, size::Gap);
    column->addWidget(parts::heading(tr("Today"), this));
    column->addWidget(m_people = new LinkButton("todaysPeople", {}, this), 0, Qt::AlignLeading);
    m_people->setToolTip(tr("Show these people"));
    m_words = new Label({}, TextSize::Caption, Ink::Muted, this);
    m_words->setObjectName(QStringLiteral("todaysWords"));
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Unit);
    row->addWidget(m_export = quietButton(tr("Export …"), "exportToday", this));
    row->addWidget(m_list = quietButton(tr("Save as list"), "saveTodayAsList", this));
    row->addStretch(1);
    column->addLayout(row);
    connect(m_people, &QAbstractButton::clicked, this, [this] { Q_EMIT peopleChosen(title(), people()); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        const auto *message = m_flow.node(m_node)->as<MessageNode>();
        Q_EMIT exportRequested(
            {title(), m_flow.toJson(), people(), m_answer->today.now, exportChannelOf(message->channel)});
    });
    connect(m_list, &QPushButton::clicked, this, &TodayLine::saveAsList);
    hide();
}

void TodayLine::show(const FlowDoc &flow, const FlowNodeId &node)
{
    const FlowNode *written = flow.node(node);
    const bool isMessage = written && written->as<MessageNode>();
    const bool isSame = m_answer && m_answer->table == m_workspace.table() && flow == m_flow;
    m_flow = flow;
    m_node = node;
    setVisible(isMessage);
    if (!isMessage)
        m_asking.cancel();
    else if (isSame)
        showAnswer();
    else
        ask();
}

void TodayLine::ask()
{
    m_answer.reset();
    const auto table = m_workspace.table();
    showWords(tr("Counting people …"));
    if (!table)
        return;
    const AudienceSetting setting = todaysSetting(m_flow, m_workspace.homeZone(), m_clock());
    m_asking.ask(tr("Looking at today's messages"),
                 [flow = m_flow, table, setting](const Progress &progress) -> Result<Answer> {
                     auto today = todaysAudience(flow, table, setting, progress);
                     return today ? Result<Answer>(Answer{table, std::move(*today)}) : failure(today.error());
                 });
}

void TodayLine::showWords(const QString &words)
{
    m_words->setText(words);
    for (QWidget *part :
         {static_cast<QWidget *>(m_people), static_cast<QWidget *>(m_export), static_cast<QWidget *>(m_list)})
        part->setVisible(m_answer.has_value());
}

void TodayLine::showAnswer()
{
    const MessageAudience *message = audience();
    if (!message)
        return showWords({});
    const auto count = static_cast<qint64>(people().size());
    m_people->setText(count == 1 ? tr("1 person gets this message")
                                 : tr("%1 people get this message").arg(format::count(count)));
    for (QWidget *part :
         {static_cast<QWidget *>(m_people), static_cast<QWidget *>(m_export), static_cast<QWidget *>(m_list)})
        part->setEnabled(count > 0);
    showWords(tr("%1 sent so far, %2 still to come, if nothing happens until midnight (%3).")
                  .arg(format::count(static_cast<qint64>(message->sent)),
                       format::count(static_cast<qint64>(message->toCome())), format::zoneName(m_answer->today.zone)));
}

// The list keeps who it is now; tomorrow others get the message.
void TodayLine::saveAsList()
{
    const JobSpec spec{.title = tr("Saving a list"), .kind = JobKind::Writing, .quiet = true};
    const QString note = tr("Who gets this message on %1.")
                             .arg(localDay(m_answer->today.now.ms, m_answer->today.zone).toString(Qt::ISODate));
    m_workspace.write<SavedList>(
        spec,
        [name = title(), note, people = people()](Store &store, const Progress &) -> Result<SavedList> {
            ListShelf shelf(store);
            const auto free = shelf.freeName(name);
            return free ? shelf.create(*free, note, people, Instant::now()) : failure(free.error());
        },
        this,
        [this](const Result<SavedList> &saved) {
            m_workspace.noteSegmentsChanged();
            showWords(saved ? tr("Saved as the list “%1”.").arg(saved->name) : saved.error().message);
        });
}

const MessageAudience *TodayLine::audience() const
{
    return m_answer ? m_answer->today.node(m_node) : nullptr;
}

std::vector<ProfileId> TodayLine::people() const
{
    const MessageAudience *message = audience();
    return message ? message->people(*m_answer->table) : std::vector<ProfileId>();
}

QString TodayLine::title() const
{
    const FlowNode &node = *m_flow.node(m_node);
    const QString name = node.as<MessageNode>()->name;
    return QStringLiteral("%1: %2").arg(m_flow.name, name.isEmpty() ? nameOf(node) : name);
}

} // namespace perennial
