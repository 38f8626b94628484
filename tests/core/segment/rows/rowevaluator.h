// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/segment/rows/rowvalue.h"

#include "core/segment/document/nodepath.h"

namespace perennial {

// How many people a finished node holds by itself, and for how many a condition cannot be decided.
struct RowCount
{
    NodePath path;
    quint32 alone = 0;
    quint32 unknown = 0;
};

// A slow, obvious reading of docs/segment-semantics.md: a segment judged person by person, row by row. It shares
// nothing with the engine but the document, and nothing in it is clever; where the two differ, the page decides.
class RowEvaluator
{
public:
    explicit RowEvaluator(const QString &storePath);

    // The ids of the members at a moment, ascending.
    [[nodiscard]] std::vector<qint64> members(const SegmentDoc &doc, Instant asOf) const;
    // Whether somebody is one on the way through a flow.
    [[nodiscard]] bool isMember(const SegmentDoc &doc, qint64 now, const RowPerson &person,
                                const RowJourney &journey) const;
    // Of all finished nodes, in the order of the document.
    [[nodiscard]] std::vector<RowCount> counts(const SegmentDoc &doc, Instant asOf) const;
    [[nodiscard]] const RowStore &rows() const { return m_rows; }

private:
    [[nodiscard]] RowQuestion questionOf(const SegmentDoc &doc, qint64 now) const;
    [[nodiscard]] bool isMember(const SegmentDoc &doc, qint64 now, const RowPerson &person) const;
    // With the unknown settled.
    [[nodiscard]] bool holds(const SegmentNode &node, const RowQuestion &question, const RowPerson &person) const;
    [[nodiscard]] bool holdsGroup(const SegmentGroup &group, const RowQuestion &question,
                                  const RowPerson &person) const;
    [[nodiscard]] RowVerdict judge(const SegmentNode &node, const RowQuestion &question, const RowPerson &person) const;
    [[nodiscard]] RowVerdict judgeMembership(const MembershipCondition &condition, const RowQuestion &question,
                                             const RowPerson &person) const;
    [[nodiscard]] bool isInStage(const QString &name, qint64 at, const RowPerson &person) const;
    [[nodiscard]] RowVerdict judgeQuery(const SqlCondition &condition, const RowQuestion &question,
                                        const RowPerson &person) const;

    RowStore m_rows;
    mutable std::map<QString, std::vector<qint64>> m_answers; // of queries that were asked
};

} // namespace perennial
