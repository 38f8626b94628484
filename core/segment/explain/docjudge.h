// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/judge.h"
#include "core/segment/explain/judgesources.h"

namespace perennial {

// A document bound to a moment, judging people one by one.
class DocJudge
{
public:
    // The document must be one that compiles.
    [[nodiscard]] static Result<DocJudge> bind(const SegmentDoc &doc, const ProfileTable &table, Instant asOf,
                                               const JudgeSources &sources);

    [[nodiscard]] Instant asOf() const { return m_asOf; }
    [[nodiscard]] bool isMember(const PersonFacts &facts) const;
    [[nodiscard]] ExplainedNode explain(const PersonFacts &facts) const;
    // Ascending, each once.
    [[nodiscard]] std::vector<qint64> turns(const PersonFacts &facts) const;
    // What would make the person a member or none, the least first: each tried, condition by condition and on the
    // whole.
    [[nodiscard]] std::vector<Changes> remedies(const PersonFacts &facts, bool member) const;
    // How far somebody is from the other verdict of a node; 1 where there is no measure.
    [[nodiscard]] Gap gap(const NodePath &path, const PersonFacts &facts, bool worded) const;

private:
    struct Node
    {
        NodePath path;
        QString text;
        bool finished = true;
        UnknownRule unknown = UnknownRule::Out;
        std::optional<GroupMatch> match;
        std::vector<Node> children;
        std::shared_ptr<const Judge> judge;
    };

    DocJudge(Instant asOf, Node root)
        : m_asOf(asOf)
        , m_root(std::move(root))
    {
    }

    [[nodiscard]] static Result<Node> bindNode(const SegmentNode &node, const NodePath &path,
                                               const JudgeSetting &setting);
    [[nodiscard]] static bool holds(const Node &node, const PersonFacts &facts);
    [[nodiscard]] static bool joined(GroupMatch match, const std::vector<Node> &children, const PersonFacts &facts);
    [[nodiscard]] static ExplainedNode explain(const Node &node, const PersonFacts &facts);
    static void addTurns(const Node &node, const PersonFacts &facts, std::vector<qint64> &turns);
    [[nodiscard]] static std::vector<Changes> remedies(const Node &node, const PersonFacts &facts, bool wanted);
    [[nodiscard]] static std::vector<Changes> leafRemedies(const Node &node, const PersonFacts &facts, bool wanted);
    [[nodiscard]] static Gap gap(const Node &node, const PersonFacts &facts, bool wanted, bool worded);
    [[nodiscard]] const Node &nodeAt(const NodePath &path) const;

    Instant m_asOf;
    Node m_root;
};

} // namespace perennial
