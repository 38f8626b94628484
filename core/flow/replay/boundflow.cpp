// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/boundflow.h"

#include "core/flow/document/flowgraph.h"
#include "core/segment/document/nodepath.h"
#include "core/segment/evaluate/sampleleaf.h"
#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/saved/segmentsources.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool asksThisFlow(const SegmentNode &node)
{
    if (const SegmentGroup *group = node.group())
        return std::ranges::any_of(group->children, asksThisFlow);
    const auto *membership = std::get_if<MembershipCondition>(&node.is);
    return membership && membership->of == MemberOf::ThisFlow;
}

// One call of bind.
class Binder
{
public:
    Binder(const FlowDoc &flow, BoundFlow &bound, MomentSetting setting)
        : m_flow(flow)
        , m_bound(bound)
        , m_setting(std::move(setting))
    {
        m_setting.in = AskedIn::Flow;
    }

    Result<void> bind()
    {
        for (size_t i = 0; i < m_flow.nodes.size(); ++i)
            m_places.insert(m_flow.nodes[i].id, static_cast<int>(i));
        for (size_t i = 0; i < m_flow.nodes.size(); ++i) {
            m_where = QStringLiteral("nodes[%1]").arg(i);
            BoundNode &node = m_bound.nodes.emplace_back();
            connect(m_flow.nodes[i], node);
            if (const auto done =
                    std::visit([&](const auto &kind) { return bindKind(kind, node); }, m_flow.nodes[i].is);
                !done)
                return done;
            if (m_flow.nodes[i].as<TriggerNode>())
                m_bound.triggers.push_back(static_cast<int>(i));
        }
        return bindRules();
    }

private:
    void connect(const FlowNode &written, BoundNode &node) const
    {
        node.written = &written;
        node.ports = portsOf(written);
        for (const FlowPort &port : node.ports) {
            const auto to = written.to.find(port);
            const int place = to == written.to.end() ? BoundNode::End : m_places.value(to->second, BoundNode::End);
            const bool isUnread = place >= 0 && m_flow.nodes[static_cast<size_t>(place)].as<UnreadNode>();
            node.to.push_back(isUnread ? BoundNode::End : place);
        }
    }

    Result<MomentPlan> planOf(const SegmentNode &root, const QString &below)
    {
        m_bound.asksEarlier |= asksThisFlow(root);
        auto plan = MomentPlan::bind(documentOf(m_flow, root), m_bound.table, m_setting);
        if (plan)
            return plan;
        Error error = plan.error();
        if (error.where.startsWith(QLatin1String("root")))
            error.where.replace(0, 4, below);
        return failure(error);
    }

    Result<void> addPlan(BoundNode &node, const SegmentNode &root, const QString &below)
    {
        auto plan = planOf(root, m_where + u'.' + below);
        if (!plan)
            return failure(plan.error());
        node.plans.push_back(std::move(*plan));
        return {};
    }

    Result<void> bindKind(const TriggerNode &trigger, BoundNode &node)
    {
        return std::visit([&](const auto &start) { return bindStart(start, node); }, trigger.start);
    }
    Result<void> bindKind(const WaitNode &wait, BoundNode &node)
    {
        return addPlan(node, wait.until, QStringLiteral("until"));
    }
    Result<void> bindKind(const SplitNode &split, BoundNode &node)
    {
        return addPlan(node, split.when, QStringLiteral("when"));
    }
    Result<void> bindKind(const MultiSplitNode &split, BoundNode &node)
    {
        for (size_t i = 0; i < split.branches.size(); ++i) {
            const QString below = QStringLiteral("branches[%1].when").arg(i);
            if (const auto added = addPlan(node, split.branches[i].when, below); !added)
                return added;
        }
        return {};
    }
    Result<void> bindKind(const TriggerSplitNode &split, BoundNode &node)
    {
        node.sieve = std::make_unique<EventSieve>(split.filters, m_bound.binding);
        return {};
    }
    Result<void> bindKind(const RandomSplitNode &split, BoundNode &node)
    {
        node.seed = sampleSeed((split.salt.isEmpty() ? node.written->id : split.salt).toUtf8());
        double all = 0, sum = 0;
        for (const RandomArm &arm : split.arms)
            all += std::max(arm.weight, 0.0);
        for (const RandomArm &arm : split.arms) {
            sum += std::max(arm.weight, 0.0);
            node.shares.push_back(all > 0 ? sum / all : 1);
        }
        return {};
    }
    template <class Kind>
    Result<void> bindKind(const Kind &, BoundNode &)
    {
        return {};
    }

    Result<void> bindStart(const EventTrigger &start, BoundNode &node)
    {
        node.metric = m_bound.table->metric(start.metric);
        node.sieve = std::make_unique<EventSieve>(start.filters, m_bound.binding);
        return {};
    }
    Result<void> bindStart(const JoinTrigger &start, BoundNode &node)
    {
        if (start.name.isEmpty())
            return {};
        MembershipCondition member;
        member.of = start.of;
        member.name = start.name;
        const SegmentNode joined{SegmentGroup{GroupMatch::All, {{member, UnknownRule::Out}}}, UnknownRule::Out};
        const auto added = addPlan(node, joined, QString());
        if (added)
            return added;
        Error error = added.error();
        error.where = m_where + QStringLiteral(".name"); // the condition stands in no file
        return failure(error);
    }
    Result<void> bindStart(const DateTrigger &start, BoundNode &node)
    {
        const PropertyColumn *column = m_bound.table->property(start.property);
        if (column && column->type != ValueType::Date)
            return failure(ErrorKind::Invalid,
                           tr("“%1” is a %2, not a date.").arg(start.property, valueTypeWords(column->type)),
                           m_where + QStringLiteral(".start.property"));
        node.date = column;
        return {};
    }
    Result<void> bindStart(const ProductTrigger &start, BoundNode &node)
    {
        const bool isDrop = start.change == ProductChange::PriceDrop;
        const QString usual = isDrop ? QStringLiteral("Price Dropped") : QStringLiteral("Back In Stock");
        node.metric = m_bound.table->metric(start.metric.isEmpty() ? usual : start.metric);
        FilterSet filters;
        if (isDrop && start.percent) {
            Test test;
            test.op = Op::AtLeast;
            test.values = {*start.percent};
            filters.of.push_back({QStringLiteral("percent"), test});
        }
        node.sieve = std::make_unique<EventSieve>(std::move(filters), m_bound.binding);
        return {};
    }

    Result<void> bindRules()
    {
        auto entry = planOf(m_flow.entry, QStringLiteral("entry"));
        if (!entry)
            return failure(entry.error());
        m_bound.entry = std::move(*entry);
        for (size_t i = 0; i < m_flow.exits.size(); ++i) {
            // What says nothing yet holds for nobody here, not for everybody.
            if (!isFinished(m_flow.exits[i].when))
                continue;
            auto plan = planOf(m_flow.exits[i].when, QStringLiteral("exits[%1].when").arg(i));
            if (!plan)
                return failure(plan.error());
            m_bound.exits.push_back({&m_flow.exits[i], std::move(*plan)});
        }
        return requireDelays();
    }

    [[nodiscard]] Result<void> requireDelays() const
    {
        const auto cycles = cyclesWithoutDelay(m_flow);
        if (cycles.empty())
            return {};
        return failure(
            ErrorKind::Invalid,
            tr("The way round at this step takes no time, so that nobody would ever leave it. Put a delay into it."),
            QStringLiteral("nodes[%1]").arg(m_places.value(cycles.front().front())));
    }

    const FlowDoc &m_flow;
    BoundFlow &m_bound;
    MomentSetting m_setting;
    QHash<FlowNodeId, int> m_places;
    QString m_where;
};

} // namespace

EventSieve::EventSieve(FilterSet filters, const MomentBinding &binding)
    : m_filters(std::move(filters))
    , m_binding(binding)
    , m_dependsOnMoment(std::ranges::any_of(m_filters.of, dependsOnMoment, &PropertyFilter::test))
{
}

bool EventSieve::passes(const EventColumn &column, quint32 event, qint64 now) const
{
    if (m_filters.of.empty())
        return true;
    const Binding binding = m_binding.at({0, now, nullptr});
    if (m_dependsOnMoment)
        return EventFilter(m_filters, column, binding).passes(event);
    auto known = m_byColumn.find(&column);
    if (known == m_byColumn.end())
        known = m_byColumn.try_emplace(&column, m_filters, column, binding).first;
    return known->second.passes(event);
}

Result<std::unique_ptr<BoundFlow>>
BoundFlow::bind(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table, const MomentSetting &setting)
{
    if (!flow.zone.isEmpty() && !zoneNamed(flow.zone))
        return failure(ErrorKind::Invalid, tr("“%1” is not a time zone like Europe/Berlin.").arg(flow.zone),
                       QStringLiteral("zone"));
    const Binding plain = bindingOf(documentOf(flow, flow.entry), *table, EndOfTime);
    auto bound = std::make_unique<BoundFlow>(flow, table, plain.frame.zone);
    bound->binding = {table, plain.frame.zone, plain.frame.weekStart, plain.moneyScale, setting.sources, setting.stop};
    if (const auto done = Binder(flow, *bound, setting).bind(); !done)
        return failure(done.error());
    return bound;
}

} // namespace perennial
