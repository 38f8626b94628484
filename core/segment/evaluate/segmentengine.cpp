// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"

#include "core/segment/evaluate/leafmaker.h"
#include "core/segment/evaluate/leafmemory.h"
#include "core/segment/plan/nestedleaf.h"
#include "core/segment/plan/setleaf.h"
#include "core/segment/saved/segmentsources.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace perennial {

namespace {

// Far below what a thread's stack holds.
constexpr int MostNested = 500;
// Windows within segments within segments ask about more and more moments.
constexpr size_t MostPlans = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// A condition that several places of one plan may share: with more than one of them it judges each chunk once.
class PooledLeaf final : public Leaf
{
public:
    explicit PooledLeaf(std::shared_ptr<const Leaf> leaf)
        : m_leaf(std::move(leaf))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        m_leaf->evaluate(chunk, verdicts);
    }
    [[nodiscard]] double cost() const override { return m_leaf->cost(); }

    void share(quint32 people)
    {
        if (!m_isShared)
            m_leaf = rememberedLeaf(std::move(m_leaf), people);
        m_isShared = true;
    }

private:
    std::shared_ptr<const Leaf> m_leaf;
    bool m_isShared = false;
};

// One call of compile: a document and the saved segments it names, at any depth, for one table.
class Compiler
{
public:
    Compiler(std::shared_ptr<const ProfileTable> table, const CompileSetting &setting, const SegmentSources &sources)
        : m_table(std::move(table))
        , m_setting(setting)
        , m_sources(sources)
    {
    }

    Result<Plan> compile(const SavedName &name, const SegmentDoc &doc, Instant asOf)
    {
        // Saved segments know nothing of the flow that names them.
        const Journey *journey = m_names.empty() ? m_setting.journey : nullptr;
        if (const auto valid = validate(doc, journey ? AskedIn::Flow : AskedIn::Segment); !valid)
            return failure(valid.error());
        Binding binding = bindingOf(doc, *m_table, asOf);
        binding.frame.journey = journey;
        binding.shared = m_setting.shared;
        binding.stop = m_setting.stop;
        Plan plan{m_table, asOf, {}};
        m_names.push_back(name);
        const auto added = add(plan, binding, NodePath(), doc.root);
        m_names.pop_back();
        if (!added)
            return failure(added.error());
        return plan;
    }

private:
    using LeafPointer = std::shared_ptr<const Leaf>;
    struct Pooled
    {
        LeafKey key;
        std::shared_ptr<PooledLeaf> leaf;
    };
    struct KnownPlan
    {
        SavedName name;
        Instant asOf;
        std::shared_ptr<const Plan> plan;
    };

    Result<size_t> add(Plan &plan, const Binding &binding, const NodePath &path, const SegmentNode &node)
    {
        const size_t place = plan.nodes.size();
        PlanNode &made = plan.nodes.emplace_back();
        made.path = path;
        made.finished = isFinished(node);
        made.unknown = node.unknown;
        if (const SegmentGroup *group = node.group())
            return addGroup(plan, binding, place, *group);
        if (!plan.nodes[place].finished)
            return place;
        auto leaf = leafOf(node.is, binding, path.toJsonPath());
        if (!leaf)
            return failure(leaf.error());
        plan.nodes[place].cost = (*leaf)->cost();
        plan.nodes[place].leaf = std::move(*leaf);
        return place;
    }

    Result<size_t> addGroup(Plan &plan, const Binding &binding, size_t place, const SegmentGroup &group)
    {
        plan.nodes[place].match = group.match;
        const NodePath path = plan.nodes[place].path;
        for (size_t i = 0; i < group.children.size(); ++i) {
            const auto child = add(plan, binding, path.child(static_cast<int>(i)), group.children[i]);
            if (!child)
                return child;
            plan.nodes[place].children.push_back(*child);
            plan.nodes[place].cost += plan.nodes[*child].cost;
        }
        PlanNode &made = plan.nodes[place];
        std::ranges::copy_if(made.children, std::back_inserter(made.byCost),
                             [&](size_t child) { return plan.nodes[child].finished; });
        std::ranges::stable_sort(made.byCost, {}, [&](size_t child) { return plan.nodes[child].cost; });
        return place;
    }

    // What a saved segment or query says may change while the table stays: the memory does not keep those.
    Result<LeafPointer> leafOf(const Condition &condition, const Binding &binding, const QString &where)
    {
        const TimeFrame &frame = binding.frame;
        const auto *membership = std::get_if<MembershipCondition>(&condition);
        if (membership && hasDefinition(membership->of)) {
            MembershipCondition named = *membership;
            named.name = nameKey(named.name);
            return pooled({named, frame.now, frame.zone, frame.weekStart},
                          [&] { return nested(*membership, binding, where); });
        }
        const LeafKey key{condition, frame.now, frame.zone, frame.weekStart};
        const auto make = [&]() -> Result<LeafPointer> {
            auto leaf = makeLeaf(condition, binding, m_sources, where);
            if (leaf && binding.stop.stop_requested())
                return stopped();
            return leaf;
        };
        if (m_setting.memory && !std::holds_alternative<SqlCondition>(condition))
            return m_setting.memory->leaf(key, m_table, make);
        return pooled(key, make);
    }

    Result<LeafPointer> pooled(const LeafKey &key, const LeafMemory::Make &make)
    {
        const auto known = std::ranges::find(m_pool, key, &Pooled::key);
        if (known != m_pool.end()) {
            known->leaf->share(m_table->profileCount());
            return known->leaf;
        }
        return make().map([&](const LeafPointer &made) -> LeafPointer {
            m_pool.push_back({key, std::make_shared<PooledLeaf>(made)});
            return m_pool.back().leaf;
        });
    }

    Result<LeafPointer> nested(const MembershipCondition &membership, const Binding &binding, const QString &where)
    {
        NestedPlans plans;
        plans.isDated = membership.since.has_value();
        plans.in = membership.in;
        const Instant now = binding.frame.now;
        TimeRange range = membership.since ? rangeOf(*membership.since, binding.frame) : TimeRange();
        range.to = std::min(range.to, now.ms);
        std::optional<Error> error;
        const auto planAt = [&](qint64 ms) {
            auto plan = planOf({membership.of, membership.name}, {ms}, where);
            if (!plan)
                error = plan.error();
            return plan.value_or(nullptr);
        };
        plans.now = planAt(now.ms);
        if (range.to < now.ms)
            plans.atEnd = planAt(range.to);
        if (range.from != TimeRange::Start)
            plans.beforeStart = planAt(range.from - 1);
        if (error)
            return failure(*error);
        if (range.isEmpty())
            return std::make_shared<SetLeaf>(ProfileSet(m_table->profileCount()));
        return makeNestedLeaf(std::move(plans));
    }

    // The plan of a saved definition; the same for all who name it.
    Result<std::shared_ptr<const Plan>> planOf(const SavedName &name, Instant asOf, const QString &where)
    {
        const auto known =
            std::ranges::find_if(m_plans, [&](const KnownPlan &p) { return p.asOf == asOf && p.name == name; });
        if (known != m_plans.end())
            return known->plan;
        if (m_setting.stop.stop_requested())
            return stopped();
        if (m_plans.size() == MostPlans)
            return failure(ErrorKind::Invalid,
                           tr("Segments with windows name each other so deeply that %1 moments are not enough to ask.")
                               .arg(MostPlans),
                           where + QStringLiteral(".name"));
        const auto doc = documentOf(name, where);
        if (!doc)
            return failure(doc.error());
        auto plan = compile(name, *doc, asOf);
        if (!plan)
            return failure(plan.error().kind == ErrorKind::Stopped ? plan.error()
                                                                   : inside(plan.error(), name.name, where));
        m_plans.push_back({name, asOf, std::make_shared<const Plan>(std::move(*plan))});
        return m_plans.back().plan;
    }

    Result<SegmentDoc> documentOf(const SavedName &name, const QString &where)
    {
        const auto circle = std::ranges::find(m_names, name);
        if (circle != m_names.end())
            return failure(containsItself({circle, m_names.end()}, where + QStringLiteral(".name")));
        if (m_names.size() > MostNested)
            return failure(ErrorKind::Invalid, tr("Segments are nested deeper than %1 levels.").arg(MostNested),
                           where + QStringLiteral(".name"));
        if (m_setting.stop.stop_requested())
            return stopped();
        auto doc = m_sources.definition(name);
        if (!doc)
            return failure(doc.error());
        if (!*doc)
            return failure(noDefinition(name, where + QStringLiteral(".name")));
        return std::move(**doc);
    }

    // An error within a saved segment stands at the condition that names it.
    Error inside(Error error, const QString &name, const QString &where) const
    {
        if (m_names.size() == 1)
            error.where = QStringLiteral("%1 (%2: %3)").arg(where, name, error.where);
        return error;
    }

    std::shared_ptr<const ProfileTable> m_table;
    const CompileSetting &m_setting;
    const SegmentSources &m_sources;
    std::vector<SavedName> m_names; // of what is being compiled, the outermost first
    std::vector<Pooled> m_pool;
    std::vector<KnownPlan> m_plans;
};

} // namespace

Result<Plan> SegmentEngine::compile(const SegmentDoc &doc, std::shared_ptr<const ProfileTable> table, Instant asOf,
                                    const CompileSetting &setting)
{
    const StoreSources own(table->columns().storePath, setting.stop);
    return Compiler(table, setting, setting.sources ? *setting.sources : own)
        .compile({MemberOf::Segment, doc.name}, doc, asOf);
}

const NodeCount *SegmentAnswer::node(const NodePath &path) const
{
    const auto place = std::ranges::find(nodes, path, &NodeCount::path);
    return place == nodes.end() ? nullptr : &*place;
}

} // namespace perennial
