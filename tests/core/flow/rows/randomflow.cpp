// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/flow/rows/randomflow.h"

#include "tests/core/segment/rows/exactkinds.h"

namespace perennial {

FlowDoc RandomFlow::make()
{
    FlowDoc flow;
    flow.zone = word({"", "", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"});
    flow.zoneProperty = word({"", "City", "Home Town"});
    const int triggers = chance(25) ? 2 : 1, nodes = triggers + between(2, 13);
    for (int i = 0; i < nodes; ++i) {
        FlowNode made = node(i, nodes);
        if (i < triggers)
            made.is = TriggerNode{trigger()};
        for (const FlowPort &port : portsOf(made)) {
            // Mostly onwards; back to where time was taken, or nowhere.
            const int to = chance(85) ? between(std::max(i + 1, triggers), nodes + 1) : between(triggers, nodes);
            if (to < nodes && (to > i || made.as<DelayNode>()))
                made.to.emplace(port, QStringLiteral("n%1").arg(to));
        }
        flow.nodes.push_back(std::move(made));
    }
    addRules(flow);
    return flow;
}

void RandomFlow::addRules(FlowDoc &flow)
{
    if (chance(30))
        flow.entry = condition();
    flow.reEntry = pick({ReEntry::Never, ReEntry::Always, ReEntry::AfterLeaving, ReEntry::AfterSpan});
    flow.reEntryAfter = span();
    for (int i = chance(60) ? between(1, 3) : 0; i > 0; --i) {
        FlowExit exit{QStringLiteral("exit%1").arg(i), {}, condition(), chance(50), true};
        exit.leaves = !exit.isGoal || chance(60);
        flow.exits.push_back(exit);
    }
    QuietHours &quiet = flow.sending.quiet;
    quiet.on = chance(40);
    quiet.from.minutes = below(24) * 60 + pick({0, 30});
    quiet.to.minutes = below(24) * 60;
    quiet.clock = pick({ClockOf::Flow, ClockOf::Profile});
    quiet.then = pick({WhenQuiet::Wait, WhenQuiet::Skip});
    quiet.channels = pick({std::vector{MessageChannel::Email, MessageChannel::Sms}, std::vector{MessageChannel::Push}});
    if (chance(30))
        flow.sending.caps.push_back({std::nullopt, between(1, 3), span()});
    if (chance(20))
        flow.sending.caps.push_back({pick({MessageChannel::Email, MessageChannel::Sms}), 1, span()});
    flow.sending.smart = {chance(50) ? std::optional(between(1, 40)) : std::nullopt, std::nullopt, 24};
    flow.sending.countsReceived = chance(50);
}

TimeSpan RandomFlow::span()
{
    const TimeUnit unit = pick({TimeUnit::Minute, TimeUnit::Hour, TimeUnit::Hour, TimeUnit::Day, TimeUnit::Day,
                                TimeUnit::Week, TimeUnit::Month});
    const int most = unit == TimeUnit::Minute ? 3000 : unit == TimeUnit::Hour ? 80 : unit == TimeUnit::Day ? 9 : 3;
    return {between(1, most), unit};
}

FlowNode RandomFlow::node(int place, int)
{
    FlowNode made;
    made.id = QStringLiteral("n%1").arg(place);
    made.is = kind();
    return made;
}

FlowNodeKind RandomFlow::kind()
{
    switch (below(16)) {
    case 0:
    case 1:
    case 2:
        return delay();
    case 3:
    case 4: {
        WaitNode wait{condition(), std::nullopt};
        if (chance(75))
            wait.timeout = span();
        return wait;
    }
    case 5:
    case 6:
        return SplitNode{condition()};
    case 7: {
        FilterSet filters;
        filters.of.push_back({word({"size", "mark"}), numberTest(41)});
        if (chance(40))
            filters.of.push_back({QStringLiteral("label"), textTest()});
        filters.match = pick({FilterMatch::All, FilterMatch::Any});
        return TriggerSplitNode{filters};
    }
    case 8: {
        MultiSplitNode split;
        for (int i = between(1, 4); i > 0; --i)
            split.branches.push_back({QStringLiteral("b%1").arg(i), {}, condition()});
        return split;
    }
    case 9: {
        RandomSplitNode split;
        for (int i = between(1, 4); i > 0; --i)
            split.arms.push_back({QStringLiteral("a%1").arg(i), {}, pick({0.5, 1.0, 3.0})});
        split.salt = word({"", "test"});
        return split;
    }
    case 10:
        return update();
    case 11:
        return ListNode{word({"Newsletter", "Testers"}), chance(50)};
    case 12:
        return chance(50) ? FlowNodeKind(GoalNode()) : FlowNodeKind(LadderNode{QStringLiteral("rung"), {5, 10}, {}});
    case 13:
        return chance(40) ? FlowNodeKind(ExitNode()) : FlowNodeKind(message());
    default:
        return message();
    }
}

TriggerStart RandomFlow::trigger()
{
    switch (below(6)) {
    case 0:
        return chance(60) ? TriggerStart(JoinTrigger{MemberOf::Segment, word({"Buyers", "Fans", "Not Fans"})})
                          : TriggerStart(JoinTrigger{MemberOf::List, word({"Newsletter", "Testers"})});
    case 1:
        return DateTrigger{word({"Birthday", "Last Seen", "Expected Next Order"}),
                           {below(9), pick({TimeUnit::Day, TimeUnit::Week, TimeUnit::Month})},
                           pick({DateSide::Before, DateSide::After}),
                           {pick({0, 150, 9 * 60, 1439})},
                           pick({DateRepeat::Never, DateRepeat::Yearly, DateRepeat::Monthly})};
    default:
        break;
    }
    EventTrigger made{word({"Placed Order", "Placed Order", "Opened Email", "Closed Ticket"}), {}};
    if (chance(25))
        made.filters.of.push_back({word({"size", "$value"}), numberTest(20)});
    return made;
}

DelayNode RandomFlow::delay()
{
    DelayNode made;
    made.span = chance(15) ? TimeSpan{0, TimeUnit::Day} : span();
    if (chance(35))
        made.until = ClockTime{pick({0, 90, 150, 10 * 60, 23 * 60 + 59})};
    if (chance(30))
        made.weekdays = pick({std::vector{1, 2, 3, 4, 5}, std::vector{6}, std::vector{7, 1}});
    made.clock = pick({ClockOf::Flow, ClockOf::Profile});
    return made;
}

MessageNode RandomFlow::message()
{
    MessageNode made;
    made.channel = pick({MessageChannel::Email, MessageChannel::Email, MessageChannel::Sms, MessageChannel::Push,
                         MessageChannel::Webhook});
    made.messageClass = chance(70) ? MessageClass::Marketing : MessageClass::Transactional;
    made.smartSending = chance(70);
    return made;
}

ProfileChange RandomFlow::change()
{
    ProfileChange made;
    made.of = pick({PropertyOf::Profile, PropertyOf::Variable});
    made.property = made.of == PropertyOf::Profile ? word({"City", "Score", "Tags"}) : QStringLiteral("rung");
    const bool isList = made.property == QLatin1String("Tags"), isText = made.property == QLatin1String("City");
    made.value = isText || isList ? text() : Operand(static_cast<double>(between(0, 12)));
    made.change = isList ? pick({ValueChangeKind::Add, ValueChangeKind::Add, ValueChangeKind::Remove})
                         : pick({ValueChangeKind::Set, ValueChangeKind::Set, ValueChangeKind::Clear});
    if (!isText && !isList && chance(50))
        made.change = ValueChangeKind::Increase;
    if (!isList && chance(25)) {
        made.change = ValueChangeKind::Set;
        made.value.reset();
        made.fromTrigger = isText ? QStringLiteral("label") : QStringLiteral("size");
    }
    return made;
}

UpdateNode RandomFlow::update()
{
    UpdateNode made;
    for (int i = between(1, 3); i > 0; --i)
        made.changes.push_back(change());
    return made;
}

SegmentNode RandomFlow::condition()
{
    if (chance(35))
        return someOfRandomSegment();
    SegmentGroup group{pick({GroupMatch::All, GroupMatch::All, GroupMatch::Any, GroupMatch::None}), {}};
    for (int i = between(1, 3); i > 0; --i)
        group.children.push_back({onTheWay(), chance(20) ? UnknownRule::In : UnknownRule::Out});
    return {group, UnknownRule::Out};
}

SegmentNode RandomFlow::someOfRandomSegment()
{
    for (;;) {
        const SegmentDoc doc = m_segments.make();
        if (isExactKind(doc))
            return doc.root;
    }
}

Condition RandomFlow::onTheWay()
{
    switch (below(7)) {
    case 0: {
        PropertyCondition value;
        value.of = pick({PropertyOf::Trigger, PropertyOf::Variable});
        value.property = value.of == PropertyOf::Variable ? QStringLiteral("rung") : word({"size", "$value", "mark"});
        value.test = chance(20) ? knownTest() : numberTest(5);
        return value;
    }
    case 1: {
        MembershipCondition before;
        before.of = MemberOf::ThisFlow;
        before.in = chance(40);
        if (chance(70))
            before.since = window(WindowUse::Plain);
        return before;
    }
    case 2: {
        PropertyCondition value;
        value.property = word({"City", "Score", "Tags"});
        value.test = value.property == QLatin1String("City")    ? textTest()
                     : value.property == QLatin1String("Score") ? numberTest(1)
                                                                : listTest();
        return value;
    }
    case 3: {
        MembershipCondition list;
        list.of = MemberOf::List;
        list.name = word({"Newsletter", "Testers"});
        list.in = chance(50);
        return list;
    }
    default:
        break;
    }
    EventCondition event;
    event.quantity.metric = word({"Placed Order", "Opened Email", "Closed Ticket"});
    event.quantity.window.kind = WindowKind::SinceFlowStart;
    if (chance(15))
        event.quantity.window = window(WindowUse::Events);
    if (chance(15))
        event.quantity.window.fromHour = 9;
    if (chance(35))
        event.quantity.same.push_back(
            {pick({QStringLiteral("label"), QStringLiteral("size"), OrderProperty, ValueProperty}), {}});
    else if (chance(15))
        event.quantity.same.push_back({QStringLiteral("mark"), QStringLiteral("size")});
    event.compare = countTest();
    return event;
}

} // namespace perennial
