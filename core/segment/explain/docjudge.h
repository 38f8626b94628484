// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/judge.h"
#include "core/segment/explain/judgesources.h"

#include <map>

namespace perennial {

// A document bound to a moment, judging people one by one.
class DocJudge
{
public:
    // The document must be one that compiles. Ends soon after a stop is requested of the sources.
    // With a journey: on that way through a flow.
    [[nodiscard]] static Result<DocJudge> bind(const SegmentDoc &doc, const ProfileTable &table, Instant asOf,
                                               const JudgeSources &sources, const Journey *journey = nullptr);

    [[nodiscard]] Instant asOf() const { return m_asOf; }
    // No other judge that was ever bound has the same.
    [[nodiscard]] quint64 number() const { return m_number; }
    [[nodiscard]] bool isMember(const PersonFacts &facts) const;
    // Segments that are named stand below the condition that names them first.
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

    // Segments explained already, as they are told of again.
    using Told = std::map<const DocJudge *, ExplainedNode>;

    DocJudge(Instant asOf, Node root);

    [[nodiscard]] static Result<Node> bindNode(const SegmentNode &node, const NodePath &path,
                                               const JudgeSetting &setting);
    [[nodiscard]] static bool holds(const Node &node, const PersonFacts &facts);
    [[nodiscard]] static bool joined(GroupMatch match, const std::vector<Node> &children, const PersonFacts &facts);
    [[nodiscard]] static ExplainedNode explain(const Node &node, const PersonFacts &facts, Told &told);
    [[nodiscard]] ExplainedNode explainOnce(const PersonFacts &facts, Told &told) const;
    // `asked`: the documents, each once, with those that the node names.
    static void addTurns(const Node &node, const PersonFacts &facts, std::vector<qint64> &turns,
                         std::vector<const DocJudge *> &asked);
    [[nodiscard]] static std::vector<Changes> remedies(const Node &node, const PersonFacts &facts, bool wanted);
    [[nodiscard]] static std::vector<Changes> leafRemedies(const Node &node, const PersonFacts &facts, bool wanted);
    [[nodiscard]] static Gap gap(const Node &node, const PersonFacts &facts, bool wanted, bool worded);
    [[nodiscard]] const Node &nodeAt(const NodePath &path) const;

    quint64 m_number;
    Instant m_asOf;
    Node m_root;
};

} // namespace perennial
