// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/segment/rows/randomtests.h"

namespace perennial {

// Random trees over the names of RandomStore: every kind, operator, aggregate, window, pattern and scale comes up.
class RandomSegment : private RandomTests
{
public:
    explicit RandomSegment(quint32 seed)
        : RandomTests(seed)
    {
    }

    SegmentDoc make();

private:
    SegmentNode group(int depth);
    SegmentNode leaf();
    Condition condition();
    EventCondition event();
    EventCondition pickedEvent();
    EventQuantity quantity(bool numeric);
    RhythmCondition rhythm();
    SequenceCondition sequence();
    OrderLineCondition orderLine();
    PropertyFilter lineFilter();
    PropertyCondition property();
    PropertyCondition propertyAgainstProperty();
    ConsentCondition consent();
    PlaceCondition place();
    MembershipCondition membership();
    ScoreCondition score();
    SqlCondition sql();
    FilterSet filters(int percent);
    PropertyFilter filter();
    QString metric();
    TimeSpan span(int most);
};

} // namespace perennial
