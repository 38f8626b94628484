// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/flowlists.h"

#include "core/flow/document/flowids.h"

namespace perennial {

MultiSplitNode withBranch(MultiSplitNode split)
{
    FlowBranch branch;
    branch.id = freshRowId(split.branches, QStringLiteral("b"));
    split.branches.push_back(std::move(branch));
    return split;
}

RandomSplitNode withArm(RandomSplitNode split)
{
    RandomArm arm;
    arm.id = freshRowId(split.arms, QStringLiteral("a"));
    split.arms.push_back(std::move(arm));
    return split;
}

FlowDoc withExit(const FlowDoc &doc, const FlowExit &exit)
{
    FlowDoc result = doc;
    FlowExit own = exit;
    own.id = FlowIds(doc).fresh(exit.isGoal ? QStringLiteral("goal") : QStringLiteral("exit"));
    result.exits.push_back(std::move(own));
    return result;
}

FlowDoc withCap(const FlowDoc &doc, const FrequencyCap &cap)
{
    FlowDoc result = doc;
    result.sending.caps.push_back(cap);
    return result;
}

} // namespace perennial
