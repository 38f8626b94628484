// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/lifecycle.h"

namespace perennial {

// The keys of the document, each said once: a JsonReader and a JsonWriter walk the same lists.

template <class Io>
void fields(Io &io, TimeSpan &x)
{
    io("n", x.n);
    io("unit", x.unit);
}

template <class Io>
void fields(Io &io, Window &x)
{
    io("kind", x.kind);
    io("n", x.n);
    io("m", x.m);
    if (io.wants("unit", x.n || x.unit != TimeUnit::Day))
        io("unit", x.unit);
    io("from", x.from);
    io("to", x.to);
    io("metric", x.metric);
    io("weekdays", x.weekdays);
    io("from_hour", x.fromHour);
    io("to_hour", x.toHour);
}

template <class Io>
void fields(Io &io, Test &x)
{
    io("op", x.op);
    io.operands("value", x.values, x.op && operatorOf(*x.op).operands == Operands::One);
    if (io.wants("window", x.window != Window() || (x.op && operatorOf(*x.op).operands == Operands::Window)))
        io("window", x.window);
}

template <class Io>
void fields(Io &io, PropertyFilter &x)
{
    io("property", x.property);
    fields(io, x.test);
}

template <class Io>
void fields(Io &io, FilterSet &x)
{
    io("match", x.match);
    io("of", x.of);
}

template <class Io>
void filters(Io &io, FilterSet &x)
{
    if (io.wants("filters", x != FilterSet()))
        io("filters", x);
}

template <class Io>
void fields(Io &io, SameAsTrigger &x)
{
    io("property", x.property);
    io("trigger", x.trigger);
}

template <class Io>
void fields(Io &io, EventQuantity &x)
{
    io("metric", x.metric);
    filters(io, x.filters);
    io("aggregate", x.aggregate);
    io("property", x.property);
    io("nth", x.nth);
    io("window", x.window);
    io("same_as_trigger", x.same);
}

template <class Io>
void fields(Io &io, EventCondition &x)
{
    fields(io, x.quantity);
    io.inner("compare", [&](auto &compare) {
        fields(compare, x.compare);
        compare("with", x.with);
    });
}

template <class Io>
void fields(Io &io, RhythmCondition &x)
{
    io("metric", x.metric);
    filters(io, x.filters);
    io("pattern", x.pattern);
    io("periods", x.periods);
    io("of_last", x.ofLast);
    io("period", x.period);
    io("factor", x.factor);
    io("window", x.window);
}

template <class Io>
void fields(Io &io, SameProperty &x)
{
    io("property", x.property);
    io("step", x.step);
}

template <class Io>
void fields(Io &io, SequenceStep &x)
{
    io("metric", x.metric);
    filters(io, x.filters);
    io("happens", x.happens);
    io("within", x.within);
    io("same", x.same);
}

template <class Io>
void fields(Io &io, SequenceCondition &x)
{
    io("steps", x.steps);
    io("window", x.window);
}

template <class Io>
void fields(Io &io, OrderLineCondition &x)
{
    filters(io, x.filters);
    io("order_number", x.orderNumber);
    io("measure", x.measure);
    io("compare", x.compare);
    io("window", x.window);
}

template <class Io>
void fields(Io &io, PropertyCondition &x)
{
    if (io.wants("of", x.of != PropertyOf::Profile))
        io("of", x.of);
    io("property", x.property);
    fields(io, x.test);
    io("other", x.other);
}

template <class Io>
void fields(Io &io, ConsentCondition &x)
{
    io("channel", x.channel);
    io("state", x.state);
    io("method", x.method);
    io("double_opt_in", x.doubleOptIn);
    io("since", x.since);
}

template <class Io>
void fields(Io &io, PlaceCondition &x)
{
    io("field", x.field);
    fields(io, x.test);
    io("latitude", x.latitude);
    io("longitude", x.longitude);
    io("distance", x.distance);
    if (io.wants("unit", x.field == PlaceField::Point || x.unit != DistanceUnit::Km))
        io("unit", x.unit);
    if (io.wants("beyond", x.field == PlaceField::Point || x.beyond))
        io("beyond", x.beyond);
}

template <class Io>
void fields(Io &io, MembershipCondition &x)
{
    io("of", x.of);
    io("name", x.name);
    io("step", x.step);
    io("in", x.in);
    io("since", x.since);
}

template <class Io>
void fields(Io &io, ScoreCondition &x)
{
    io("score", x.score);
    fields(io, x.test);
    io("scale", x.scale);
    io("within", x.within);
}

template <class Io>
void fields(Io &io, SampleCondition &x)
{
    io("percent", x.percent);
    io("salt", x.salt);
}

template <class Io>
void fields(Io &io, SqlCondition &x)
{
    io("query", x.query);
    io("parameters", x.parameters);
}

template <class Io>
void fields(Io &io, SegmentGroup &x)
{
    io("match", x.match);
    io.always("children", x.children);
}

template <class Io>
void fields(Io &io, SegmentNode &x)
{
    io.condition("kind", x.is);
    std::visit([&](auto &condition) { fields(io, condition); }, x.is);
    if (io.wants("unknown", x.unknown == UnknownRule::In))
        io("unknown", x.unknown);
}

template <class Io>
void fields(Io &io, SegmentDoc &x)
{
    io("name", x.name);
    io("note", x.note);
    io("review_by", x.reviewBy);
    io("zone", x.zone);
    if (io.wants("week_start", x.weekStart != WeekStart::Monday))
        io("week_start", x.weekStart);
    io("root", x.root);
}

template <class Io>
void fields(Io &io, LifecycleStage &x)
{
    io("name", x.name);
    io.always("root", x.root);
}

template <class Io>
void fields(Io &io, Lifecycle &x)
{
    io("zone", x.zone);
    if (io.wants("week_start", x.weekStart != WeekStart::Monday))
        io("week_start", x.weekStart);
    io.always("stages", x.stages);
    io("others", x.others);
}

} // namespace perennial
