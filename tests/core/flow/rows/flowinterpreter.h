// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "tests/core/segment/rows/rowevaluator.h"

#include <set>

namespace perennial {

// A slow, obvious reading of docs/flow-semantics.md: it walks through every moment at which anything could be another
// than before, and looks at everything at each of them, row by row. It shares nothing with the replay but the document;
// where the two differ, the page decides. Of conditions it knows those of exactkinds.h.
class FlowInterpreter
{
public:
    FlowInterpreter(const RowEvaluator &rows, const FlowDoc &flow, qint64 from, qint64 to);

    // What happens to one person, a line each: "2026-03-01T10:00:00Z 0 wait-1 at".
    [[nodiscard]] QStringList traceOf(const RowPerson &person);

    struct Sent
    {
        qint64 at;
        MessageChannel channel;
        bool isMarketing;
    };
    // The rule by which a message comes too soon after others, and which of those count for it.
    struct TooSoon
    {
        QString why;  // as the trace has it
        qint64 after; // not included
        std::optional<MessageChannel> channel;
        bool marketing; // only that

        [[nodiscard]] bool counts(const Sent &sent, qint64 now) const
        {
            return (!channel || sent.channel == *channel) && sent.at > after && sent.at <= now &&
                   (sent.isMarketing || !marketing);
        }
    };
    [[nodiscard]] std::optional<TooSoon> tooSoon(const RowPerson &person, const MessageNode &message, qint64 now,
                                                 const std::vector<Sent> &sent) const;

private:
    struct Trigger
    {
        qint64 at;
        const FlowNode *node;
        std::optional<RowEvent> event;
    };
    struct Way
    {
        int number = 0;
        RowJourney journey;
        const FlowNode *trigger = nullptr;
        const FlowNode *node = nullptr;
        qint64 due = std::numeric_limits<qint64>::max();
        bool isOver = false;
        qint64 endedAt = std::numeric_limits<qint64>::max();
        std::set<size_t> goals;
        std::map<FlowNodeId, size_t> rungs;
    };

    // What could be another when.
    void gatherMoments();
    void addMoment(qint64 moment);
    void addWithSpans(qint64 moment);
    [[nodiscard]] std::vector<Trigger> triggersAt(qint64 now);
    void addEventTriggers(const FlowNode &node, const QString &metric, const FilterSet &filters, qint64 now,
                          std::vector<Trigger> &triggers);
    [[nodiscard]] bool isDateMoment(const DateTrigger &trigger, qint64 now) const;
    void addDateMoments();

    void lookAtAll(qint64 now);
    // Whether anything happened.
    bool look(Way &way, qint64 now);
    bool leavesByExit(Way &way, qint64 now);
    void start(const Trigger &trigger, qint64 now);
    void go(Way &way, const FlowPort &port, qint64 now);
    void arrive(Way &way, qint64 now);
    // Steps that only lead on.
    template <class Kind>
    void arriveAt(const Kind &kind, Way &way, qint64 now);
    void arriveAt(const DelayNode &delay, Way &way, qint64 now);
    void arriveAt(const WaitNode &wait, Way &way, qint64 now);
    void arriveAt(const SplitNode &split, Way &way, qint64 now);
    void arriveAt(const TriggerSplitNode &split, Way &way, qint64 now);
    void arriveAt(const MultiSplitNode &split, Way &way, qint64 now);
    void arriveAt(const RandomSplitNode &split, Way &way, qint64 now);
    void arriveAt(const MessageNode &message, Way &way, qint64 now);
    void arriveAt(const UpdateNode &update, Way &way, qint64 now);
    void arriveAt(const ListNode &list, Way &way, qint64 now);
    void arriveAt(const LadderNode &ladder, Way &way, qint64 now);
    void arriveAt(const GoalNode &goal, Way &way, qint64 now);
    void arriveAt(const ExitNode &exit, Way &way, qint64 now);
    void end(Way &way, qint64 now);
    void reach(Way &way, size_t goal, qint64 now);
    void sendOrNot(Way &way, const MessageNode &message, qint64 now);
    [[nodiscard]] QString skippedBecause(const MessageNode &message, qint64 now) const;
    [[nodiscard]] int countOf(const RowPerson &person, const TooSoon &rule, qint64 now,
                              const std::vector<Sent> &sent) const;
    // Of a number, a list or a text.
    [[nodiscard]] QJsonValue knownBefore(const QString &property, qint64 now) const;
    void change(Way &way, const ProfileChange &change, qint64 now);
    void shareChanges();

    [[nodiscard]] bool holds(const SegmentNode &root, const Way &way, qint64 now) const;
    [[nodiscard]] bool consents(Channel channel, Reach state, qint64 now) const;
    [[nodiscard]] QTimeZone zoneFor(ClockOf clock, qint64 now) const;
    [[nodiscard]] bool isQuiet(const MessageNode &message, qint64 now) const;
    [[nodiscard]] QString armOf(const FlowNode &node, const RandomSplitNode &split) const;
    void say(qint64 now, int number, const FlowNodeId &node, const QString &what);

    const RowEvaluator &m_rows;
    const FlowDoc &m_flow;
    qint64 m_from;
    qint64 m_to;
    QTimeZone m_zone;
    std::vector<TimeSpan> m_spans;  // of all windows that may be asked
    std::vector<QTimeZone> m_zones; // in which they may be
    const RowPerson *m_person = nullptr;
    std::set<qint64> m_moments; // still to come
    std::map<FlowNodeId, bool> m_joined;
    std::vector<Way> m_ways;
    std::vector<Sent> m_sent;
    std::map<QString, QJsonValue> m_properties;
    std::map<QString, bool> m_lists;
    QStringList m_trace;
};

} // namespace perennial
