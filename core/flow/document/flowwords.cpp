// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"

#include "core/flow/document/flowio.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace perennial {

namespace {

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial", text, comment);
}

QString spanWords(const TimeSpan &span)
{
    return countedSpan(span.n, span.unit);
}

bool isEmpty(const SegmentNode &definition)
{
    const SegmentGroup *group = definition.group();
    return group && group->children.empty();
}

// A definition for a narrow place; "…" where nothing is written yet.
QString conditionWords(const SegmentNode &definition)
{
    return isEmpty(definition) ? Ellipsis : wordsOf(definition);
}

QString start(const EventTrigger &event)
{
    const QString filters = filterWords(event.filters);
    return filters.isEmpty() ? orEllipsis(event.metric)
                             : tr("%1 where %2", "event, filters").arg(orEllipsis(event.metric), filters);
}

QString start(const JoinTrigger &join)
{
    switch (join.of) {
    case MemberOf::List:
        return tr("joins the list %1").arg(quoted(join.name));
    case MemberOf::Stage:
        return tr("comes to the stage %1").arg(quoted(join.name));
    default:
        return tr("joins the segment %1").arg(quoted(join.name));
    }
}

QString start(const DateTrigger &date)
{
    const QString time = wordsOf(date.at), property = orEllipsis(date.property), span = spanWords(date.offset);
    QString text = date.offset.n == 0              ? tr("on %1 at %2", "property, time").arg(property, time)
                   : date.side == DateSide::Before ? tr("%1 before %2, at %3").arg(span, property, time)
                                                   : tr("%1 after %2, at %3").arg(span, property, time);
    if (date.repeat == DateRepeat::Yearly)
        text = tr("%1, every year").arg(text);
    return date.repeat == DateRepeat::Monthly ? tr("%1, every month").arg(text) : text;
}

QString start(const ProductTrigger &product)
{
    if (product.change == ProductChange::BackInStock)
        return tr("a product is back in stock");
    return product.percent ? tr("a price drops by %1 % or more").arg(numberWords(*product.percent))
                           : tr("a price drops");
}

FlowWords words(const TriggerNode &trigger)
{
    return {tr("Starts with", "what starts a flow"), wordsOf(trigger.start)};
}

FlowWords words(const DelayNode &delay)
{
    QStringList parts;
    if (delay.span.n > 0)
        parts.append(spanWords(delay.span));
    if (delay.until)
        parts.append(delay.span.n > 0 ? tr("then until %1").arg(wordsOf(*delay.until))
                                      : tr("until %1").arg(wordsOf(*delay.until)));
    if (!delay.weekdays.empty())
        parts.append(tr("on %1", "weekdays").arg(weekdaysWords(delay.weekdays)));
    if (delay.clock == ClockOf::Profile && parts.size() > (delay.span.n > 0 ? 1 : 0))
        parts.append(tr("by their own clock"));
    return {tr("Wait"), orEllipsis(parts.join(QStringLiteral(", ")))};
}

FlowWords words(const WaitNode &wait)
{
    const QString until = conditionWords(wait.until);
    return {tr("Wait until"),
            wait.timeout ? tr("%1, for %2 at most", "condition, span").arg(until, spanWords(*wait.timeout)) : until};
}

FlowWords words(const SplitNode &split)
{
    return {tr("Split"), conditionWords(split.when)};
}

FlowWords words(const TriggerSplitNode &split)
{
    return {tr("Split by what started it"), orEllipsis(filterWords(split.filters))};
}

FlowWords words(const MultiSplitNode &split)
{
    QStringList names;
    for (const FlowBranch &branch : split.branches)
        names.append(branch.name.isEmpty() ? conditionWords(branch.when) : branch.name);
    names.append(tr("else"));
    return {tr("Split into branches"), names.join(QStringLiteral(" · "))};
}

QString shareWords(const RandomSplitNode &split, const RandomArm &arm)
{
    double all = 0;
    for (const RandomArm &each : split.arms)
        all += each.weight;
    constexpr double tenths = 1000;
    return all > 0 ? tr("%1 %", "share").arg(numberWords(std::round(arm.weight / all * tenths) * 100 / tenths))
                   : Ellipsis;
}

QString armWords(const RandomSplitNode &split, const RandomArm &arm)
{
    const QString share = shareWords(split, arm);
    return arm.name.isEmpty() ? share : tr("%1 %2", "arm, its share").arg(arm.name, share);
}

FlowWords words(const RandomSplitNode &split)
{
    QStringList arms;
    for (const RandomArm &arm : split.arms)
        arms.append(armWords(split, arm));
    return {tr("Split at random"), orEllipsis(arms.join(QStringLiteral(" · ")))};
}

QString messageVerb(MessageChannel channel)
{
    switch (channel) {
    case MessageChannel::Email:
        return tr("Send e-mail");
    case MessageChannel::Sms:
        return tr("Send SMS");
    case MessageChannel::Push:
        return tr("Send push message");
    case MessageChannel::Webhook:
        return tr("Call a webhook");
    case MessageChannel::Task:
        return tr("Give a task");
    }
    return {};
}

FlowWords words(const MessageNode &message)
{
    const QString what = !message.name.isEmpty()      ? message.name
                         : !message.subject.isEmpty() ? message.subject
                                                      : message.text;
    return {messageVerb(message.channel), orEllipsis(what.section(u'\n', 0, 0))};
}

FlowWords words(const UpdateNode &update)
{
    QStringList changes;
    for (const ProfileChange &change : update.changes)
        changes.append(wordsOf(change));
    return {tr("Update profile"), orEllipsis(changes.join(QStringLiteral(", ")))};
}

FlowWords words(const ListNode &list)
{
    return {list.add ? tr("Add to list") : tr("Take off list"), orEllipsis(list.list)};
}

FlowWords words(const LadderNode &ladder)
{
    QStringList rungs;
    for (const double rung : ladder.rungs)
        rungs.append(ladder.unit == DiscountUnit::Percent ? tr("%1 %", "share").arg(numberWords(rung))
                                                          : numberWords(rung));
    return {tr("Raise discount"), orEllipsis(rungs.join(QStringLiteral(" → ")))};
}

FlowWords words(const GoalNode &goal)
{
    return {tr("Goal"), orEllipsis(goal.name)};
}

FlowWords words(const ExitNode &exit)
{
    return {tr("Leave the flow"), exit.reason};
}

FlowWords words(const UnreadNode &unread)
{
    return {tr("Cannot be read"), unread.error.message};
}

QString branchWords(const MultiSplitNode &split, const FlowPort &port)
{
    for (const FlowBranch &branch : split.branches) {
        if (branch.id == port)
            return branch.name.isEmpty() ? conditionWords(branch.when) : branch.name;
    }
    return tr("else");
}

QString armWords(const RandomSplitNode &split, const FlowPort &port)
{
    for (const RandomArm &arm : split.arms) {
        if (arm.id == port)
            return armWords(split, arm);
    }
    return port;
}

QString valueWords(const ProfileChange &change)
{
    if (!change.fromTrigger.isEmpty())
        return tr("the %1 of what started the flow").arg(change.fromTrigger);
    return change.value ? operandWords(*change.value) : Ellipsis;
}

} // namespace

FlowWords wordsOf(const FlowNode &node)
{
    return std::visit([](const auto &kind) { return words(kind); }, node.is);
}

QString nameOf(const FlowNode &node)
{
    if (!node.title.isEmpty())
        return node.title;
    const FlowWords said = wordsOf(node);
    return said.detail.isEmpty() ? said.verb : tr("%1: %2", "Wait: 2 days").arg(said.verb, said.detail);
}

QString portWords(const FlowNode &node, const FlowPort &port)
{
    if (const auto *split = node.as<MultiSplitNode>())
        return branchWords(*split, port);
    if (const auto *split = node.as<RandomSplitNode>())
        return armWords(*split, port);
    if (const auto *wait = node.as<WaitNode>(); wait && port == port::Timeout)
        return wait->timeout ? tr("after %1").arg(spanWords(*wait->timeout)) : tr("never");
    if (port == port::Yes)
        return tr("yes");
    if (port == port::No)
        return tr("no");
    if (port == port::Met)
        return tr("met", "the condition that was waited for");
    return port == port::UsedUp ? tr("used up") : tr("next", "step");
}

QString wordsOf(const TriggerStart &trigger)
{
    return std::visit([](const auto &kind) { return start(kind); }, trigger);
}

QString wordsOf(MessageChannel channel)
{
    switch (channel) {
    case MessageChannel::Email:
        return tr("e-mail");
    case MessageChannel::Sms:
        return tr("SMS");
    case MessageChannel::Push:
        return tr("push messages");
    case MessageChannel::Webhook:
        return tr("webhooks");
    case MessageChannel::Task:
        return tr("tasks");
    }
    return {};
}

QString wordsOf(const ProfileChange &change)
{
    const QString name = orEllipsis(change.property), value = valueWords(change);
    switch (change.change) {
    case ValueChangeKind::Set:
        return tr("%1 becomes %2").arg(name, value);
    case ValueChangeKind::Clear:
        return tr("%1 is cleared").arg(name);
    case ValueChangeKind::Add:
        return tr("%1 gets %2").arg(name, value);
    case ValueChangeKind::Remove:
        return tr("%1 loses %2").arg(name, value);
    case ValueChangeKind::Increase:
        return tr("%1 grows by %2").arg(name, value);
    }
    return {};
}

QString wordsOf(ClockTime time)
{
    return clockText(time);
}

QString weekdaysWords(const std::vector<int> &days)
{
    QStringList names;
    for (const int day : days)
        names.append(QLocale().dayName(day, QLocale::ShortFormat));
    return names.join(QStringLiteral(", "));
}

QString filterWords(const FilterSet &filters)
{
    QStringList parts;
    for (const PropertyFilter &filter : filters.of) {
        const QString name = filter.property == ValueProperty ? tr("value") : orEllipsis(filter.property);
        parts.append(name + u' ' + wordsOf(filter.test));
    }
    return parts.join(filters.match == FilterMatch::All ? tr(" and ") : tr(" or "));
}

} // namespace perennial
