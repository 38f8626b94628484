// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/nodeface.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::NodeFace", text);
}

struct Bare
{
    const char *icon;
    NodeFace::Accent accent;
    const char *verb;
};

using Accent = NodeFace::Accent;

Bare bareMessage(MessageChannel channel)
{
    switch (channel) {
    case MessageChannel::Email:
        return {"mail", Accent::Message, QT_TRANSLATE_NOOP("perennial::NodeFace", "Send e-mail")};
    case MessageChannel::Sms:
        return {"sms", Accent::Message, QT_TRANSLATE_NOOP("perennial::NodeFace", "Send SMS")};
    case MessageChannel::Push:
        return {"bell", Accent::Message, QT_TRANSLATE_NOOP("perennial::NodeFace", "Send push message")};
    case MessageChannel::Webhook:
        return {"webhook", Accent::Message, QT_TRANSLATE_NOOP("perennial::NodeFace", "Call webhook")};
    case MessageChannel::Task:
        break;
    }
    return {"task", Accent::Message, QT_TRANSLATE_NOOP("perennial::NodeFace", "Give a task")};
}

struct Barely
{
    Bare operator()(const TriggerNode &) const
    {
        return {"bolt", Accent::Trigger, QT_TRANSLATE_NOOP("perennial::NodeFace", "Trigger")};
    }
    Bare operator()(const DelayNode &) const
    {
        return {"clock", Accent::Time, QT_TRANSLATE_NOOP("perennial::NodeFace", "Wait")};
    }
    Bare operator()(const WaitNode &) const
    {
        return {"hourglass", Accent::Time, QT_TRANSLATE_NOOP("perennial::NodeFace", "Wait until")};
    }
    Bare operator()(const SplitNode &) const
    {
        return {"branch", Accent::Split, QT_TRANSLATE_NOOP("perennial::NodeFace", "Split")};
    }
    Bare operator()(const TriggerSplitNode &) const
    {
        return {"branch", Accent::Split, QT_TRANSLATE_NOOP("perennial::NodeFace", "Split by trigger")};
    }
    Bare operator()(const MultiSplitNode &) const
    {
        return {"branches", Accent::Split, QT_TRANSLATE_NOOP("perennial::NodeFace", "Split several ways")};
    }
    Bare operator()(const RandomSplitNode &) const
    {
        return {"shuffle", Accent::Split, QT_TRANSLATE_NOOP("perennial::NodeFace", "A/B split")};
    }
    Bare operator()(const MessageNode &message) const { return bareMessage(message.channel); }
    Bare operator()(const UpdateNode &) const
    {
        return {"edit", Accent::Change, QT_TRANSLATE_NOOP("perennial::NodeFace", "Update profile")};
    }
    Bare operator()(const ListNode &) const
    {
        return {"list", Accent::Change, QT_TRANSLATE_NOOP("perennial::NodeFace", "Change list")};
    }
    Bare operator()(const LadderNode &) const
    {
        return {"stairs", Accent::Change, QT_TRANSLATE_NOOP("perennial::NodeFace", "Next discount")};
    }
    Bare operator()(const GoalNode &) const
    {
        return {"flag", Accent::Goal, QT_TRANSLATE_NOOP("perennial::NodeFace", "Goal")};
    }
    Bare operator()(const ExitNode &) const
    {
        return {"exit", Accent::Exit, QT_TRANSLATE_NOOP("perennial::NodeFace", "Exit")};
    }
    Bare operator()(const UnreadNode &) const
    {
        return {"danger", Accent::Broken, QT_TRANSLATE_NOOP("perennial::NodeFace", "Cannot be read")};
    }
};

Bare bareOf(const FlowNode &node)
{
    return std::visit(Barely(), node.is);
}

QString plainDetail(const FlowNode &node)
{
    if (const auto *message = node.as<MessageNode>())
        return message->name.isEmpty() ? message->subject : message->name;
    if (const auto *list = node.as<ListNode>())
        return list->list;
    if (const auto *goal = node.as<GoalNode>())
        return goal->name;
    if (const auto *exit = node.as<ExitNode>())
        return exit->reason;
    if (const auto *unread = node.as<UnreadNode>())
        return unread->error.message;
    return {};
}

QString nameAmong(const MultiSplitNode &split, const FlowPort &port)
{
    for (const FlowBranch &branch : split.branches)
        if (branch.id == port)
            return branch.name;
    return {};
}

QString nameAmong(const RandomSplitNode &split, const FlowPort &port)
{
    for (const RandomArm &arm : split.arms)
        if (arm.id == port)
            return arm.name;
    return {};
}

} // namespace

QString iconOf(const FlowNode &node)
{
    return QString::fromLatin1(bareOf(node).icon);
}

NodeFace::Accent accentOf(const FlowNode &node)
{
    return bareOf(node).accent;
}

NodeFace plainFace(const FlowDoc &, const FlowNode &node)
{
    const Bare bare = bareOf(node);
    return {QString::fromLatin1(bare.icon), node.title.isEmpty() ? tr(bare.verb) : node.title, plainDetail(node),
            bare.accent};
}

QString plainPortName(const FlowDoc &, const FlowNode &node, const FlowPort &port)
{
    static const std::map<FlowPort, const char *> words{
        {port::Next, QT_TRANSLATE_NOOP("perennial::NodeFace", "Next")},
        {port::Yes, QT_TRANSLATE_NOOP("perennial::NodeFace", "Yes")},
        {port::No, QT_TRANSLATE_NOOP("perennial::NodeFace", "No")},
        {port::Met, QT_TRANSLATE_NOOP("perennial::NodeFace", "Met")},
        {port::Timeout, QT_TRANSLATE_NOOP("perennial::NodeFace", "Timed out")},
        {port::Else, QT_TRANSLATE_NOOP("perennial::NodeFace", "Else")},
        {port::UsedUp, QT_TRANSLATE_NOOP("perennial::NodeFace", "Used up")}};
    QString name;
    if (const auto *split = node.as<MultiSplitNode>())
        name = nameAmong(*split, port);
    else if (const auto *random = node.as<RandomSplitNode>())
        name = nameAmong(*random, port);
    if (!name.isEmpty())
        return name;
    const auto word = words.find(port);
    return word == words.end() ? port : tr(word->second);
}

} // namespace perennial
