// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/nodekinds.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr auto Context = "perennial::NodeKinds";

template <class Start>
FlowNodeKind trigger()
{
    return TriggerNode{.start = Start{}};
}

template <class Kind>
FlowNodeKind plain()
{
    return Kind{};
}

template <MessageChannel Channel>
FlowNodeKind message()
{
    MessageNode node;
    node.channel = Channel;
    return node;
}

FlowNodeKind birthday()
{
    DateTrigger date;
    date.at = {9 * 60};
    date.repeat = DateRepeat::Yearly;
    return TriggerNode{.start = date};
}

FlowNodeKind wait()
{
    WaitNode node;
    node.timeout = TimeSpan{3, TimeUnit::Day};
    return node;
}

FlowNodeKind branches()
{
    MultiSplitNode node;
    node.branches.resize(2);
    node.branches[0].id = QStringLiteral("b1");
    node.branches[1].id = QStringLiteral("b2");
    return node;
}

FlowNodeKind arms()
{
    RandomSplitNode node;
    node.arms = {{.id = QStringLiteral("a1"), .name = QStringLiteral("A"), .weight = 50},
                 {.id = QStringLiteral("a2"), .name = QStringLiteral("B"), .weight = 50}};
    return node;
}

FlowNodeKind update()
{
    UpdateNode node;
    node.changes.emplace_back();
    return node;
}

FlowNodeKind ladder()
{
    LadderNode node;
    node.rungs = {5, 10, 15};
    return node;
}

using enum KindGroup;

constexpr std::array Kinds{
    NodeKindFace{"trigger_event", Start, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Something happens"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "An event starts the flow: an order, a cart, a delivery"),
                 "flow-event", QT_TRANSLATE_NOOP("perennial::NodeKinds", "starts with, trigger, event"),
                 trigger<EventTrigger>},
    NodeKindFace{"trigger_join", Start, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Joins a segment or list"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Whoever becomes a member comes in"), "segments",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "starts with, trigger, segment, list"),
                 trigger<JoinTrigger>},
    NodeKindFace{"trigger_date", Start, QT_TRANSLATE_NOOP("perennial::NodeKinds", "A date comes up"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Before or after a birthday, a renewal, an anniversary"),
                 "calendar", QT_TRANSLATE_NOOP("perennial::NodeKinds", "starts with, trigger, birthday, anniversary"),
                 birthday},
    NodeKindFace{"trigger_product", Start, QT_TRANSLATE_NOOP("perennial::NodeKinds", "A product changes"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Its price drops, or it is back in stock"), "product",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "starts with, trigger, price drop, back in stock"),
                 trigger<ProductTrigger>},
    NodeKindFace{"delay", Time, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Delay"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Wait a time, until an hour, on chosen weekdays"), "clock",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "wait, time, pause"), plain<DelayNode>},
    NodeKindFace{"wait", Time, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Wait until"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Until something holds, or time is up"), "flow-wait",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "wait for, timeout"), wait},
    NodeKindFace{"split", Ways, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Split"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Yes or no, by any condition of a segment"), "flow-split",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "condition, if, yes no, branch"), plain<SplitNode>},
    NodeKindFace{"trigger_split", Ways, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Split by the trigger"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Yes or no, by the event that started the flow"),
                 "flow-trigger-split", QT_TRANSLATE_NOOP("perennial::NodeKinds", "condition, if, branch"),
                 plain<TriggerSplitNode>},
    NodeKindFace{"multi_split", Ways, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Several ways"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "The first way whose condition holds, else the last"),
                 "flow-branches", QT_TRANSLATE_NOOP("perennial::NodeKinds", "split, branch, condition"), branches},
    NodeKindFace{"random_split", Ways, QT_TRANSLATE_NOOP("perennial::NodeKinds", "A/B split"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "By chance; the same person always goes the same way"),
                 "flow-random", QT_TRANSLATE_NOOP("perennial::NodeKinds", "random, test, chance, branch"), arms},
    NodeKindFace{"email", Messages, QT_TRANSLATE_NOOP("perennial::NodeKinds", "E-mail"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "With subject, preview and text"), "mail",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "send, message, mail"), message<MessageChannel::Email>},
    NodeKindFace{"sms", Messages, QT_TRANSLATE_NOOP("perennial::NodeKinds", "SMS"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Counted in segments while you write"), "sms",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "send, message, text"), message<MessageChannel::Sms>},
    NodeKindFace{"push", Messages, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Push message"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "To the app, with a link"), "flow-push",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "send, message, app"), message<MessageChannel::Push>},
    NodeKindFace{"webhook", Messages, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Webhook"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Tells another program"), "flow-webhook",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "send, message, call"), message<MessageChannel::Webhook>},
    NodeKindFace{"task", Messages, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Task"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "For a person on your team"), "flow-task",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "send, message, to do, person"),
                 message<MessageChannel::Task>},
    NodeKindFace{"update", Writing, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Update profile"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Set, clear or count up properties and flow variables"),
                 "edit", QT_TRANSLATE_NOOP("perennial::NodeKinds", "change, set, property, variable"), update},
    NodeKindFace{"list", Writing, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Add to or take off a list"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Changes who is on a list"), "list",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "change, subscribe, unsubscribe"), plain<ListNode>},
    NodeKindFace{"ladder", Writing, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Discount ladder"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "A better offer at each passage, up to the last rung"),
                 "flow-ladder", QT_TRANSLATE_NOOP("perennial::NodeKinds", "coupon, offer, change"), ladder},
    NodeKindFace{"goal", End, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Goal"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Whoever comes by has reached it"), "flow-goal",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "conversion, success"), plain<GoalNode>},
    NodeKindFace{"exit", End, QT_TRANSLATE_NOOP("perennial::NodeKinds", "Exit"),
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "Leaves the flow here"), "flow-exit",
                 QT_TRANSLATE_NOOP("perennial::NodeKinds", "leave, end, stop"), plain<ExitNode>},
};

struct Ids
{
    const char *operator()(const TriggerNode &node) const
    {
        constexpr std::array ids{"trigger_event", "trigger_join", "trigger_date", "trigger_product"};
        return ids[node.start.index()];
    }
    const char *operator()(const DelayNode &) const { return "delay"; }
    const char *operator()(const WaitNode &) const { return "wait"; }
    const char *operator()(const SplitNode &) const { return "split"; }
    const char *operator()(const TriggerSplitNode &) const { return "trigger_split"; }
    const char *operator()(const MultiSplitNode &) const { return "multi_split"; }
    const char *operator()(const RandomSplitNode &) const { return "random_split"; }
    const char *operator()(const MessageNode &node) const
    {
        constexpr std::array ids{"email", "sms", "push", "webhook", "task"};
        return ids[static_cast<size_t>(node.channel)];
    }
    const char *operator()(const UpdateNode &) const { return "update"; }
    const char *operator()(const ListNode &) const { return "list"; }
    const char *operator()(const LadderNode &) const { return "ladder"; }
    const char *operator()(const GoalNode &) const { return "goal"; }
    const char *operator()(const ExitNode &) const { return "exit"; }
    const char *operator()(const UnreadNode &) const { return ""; }
};

} // namespace

std::span<const NodeKindFace> nodeKinds()
{
    return Kinds;
}

const NodeKindFace *nodeKind(const QString &id)
{
    const auto found =
        std::ranges::find_if(Kinds, [&](const NodeKindFace &face) { return id == QLatin1String(face.id); });
    return found == Kinds.end() ? nullptr : &*found;
}

const NodeKindFace *kindFaceOf(const FlowNodeKind &kind)
{
    return nodeKind(QLatin1String(std::visit(Ids(), kind)));
}

QString nameOf(const NodeKindFace &face)
{
    return QCoreApplication::translate(Context, face.name);
}

QString hintOf(const NodeKindFace &face)
{
    return QCoreApplication::translate(Context, face.hint);
}

QString searchedWords(const NodeKindFace &face)
{
    return QCoreApplication::translate(Context, face.also);
}

QString titleOf(KindGroup group)
{
    constexpr std::array titles{
        QT_TRANSLATE_NOOP("perennial::NodeKinds", "Start"),   QT_TRANSLATE_NOOP("perennial::NodeKinds", "Time"),
        QT_TRANSLATE_NOOP("perennial::NodeKinds", "Ways"),    QT_TRANSLATE_NOOP("perennial::NodeKinds", "Messages"),
        QT_TRANSLATE_NOOP("perennial::NodeKinds", "Changes"), QT_TRANSLATE_NOOP("perennial::NodeKinds", "End"),
    };
    return QCoreApplication::translate(Context, titles[static_cast<size_t>(group)]);
}

} // namespace perennial
