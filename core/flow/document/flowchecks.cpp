// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowchecks.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int Most = 100'000;
const QString Root = QStringLiteral("root");
// Where the filters of a document made by documentOfFilters() stand.
const QString RootFilters = QStringLiteral("root.children[0].filters");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Error wrong(const QString &where, const QString &message)
{
    return {ErrorKind::Invalid, message, where, {}};
}

std::optional<Error> wrongNumber(std::optional<int> n, const QString &where)
{
    if (!n || (*n >= 0 && *n <= Most))
        return std::nullopt;
    return wrong(where, tr("Here must stand a whole number from 0 to %1.").arg(Most));
}

std::optional<Error> wrongNumbers(const std::vector<double> &numbers, const QString &where)
{
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (!(numbers[i] >= 0 && std::isfinite(numbers[i])))
            return wrong(QStringLiteral("%1[%2]").arg(where).arg(i), tr("Here must stand a number from 0 on."));
    }
    return std::nullopt;
}

// The ids of branches are ports: each leads to one place.
std::optional<Error> wrongPort(const QStringList &ids, const QString &where, const FlowPort &taken)
{
    QSet<QString> known{taken};
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (ids[i].isEmpty() || known.contains(ids[i]))
            return wrong(QStringLiteral("%1[%2].id").arg(where).arg(i), tr("Every branch needs an id of its own."));
        known.insert(ids[i]);
    }
    return std::nullopt;
}

std::optional<Error> wrongIn(const EventTrigger &)
{
    return std::nullopt;
}

std::optional<Error> wrongIn(const JoinTrigger &join)
{
    if (join.of == MemberOf::Segment || join.of == MemberOf::List || join.of == MemberOf::Stage)
        return std::nullopt;
    return wrong(QStringLiteral("of"), tr("A journey starts where somebody joins a segment, a list or a stage."));
}

std::optional<Error> wrongIn(const DateTrigger &date)
{
    return wrongLength(date.offset, QStringLiteral("offset"));
}

std::optional<Error> wrongIn(const ProductTrigger &product)
{
    if (!product.percent || (*product.percent >= 0 && *product.percent <= 100))
        return std::nullopt;
    return wrong(QStringLiteral("percent"), tr("A share lies between 0 and 100 percent."));
}

std::optional<Error> wrongIn(const TriggerNode &trigger)
{
    return std::visit([](const auto &start) { return wrongIn(start); }, trigger.start);
}

std::optional<Error> wrongIn(const DelayNode &delay)
{
    for (size_t i = 0; i < delay.weekdays.size(); ++i) {
        if (delay.weekdays[i] < 1 || delay.weekdays[i] > 7)
            return wrong(QStringLiteral("weekdays[%1]").arg(i), tr("Weekdays go from 1 (Monday) to 7 (Sunday)."));
    }
    return wrongLength(delay.span, QStringLiteral("span"));
}

std::optional<Error> wrongIn(const WaitNode &wait)
{
    return wait.timeout ? wrongLength(*wait.timeout, QStringLiteral("timeout")) : std::nullopt;
}

std::optional<Error> wrongIn(const MultiSplitNode &split)
{
    QStringList ids;
    for (const FlowBranch &branch : split.branches)
        ids.append(branch.id);
    return wrongPort(ids, QStringLiteral("branches"), port::Else);
}

std::optional<Error> wrongIn(const RandomSplitNode &split)
{
    QStringList ids;
    for (size_t i = 0; i < split.arms.size(); ++i) {
        ids.append(split.arms[i].id);
        if (!(split.arms[i].weight >= 0 && std::isfinite(split.arms[i].weight)))
            return wrong(QStringLiteral("arms[%1].weight").arg(i), tr("Here must stand a number from 0 on."));
    }
    return wrongPort(ids, QStringLiteral("arms"), {});
}

std::optional<Error> wrongIn(const UpdateNode &update)
{
    for (size_t i = 0; i < update.changes.size(); ++i) {
        if (update.changes[i].of == PropertyOf::Trigger)
            return wrong(QStringLiteral("changes[%1].of").arg(i),
                         tr("What started the flow has happened: it cannot be changed."));
    }
    return std::nullopt;
}

std::optional<Error> wrongIn(const LadderNode &ladder)
{
    return wrongNumbers(ladder.rungs, QStringLiteral("rungs"));
}

template <class Kind>
std::optional<Error> wrongIn(const Kind &)
{
    return std::nullopt;
}

// One document a definition is enough: they know nothing of each other.
class DefinitionCheck
{
public:
    explicit DefinitionCheck(const FlowDoc &flow)
        : m_frame(documentOf(flow, {}))
    {
        m_frame.zone.clear(); // said once, of the whole flow
    }

    void check(const FlowNodeId &node, const QString &where, const SegmentNode &definition)
    {
        m_frame.root = definition;
        add(node, where, Root);
    }

    void check(const FlowNodeId &node, const QString &where, const FilterSet &filters)
    {
        if (filters.of.empty())
            return;
        EventCondition condition;
        condition.quantity.filters = filters;
        m_frame.root = {SegmentGroup{GroupMatch::All, {SegmentNode{condition}}}, UnknownRule::Out};
        add(node, where, RootFilters);
    }

    std::vector<FlowProblem> problems;

private:
    void add(const FlowNodeId &node, const QString &where, const QString &root)
    {
        const auto valid = validate(m_frame, AskedIn::Flow);
        if (valid)
            return;
        QString place = valid.error().where;
        if (place.startsWith(root))
            place = where + place.mid(root.size());
        problems.push_back(
            {FlowSeverity::Error, node, QStringLiteral("invalid_definition"), valid.error().message, place, {}});
    }

    SegmentDoc m_frame;
};

void check(DefinitionCheck &definitions, const FlowNode &node, const QString &where)
{
    for (const auto &[place, definition] : definitionsIn(node))
        definitions.check(node.id, where + place, *definition);
    if (const auto *split = node.as<TriggerSplitNode>())
        definitions.check(node.id, where + QStringLiteral("filters"), split->filters);
    if (const auto *trigger = node.as<TriggerNode>()) {
        if (const auto *event = std::get_if<EventTrigger>(&trigger->start))
            definitions.check(node.id, where + QStringLiteral("filters"), event->filters);
    }
}

} // namespace

std::optional<Error> wrongLength(const TimeSpan &span, const QString &where)
{
    return wrongNumber(span.n, where + QStringLiteral(".n"));
}

std::optional<Error> wrongValueIn(const FlowNode &node)
{
    return std::visit([](const auto &kind) { return wrongIn(kind); }, node.is);
}

std::optional<Error> wrongValueIn(const SendingRules &sending)
{
    for (size_t i = 0; i < sending.caps.size(); ++i) {
        const QString here = QStringLiteral("caps[%1].").arg(i);
        if (const auto most = wrongNumber(sending.caps[i].most, here + QStringLiteral("most")))
            return most;
        if (const auto per = wrongLength(sending.caps[i].per, here + QStringLiteral("per")))
            return per;
    }
    if (const auto email = wrongNumber(sending.smart.emailHours, QStringLiteral("smart_sending.email_hours")))
        return email;
    if (const auto sms = wrongNumber(sending.smart.smsHours, QStringLiteral("smart_sending.sms_hours")))
        return sms;
    return wrongNumber(sending.smart.pushHours, QStringLiteral("smart_sending.push_hours"));
}

std::vector<FlowProblem> definitionProblems(const FlowDoc &flow)
{
    DefinitionCheck definitions(flow);
    if (!flow.zone.isEmpty() && !zoneNamed(flow.zone))
        definitions.problems.push_back({FlowSeverity::Error,
                                        {},
                                        QStringLiteral("unknown_zone"),
                                        tr("“%1” is not a time zone like Europe/Berlin.").arg(flow.zone),
                                        QStringLiteral("zone"),
                                        tr("Use the store's home zone")});
    definitions.check({}, QStringLiteral("entry"), flow.entry);
    for (size_t i = 0; i < flow.exits.size(); ++i)
        definitions.check({}, QStringLiteral("exits[%1].when").arg(i), flow.exits[i].when);
    for (size_t i = 0; i < flow.nodes.size(); ++i)
        check(definitions, flow.nodes[i], QStringLiteral("nodes[%1].").arg(i));
    return std::move(definitions.problems);
}

} // namespace perennial
