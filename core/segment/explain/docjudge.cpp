// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/docjudge.h"

#include "core/base/money.h"
#include "core/segment/document/sentence.h"

#include <algorithm>
#include <atomic>

namespace perennial {

namespace {

constexpr size_t MostRemedies = 12;

bool resolved(Verdict verdict, UnknownRule rule)
{
    return verdict == Verdict::Yes || (verdict == Verdict::Unknown && rule == UnknownRule::In);
}

qint64 moneyScale(const QString &currency)
{
    qint64 scale = 1;
    for (int i = 0; i < minorDigits(currency); ++i)
        scale *= 10;
    return scale;
}

void keepLeast(std::vector<Changes> &options)
{
    std::ranges::stable_sort(options, {}, [](const Changes &c) { return std::pair(countOf(c), costOf(c)); });
    options.erase(std::unique(options.begin(), options.end()), options.end());
    if (options.size() > MostRemedies)
        options.resize(MostRemedies);
}

// All of both; what both ask for is needed once.
Changes together(Changes changes, const Changes &more)
{
    for (const Change &change : more) {
        if (std::ranges::find(changes, change) == changes.end())
            changes.push_back(change);
    }
    return changes;
}

std::vector<Changes> combined(const std::vector<Changes> &left, const std::vector<Changes> &right)
{
    std::vector<Changes> all;
    for (const Changes &one : left) {
        for (const Changes &other : right)
            all.push_back(together(one, other));
    }
    keepLeast(all);
    return all;
}

quint64 nextNumber()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace

DocJudge::DocJudge(Instant asOf, Node root)
    : m_number(nextNumber())
    , m_asOf(asOf)
    , m_root(std::move(root))
{
}

Result<DocJudge> DocJudge::bind(const SegmentDoc &doc, const ProfileTable &table, Instant asOf,
                                const JudgeSources &sources, const Journey *journey)
{
    const TimeFrame frame{asOf, zoneOf(doc, table.columns().homeZone), static_cast<int>(doc.weekStart) + 1, journey};
    const JudgeSetting setting{{table, frame, moneyScale(table.currency())}, sources};
    auto root = bindNode(doc.root, NodePath(), setting);
    if (!root)
        return failure(root.error());
    return DocJudge(asOf, std::move(*root));
}

Result<DocJudge::Node> DocJudge::bindNode(const SegmentNode &node, const NodePath &path, const JudgeSetting &setting)
{
    Node bound{path, wordsOf(node), isFinished(node), node.unknown, std::nullopt, {}, nullptr};
    if (const SegmentGroup *group = node.group()) {
        bound.match = group->match;
        for (size_t i = 0; i < group->children.size(); ++i) {
            auto child = bindNode(group->children[i], path.child(static_cast<int>(i)), setting);
            if (!child)
                return child;
            bound.children.push_back(std::move(*child));
        }
    } else if (bound.finished) {
        auto judge = makeJudge(node.is, setting);
        if (!judge)
            return failure(judge.error());
        bound.judge = std::move(*judge);
    }
    if (setting.sources.stopRequested())
        return stopped();
    return bound;
}

bool DocJudge::isMember(const PersonFacts &facts) const
{
    return facts.isKnownAt(m_asOf.ms) && (!m_root.finished || holds(m_root, facts));
}

bool DocJudge::holds(const Node &node, const PersonFacts &facts)
{
    if (node.match)
        return joined(*node.match, node.children, facts);
    return resolved(node.judge->judge(facts, nullptr), node.unknown);
}

bool DocJudge::joined(GroupMatch match, const std::vector<Node> &children, const PersonFacts &facts)
{
    for (const Node &child : children) {
        if (facts.stopRequested())
            return false;
        if (child.finished && holds(child, facts) != (match == GroupMatch::All))
            return match == GroupMatch::Any;
    }
    return match != GroupMatch::Any;
}

ExplainedNode DocJudge::explain(const PersonFacts &facts) const
{
    Told told;
    return explain(m_root, facts, told);
}

ExplainedNode DocJudge::explain(const Node &node, const PersonFacts &facts, Told &told)
{
    ExplainedNode explained{node.path, node.text, node.finished, Verdict::Yes, true, {}, {}, 0, {}, {}, false};
    for (const Node &child : node.children)
        explained.children.push_back(explain(child, facts, told));
    if (!node.finished || facts.stopRequested())
        return explained;
    if (node.match) {
        explained.holds = joined(*node.match, node.children, facts);
        explained.verdict = explained.holds ? Verdict::Yes : Verdict::No;
        return explained;
    }
    Findings findings;
    explained.verdict = node.judge->judge(facts, &findings);
    explained.holds = resolved(explained.verdict, node.unknown);
    explained.compared = std::move(findings.compared);
    explained.evidence = std::move(findings.evidence);
    explained.evidenceTotal = findings.total;
    for (const auto &segment : node.judge->segments())
        explained.children.push_back(segment->explainOnce(facts, told));
    return explained;
}

ExplainedNode DocJudge::explainOnce(const PersonFacts &facts, Told &told) const
{
    if (const auto above = told.find(this); above != told.end())
        return above->second;
    ExplainedNode explained = explain(m_root, facts, told);
    explained.asOf = m_asOf;
    told.emplace(this, ExplainedNode{explained.path,
                                     explained.text,
                                     explained.finished,
                                     explained.verdict,
                                     explained.holds,
                                     {},
                                     {},
                                     0,
                                     {},
                                     m_asOf,
                                     true});
    return explained;
}

std::vector<qint64> DocJudge::turns(const PersonFacts &facts) const
{
    std::vector<qint64> turns;
    std::vector<const DocJudge *> asked{this};
    for (size_t i = 0; i < asked.size(); ++i)
        addTurns(asked[i]->m_root, facts, turns, asked);
    std::erase_if(turns, [&](qint64 at) { return at <= m_asOf.ms; });
    std::ranges::sort(turns);
    turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
    return turns;
}

void DocJudge::addTurns(const Node &node, const PersonFacts &facts, std::vector<qint64> &turns,
                        std::vector<const DocJudge *> &asked)
{
    for (const Node &child : node.children)
        addTurns(child, facts, turns, asked);
    if (!node.judge || facts.stopRequested())
        return;
    node.judge->addTurns(facts, turns);
    const auto segments = node.judge->segments();
    if (!segments.empty() && std::ranges::find(asked, segments.front().get()) == asked.end())
        asked.push_back(segments.front().get());
}

std::vector<Changes> DocJudge::remedies(const PersonFacts &facts, bool member) const
{
    if (!facts.isKnownAt(m_asOf.ms) || !m_root.finished)
        return {};
    std::vector<Changes> options = remedies(m_root, facts, member);
    std::erase_if(options, [&](const Changes &changes) {
        return facts.stopRequested() || isMember(facts.supposing(changes)) != member;
    });
    return options;
}

std::vector<Changes> DocJudge::remedies(const Node &node, const PersonFacts &facts, bool wanted)
{
    if (!node.match)
        return leafRemedies(node, facts, wanted);
    const bool ofChildren = node.match == GroupMatch::None ? !wanted : wanted;
    const bool oneDoes = (node.match == GroupMatch::Any) == wanted;
    std::vector<Changes> options;
    if (!oneDoes)
        options.emplace_back();
    for (const Node &child : node.children) {
        if (!child.finished || facts.stopRequested())
            continue;
        const std::vector<Changes> ofChild = remedies(child, facts, ofChildren);
        if (oneDoes)
            options.insert(options.end(), ofChild.begin(), ofChild.end());
        else
            options = combined(options, ofChild);
    }
    keepLeast(options);
    return options;
}

std::vector<Changes> DocJudge::leafRemedies(const Node &node, const PersonFacts &facts, bool wanted)
{
    if (holds(node, facts) == wanted)
        return {Changes()};
    std::vector<Changes> options = node.judge->remedies(facts, wanted ? Verdict::Yes : Verdict::No);
    std::erase_if(options, [&](const Changes &changes) {
        return facts.stopRequested() || changes.empty() || holds(node, facts.supposing(changes)) != wanted;
    });
    keepLeast(options);
    return options;
}

const DocJudge::Node &DocJudge::nodeAt(const NodePath &path) const
{
    const Node *node = &m_root;
    for (const int step : path.steps())
        node = &node->children[static_cast<size_t>(step)];
    return *node;
}

Gap DocJudge::gap(const NodePath &path, const PersonFacts &facts, bool worded) const
{
    const Node &node = nodeAt(path);
    return gap(node, facts, !holds(node, facts), worded);
}

// Of a group the ways of all that must turn, or the shortest where one does.
Gap DocJudge::gap(const Node &node, const PersonFacts &facts, bool wanted, bool worded)
{
    if (!node.match)
        return holds(node, facts) == wanted ? Gap() : node.judge->gap(facts, worded).value_or(Gap{1, {}});
    const bool ofChildren = node.match == GroupMatch::None ? !wanted : wanted;
    const bool oneDoes = (node.match == GroupMatch::Any) == wanted;
    std::optional<Gap> whole;
    for (const Node &child : node.children) {
        if (!child.finished || facts.stopRequested())
            continue;
        const Gap part = gap(child, facts, ofChildren, worded);
        if (!whole || (oneDoes && part.way < whole->way))
            whole = part;
        else if (!oneDoes && part.way > 0)
            whole = Gap{whole->way + part.way, whole->missing.isEmpty() ? part.missing : whole->missing};
    }
    return whole.value_or(Gap{1, {}});
}

} // namespace perennial
