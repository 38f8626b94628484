// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/flow/rows/flowinterpreter.h"

#include "tests/core/flow/rows/plainclock.h"
#include "tests/core/segment/rows/rowevents.h"
#include "tests/core/segment/rows/rowtraits.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 HourMs = 3'600'000;
constexpr qint64 DayMs = 24 * HourMs;
constexpr qint64 Never = std::numeric_limits<qint64>::max();

void gatherSpans(const SegmentNode &root, const RowStore &rows, std::vector<TimeSpan> &spans,
                 std::vector<QTimeZone> &zones)
{
    SegmentDoc doc;
    doc.root = root;
    const auto add = [&](const Window &window) {
        for (const auto &n : {window.n, window.m}) {
            if (n)
                spans.push_back({*n, window.unit});
        }
    };
    visitNodes(doc, [&](const NodePath &, const SegmentNode &node) {
        if (const auto *event = std::get_if<EventCondition>(&node.is)) {
            add(event->quantity.window);
            if (event->with)
                add(event->with->window);
        } else if (const auto *property = std::get_if<PropertyCondition>(&node.is)) {
            add(property->test.window);
        } else if (const auto *consent = std::get_if<ConsentCondition>(&node.is)) {
            add(consent->since.value_or(Window()));
        } else if (const auto *membership = std::get_if<MembershipCondition>(&node.is)) {
            add(membership->since.value_or(Window()));
            const auto named = rows.segments.find(membership->name.toLower());
            if (membership->of != MemberOf::Segment || named == rows.segments.end())
                return;
            zones.push_back(named->second.zone.isEmpty() ? rows.homeZone : QTimeZone(named->second.zone.toUtf8()));
            gatherSpans(named->second.root, rows, spans, zones);
        }
    });
}

QString lower(const QString &name)
{
    return name.toLower();
}

} // namespace

FlowInterpreter::FlowInterpreter(const RowEvaluator &rows, const FlowDoc &flow, qint64 from, qint64 to)
    : m_rows(rows)
    , m_flow(flow)
    , m_from(from)
    , m_to(to)
    , m_zone(flow.zone.isEmpty() ? rows.rows().homeZone : QTimeZone(flow.zone.toUtf8()))
    , m_zones{m_zone}
{
    const auto gather = [&](const SegmentNode &root) { gatherSpans(root, rows.rows(), m_spans, m_zones); };
    gather(flow.entry);
    for (const FlowExit &exit : flow.exits)
        gather(exit.when);
    for (const FlowNode &node : flow.nodes) {
        for (const auto &[where, root] : definitionsIn(node))
            gather(*root);
        const auto *trigger = node.as<TriggerNode>();
        const auto *join = trigger ? std::get_if<JoinTrigger>(&trigger->start) : nullptr;
        if (!join)
            continue;
        MembershipCondition member;
        member.of = join->of;
        member.name = join->name;
        gather({SegmentGroup{GroupMatch::All, {{member, UnknownRule::Out}}}, UnknownRule::Out});
    }
}

QStringList FlowInterpreter::traceOf(const RowPerson &person)
{
    m_person = &person;
    m_ways.clear();
    m_ways.reserve(2000); // ways are referred to while others begin
    m_sent.clear();
    m_properties.clear();
    m_lists.clear();
    m_joined.clear();
    m_trace.clear();
    gatherMoments();
    (void)triggersAt(m_from - 1); // who is a member at the start has not joined
    for (qint64 now = m_from; now < m_to;) {
        lookAtAll(now);
        for (const Trigger &trigger : triggersAt(now)) {
            start(trigger, now);
            lookAtAll(now);
        }
        const auto next = m_moments.upper_bound(now);
        now = next == m_moments.end() ? m_to : *next;
    }
    for (const Way &way : m_ways) {
        if (!way.isOver)
            say(m_to, way.number, way.node->id, QStringLiteral("waits"));
    }
    return m_trace;
}

void FlowInterpreter::say(qint64 now, int number, const FlowNodeId &node, const QString &what)
{
    m_trace.append(QStringLiteral("%1 %2 %3 %4").arg(Instant{now}.toIso()).arg(number).arg(node, what));
}

void FlowInterpreter::addMoment(qint64 moment)
{
    if (moment >= m_from && moment < m_to)
        m_moments.insert(moment);
}

// The moment, and when it comes into a window or goes out of one.
void FlowInterpreter::addWithSpans(qint64 moment)
{
    for (const qint64 beside : {0, 1})
        addMoment(moment + beside);
    for (const TimeSpan &span : m_spans) {
        for (const QTimeZone &zone : m_zones) {
            for (const int n : {span.n, -span.n}) {
                const qint64 moved = movedBy(moment, n, span.unit, zone);
                // Months before a moment are not its months after: the day may be cut.
                const bool isCalendar = span.unit == TimeUnit::Month || span.unit == TimeUnit::Year;
                for (int day = isCalendar ? -4 : 0; day <= (isCalendar ? 4 : 0); ++day) {
                    for (const qint64 shift : {-2 * HourMs, -HourMs, 0LL, HourMs, 2 * HourMs}) {
                        if (shift != 0 && !isCalendar)
                            continue;
                        addMoment(moved + day * DayMs + shift);
                        addMoment(moved + day * DayMs + shift + 1);
                    }
                }
            }
        }
    }
}

void FlowInterpreter::gatherMoments()
{
    m_moments.clear();
    for (const RowEvent &event : m_person->events)
        addWithSpans(event.at);
    if (m_person->created)
        addWithSpans(*m_person->created);
    for (const auto &[name, values] : m_person->properties) {
        for (const RowPropertyValue &value : values) {
            addWithSpans(value.since);
            if (value.value.typeId() == QMetaType::LongLong)
                addWithSpans(value.value.toLongLong());
        }
    }
    for (const auto &[channel, consents] : m_person->consents) {
        for (const RowConsent &consent : consents)
            addWithSpans(consent.at);
    }
    for (const auto *stays : {&m_person->suppressions, &m_person->lists, &m_person->flows}) {
        for (const RowStay &stay : *stays) {
            addWithSpans(stay.since);
            if (stay.until)
                addWithSpans(*stay.until);
        }
    }
    for (const QTimeZone &zone : m_zones) {
        for (QDate day = calendarDay(m_from, zone); firstMomentOf(day, zone) < m_to; day = day.addDays(1))
            addMoment(firstMomentOf(day, zone));
    }
    addDateMoments();
}

// Every day at the time of every date trigger.
void FlowInterpreter::addDateMoments()
{
    for (const FlowNode &node : m_flow.nodes) {
        const auto *trigger = node.as<TriggerNode>();
        const auto *date = trigger ? std::get_if<DateTrigger>(&trigger->start) : nullptr;
        if (!date)
            continue;
        const qint64 first = QDate(1970, 1, 1).daysTo(calendarDay(m_from, m_zone));
        const qint64 last = QDate(1970, 1, 1).daysTo(calendarDay(m_to, m_zone));
        for (qint64 day = first - 1; day <= last + 1; ++day)
            addMoment(plainMoments(day * DayMs + date->at.minutes * 60'000LL, m_zone).front());
    }
}

std::vector<FlowInterpreter::Trigger> FlowInterpreter::triggersAt(qint64 now)
{
    std::vector<Trigger> triggers;
    for (const FlowNode &node : m_flow.nodes) {
        const auto *trigger = node.as<TriggerNode>();
        if (!trigger)
            continue;
        if (const auto *event = std::get_if<EventTrigger>(&trigger->start)) {
            addEventTriggers(node, event->metric, event->filters, now, triggers);
        } else if (const auto *join = std::get_if<JoinTrigger>(&trigger->start)) {
            MembershipCondition member;
            member.of = join->of;
            member.name = join->name;
            const SegmentNode root{SegmentGroup{GroupMatch::All, {{member, UnknownRule::Out}}}, UnknownRule::Out};
            const qint64 asked = std::max(now, m_from);
            const bool isMember = m_rows.isMember(documentOf(m_flow, root), asked, *m_person, RowJourney{asked, {}});
            const bool was = std::exchange(m_joined[node.id], isMember);
            if (now >= m_from && isMember && !was)
                triggers.push_back({now, &node, std::nullopt});
        } else if (const auto *date = std::get_if<DateTrigger>(&trigger->start)) {
            if (now >= m_from && isDateMoment(*date, now))
                triggers.push_back({now, &node, std::nullopt});
        }
    }
    return triggers;
}

void FlowInterpreter::addEventTriggers(const FlowNode &node, const QString &metric, const FilterSet &filters,
                                       qint64 now, std::vector<Trigger> &triggers)
{
    const RowQuestion question{m_rows.rows(), now, m_zone, static_cast<int>(m_flow.weekStart) + 1, nullptr};
    for (const RowEvent &event : m_person->events) {
        if (now >= m_from && event.metric == metric && event.at == now &&
            passesFilters(filters, event, question, *m_person))
            triggers.push_back({now, &node, event});
    }
}

bool FlowInterpreter::isDateMoment(const DateTrigger &trigger, qint64 now) const
{
    const RowQuestion question{m_rows.rows(), now, m_zone, 1, nullptr};
    const auto value = propertyAt(trigger.property, question, *m_person);
    if (!value || value->type != ValueType::Date)
        return false;
    const QDate date = calendarDay(value->date, m_zone);
    const auto happensOn = [&](const QDate &day) {
        const int n = trigger.side == DateSide::Before ? -trigger.offset.n : trigger.offset.n;
        const QDate moved = trigger.offset.unit == TimeUnit::Week    ? day.addDays(7 * n)
                            : trigger.offset.unit == TimeUnit::Month ? day.addMonths(n)
                            : trigger.offset.unit == TimeUnit::Year  ? day.addYears(n)
                                                                     : day.addDays(n);
        const qint64 local = QDate(1970, 1, 1).daysTo(moved) * DayMs + trigger.at.minutes * 60'000LL;
        return plainMoments(local, m_zone).front() == now;
    };
    if (trigger.repeat == DateRepeat::Never)
        return happensOn(date);
    const int around = calendarDay(now, m_zone).year();
    for (int year = around - 3; year <= around + 3; ++year) {
        for (int month = 1; month <= 12; ++month) {
            if (trigger.repeat == DateRepeat::Yearly && month != date.month())
                continue;
            if (happensOn({year, month, std::min(date.day(), QDate(year, month, 1).daysInMonth())}))
                return true;
        }
    }
    return false;
}

bool FlowInterpreter::holds(const SegmentNode &root, const Way &way, qint64 now) const
{
    return m_rows.isMember(documentOf(m_flow, root), now, *m_person, way.journey);
}

void FlowInterpreter::lookAtAll(qint64 now)
{
    for (size_t i = 0; i < m_ways.size();) {
        // From the oldest again: what one does another may see.
        i = !m_ways[i].isOver && look(m_ways[i], now) ? 0 : i + 1;
    }
}

bool FlowInterpreter::look(Way &way, qint64 now)
{
    if (leavesByExit(way, now))
        return true;
    if (const auto *wait = way.node->as<WaitNode>(); wait && holds(wait->until, way, now)) {
        go(way, port::Met, now);
        return true;
    }
    if (now < way.due)
        return false;
    if (const auto *message = way.node->as<MessageNode>())
        sendOrNot(way, *message, now);
    else
        go(way, way.node->as<WaitNode>() ? port::Timeout : port::Next, now);
    return true;
}

bool FlowInterpreter::leavesByExit(Way &way, qint64 now)
{
    size_t number = m_flow.nodes.size();
    for (const FlowExit &exit : m_flow.exits) {
        if (!isFinished(exit.when))
            continue;
        const size_t goal = number++;
        if (!exit.leaves && way.goals.count(goal) > 0)
            continue;
        if (!holds(exit.when, way, now))
            continue;
        if (exit.isGoal)
            reach(way, goal, now);
        if (exit.leaves) {
            say(now, way.number, way.node->id, QStringLiteral("left by ") + exit.id);
            end(way, now);
            return true;
        }
    }
    return false;
}

void FlowInterpreter::reach(Way &way, size_t goal, qint64 now)
{
    if (way.goals.insert(goal).second)
        say(now, way.number, way.node->id, QStringLiteral("goal %1").arg(goal));
}

void FlowInterpreter::end(Way &way, qint64 now)
{
    way.isOver = true;
    way.endedAt = now;
    for (Way &other : m_ways) {
        for (size_t i = 0; i < other.journey.earlier.size(); ++i)
            other.journey.earlier[i].to = m_ways[i].endedAt;
    }
    addWithSpans(now);
}

void FlowInterpreter::start(const Trigger &trigger, qint64 now)
{
    Way way;
    way.number = static_cast<int>(m_ways.size());
    way.trigger = way.node = trigger.node;
    way.journey = {now, trigger.event, {}, m_properties, m_lists, {}};
    for (const Way &earlier : m_ways)
        way.journey.earlier.push_back({earlier.journey.start, earlier.endedAt});
    if (!holds(m_flow.entry, way, now))
        return say(now, -1, trigger.node->id, QStringLiteral("turned away 0"));
    const bool isUnderWay = std::ranges::any_of(m_ways, [](const Way &other) { return !other.isOver; });
    const TimeSpan &after = m_flow.reEntryAfter;
    const bool isTooSoon = (m_flow.reEntry == ReEntry::Never && !m_ways.empty()) ||
                           (m_flow.reEntry == ReEntry::AfterLeaving && isUnderWay) ||
                           (m_flow.reEntry == ReEntry::AfterSpan && !m_ways.empty() &&
                            now < movedBy(m_ways.back().journey.start, after.n, after.unit, m_zone));
    if (isTooSoon)
        return say(now, -1, trigger.node->id, QStringLiteral("turned away 1"));
    addWithSpans(now);
    Way &begun = m_ways.emplace_back(std::move(way));
    say(now, begun.number, begun.node->id, QStringLiteral("at"));
    if (!leavesByExit(begun, now))
        go(begun, port::Next, now);
}

void FlowInterpreter::go(Way &way, const FlowPort &port, qint64 now)
{
    say(now, way.number, way.node->id, QStringLiteral("by ") + port);
    const auto to = way.node->to.find(port);
    const FlowNode *next = to == way.node->to.end() ? nullptr : m_flow.node(to->second);
    if (!next || next->as<UnreadNode>())
        return end(way, now);
    way.node = next;
    way.due = Never;
    say(now, way.number, next->id, QStringLiteral("at"));
    arrive(way, now);
}

QTimeZone FlowInterpreter::zoneFor(ClockOf clock, qint64 now) const
{
    const QString name = m_flow.zoneProperty.isEmpty() ? QStringLiteral("timezone") : m_flow.zoneProperty;
    const RowQuestion question{m_rows.rows(), now, m_zone, 1, nullptr};
    if (clock == ClockOf::Flow || m_rows.rows().types.count(name) == 0)
        return m_zone;
    const auto value = propertyAt(name, question, *m_person);
    const auto zone =
        value && value->type == ValueType::Text && !value->text.isEmpty() ? zoneNamed(value->text) : std::nullopt;
    return zone.value_or(m_zone);
}

// What a node does at once; where it does not wait, on it goes.
void FlowInterpreter::arrive(Way &way, qint64 now)
{
    std::visit([&](const auto &kind) { arriveAt(kind, way, now); }, way.node->is);
}

template <class Kind>
void FlowInterpreter::arriveAt(const Kind &, Way &way, qint64 now)
{
    go(way, port::Next, now);
}

void FlowInterpreter::arriveAt(const DelayNode &delay, Way &way, qint64 now)
{
    const QTimeZone zone = zoneFor(delay.clock, now);
    qint64 until = movedBy(now, delay.span.n, delay.span.unit, zone);
    const qint64 local = until + plainOffset(until, zone);
    const int weekday = QDate(1970, 1, 1).addDays(plainDay(local)).dayOfWeek();
    if (delay.until)
        until = plainNext(until, delay.until->minutes * 60'000LL, delay.weekdays, zone);
    else if (!delay.weekdays.empty() && std::ranges::find(delay.weekdays, weekday) == delay.weekdays.end())
        until = plainNext(until, local - plainDay(local) * DayMs, delay.weekdays, zone);
    way.due = until;
    addMoment(until);
    if (until <= now)
        go(way, port::Next, now);
}

void FlowInterpreter::arriveAt(const WaitNode &wait, Way &way, qint64 now)
{
    if (holds(wait.until, way, now))
        return go(way, port::Met, now);
    if (!wait.timeout)
        return;
    way.due = movedBy(now, wait.timeout->n, wait.timeout->unit, m_zone);
    addMoment(way.due);
    if (way.due <= now)
        go(way, port::Timeout, now);
}

void FlowInterpreter::arriveAt(const SplitNode &split, Way &way, qint64 now)
{
    go(way, holds(split.when, way, now) ? port::Yes : port::No, now);
}

void FlowInterpreter::arriveAt(const TriggerSplitNode &split, Way &way, qint64 now)
{
    const RowQuestion question{m_rows.rows(), now, m_zone, static_cast<int>(m_flow.weekStart) + 1, nullptr};
    const auto &event = way.journey.trigger;
    go(way, event && passesFilters(split.filters, *event, question, *m_person) ? port::Yes : port::No, now);
}

void FlowInterpreter::arriveAt(const MultiSplitNode &split, Way &way, qint64 now)
{
    for (const FlowBranch &branch : split.branches) {
        if (isFinished(branch.when) && holds(branch.when, way, now))
            return go(way, branch.id, now);
    }
    go(way, port::Else, now);
}

void FlowInterpreter::arriveAt(const RandomSplitNode &split, Way &way, qint64 now)
{
    go(way, armOf(*way.node, split), now);
}

void FlowInterpreter::arriveAt(const MessageNode &message, Way &way, qint64 now)
{
    sendOrNot(way, message, now);
}

void FlowInterpreter::arriveAt(const UpdateNode &update, Way &way, qint64 now)
{
    for (const ProfileChange &one : update.changes)
        change(way, one, now);
    shareChanges();
    go(way, port::Next, now);
}

void FlowInterpreter::arriveAt(const ListNode &list, Way &way, qint64 now)
{
    m_lists[lower(list.list)] = list.add;
    shareChanges();
    go(way, port::Next, now);
}

void FlowInterpreter::arriveAt(const LadderNode &ladder, Way &way, qint64 now)
{
    size_t &given = way.rungs[way.node->id];
    if (given == ladder.rungs.size())
        return go(way, port::UsedUp, now);
    way.journey.variables[ladder.variable] = ladder.rungs[given++];
    go(way, port::Next, now);
}

void FlowInterpreter::arriveAt(const GoalNode &, Way &way, qint64 now)
{
    const auto place = std::ranges::find(m_flow.nodes, way.node->id, &FlowNode::id) - m_flow.nodes.begin();
    reach(way, static_cast<size_t>(place), now);
    go(way, port::Next, now);
}

void FlowInterpreter::arriveAt(const ExitNode &, Way &way, qint64 now)
{
    say(now, way.number, way.node->id, QStringLiteral("left by exit"));
    end(way, now);
}

QString FlowInterpreter::armOf(const FlowNode &node, const RandomSplitNode &split) const
{
    constexpr qint64 modulus = 2147483647;
    const QByteArray salt = (split.salt.isEmpty() ? node.id : split.salt).toUtf8();
    const QByteArray digest = QCryptographicHash::hash(salt, QCryptographicHash::Sha256);
    qint64 seed = 0;
    for (int i = 0; i < 4; ++i)
        seed = seed * 256 + static_cast<quint8>(digest[i]);
    const qint64 id = m_person->id;
    qint64 x = (id % modulus + id / modulus % modulus * 40503 + seed % modulus) % modulus;
    for (const qint64 multiplier : {48271, 69621, 950706376})
        x = (x ^ (x / 32768)) * multiplier % modulus;
    double all = 0, sum = 0;
    for (const RandomArm &arm : split.arms)
        all += arm.weight;
    for (const RandomArm &arm : split.arms) {
        sum += arm.weight;
        if (static_cast<double>(x) / static_cast<double>(modulus) < sum / all)
            return arm.id;
    }
    return split.arms.back().id;
}

QJsonValue FlowInterpreter::knownBefore(const QString &property, qint64 now) const
{
    const auto value = propertyAt(property, {m_rows.rows(), now, m_zone, 1, nullptr}, *m_person);
    if (!value)
        return QJsonValue::Undefined;
    switch (value->type) {
    case ValueType::Number:
        return value->number.toReal();
    case ValueType::List:
        return value->list;
    default:
        return value->text;
    }
}

void FlowInterpreter::change(Way &way, const ProfileChange &change, qint64 now)
{
    QJsonValue value(QJsonValue::Undefined);
    if (!change.fromTrigger.isEmpty() || !change.value) {
        if (way.journey.trigger)
            value = way.journey.trigger->properties.value(change.fromTrigger);
    } else if (const auto *number = std::get_if<double>(&*change.value)) {
        value = *number;
    } else {
        value = std::get<QString>(*change.value);
    }
    auto &held = change.of == PropertyOf::Variable ? way.journey.variables : m_properties;
    QJsonValue &known =
        held.try_emplace(change.property, change.of == PropertyOf::Variable ? QJsonValue(QJsonValue::Undefined)
                                                                            : knownBefore(change.property, now))
            .first->second;
    switch (change.change) {
    case ValueChangeKind::Set:
        known = value;
        break;
    case ValueChangeKind::Clear:
        known = QJsonValue(QJsonValue::Undefined);
        break;
    case ValueChangeKind::Increase:
        known = known.toDouble() + value.toDouble();
        break;
    case ValueChangeKind::Add:
    case ValueChangeKind::Remove: {
        QJsonArray list, all = known.toArray();
        for (const auto &item : std::as_const(all)) {
            if (item != value)
                list.append(item);
        }
        if (change.change == ValueChangeKind::Add)
            list = all.contains(value) ? all : (all.append(value), all);
        known = list;
    }
    }
}

void FlowInterpreter::shareChanges()
{
    for (Way &way : m_ways) {
        way.journey.properties = m_properties;
        way.journey.lists = m_lists;
    }
}

bool FlowInterpreter::isQuiet(const MessageNode &message, qint64 now) const
{
    const QuietHours &quiet = m_flow.sending.quiet;
    if (!quiet.on || message.messageClass == MessageClass::Transactional ||
        std::ranges::find(quiet.channels, message.channel) == quiet.channels.end())
        return false;
    const QTimeZone zone = zoneFor(quiet.clock, now);
    const qint64 local = now + plainOffset(now, zone);
    for (int minute = quiet.from.minutes; minute != quiet.to.minutes; minute = (minute + 1) % 1440) {
        if ((local - plainDay(local) * DayMs) / 60'000 == minute)
            return true;
    }
    return false;
}

bool FlowInterpreter::consents(Channel channel, Reach state, qint64 now) const
{
    const RowQuestion question{m_rows.rows(), now, m_zone, 1, nullptr};
    ConsentCondition condition;
    condition.channel = channel;
    condition.state = state;
    return judgeConsent(condition, question, *m_person) == RowVerdict::Yes;
}

// Messages to the person after one moment and until another.
int FlowInterpreter::countOf(const RowPerson &person, const TooSoon &rule, qint64 now,
                             const std::vector<Sent> &sent) const
{
    int count = 0;
    for (const Sent &one : sent)
        count += rule.counts(one, now);
    for (const RowEvent &event : person.events) {
        const bool isEmail = event.metric == QLatin1String("Received Email") &&
                             rule.channel.value_or(MessageChannel::Email) == MessageChannel::Email;
        const bool isSms = event.metric == QLatin1String("Received SMS") &&
                           rule.channel.value_or(MessageChannel::Sms) == MessageChannel::Sms;
        count += m_flow.sending.countsReceived && (isEmail || isSms) && event.at > rule.after && event.at <= now;
    }
    return count;
}

std::optional<FlowInterpreter::TooSoon> FlowInterpreter::tooSoon(const RowPerson &person, const MessageNode &message,
                                                                 qint64 now, const std::vector<Sent> &sent) const
{
    if (message.messageClass == MessageClass::Transactional)
        return std::nullopt;
    const SmartSending &smart = m_flow.sending.smart;
    const auto hours = message.channel == MessageChannel::Email ? smart.emailHours
                       : message.channel == MessageChannel::Sms ? smart.smsHours
                                                                : smart.pushHours;
    if (message.smartSending && hours) {
        const TooSoon rule{QStringLiteral("4"), now - *hours * HourMs - 1, message.channel, false};
        if (countOf(person, rule, now, sent) > 0)
            return rule;
    }
    for (const FrequencyCap &cap : m_flow.sending.caps) {
        const TooSoon rule{QStringLiteral("5"), movedBy(now, -cap.per.n, cap.per.unit, m_zone), cap.channel, true};
        if ((!cap.channel || *cap.channel == message.channel) && countOf(person, rule, now, sent) >= cap.most)
            return rule;
    }
    return std::nullopt;
}

QString FlowInterpreter::skippedBecause(const MessageNode &message, qint64 now) const
{
    if (isQuiet(message, now))
        return QStringLiteral("0");
    if (message.channel == MessageChannel::Webhook || message.channel == MessageChannel::Task)
        return {};
    const Channel channel = message.channel == MessageChannel::Email ? Channel::Email
                            : message.channel == MessageChannel::Sms ? Channel::Sms
                                                                     : Channel::Push;
    const bool hasAddress =
        channel == Channel::Push || (channel == Channel::Email ? m_person->hasEmail : m_person->hasPhone);
    if (!hasAddress)
        return QStringLiteral("1");
    if (consents(channel, Reach::Suppressed, now))
        return QStringLiteral("2");
    if (message.messageClass == MessageClass::Transactional)
        return {};
    if (!consents(channel, Reach::Subscribed, now))
        return QStringLiteral("3");
    const auto rule = tooSoon(*m_person, message, now, m_sent);
    return rule ? rule->why : QString();
}

void FlowInterpreter::sendOrNot(Way &way, const MessageNode &message, qint64 now)
{
    if (m_flow.sending.quiet.then == WhenQuiet::Wait && isQuiet(message, now)) {
        say(now, way.number, way.node->id, QStringLiteral("held"));
        way.due = plainNext(now + 1, m_flow.sending.quiet.to.minutes * 60'000LL, {},
                            zoneFor(m_flow.sending.quiet.clock, now));
        return addMoment(way.due);
    }
    const QString reason = skippedBecause(message, now);
    if (reason.isEmpty()) {
        m_sent.push_back({now, message.channel, message.messageClass == MessageClass::Marketing});
        say(now, way.number, way.node->id, QStringLiteral("sent"));
    } else {
        say(now, way.number, way.node->id, QStringLiteral("skipped ") + reason);
    }
    go(way, port::Next, now);
}

} // namespace perennial
