// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/nodeface.h"

#include "core/flow/document/flowwords.h"

namespace perennial {

namespace {

struct Look
{
    const char *icon;
    NodeFace::Accent accent;
};

using Accent = NodeFace::Accent;

// One overload for each kind of start and step.
struct LookOf
{
    Look operator()(const EventTrigger &) const { return {"flow-event", Accent::Trigger}; }
    Look operator()(const JoinTrigger &) const { return {"segments", Accent::Trigger}; }
    Look operator()(const DateTrigger &) const { return {"calendar", Accent::Trigger}; }
    Look operator()(const ProductTrigger &) const { return {"product", Accent::Trigger}; }
    Look operator()(const TriggerNode &trigger) const { return std::visit(*this, trigger.start); }
    Look operator()(const DelayNode &) const { return {"clock", Accent::Time}; }
    Look operator()(const WaitNode &) const { return {"flow-wait", Accent::Time}; }
    Look operator()(const SplitNode &) const { return {"flow-split", Accent::Split}; }
    Look operator()(const TriggerSplitNode &) const { return {"flow-trigger-split", Accent::Split}; }
    Look operator()(const MultiSplitNode &) const { return {"flow-branches", Accent::Split}; }
    Look operator()(const RandomSplitNode &) const { return {"flow-random", Accent::Split}; }
    Look operator()(const MessageNode &message) const
    {
        constexpr const char *icons[] = {"mail", "sms", "flow-push", "flow-webhook", "flow-task"};
        return {icons[static_cast<size_t>(message.channel)], Accent::Message};
    }
    Look operator()(const UpdateNode &) const { return {"edit", Accent::Update}; }
    Look operator()(const ListNode &) const { return {"list", Accent::Update}; }
    Look operator()(const LadderNode &) const { return {"flow-ladder", Accent::Update}; }
    Look operator()(const GoalNode &) const { return {"flow-goal", Accent::Goal}; }
    Look operator()(const ExitNode &) const { return {"flow-exit", Accent::Exit}; }
    Look operator()(const UnreadNode &) const { return {"danger", Accent::Broken}; }
};

} // namespace

QString iconOf(const FlowNode &node)
{
    return QString::fromLatin1(std::visit(LookOf(), node.is).icon);
}

NodeFace::Accent accentOf(const FlowNode &node)
{
    return std::visit(LookOf(), node.is).accent;
}

NodeFace faceOf(const FlowDoc &, const FlowNode &node)
{
    const FlowWords words = wordsOf(node);
    return {iconOf(node), node.title.isEmpty() ? words.verb : node.title, words.detail, accentOf(node)};
}

QString portNameOf(const FlowDoc &, const FlowNode &node, const FlowPort &port)
{
    return portWords(node, port);
}

} // namespace perennial
