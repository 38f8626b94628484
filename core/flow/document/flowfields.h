// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowenumids.h"
#include "core/flow/document/flowio.h"
#include "core/segment/document/documentfields.h"

namespace perennial {

// The keys of a flow, each said once: readers and writers walk the same lists (docs/flow-format.md).

template <class Io>
void definition(Io &io, const char *key, SegmentNode &x)
{
    if (io.wants(key, x != SegmentNode{SegmentGroup{}}))
        io(key, x);
}

template <class Io>
void fields(Io &io, EventTrigger &x)
{
    io("metric", x.metric);
    filters(io, x.filters);
}

template <class Io>
void fields(Io &io, JoinTrigger &x)
{
    io("of", x.of);
    io("name", x.name);
}

template <class Io>
void fields(Io &io, DateTrigger &x)
{
    io("property", x.property);
    io("offset", x.offset);
    io("side", x.side);
    clockTime(io, "time", x.at);
    io("repeat", x.repeat);
}

template <class Io>
void fields(Io &io, ProductTrigger &x)
{
    io("change", x.change);
    io("metric", x.metric);
    io("percent", x.percent);
}

template <class Io>
void fields(Io &io, TriggerNode &x)
{
    alternative(io, "on", x.start, TriggerStartIds);
    std::visit([&](auto &start) { fields(io, start); }, x.start);
}

template <class Io>
void fields(Io &io, DelayNode &x)
{
    io("span", x.span);
    clockTime(io, "until", x.until);
    io("weekdays", x.weekdays);
    if (io.wants("clock", x.clock != ClockOf::Flow))
        io("clock", x.clock);
}

template <class Io>
void fields(Io &io, WaitNode &x)
{
    definition(io, "until", x.until);
    io("timeout", x.timeout);
}

template <class Io>
void fields(Io &io, SplitNode &x)
{
    definition(io, "when", x.when);
}

template <class Io>
void fields(Io &io, TriggerSplitNode &x)
{
    filters(io, x.filters);
}

template <class Io>
void fields(Io &io, FlowBranch &x)
{
    io("id", x.id);
    io("name", x.name);
    definition(io, "when", x.when);
}

template <class Io>
void fields(Io &io, MultiSplitNode &x)
{
    io("branches", x.branches);
}

template <class Io>
void fields(Io &io, RandomArm &x)
{
    io("id", x.id);
    io("name", x.name);
    io("weight", x.weight);
}

template <class Io>
void fields(Io &io, RandomSplitNode &x)
{
    io("arms", x.arms);
    io("salt", x.salt);
}

template <class Io>
void fields(Io &io, MessageNode &x)
{
    io("channel", x.channel);
    io("class", x.messageClass);
    io("name", x.name);
    io("subject", x.subject);
    io("preview", x.preview);
    io("text", x.text);
    io("link", x.link);
    io("assignee", x.assignee);
    if (io.wants("smart_sending", !x.smartSending))
        io("smart_sending", x.smartSending);
}

template <class Io>
void fields(Io &io, ProfileChange &x)
{
    if (io.wants("of", x.of != PropertyOf::Profile))
        io("of", x.of);
    io("property", x.property);
    io("change", x.change);
    io("value", x.value);
    io("from_trigger", x.fromTrigger);
}

template <class Io>
void fields(Io &io, UpdateNode &x)
{
    io("changes", x.changes);
}

template <class Io>
void fields(Io &io, ListNode &x)
{
    io("list", x.list);
    io("add", x.add);
}

template <class Io>
void fields(Io &io, LadderNode &x)
{
    io.always("variable", x.variable);
    io("rungs", x.rungs);
    if (io.wants("unit", x.unit != DiscountUnit::Percent))
        io("unit", x.unit);
}

template <class Io>
void fields(Io &io, GoalNode &x)
{
    io("name", x.name);
}

template <class Io>
void fields(Io &io, ExitNode &x)
{
    io("reason", x.reason);
}

template <class Io>
void fields(Io &, UnreadNode &)
{
}

template <class Io>
void fields(Io &io, FlowNode &x)
{
    io("id", x.id);
    alternative(io, "kind", x.is, FlowNodeIds);
    io("title", x.title);
    io("note", x.note);
    io("x", x.at.rx());
    io("y", x.at.ry());
    std::visit([&](auto &kind) { fields(io, kind); }, x.is);
    edges(io, "to", x.to);
}

template <class Io>
void fields(Io &io, FlowRemark &x)
{
    io("id", x.id);
    io("text", x.text);
    io("x", x.at.rx());
    io("y", x.at.ry());
    io("width", x.size.rwidth());
    io("height", x.size.rheight());
}

template <class Io>
void fields(Io &io, FlowExit &x)
{
    io("id", x.id);
    io("name", x.name);
    definition(io, "when", x.when);
    if (io.wants("goal", x.isGoal))
        io("goal", x.isGoal);
    if (io.wants("leaves", !x.leaves))
        io("leaves", x.leaves);
}

template <class Io>
void fields(Io &io, QuietHours &x)
{
    io("on", x.on);
    clockTime(io, "from", x.from);
    clockTime(io, "to", x.to);
    io("clock", x.clock);
    io("then", x.then);
    whole(io, "channels", x.channels);
}

template <class Io>
void fields(Io &io, FrequencyCap &x)
{
    io("channel", x.channel);
    io("most", x.most);
    io("per", x.per);
}

template <class Io>
void fields(Io &io, SmartSending &x)
{
    io("email_hours", x.emailHours);
    io("sms_hours", x.smsHours);
    io("push_hours", x.pushHours);
}

template <class Io>
void fields(Io &io, SendingRules &x)
{
    if (io.wants("quiet_hours", x.quiet != QuietHours()))
        io("quiet_hours", x.quiet);
    io("caps", x.caps);
    if (io.wants("smart_sending", x.smart != SendingRules().smart))
        whole(io, "smart_sending", x.smart);
    if (io.wants("counts_received", !x.countsReceived))
        io("counts_received", x.countsReceived);
}

// All but the nodes.
template <class Io>
void fields(Io &io, FlowDoc &x)
{
    io("name", x.name);
    io("note", x.note);
    io("zone", x.zone);
    if (io.wants("week_start", x.weekStart != WeekStart::Monday))
        io("week_start", x.weekStart);
    io("zone_property", x.zoneProperty);
    definition(io, "entry", x.entry);
    if (io.wants("re_entry", x.reEntry != FlowDoc().reEntry))
        io("re_entry", x.reEntry);
    if (io.wants("re_entry_after", x.reEntry == ReEntry::AfterSpan || x.reEntryAfter != FlowDoc().reEntryAfter))
        io("re_entry_after", x.reEntryAfter);
    io("exits", x.exits);
    if (io.wants("sending", x.sending != SendingRules()))
        io("sending", x.sending);
    if (io.wants("observed_days", x.observedDays != FlowDoc().observedDays))
        io("observed_days", x.observedDays);
    io("remarks", x.remarks);
}

} // namespace perennial
