// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/consentconditioneditor.h"
#include "ui/segment/conditions/eventconditioneditor.h"
#include "ui/segment/conditions/membershipconditioneditor.h"
#include "ui/segment/conditions/orderlineconditioneditor.h"
#include "ui/segment/conditions/placeconditioneditor.h"
#include "ui/segment/conditions/propertyconditioneditor.h"
#include "ui/segment/conditions/rhythmconditioneditor.h"
#include "ui/segment/conditions/sampleconditioneditor.h"
#include "ui/segment/conditions/scoreconditioneditor.h"
#include "ui/segment/conditions/sequenceconditioneditor.h"
#include "ui/segment/conditions/sqlconditioneditor.h"

#include <array>

namespace perennial {

namespace {

using Make = ConditionEditor *(*)(const BuilderContext &, QWidget *);

template <class Editor>
ConditionEditor *make(const BuilderContext &context, QWidget *parent)
{
    return new Editor(context, parent);
}

// In the order of the alternatives of Condition.
constexpr std::array<Make, std::variant_size_v<Condition>> Makers{
    nullptr, // groups are no conditions
    make<EventConditionEditor>,
    make<PropertyConditionEditor>,
    make<ConsentConditionEditor>,
    make<RhythmConditionEditor>,
    make<SequenceConditionEditor>,
    make<OrderLineConditionEditor>,
    make<PlaceConditionEditor>,
    make<MembershipConditionEditor>,
    make<ScoreConditionEditor>,
    make<SampleConditionEditor>,
    make<SqlConditionEditor>,
};

} // namespace

ConditionEditor *makeConditionEditor(const SegmentNode &node, const BuilderContext &context, QWidget *parent)
{
    Q_ASSERT(!node.group());
    return Makers[node.is.index()](context, parent);
}

} // namespace perennial
