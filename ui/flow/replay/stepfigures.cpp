// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/stepfigures.h"

#include "core/flow/document/flowwords.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <map>

namespace perennial {

namespace {

std::map<FlowNodeId, QString> messagesOf(const Replayed &replayed, const Replayed &other)
{
    std::map<FlowNodeId, QString> messages;
    for (const FlowDoc *flow : {&other.flow, &replayed.flow}) {
        for (const FlowNode &node : flow->nodes) {
            if (node.as<MessageNode>())
                messages[node.id] = nameOf(node);
        }
    }
    return messages;
}

QString peopleText(quint32 count)
{
    return count == 1 ? StepFigures::tr("1 person") : StepFigures::tr("%1 people").arg(format::count(count));
}

ProfileSet peopleOf(const Replayed &replayed, const FlowNodeId &message, Traffic MessageTraffic::*which)
{
    const NodeVisits *visits = replayed.result.node(message);
    const bool any = visits && visits->message && ((*visits->message).*which).people.size() > 0;
    return any ? ((*visits->message).*which).people : ProfileSet(replayed.table->profileCount());
}

MessageDifference differenceOf(const Replayed &replayed, const Replayed &other, const FlowNodeId &message,
                               const QString &name)
{
    const ProfileSet here = peopleOf(replayed, message, &MessageTraffic::sent);
    const ProfileSet there = peopleOf(other, message, &MessageTraffic::sent);
    MessageDifference difference{.message = name, .more = here, .moreAfterOrder = {}, .fewer = there};
    difference.more.subtract(there);
    difference.fewer.subtract(here);
    difference.moreAfterOrder = peopleOf(replayed, message, &MessageTraffic::afterOrder);
    difference.moreAfterOrder &= difference.more;
    return difference;
}

} // namespace

StepFigures::StepFigures(QWidget *parent)
    : QWidget(parent)
    , m_column(parts::column(this, 0))
{
}

void StepFigures::drop()
{
    if (!m_body)
        return;
    m_body->hide();
    m_body->deleteLater();
    m_body = nullptr;
}

void StepFigures::show(const ReplayedPointer &replayed, const FlowNodeId &node, const ReplayedPointer &other)
{
    m_replayed = replayed;
    drop();
    if (!replayed)
        return;
    m_body = new QWidget(this);
    m_lines = parts::column(m_body, 0);
    m_column->addWidget(m_body);
    const NodeVisits *visits = replayed->result.node(node);
    const FlowNode *written = replayed->flow.node(node);
    if (visits && written)
        showStep(*visits, *written);
    else
        showFlow();
    if (other)
        showDifferences(*other, node);
}

void StepFigures::addHeading(const QString &text)
{
    if (m_lines->count() > 0)
        m_lines->addSpacing(size::Unit);
    m_lines->addWidget(parts::heading(text, m_body));
}

void StepFigures::addText(const QString &text)
{
    auto *label = new Label(text, TextSize::Caption, Ink::Muted, m_body);
    label->setWordWrap(true);
    m_lines->addWidget(label);
}

void StepFigures::add(const QString &words, const Traffic &traffic, const QString &title)
{
    auto *line = new QWidget(m_body);
    line->setMinimumHeight(size::CompactRow);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    auto *label = new Label(words, TextSize::Body, Ink::Text, line);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    const auto count = static_cast<qint64>(traffic.count);
    auto *number = new LinkButton("", format::count(count), line);
    number->setObjectName(QStringLiteral("people-") + words);
    number->setAccessibleName(tr("%1: %2", "what is counted: its number").arg(words, format::count(count)));
    number->setToolTip(tr("Show these people"));
    number->setEnabled(count > 0);
    row->addWidget(number);
    m_lines->addWidget(line);
    const ProfileSet people = traffic.people;
    connect(number, &QAbstractButton::clicked, this,
            [this, people, title] { Q_EMIT peopleChosen(title, m_replayed->idsOf(people)); });
}

void StepFigures::addPeople(const QString &words, const ProfileSet &people, const QString &title)
{
    Traffic traffic;
    traffic.count = people.count();
    traffic.people = people;
    add(words, traffic, title);
}

void StepFigures::addDifferenceLines(const MessageDifference &difference)
{
    const auto &[message, more, moreAfterOrder, fewer] = difference;
    if (more.count() > 0)
        addPeople(tr("More would have got it"), more, tr("%1: only in this version").arg(message));
    if (moreAfterOrder.count() > 0)
        addPeople(tr("of them after they had already bought"), moreAfterOrder,
                  tr("%1: only in this version, after they had already bought").arg(message));
    if (fewer.count() > 0)
        addPeople(tr("Would not have got it any more"), fewer, tr("%1: only in the other version").arg(message));
}

void StepFigures::addDifference(const MessageDifference &difference)
{
    const auto &[message, more, moreAfterOrder, fewer] = difference;
    const QString late = format::count(moreAfterOrder.count());
    if (more.count() > 0)
        addPeople(
            moreAfterOrder.count() > 0
                ? tr("%1: +%2, %3 of them after they had already bought").arg(message, peopleText(more.count()), late)
                : tr("%1: +%2", "a message: so many more people").arg(message, peopleText(more.count())),
            more, tr("%1: only in this version").arg(message));
    if (fewer.count() > 0)
        addPeople(tr("%1: −%2", "a message: so many fewer people").arg(message, peopleText(fewer.count())), fewer,
                  tr("%1: only in the other version").arg(message));
}

void StepFigures::showDifferences(const Replayed &other, const FlowNodeId &node)
{
    addHeading(tr("Compared with that version, in people"));
    const FlowNode *step = m_replayed->flow.node(node);
    const bool isOne = step && step->as<MessageNode>();
    bool isSame = true;
    for (const auto &[id, name] : messagesOf(*m_replayed, other)) {
        if (isOne && id != node)
            continue;
        const MessageDifference difference = differenceOf(*m_replayed, other, id, name);
        isSame = isSame && difference.more.count() == 0 && difference.fewer.count() == 0;
        if (isOne)
            addDifferenceLines(difference);
        else
            addDifference(difference);
    }
    if (isSame)
        addText(isOne ? tr("The same people get it.") : tr("The same people get the same messages."));
}

// Of the journeys as a whole there is a number; who they were is at the steps.
void StepFigures::addJourneys(const QString &words, quint64 count, const std::vector<const Traffic *> &at)
{
    Traffic all;
    for (const Traffic *traffic : at) {
        Traffic one = *traffic;
        all.take(one);
    }
    all.count = count;
    add(words, all, tr("%1: %2").arg(m_replayed->flow.name, words));
}

void StepFigures::showFlow()
{
    const ReplayResult &result = m_replayed->result;
    const QString name = m_replayed->flow.name;
    addHeading(tr("Journeys"));
    std::vector<const Traffic *> entered, completed, exited, waiting;
    for (const NodeVisits &visits : result.nodes) {
        if (m_replayed->flow.node(visits.id)->as<TriggerNode>())
            entered.push_back(&visits.in);
        for (const PortTraffic &port : visits.out) {
            if (port.to.isEmpty())
                completed.push_back(&port.went);
        }
        exited.push_back(&visits.exited);
        waiting.push_back(&visits.waiting);
    }
    addJourneys(tr("Came in"), result.entered, entered);
    addJourneys(tr("Completed"), result.completed, completed);
    addJourneys(tr("Left on the way"), result.exited, exited);
    addJourneys(tr("Still waiting"), result.waiting, waiting);
    if (!result.goals.empty()) {
        addHeading(tr("Goals"));
        for (const GoalTraffic &goal : result.goals) {
            const FlowNode *node = m_replayed->flow.node(goal.node);
            const auto exit = std::ranges::find(m_replayed->flow.exits, goal.exit, &FlowExit::id);
            const QString words = node                                   ? nameOf(*node)
                                  : exit == m_replayed->flow.exits.end() ? goal.exit
                                  : exit->name.isEmpty()                 ? wordsOf(*exit)
                                                                         : exit->name;
            add(words, goal.reached, tr("%1: reached “%2”").arg(name, words));
        }
    }
    const auto &[filter, reEntry] = result.turnedAway;
    if (filter.count + reEntry.count > 0) {
        addHeading(tr("Not let in"));
        add(tr("By the entry filter"), filter, tr("%1: kept out by the entry filter").arg(name));
        add(tr("By the rule for coming again"), reEntry, tr("%1: kept out by the rule for coming again").arg(name));
    }
}

void StepFigures::showStep(const NodeVisits &visits, const FlowNode &node)
{
    const QString step = nameOf(node);
    addHeading(step);
    add(node.as<TriggerNode>() ? tr("Came in") : tr("Came here"), visits.in, step);
    for (const PortTraffic &port : visits.out) {
        const QString words = visits.out.size() == 1 ? tr("Went on") : tr("On by “%1”").arg(portWords(node, port.port));
        add(words, port.went, tr("%1: %2").arg(step, words));
    }
    if (visits.exited.count > 0)
        add(tr("Left here"), visits.exited, tr("%1: left").arg(step));
    if (visits.waiting.count > 0)
        add(tr("Waiting now"), visits.waiting, tr("%1: waiting").arg(step));
    if (visits.message)
        showMessage(*visits.message, step);
    showFollowed(visits);
}

void StepFigures::showMessage(const MessageTraffic &message, const QString &step)
{
    addHeading(tr("Messages"));
    add(tr("Sent"), message.sent, tr("%1: sent").arg(step));
    if (message.afterOrder.count > 0)
        add(tr("of them after they had already bought"), message.afterOrder,
            tr("%1: sent after they had already bought").arg(step));
    for (size_t i = 0; i < SkipReasons; ++i) {
        const QString reason = wordsOf(static_cast<Skipped>(i));
        if (message.skipped[i].count > 0)
            add(tr("Not sent: %1").arg(reason), message.skipped[i], tr("%1: not sent, %2").arg(step, reason));
    }
    if (message.held.count > 0)
        add(tr("Waited for the end of quiet hours"), message.held,
            tr("%1: waited for the end of quiet hours").arg(step));
}

void StepFigures::showFollowed(const NodeVisits &visits)
{
    if (visits.in.count == 0)
        return;
    addHeading(tr("Observed baseline"));
    const double share = static_cast<double>(visits.followed.visits.count) / static_cast<double>(visits.in.count);
    const QString words = tr("Ordered within %n days", "", m_replayed->flow.observedDays);
    add(words, visits.followed.visits, tr("%1: %2").arg(nameOf(*m_replayed->flow.node(visits.id)), words));
    addText(tr("%1 of these visits, %2 gross. What they did anyway: nothing was sent.")
                .arg(format::share(share), format::money(Money{visits.followed.revenue, m_replayed->result.currency})));
}

} // namespace perennial
