// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/operators.h"
#include "core/segment/document/window.h"
#include "core/store/channel.h"

#include <QMap>
#include <QString>

#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace perennial {

// The kinds of condition of a segment, as the user wrote them. What is empty or absent is unfinished, which is no
// error. docs/segment-format.md shows each in JSON.

// Names of what is built in rather than imported.
inline const QString CreatedAtProperty = QStringLiteral("Created At");
// An event's own amount, among its properties.
inline const QString ValueProperty = QStringLiteral("$value");
// The order an event belongs to; for steps of a sequence that must be about the same order.
inline const QString OrderProperty = QStringLiteral("$order");

using Operand = std::variant<QString, double>;

// An operator with what it needs: "is one of US, CA", "is at least 2", "is in the last 30 days".
struct Test
{
    std::optional<Op> op;
    std::vector<Operand> values;
    Window window; // for operators on dates

    friend bool operator==(const Test &, const Test &) = default;
};

struct PropertyFilter
{
    QString property;
    Test test;

    friend bool operator==(const PropertyFilter &, const PropertyFilter &) = default;
};

enum class FilterMatch { All, Any };

struct FilterSet
{
    FilterMatch match = FilterMatch::All;
    std::vector<PropertyFilter> of;

    friend bool operator==(const FilterSet &, const FilterSet &) = default;
};

enum class Aggregate { Count, Sum, Average, Min, Max, Median, Distinct, First, Last, Nth };

// Within a flow: the event has the same value of a property as the event that started the flow.
struct SameAsTrigger
{
    QString property;
    QString trigger; // its name there; empty: the same

    [[nodiscard]] const QString &nameThere() const { return trigger.isEmpty() ? property : trigger; }
    friend bool operator==(const SameAsTrigger &, const SameAsTrigger &) = default;
};

// A number made of a person's events of one metric: "the sum of value of Placed Order in the last 90 days".
struct EventQuantity
{
    QString metric;
    FilterSet filters;
    Aggregate aggregate = Aggregate::Count;
    QString property; // what is aggregated; empty: the event's value
    std::optional<int> nth;
    Window window;
    std::vector<SameAsTrigger> same; // within flows only

    friend bool operator==(const EventQuantity &, const EventQuantity &) = default;
};

struct EventCondition
{
    EventQuantity quantity;
    Test compare;
    std::optional<EventQuantity> with; // compared with this instead of a value

    friend bool operator==(const EventCondition &, const EventCondition &) = default;
};

enum class Rhythm { FirstTime, Regularly, Stopped, StartedAgain, Overdue };

struct RhythmCondition
{
    QString metric;
    FilterSet filters;
    Rhythm pattern = Rhythm::FirstTime;
    std::optional<int> periods; // k …
    std::optional<int> ofLast;  // … of the last m
    std::optional<TimeSpan> period;
    std::optional<double> factor; // Overdue: × the person's own median gap
    Window window;

    friend bool operator==(const RhythmCondition &, const RhythmCondition &) = default;
};

// A later step has the same value of `property` as step `step` (counted from 0).
struct SameProperty
{
    QString property;
    int step = 0;

    friend bool operator==(const SameProperty &, const SameProperty &) = default;
};

struct SequenceStep
{
    QString metric;
    FilterSet filters;
    bool happens = true;
    std::optional<TimeSpan> within; // since the step before
    std::vector<SameProperty> same;

    friend bool operator==(const SequenceStep &, const SequenceStep &) = default;
};

struct SequenceCondition
{
    std::vector<SequenceStep> steps;
    Window window;

    friend bool operator==(const SequenceCondition &, const SequenceCondition &) = default;
};

enum class LineMeasure { Orders, Quantity, Amount };

// What the filters of an order's lines may ask about. Shops' exports of orders name no category: it is not known.
inline constexpr std::array LineProperties{"product", "category", "tag",   "variant",      "sku",
                                           "vendor",  "quantity", "price", "discount_code"};

struct OrderLineCondition
{
    FilterSet filters; // by LineProperties
    std::optional<int> orderNumber;
    LineMeasure measure = LineMeasure::Orders;
    Test compare;
    Window window;

    friend bool operator==(const OrderLineCondition &, const OrderLineCondition &) = default;
};

// Whose property it is; all but the person's are known within flows only.
enum class PropertyOf {
    Profile,
    Trigger,  // of the event that started the flow
    Variable, // of this journey through the flow
};

struct PropertyCondition
{
    QString property;
    Test test;
    QString other; // compared with this property instead of a value
    PropertyOf of = PropertyOf::Profile;

    friend bool operator==(const PropertyCondition &, const PropertyCondition &) = default;
};

enum class Reach { CanReceive, CannotReceive, Subscribed, Unsubscribed, Never, Suppressed, NotSuppressed, Bounced };

struct ConsentCondition
{
    std::optional<Channel> channel;
    std::optional<Reach> state;
    QString method;
    std::optional<bool> doubleOptIn;
    std::optional<Window> since;

    friend bool operator==(const ConsentCondition &, const ConsentCondition &) = default;
};

enum class PlaceField { Country, Region, City, Postcode, Point };
enum class DistanceUnit { Km, Mile };

struct PlaceCondition
{
    PlaceField field = PlaceField::Country;
    Test test; // for the named fields
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<double> distance;
    DistanceUnit unit = DistanceUnit::Km;
    bool beyond = false;

    friend bool operator==(const PlaceCondition &, const PlaceCondition &) = default;
};

enum class MemberOf {
    Segment,
    List,
    Flow,
    Stage,
    ThisFlow, // the flow in which it is asked, before this journey; within flows only
};

struct MembershipCondition
{
    MemberOf of = MemberOf::Segment;
    QString name;
    QString step; // of a flow
    bool in = true;
    std::optional<Window> since;

    friend bool operator==(const MembershipCondition &, const MembershipCondition &) = default;
};

enum class ScoreScale { Value, Percentile, Rank };

struct ScoreCondition
{
    QString score; // "rfm_score", "rfm_group", "predicted_clv", "churn_risk", …
    Test test;
    ScoreScale scale = ScoreScale::Value;
    QString within; // property whose values make the groups; empty: within all

    friend bool operator==(const ScoreCondition &, const ScoreCondition &) = default;
};

struct SampleCondition
{
    std::optional<double> percent;
    QString salt;

    friend bool operator==(const SampleCondition &, const SampleCondition &) = default;
};

struct SqlCondition
{
    QString query; // name of a saved template
    QMap<QString, Operand> parameters;

    friend bool operator==(const SqlCondition &, const SqlCondition &) = default;
};

enum class GroupMatch { All, Any, None };

struct SegmentNode;

struct SegmentGroup
{
    GroupMatch match = GroupMatch::All;
    std::vector<SegmentNode> children;

    friend bool operator==(const SegmentGroup &, const SegmentGroup &);
};

enum class UnknownRule { Out, In };

using Condition = std::variant<SegmentGroup, EventCondition, PropertyCondition, ConsentCondition, RhythmCondition,
                               SequenceCondition, OrderLineCondition, PlaceCondition, MembershipCondition,
                               ScoreCondition, SampleCondition, SqlCondition>;

// One node of the tree: a group or a condition, and what becomes of people for whom the condition cannot be decided.
struct SegmentNode
{
    Condition is;
    UnknownRule unknown = UnknownRule::Out;

    [[nodiscard]] const SegmentGroup *group() const { return std::get_if<SegmentGroup>(&is); }
    [[nodiscard]] SegmentGroup *group() { return std::get_if<SegmentGroup>(&is); }
    friend bool operator==(const SegmentNode &, const SegmentNode &) = default;
};

} // namespace perennial
