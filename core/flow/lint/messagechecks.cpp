// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"
#include "core/flow/document/flowwords.h"
#include "core/flow/document/messagetext.h"
#include "core/flow/lint/linter.h"
#include "core/segment/columns/profiletable.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <map>
#include <queue>
#include <set>

namespace perennial {

namespace {

constexpr qint64 LeastPause = 16 * Instant::HourMs;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

const MessageNode *marketing(const FlowNode &node)
{
    const auto *message = node.as<MessageNode>();
    return message && message->messageClass == MessageClass::Marketing && consentFor(message->channel) ? message
                                                                                                       : nullptr;
}

bool demandsConsent(const SegmentNode &node, Channel channel)
{
    const auto demands = [channel](const SegmentNode &child) { return demandsConsent(child, channel); };
    if (const SegmentGroup *group = node.group()) {
        if (group->match == GroupMatch::All)
            return std::ranges::any_of(group->children, demands);
        return group->match == GroupMatch::Any && !group->children.empty() &&
               std::ranges::all_of(group->children, demands);
    }
    const auto *consent = std::get_if<ConsentCondition>(&node.is);
    return consent && consent->channel == channel &&
           (consent->state == Reach::CanReceive || consent->state == Reach::Subscribed);
}

// Whether only people who can receive the channel go this way.
bool asksBefore(const FlowNode &node, const FlowPort &port, Channel channel)
{
    if (const auto *split = node.as<SplitNode>())
        return port == port::Yes && demandsConsent(split->when, channel);
    if (const auto *wait = node.as<WaitNode>())
        return port == port::Met && demandsConsent(wait->until, channel);
    const auto *split = node.as<MultiSplitNode>();
    const auto asks = [&](const FlowBranch &branch) {
        return branch.id == port && demandsConsent(branch.when, channel);
    };
    return split && std::ranges::any_of(split->branches, asks);
}

// By place: whether people come there of whom nobody asked.
std::vector<bool> unasked(const Linter &linter, Channel channel)
{
    std::vector<size_t> open = linter.graph.triggers();
    std::vector<bool> seen(linter.graph.size());
    for (const size_t trigger : open)
        seen[trigger] = true;
    while (!open.empty()) {
        const FlowNode &node = linter.flow.nodes[open.back()];
        open.pop_back();
        for (const auto &[port, target] : node.to) {
            const auto next = linter.graph.at(target);
            if (!next || seen[*next] || asksBefore(node, port, channel))
                continue;
            seen[*next] = true;
            open.push_back(*next);
        }
    }
    return seen;
}

std::set<MessageChannel> channelsOf(const FlowDoc &flow)
{
    std::set<MessageChannel> channels;
    for (const FlowNode &node : flow.nodes) {
        if (const MessageNode *message = marketing(node))
            channels.insert(message->channel);
    }
    return channels;
}

// One for each channel, at the first message that goes unasked.
void checkConsent(Linter &linter, MessageChannel channel, bool isOnly)
{
    const Channel asked = consentFor(channel)->channel.value();
    if (demandsConsent(linter.flow.entry, asked))
        return;
    const std::vector<bool> open = unasked(linter, asked);
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i) {
        const MessageNode *message = marketing(linter.flow.nodes[i]);
        if (!message || message->channel != channel || !open[i])
            continue;
        return linter.warn("no_consent_check", linter.flow.nodes[i].id,
                           tr("Nothing asks before whether people can receive %1. Who cannot is passed over here.")
                               .arg(wordsOf(channel)),
                           Linter::placeOf(i),
                           isOnly ? tr("Let in only who can receive it") : tr("Ask for consent before it"));
    }
}

qint64 leastStay(const FlowNode &node, const FlowPort &port)
{
    if (const auto *delay = node.as<DelayNode>())
        return lengthMs(delay->span);
    const auto *wait = node.as<WaitNode>();
    return wait && wait->timeout && port == port::Timeout ? lengthMs(*wait->timeout) : 0;
}

// Finds the next messages of a message's channel that come sooner than they should.
class Pauses
{
public:
    explicit Pauses(Linter &linter)
        : m_linter(linter)
    {
    }

    void check(size_t from)
    {
        m_least.clear();
        m_queue = {};
        m_channel = marketing(m_linter.flow.nodes[from])->channel;
        goOn(from, 0);
        while (!m_queue.empty()) {
            const auto [passed, node] = m_queue.top();
            m_queue.pop();
            if (m_least[node] == passed)
                visit(from, node, passed);
        }
    }

private:
    using Visit = std::pair<qint64, size_t>;

    void visit(size_t from, size_t at, qint64 passed)
    {
        const MessageNode *message = marketing(m_linter.flow.nodes[at]);
        if (!message || message->channel != m_channel)
            return goOn(at, passed);
        if (!m_told.insert(at).second)
            return;
        m_linter.warn("messages_too_close", m_linter.flow.nodes[at].id,
                      tr("This message can come less than 16 hours after “%1”, by the same channel.")
                          .arg(nameOf(m_linter.flow.nodes[from])),
                      Linter::placeOf(at), tr("Wait a day before it"));
    }

    void goOn(size_t at, qint64 passed)
    {
        const FlowNode &node = m_linter.flow.nodes[at];
        for (const auto &[port, target] : node.to) {
            const auto next = m_linter.graph.at(target);
            const qint64 then = passed + leastStay(node, port);
            if (!next || then >= LeastPause || ++m_steps > MostSteps)
                continue;
            const auto [known, isNew] = m_least.emplace(*next, then);
            if (!isNew && known->second <= then)
                continue;
            known->second = then;
            m_queue.emplace(then, *next);
        }
    }

    static constexpr int MostSteps = 1'000'000; // of a flow that no person drew

    Linter &m_linter;
    MessageChannel m_channel = MessageChannel::Email;
    std::map<size_t, qint64> m_least;
    std::priority_queue<Visit, std::vector<Visit>, std::greater<>> m_queue;
    std::set<size_t> m_told;
    int m_steps = 0;
};

// Texts that cannot be filled in, and fields that nobody has a value for and no word stands in for.
class FieldCheck
{
public:
    explicit FieldCheck(Linter &linter)
        : m_linter(linter)
    {
        m_known = {QStringLiteral("email"), QStringLiteral("phone")};
        if (!linter.setting.table)
            return;
        for (const PropertyInfo &property : linter.setting.table->properties())
            m_known.insert(fieldKey(property.name));
    }

    void check(size_t at)
    {
        const auto *message = m_linter.flow.nodes[at].as<MessageNode>();
        if (!message)
            return;
        check(at, "subject", message->subject);
        check(at, "preview", message->preview);
        check(at, "text", message->text);
        check(at, "link", message->link);
    }

private:
    void check(size_t at, const char *key, const QString &text)
    {
        const MessageText read = readMessageText(text);
        const QString &id = m_linter.flow.nodes[at].id, where = Linter::placeOf(at, QLatin1String(key));
        for (const TextProblem &problem : read.problems)
            m_linter.warn("bad_personal_field", id, problem.text, where);
        for (const TextField &field : read.fields()) {
            if (m_linter.setting.table && field.of == PropertyOf::Profile && !hasDefault(field) &&
                !m_known.contains(fieldKey(field.name)))
                m_linter.warn(
                    "missing_data", id,
                    tr("Nobody has a value for the field “%1”, and no word stands in for it.").arg(field.name), where);
        }
    }
    static bool hasDefault(const TextField &field)
    {
        return std::ranges::any_of(field.filters,
                                   [](const TextFilter &filter) { return filter.kind == TextFilterKind::Default; });
    }

    Linter &m_linter;
    QSet<QString> m_known; // by fieldKey()
};

void checkCoverage(Linter &linter, const std::set<MessageChannel> &channels)
{
    if (channels.empty() || channels.contains(MessageChannel::Email))
        return;
    const ProfileSet *have = linter.setting.table ? linter.setting.table->reachableBy(Channel::Email) : nullptr;
    const QString others =
        have ? tr(" %1 people have an e-mail address.").arg(QLocale().toString(have->count())) : QString();
    linter.hint("channel_gap", {},
                tr("Only people who can receive %1 get anything; an e-mail would reach others.")
                        .arg(wordsOf(*channels.begin())) +
                    others,
                QStringLiteral("nodes"));
}

} // namespace

std::optional<ConsentCondition> consentFor(MessageChannel channel)
{
    ConsentCondition consent;
    consent.state = Reach::CanReceive;
    switch (channel) {
    case MessageChannel::Email:
        consent.channel = Channel::Email;
        return consent;
    case MessageChannel::Sms:
        consent.channel = Channel::Sms;
        return consent;
    case MessageChannel::Push:
        consent.channel = Channel::Push;
        return consent;
    default:
        return std::nullopt;
    }
}

void checkMessages(Linter &linter)
{
    const std::set<MessageChannel> channels = channelsOf(linter.flow);
    for (const MessageChannel channel : channels)
        checkConsent(linter, channel, channels.size() == 1);
    Pauses pauses(linter);
    FieldCheck fields(linter);
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i) {
        fields.check(i);
        if (marketing(linter.flow.nodes[i]))
            pauses.check(i);
    }
    checkCoverage(linter, channels);
}

} // namespace perennial
