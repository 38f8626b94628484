// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/momentplan.h"

#include "core/segment/document/savedname.h"
#include "core/segment/evaluate/leafmaker.h"
#include "core/segment/moments/happenings.h"
#include "core/segment/moments/windowturns.h"
#include "core/segment/saved/segmentsources.h"

#include <algorithm>

namespace perennial {

// A group, a condition, or the membership of a definition.
class MomentPlan::Node
{
public:
    UnknownRule unknown = UnknownRule::Out;
    std::optional<GroupMatch> match;
    std::vector<Node> children; // finished ones
    MomentLeafPointer leaf;
    std::shared_ptr<const MomentPlan> definition;
    MembershipCondition membership; // of the definition

    [[nodiscard]] bool holds(const MomentQuestion &asked, const Bound &bound) const;
    [[nodiscard]] qint64 nextTurn(const MomentQuestion &asked, const Bound &bound) const;

private:
    [[nodiscard]] bool isMember(const MomentQuestion &asked, const Bound &bound) const;
};

struct MomentPlan::Bound
{
    MomentBinding binding; // leaves refer to it
    std::unique_ptr<StoreSources> ownSources;
    bool isOpen = true;
    Node root;
    mutable std::optional<Happenings> happenings;
};

bool MomentPlan::Node::holds(const MomentQuestion &asked, const Bound &bound) const
{
    if (definition)
        return isMember(asked, bound);
    if (!match) {
        const Verdict verdict = leaf->judge(asked);
        return verdict == Verdict::Yes || (verdict == Verdict::Unknown && unknown == UnknownRule::In);
    }
    const auto holds = [&](const Node &child) { return child.holds(asked, bound); };
    switch (*match) {
    case GroupMatch::All:
        return std::ranges::all_of(children, holds);
    case GroupMatch::Any:
        return std::ranges::any_of(children, holds);
    case GroupMatch::None:
        break;
    }
    return std::ranges::none_of(children, holds);
}

// A member now and, where that is asked, one at the end and none before the start of a window, or the other way round.
bool MomentPlan::Node::isMember(const MomentQuestion &asked, const Bound &bound) const
{
    const auto holdsAt = [&](qint64 now) { return definition->holds({asked.person, now, nullptr}); };
    if (holdsAt(asked.now) != membership.in)
        return false;
    if (!membership.since)
        return true;
    TimeRange range = rangeOf(*membership.since, bound.binding.frame(asked));
    range.to = std::min(range.to, asked.now);
    if (range.isEmpty())
        return false;
    if (range.to < asked.now && holdsAt(range.to) != membership.in)
        return false;
    // Nobody left before the beginning of time.
    return range.from == TimeRange::Start ? membership.in : holdsAt(range.from - 1) != membership.in;
}

qint64 MomentPlan::Node::nextTurn(const MomentQuestion &asked, const Bound &bound) const
{
    if (leaf)
        return leaf->nextTurn(asked);
    qint64 turn = TimeRange::End;
    if (definition) {
        turn = definition->nextTurn({asked.person, asked.now, nullptr});
        if (!membership.since)
            return turn;
        if (!bound.happenings)
            bound.happenings.emplace(*bound.binding.table);
        return std::min(
            {turn, nextMidnight(asked.now, bound.binding.zone), bound.happenings->next(asked.person, asked.now)});
    }
    for (const Node &child : children)
        turn = std::min(turn, child.nextTurn(asked, bound));
    return turn;
}

// One call of bind: a document and the definitions it names, at any depth.
class MomentPlan::Binder
{
public:
    Binder(std::shared_ptr<const ProfileTable> table, const MomentSetting &setting)
        : m_table(std::move(table))
        , m_setting(setting)
        , m_own(m_table->columns().storePath, setting.stop)
        , m_sources(setting.sources ? *setting.sources : m_own)
    {
    }

    Result<std::unique_ptr<Bound>> bind(const SavedName &name, const SegmentDoc &doc, AskedIn in)
    {
        if (const auto valid = validate(doc, in); !valid)
            return failure(valid.error());
        const Binding plain = bindingOf(doc, *m_table, EndOfTime);
        auto bound = std::make_unique<Bound>();
        if (!m_setting.sources)
            bound->ownSources = std::make_unique<StoreSources>(m_table->columns().storePath, m_setting.stop);
        bound->binding = {m_table,
                          plain.frame.zone,
                          plain.frame.weekStart,
                          plain.moneyScale,
                          m_setting.sources ? m_setting.sources : bound->ownSources.get(),
                          m_setting.stop};
        m_names.push_back(name);
        auto root = node(doc.root, NodePath(), bound->binding);
        m_names.pop_back();
        if (!root)
            return failure(root.error());
        bound->isOpen = !isFinished(doc.root);
        bound->root = std::move(*root);
        return bound;
    }

private:
    Result<Node> node(const SegmentNode &written, const NodePath &path, const MomentBinding &binding)
    {
        Node made;
        made.unknown = written.unknown;
        const SegmentGroup *group = written.group();
        if (!group)
            return condition(std::move(made), written.is, path, binding);
        made.match = group->match;
        for (size_t i = 0; i < group->children.size(); ++i) {
            if (!isFinished(group->children[i]))
                continue;
            auto child = node(group->children[i], path.child(static_cast<int>(i)), binding);
            if (!child)
                return child;
            made.children.push_back(std::move(*child));
        }
        return made;
    }

    Result<Node> condition(Node made, const Condition &written, const NodePath &path, const MomentBinding &binding)
    {
        const QString where = path.toJsonPath();
        if (const auto name = definitionNamed(written)) {
            auto definition = definitionOf(*name, where);
            if (!definition)
                return failure(definition.error());
            made.definition = std::move(*definition);
            made.membership = std::get<MembershipCondition>(written);
            return made;
        }
        // What cannot be asked is said now, in the engine's words.
        const Binding trial = binding.at({0, m_table->lastEvent().value_or(Instant()).ms, nullptr});
        if (const auto leaf = makeLeaf(written, trial, m_sources, where); !leaf)
            return failure(leaf.error());
        made.leaf = makeMomentLeaf(written, binding);
        if (m_setting.stop.stop_requested())
            return stopped();
        return made;
    }

    Result<std::shared_ptr<const MomentPlan>> definitionOf(const SavedName &name, const QString &where)
    {
        const auto circle = std::ranges::find(m_names, name);
        if (circle != m_names.end())
            return failure(containsItself({circle, m_names.end()}, where + QStringLiteral(".name")));
        const auto doc = m_sources.definition(name);
        if (!doc)
            return failure(doc.error());
        if (!*doc)
            return failure(noDefinition(name, where + QStringLiteral(".name")));
        auto bound = bind(name, **doc, AskedIn::Segment);
        if (bound)
            return std::shared_ptr<const MomentPlan>(new MomentPlan(std::move(*bound)));
        Error error = bound.error();
        if (m_names.size() == 1 && error.kind != ErrorKind::Stopped)
            error.where = QStringLiteral("%1 (%2: %3)").arg(where, name.name, error.where);
        return failure(error);
    }

    std::shared_ptr<const ProfileTable> m_table;
    const MomentSetting &m_setting;
    StoreSources m_own;
    const SegmentSources &m_sources;
    std::vector<SavedName> m_names; // of what is being bound, the outermost first
};

MomentPlan::MomentPlan(std::unique_ptr<Bound> bound)
    : m_bound(std::move(bound))
{
}

MomentPlan::MomentPlan(MomentPlan &&) noexcept = default;
MomentPlan &MomentPlan::operator=(MomentPlan &&) noexcept = default;
MomentPlan::~MomentPlan() = default;

Result<MomentPlan> MomentPlan::bind(const SegmentDoc &doc, std::shared_ptr<const ProfileTable> table,
                                    const MomentSetting &setting)
{
    auto bound = Binder(std::move(table), setting).bind({MemberOf::Segment, doc.name}, doc, setting.in);
    if (!bound)
        return failure(bound.error());
    return MomentPlan(std::move(*bound));
}

bool MomentPlan::holds(const MomentQuestion &asked) const
{
    if (m_bound->binding.table->columns().knownSince[asked.person] > asked.now)
        return false;
    return m_bound->isOpen || m_bound->root.holds(asked, *m_bound);
}

qint64 MomentPlan::nextTurn(const MomentQuestion &asked) const
{
    const qint64 known = m_bound->binding.table->columns().knownSince[asked.person];
    const qint64 turn = m_bound->isOpen ? TimeRange::End : m_bound->root.nextTurn(asked, *m_bound);
    return known > asked.now ? std::min(known, turn) : turn;
}

bool MomentPlan::isOpen() const
{
    return m_bound->isOpen;
}

} // namespace perennial
