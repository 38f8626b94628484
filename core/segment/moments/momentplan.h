// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/moments/momentleaf.h"

namespace perennial {

struct MomentSetting
{
    AskedIn in = AskedIn::Segment;
    const SegmentSources *sources = nullptr; // null: those of the table's store
    std::stop_token stop{};
};

// A definition bound to a table and to no moment: asked of one person at any moment, with the answers that the engine
// gives for it. Rhythms, sequences, order lines, places, and what somebody is among everybody are bound anew for each
// question, everything else is looked up in the columns. For one thread; the same person is best asked about in a row.
// docs/flow-semantics.md says for what a day is exact enough.
class MomentPlan
{
public:
    // Errors name the JSON path of the node, as those of SegmentEngine::compile.
    [[nodiscard]] static Result<MomentPlan> bind(const SegmentDoc &doc, std::shared_ptr<const ProfileTable> table,
                                                 const MomentSetting &setting = {});
    MomentPlan(MomentPlan &&) noexcept;
    MomentPlan &operator=(MomentPlan &&) noexcept;
    ~MomentPlan();

    // Whether the person is known and a member.
    [[nodiscard]] bool holds(const MomentQuestion &asked) const;
    // As MomentLeaf::nextTurn.
    [[nodiscard]] qint64 nextTurn(const MomentQuestion &asked) const;
    // Nothing in it is finished: it holds for everybody who is known.
    [[nodiscard]] bool isOpen() const;

private:
    class Node;
    class Binder;
    struct Bound;

    explicit MomentPlan(std::unique_ptr<Bound> bound);

    std::unique_ptr<Bound> m_bound;
};

} // namespace perennial
