// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/personreplay.h"

#include "core/flow/replay/valuechanges.h"
#include "core/segment/document/savedname.h"
#include "core/segment/evaluate/sampleleaf.h"

#include <algorithm>

namespace perennial {

PersonReplay::PersonReplay(const BoundFlow &flow, qint64 from, qint64 to, FlowObserver &observer)
    : m_flow(flow)
    , m_to(to)
    , m_observer(observer)
    , m_triggers(flow, from, to)
    , m_desk(flow)
{
}

void PersonReplay::run(quint32 person, const std::vector<TriggerMoment> &triggers)
{
    if (triggers.empty())
        return;
    m_person = person;
    m_desk.begin(person);
    m_journeys.clear();
    m_stays.clear();
    m_underWay = 0;
    m_lastBegan.reset();
    m_properties.clear();
    m_lists.clear();
    for (size_t next = 0;;) {
        qint64 now = next < triggers.size() ? triggers[next].at : TimeRange::End;
        for (const JourneyState &journey : m_journeys)
            now = std::min(now, journey.look);
        if (now >= m_to)
            break;
        lookAtJourneys(now);
        for (; next < triggers.size() && triggers[next].at == now; ++next) {
            startJourney(triggers[next]);
            lookAtJourneys(now);
        }
    }
    for (const JourneyState &journey : m_journeys) {
        if (!journey.isOver)
            m_observer.waits(journey);
    }
}

void PersonReplay::lookAtJourneys(qint64 now)
{
    const auto isUp = [now](const JourneyState &journey) { return journey.look <= now; };
    for (auto next = std::ranges::find_if(m_journeys, isUp); next != m_journeys.end();
         next = std::ranges::find_if(m_journeys, isUp))
        lookAt(*next, now);
}

std::optional<TurnedAway> PersonReplay::turnedAway(const TriggerMoment &moment, const Journey &way) const
{
    if (!m_flow.entry->holds({m_person, moment.at, &way}))
        return TurnedAway::Filter;
    if (!m_lastBegan)
        return std::nullopt;
    const TimeSpan &after = m_flow.written.reEntryAfter;
    bool isLetIn = true;
    switch (m_flow.written.reEntry) {
    case ReEntry::Never:
        isLetIn = false;
        break;
    case ReEntry::Always:
        break;
    case ReEntry::AfterLeaving:
        isLetIn = m_underWay == 0;
        break;
    case ReEntry::AfterSpan:
        isLetIn = moment.at >= shiftedBack(*m_lastBegan, -after.n, after.unit, m_flow.zone());
        break;
    }
    return isLetIn ? std::nullopt : std::optional(TurnedAway::ReEntry);
}

void PersonReplay::startJourney(const TriggerMoment &moment)
{
    JourneyState journey;
    journey.person = m_person;
    journey.number = static_cast<quint32>(m_journeys.size());
    journey.trigger = journey.node = moment.node;
    journey.arrived = moment.at;
    journey.way.start = moment.at;
    journey.way.event = moment.event;
    if (moment.event)
        journey.way.metric = m_flow.nodes[static_cast<size_t>(moment.node)].metric->name;
    journey.way.properties = m_properties;
    journey.way.lists = m_lists;
    noteStays(journey);
    if (const auto why = turnedAway(moment, journey.way))
        return m_observer.turnedAway(m_person, moment.node, moment.at, *why);
    m_lastBegan = moment.at;
    ++m_underWay;
    m_stays.push_back({moment.at, TimeRange::End});
    JourneyState &begun = m_journeys.emplace_back(std::move(journey));
    m_observer.arrived(begun, moment.at);
    if (passesExits(begun, moment.at))
        goOn(begun, 0, moment.at);
}

void PersonReplay::noteStays(JourneyState &journey) const
{
    if (m_flow.asksEarlier)
        journey.way.earlier.assign(m_stays.begin(), m_stays.begin() + journey.number);
}

void PersonReplay::lookAt(JourneyState &journey, qint64 now)
{
    journey.look = TimeRange::End;
    if (!passesExits(journey, now))
        return;
    size_t port = 0;
    if (nodeOf(journey).written->as<MessageNode>() && now >= journey.due)
        return goOn(journey, std::nullopt, now);
    if (isDue(journey, now, port))
        return goOn(journey, port, now);
    schedule(journey, now);
}

bool PersonReplay::passesExits(JourneyState &journey, qint64 now)
{
    for (size_t i = 0; i < m_flow.exits.size(); ++i) {
        const FlowExit &exit = *m_flow.exits[i].written;
        const size_t goal = m_flow.nodes.size() + i;
        const bool isReached = goal < journey.goals.size() && journey.goals[goal];
        if ((isReached && !exit.leaves) || !m_flow.exits[i].plan.holds(question(journey, now)))
            continue;
        if (exit.isGoal)
            reach(journey, goal, now);
        if (!exit.leaves)
            continue;
        m_observer.left(journey, i, now);
        end(journey, now);
        return false;
    }
    return true;
}

void PersonReplay::reach(JourneyState &journey, size_t goal, qint64 now)
{
    if (journey.goals.empty())
        journey.goals.resize(m_flow.nodes.size() + m_flow.exits.size());
    if (journey.goals[goal])
        return;
    journey.goals[goal] = true;
    m_observer.reachedGoal(journey, goal, now);
}

bool PersonReplay::isDue(const JourneyState &journey, qint64 now, size_t &port) const
{
    const BoundNode &node = nodeOf(journey);
    if (node.written->as<WaitNode>()) {
        const bool isMet = node.plans.front().holds(question(journey, now));
        port = isMet ? 0 : 1;
        return isMet || now >= journey.due;
    }
    port = 0;
    return now >= journey.due;
}

void PersonReplay::goOn(JourneyState &journey, std::optional<size_t> port, qint64 now)
{
    if (!port)
        port = step(journey, now);
    while (port) {
        m_observer.went(journey, *port, now);
        const int to = nodeOf(journey).to[*port];
        if (to == BoundNode::End)
            return end(journey, now);
        journey.node = to;
        journey.arrived = now;
        journey.due = TimeRange::End;
        m_observer.arrived(journey, now);
        port = step(journey, now);
    }
    if (!journey.isOver)
        schedule(journey, now);
}

// One overload for each kind of node: the port by which it is left at once; nothing where the journey waits there.
struct PersonReplay::Doing
{
    using Port = std::optional<size_t>;

    PersonReplay &replay;
    JourneyState &journey;
    const BoundNode &node;
    qint64 now;

    [[nodiscard]] bool holds(size_t plan) const { return node.plans[plan].holds(question(journey, now)); }
    Port until(qint64 due) const
    {
        journey.due = due;
        return due <= now ? Port(0) : std::nullopt;
    }

    Port operator()(const TriggerNode &) const { return 0; }
    Port operator()(const DelayNode &delay) const
    {
        return until(delayEnd(delay, now, replay.m_flow.zones.zoneOf(delay.clock, journey.person, now)));
    }
    Port operator()(const WaitNode &wait) const
    {
        if (holds(0))
            return 0;
        if (!wait.timeout)
            return std::nullopt;
        journey.due = shiftedBack(now, -wait.timeout->n, wait.timeout->unit, replay.m_flow.zone());
        return journey.due <= now ? Port(1) : std::nullopt;
    }
    Port operator()(const SplitNode &) const { return holds(0) ? 0 : 1; }
    Port operator()(const TriggerSplitNode &) const
    {
        const BoundNode &trigger = replay.m_flow.nodes[static_cast<size_t>(journey.trigger)];
        return journey.way.event && node.sieve->passes(*trigger.metric, *journey.way.event, now) ? 0 : 1;
    }
    Port operator()(const MultiSplitNode &split) const
    {
        for (size_t i = 0; i < split.branches.size(); ++i) {
            // A branch that says nothing yet is passed over.
            if (!node.plans[i].isOpen() && holds(i))
                return i;
        }
        return split.branches.size();
    }
    Port operator()(const RandomSplitNode &split) const
    {
        const qint64 id = replay.m_flow.table->idAt(journey.person).value;
        const double place = static_cast<double>(sampleHash(id, node.seed)) / static_cast<double>(SampleModulus);
        for (size_t i = 0; i + 1 < split.arms.size(); ++i) {
            if (place < node.shares[i])
                return i;
        }
        if (!split.arms.empty())
            return split.arms.size() - 1;
        return leave();
    }
    Port operator()(const MessageNode &message) const
    {
        if (const auto end = replay.m_desk.heldUntil(message, journey.person, now)) {
            replay.m_observer.held(journey, now);
            return until(*end);
        }
        if (const auto reason = replay.m_desk.decide(message, journey.person, now))
            replay.m_observer.skipped(journey, *reason, now);
        else
            replay.m_observer.sent(journey, now);
        return 0;
    }
    Port operator()(const UpdateNode &update) const
    {
        for (const ProfileChange &change : update.changes)
            applyChange(change, *replay.m_flow.table, replay.m_flow.binding.at(question(journey, now)), journey.way,
                        replay.m_properties, journey.person, now);
        replay.lookAgain(now);
        return 0;
    }
    Port operator()(const ListNode &list) const
    {
        replay.m_lists.insert(nameKey(list.list), list.add);
        replay.lookAgain(now);
        return 0;
    }
    Port operator()(const LadderNode &ladder) const
    {
        size_t &given = journey.rungs[journey.node];
        if (given >= ladder.rungs.size())
            return 1;
        journey.way.variables.insert(ladder.variable, ladder.rungs[given++]);
        replay.lookAgain(now);
        return 0;
    }
    Port operator()(const GoalNode &) const
    {
        replay.reach(journey, static_cast<size_t>(journey.node), now);
        return 0;
    }
    Port operator()(const ExitNode &) const { return leave(); }
    Port operator()(const UnreadNode &) const { return leave(); }

    Port leave() const
    {
        replay.m_observer.left(journey, std::nullopt, now);
        replay.end(journey, now);
        return std::nullopt;
    }
};

std::optional<size_t> PersonReplay::step(JourneyState &journey, qint64 now)
{
    const BoundNode &node = nodeOf(journey);
    return std::visit(Doing{*this, journey, node, now}, node.written->is);
}

void PersonReplay::lookAgain(qint64 now)
{
    for (JourneyState &journey : m_journeys) {
        if (journey.isOver)
            continue;
        journey.way.properties = m_properties;
        journey.way.lists = m_lists;
        journey.look = now;
    }
}

void PersonReplay::schedule(JourneyState &journey, qint64 now)
{
    // What was changed on the way is looked at once more, now that it waits.
    if (journey.look <= now)
        return;
    const MomentQuestion asked = question(journey, now);
    qint64 look = journey.due;
    for (size_t i = 0; i < m_flow.exits.size(); ++i) {
        const size_t goal = m_flow.nodes.size() + i;
        const bool isReached = goal < journey.goals.size() && journey.goals[goal];
        if (m_flow.exits[i].written->leaves || !isReached)
            look = std::min(look, m_flow.exits[i].plan.nextTurn(asked));
    }
    if (nodeOf(journey).written->as<WaitNode>())
        look = std::min(look, nodeOf(journey).plans.front().nextTurn(asked));
    journey.look = look;
}

void PersonReplay::end(JourneyState &journey, qint64 now)
{
    journey.isOver = true;
    journey.look = TimeRange::End;
    --m_underWay;
    m_stays[journey.number].to = now;
    if (!m_flow.asksEarlier)
        return;
    for (JourneyState &other : m_journeys) {
        if (other.isOver)
            continue;
        noteStays(other);
        other.look = now;
    }
}

} // namespace perennial
