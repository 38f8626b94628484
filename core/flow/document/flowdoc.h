// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"

#include <QJsonObject>
#include <QPointF>
#include <QSizeF>

#include <map>

namespace perennial {

// A flow as the user wrote it, unfinished parts included: a graph of nodes, kept as JSON (docs/flow-format.md,
// resources/flow.schema.json). What each node does is told in docs/flow-semantics.md.

// Where a person goes on from a node: "next", "yes", "no", a branch's id, …
using FlowPort = QString;
using FlowNodeId = QString;

namespace port {
inline const FlowPort Next = QStringLiteral("next");
inline const FlowPort Yes = QStringLiteral("yes");
inline const FlowPort No = QStringLiteral("no");
inline const FlowPort Met = QStringLiteral("met");
inline const FlowPort Timeout = QStringLiteral("timeout");
inline const FlowPort Else = QStringLiteral("else");
inline const FlowPort UsedUp = QStringLiteral("used_up");
} // namespace port

// Minutes since midnight by some clock.
struct ClockTime
{
    int minutes = 0; // 0 … 1439

    friend bool operator==(const ClockTime &, const ClockTime &) = default;
};

enum class ClockOf { Flow, Profile }; // the flow's zone, or the person's where one is known
enum class DateRepeat { Never, Yearly, Monthly };
enum class DateSide { Before, After };

// A metric's event starts a journey.
struct EventTrigger
{
    QString metric;
    FilterSet filters;

    friend bool operator==(const EventTrigger &, const EventTrigger &) = default;
};

// Joining a segment or a list does. Who is in it at the start of what is replayed has not joined.
struct JoinTrigger
{
    MemberOf of = MemberOf::Segment; // a segment, list or stage
    QString name;

    friend bool operator==(const JoinTrigger &, const JoinTrigger &) = default;
};

// So long before or after a date among the person's properties, at a time of the clock.
struct DateTrigger
{
    QString property;
    TimeSpan offset{0, TimeUnit::Day};
    DateSide side = DateSide::Before;
    ClockTime at;
    DateRepeat repeat = DateRepeat::Never;

    friend bool operator==(const DateTrigger &, const DateTrigger &) = default;
};

enum class ProductChange { PriceDrop, BackInStock };

// A product that somebody looked at is cheaper, or there again. Needs a metric that tells it of each person.
struct ProductTrigger
{
    ProductChange change = ProductChange::PriceDrop;
    QString metric;                // the event that tells it; empty: "Price Dropped", "Back In Stock"
    std::optional<double> percent; // of a price drop, at least

    friend bool operator==(const ProductTrigger &, const ProductTrigger &) = default;
};

using TriggerStart = std::variant<EventTrigger, JoinTrigger, DateTrigger, ProductTrigger>;

struct TriggerNode
{
    TriggerStart start;

    friend bool operator==(const TriggerNode &, const TriggerNode &) = default;
};

struct DelayNode
{
    TimeSpan span{1, TimeUnit::Day}; // may be 0 where `until` or `weekdays` is given
    std::optional<ClockTime> until;  // then on to this time of the clock
    std::vector<int> weekdays;       // and to one of these, 1 Monday … 7 Sunday; empty: any
    ClockOf clock = ClockOf::Flow;

    friend bool operator==(const DelayNode &, const DelayNode &) = default;
};

// Until the condition holds; ports met and timeout.
struct WaitNode
{
    SegmentNode until{SegmentGroup{}};
    std::optional<TimeSpan> timeout; // nothing: for ever

    friend bool operator==(const WaitNode &, const WaitNode &) = default;
};

// Ports yes and no.
struct SplitNode
{
    SegmentNode when{SegmentGroup{}};

    friend bool operator==(const SplitNode &, const SplitNode &) = default;
};

// By the event that started the journey; ports yes and no.
struct TriggerSplitNode
{
    FilterSet filters;

    friend bool operator==(const TriggerSplitNode &, const TriggerSplitNode &) = default;
};

struct FlowBranch
{
    QString id; // its port
    QString name;
    SegmentNode when{SegmentGroup{}};

    friend bool operator==(const FlowBranch &, const FlowBranch &) = default;
};

// The first branch that holds; a port each, and else.
struct MultiSplitNode
{
    std::vector<FlowBranch> branches;

    friend bool operator==(const MultiSplitNode &, const MultiSplitNode &) = default;
};

struct RandomArm
{
    QString id; // its port
    QString name;
    double weight = 1;

    friend bool operator==(const RandomArm &, const RandomArm &) = default;
};

// The same person always takes the same arm; a port each.
struct RandomSplitNode
{
    std::vector<RandomArm> arms;
    QString salt; // empty: the node's id

    friend bool operator==(const RandomSplitNode &, const RandomSplitNode &) = default;
};

enum class MessageChannel { Email, Sms, Push, Webhook, Task };
enum class MessageClass { Marketing, Transactional };

// Texts with personal fields (docs/flow-messages.md).
struct MessageNode
{
    MessageChannel channel = MessageChannel::Email;
    MessageClass messageClass = MessageClass::Marketing;
    QString name;
    QString subject; // of an e-mail, a push message or a task
    QString preview; // of an e-mail
    QString text;
    QString link;             // of a push message; of a webhook where it goes
    QString assignee;         // of a task
    bool smartSending = true; // keeps the flow's rule for it

    friend bool operator==(const MessageNode &, const MessageNode &) = default;
};

enum class ValueChangeKind { Set, Clear, Add, Remove, Increase };

struct ProfileChange
{
    PropertyOf of = PropertyOf::Profile; // or Variable
    QString property;
    ValueChangeKind change = ValueChangeKind::Set;
    std::optional<Operand> value; // to set, to put into or take out of a list, to add to a number
    QString fromTrigger;          // set to this property of what started the flow instead

    friend bool operator==(const ProfileChange &, const ProfileChange &) = default;
};

struct UpdateNode
{
    std::vector<ProfileChange> changes;

    friend bool operator==(const UpdateNode &, const UpdateNode &) = default;
};

struct ListNode
{
    QString list;
    bool add = true;

    friend bool operator==(const ListNode &, const ListNode &) = default;
};

enum class DiscountUnit { Percent, Amount };

// Each passage gives the next rung, kept in the journey's variable; ports next, and used_up after the last.
struct LadderNode
{
    QString variable = QStringLiteral("discount");
    std::vector<double> rungs;
    DiscountUnit unit = DiscountUnit::Percent;

    friend bool operator==(const LadderNode &, const LadderNode &) = default;
};

// Whoever comes by has reached it, and goes on.
struct GoalNode
{
    QString name;

    friend bool operator==(const GoalNode &, const GoalNode &) = default;
};

struct ExitNode
{
    QString reason;

    friend bool operator==(const ExitNode &, const ExitNode &) = default;
};

// A node that cannot be read, as it stands in the file; nobody passes it.
struct UnreadNode
{
    QJsonObject json;
    Error error;

    friend bool operator==(const UnreadNode &a, const UnreadNode &b) { return a.json == b.json; }
};

using FlowNodeKind =
    std::variant<TriggerNode, DelayNode, WaitNode, SplitNode, TriggerSplitNode, MultiSplitNode, RandomSplitNode,
                 MessageNode, UpdateNode, ListNode, LadderNode, GoalNode, ExitNode, UnreadNode>;

struct FlowNode
{
    FlowNodeId id;
    QString title; // the user's own; empty: the words of what it does
    QString note;
    QPointF at; // the centre of its top edge on the canvas
    FlowNodeKind is;
    std::map<FlowPort, FlowNodeId> to; // a port without an entry ends the journey

    template <class Kind>
    [[nodiscard]] const Kind *as() const
    {
        return std::get_if<Kind>(&is);
    }
    template <class Kind>
    [[nodiscard]] Kind *as()
    {
        return std::get_if<Kind>(&is);
    }
    friend bool operator==(const FlowNode &, const FlowNode &) = default;
};

// A text on the canvas.
struct FlowRemark
{
    QString id;
    QString text;
    QPointF at; // its top left corner
    QSizeF size{200, 96};

    friend bool operator==(const FlowRemark &, const FlowRemark &) = default;
};

enum class ReEntry {
    Never,        // once for ever
    Always,       // at each trigger, also while still inside
    AfterLeaving, // at each trigger, unless still inside
    AfterSpan,    // unless it began less than `reEntryAfter` ago
};

// Who is in the flow leaves it as soon as this holds, at whatever node.
struct FlowExit
{
    QString id;
    QString name;
    SegmentNode when{SegmentGroup{}};
    bool isGoal = false;
    bool leaves = true; // false: only of a goal: it is reached, and the journey goes on

    friend bool operator==(const FlowExit &, const FlowExit &) = default;
};

enum class WhenQuiet { Wait, Skip };

struct QuietHours
{
    bool on = false;
    ClockTime from{21 * 60};
    ClockTime to{8 * 60}; // not included; before `from`: past midnight
    ClockOf clock = ClockOf::Profile;
    WhenQuiet then = WhenQuiet::Wait;
    std::vector<MessageChannel> channels{MessageChannel::Sms, MessageChannel::Push};

    friend bool operator==(const QuietHours &, const QuietHours &) = default;
};

// At most so many marketing messages to a person in any span of this length.
struct FrequencyCap
{
    std::optional<MessageChannel> channel; // nothing: of all channels together
    int most = 3;
    TimeSpan per{7, TimeUnit::Day};

    friend bool operator==(const FrequencyCap &, const FrequencyCap &) = default;
};

// No marketing message to who had one of the channel in so many hours before.
struct SmartSending
{
    std::optional<int> emailHours;
    std::optional<int> smsHours;
    std::optional<int> pushHours;

    friend bool operator==(const SmartSending &, const SmartSending &) = default;
};

struct SendingRules
{
    QuietHours quiet;
    std::vector<FrequencyCap> caps;
    SmartSending smart{16, 24, 24};
    bool countsReceived = true; // what people really received counts for caps and smart sending, beside this flow's own

    friend bool operator==(const SendingRules &, const SendingRules &) = default;
};

struct FlowDoc
{
    static constexpr int Version = 1;
    static constexpr size_t MostNodes = 20'000;

    QString name;
    QString note;
    QString zone; // IANA name; empty: the store's home zone
    WeekStart weekStart = WeekStart::Monday;
    QString zoneProperty; // of a person's own zone, an IANA name; empty: "timezone"
    std::vector<FlowNode> nodes;
    SegmentNode entry{SegmentGroup{}}; // who may come in, at the trigger; nothing finished: everybody
    ReEntry reEntry = ReEntry::AfterLeaving;
    TimeSpan reEntryAfter{30, TimeUnit::Day};
    std::vector<FlowExit> exits;
    SendingRules sending;
    int observedDays = 7; // in which orders after a node are counted
    std::vector<FlowRemark> remarks;
    QJsonObject unread; // what of the file could not be read, by its key; written back as it is

    friend bool operator==(const FlowDoc &, const FlowDoc &) = default;

    // Null where there is none of this id.
    [[nodiscard]] const FlowNode *node(const FlowNodeId &id) const;
    [[nodiscard]] FlowNode *node(const FlowNodeId &id);
    [[nodiscard]] QByteArray toJson() const; // indented, keys sorted
    [[nodiscard]] QJsonObject toJsonObject() const;
};

// The ports of a node, in the order in which they are drawn.
[[nodiscard]] std::vector<FlowPort> portsOf(const FlowNode &node);
// A condition inside a flow as a document of its own, in the flow's zone.
[[nodiscard]] SegmentDoc documentOf(const FlowDoc &flow, const SegmentNode &root);
// The definitions inside a node, with their places below it: "until", "branches[2].when".
[[nodiscard]] std::vector<std::pair<QString, const SegmentNode *>> definitionsIn(const FlowNode &node);

// A problem with one place of a flow, for people.
enum class FlowSeverity { Error, Warning, Hint };

struct FlowProblem
{
    FlowSeverity severity = FlowSeverity::Error;
    FlowNodeId node; // empty: of the whole flow
    QString kind;    // stable, for tests and fixes: "dangling_edge"
    QString text;
    QString where; // JSON path; empty: of the node itself
    QString fix;   // the words of what can be done at a click; empty: nothing can

    friend bool operator==(const FlowProblem &, const FlowProblem &) = default;
};

// A flow and what of it could not be read: nodes that are unknown or wrong stay as they are (UnreadNode), everything
// else opens.
struct FlowReading
{
    FlowDoc flow;
    std::vector<FlowProblem> problems;
};

// Fails only where the text is no flow at all, or one of a newer Perennial.
[[nodiscard]] Result<FlowReading> readFlow(const QByteArray &text);

} // namespace perennial
