// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomtests.h"

namespace perennial {

// Random flows over the names of RandomStore: every kind of node, trigger, re-entry rule and sending rule comes up, and
// conditions that ask about the way.
class RandomFlow : private RandomTests
{
public:
    explicit RandomFlow(quint32 seed)
        : RandomTests(seed)
        , m_segments(seed + 1)
    {
    }

    FlowDoc make();

private:
    FlowNode node(int place, int nodes);
    FlowNodeKind kind();
    TriggerStart trigger();
    DelayNode delay();
    MessageNode message();
    ProfileChange change();
    UpdateNode update();
    SegmentNode condition();
    SegmentNode someOfRandomSegment();
    Condition onTheWay();
    void addRules(FlowDoc &flow);
    TimeSpan span();

    RandomSegment m_segments;
};

} // namespace perennial
