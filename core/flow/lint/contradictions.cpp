// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/lint/contradictions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perennial {

namespace {

constexpr auto Infinity = std::numeric_limits<double>::infinity();

// The numbers that pass a test.
struct Numbers
{
    double from = -Infinity;
    double to = Infinity;
    bool withFrom = true;
    bool withTo = true;

    [[nodiscard]] bool meets(const Numbers &other) const
    {
        const double low = std::max(from, other.from), high = std::min(to, other.to);
        const bool withLow = (from < low || withFrom) && (other.from < low || other.withFrom);
        const bool withHigh = (to > high || withTo) && (other.to > high || other.withTo);
        return low < high || (low == high && withLow && withHigh);
    }
};

std::optional<double> numberAt(const Test &test, size_t place)
{
    const auto *number = place < test.values.size() ? std::get_if<double>(&test.values[place]) : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<Numbers> numbersOf(const Test &test)
{
    const auto first = numberAt(test, 0), second = numberAt(test, 1);
    if (test.op == Op::AtLeastOnce)
        return Numbers{1, Infinity, true, true};
    if (test.op == Op::ZeroTimes)
        return Numbers{0, 0, true, true};
    if (!test.op || !first)
        return std::nullopt;
    switch (*test.op) {
    case Op::Equals:
        return Numbers{*first, *first, true, true};
    case Op::Less:
        return Numbers{-Infinity, *first, true, false};
    case Op::AtMost:
        return Numbers{-Infinity, *first, true, true};
    case Op::More:
        return Numbers{*first, Infinity, false, true};
    case Op::AtLeast:
        return Numbers{*first, Infinity, true, true};
    case Op::Between:
        return second ? std::optional(Numbers{std::min(*first, *second), std::max(*first, *second), true, true})
                      : std::nullopt;
    default:
        return std::nullopt;
    }
}

// An operator and that which holds of known values wherever it does not.
constexpr std::pair<Op, Op> Opposites[] = {
    {Op::Equals, Op::NotEquals},
    {Op::Between, Op::NotBetween},
    {Op::Is, Op::IsNot},
    {Op::Contains, Op::ContainsNot},
    {Op::StartsWith, Op::StartsNotWith},
    {Op::EndsWith, Op::EndsNotWith},
    {Op::Matches, Op::MatchesNot},
    {Op::IsAnyOf, Op::IsNoneOf},
    {Op::IsTrue, Op::IsFalse},
    {Op::DateWithin, Op::DateNotWithin},
    {Op::Has, Op::HasNot},
    {Op::HasAnyOf, Op::HasNoneOf},
    {Op::IsSet, Op::IsNotSet},
};

bool areOpposites(Op a, Op b)
{
    return std::ranges::any_of(Opposites, [&](const auto &pair) {
        return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
    });
}

bool excludeTests(const Test &a, const Test &b)
{
    if (!a.op || !b.op)
        return false;
    if (areOpposites(*a.op, *b.op))
        return a.values == b.values && a.window == b.window;
    if (a.op == Op::Is && b.op == Op::Is)
        return !a.values.empty() && !b.values.empty() && a.values != b.values;
    if (a.op == Op::IsNotSet || b.op == Op::IsNotSet)
        return a.op != b.op;
    const auto these = numbersOf(a), those = numbersOf(b);
    return these && those && !these->meets(*those);
}

bool excludeEach(const EventCondition &a, const EventCondition &b)
{
    return a.quantity == b.quantity && !a.quantity.metric.isEmpty() && !a.with && !b.with &&
           excludeTests(a.compare, b.compare);
}

bool excludeEach(const PropertyCondition &a, const PropertyCondition &b)
{
    const bool same = a.property == b.property && a.of == b.of && a.other.isEmpty() && b.other.isEmpty();
    return same && !a.property.isEmpty() && excludeTests(a.test, b.test);
}

bool excludeEach(const OrderLineCondition &a, const OrderLineCondition &b)
{
    OrderLineCondition other = b;
    other.compare = a.compare;
    return a == other && excludeTests(a.compare, b.compare);
}

bool excludeEach(const PlaceCondition &a, const PlaceCondition &b)
{
    return a.field == b.field && a.field != PlaceField::Point && excludeTests(a.test, b.test);
}

bool excludeEach(const ScoreCondition &a, const ScoreCondition &b)
{
    return a.score == b.score && !a.score.isEmpty() && a.scale == b.scale && a.within == b.within &&
           excludeTests(a.test, b.test);
}

bool excludeEach(const ConsentCondition &a, const ConsentCondition &b)
{
    if (!a.channel || a.channel != b.channel || !a.state || !b.state)
        return false;
    const auto are = [&](Reach one, Reach other) {
        return (a.state == one && b.state == other) || (a.state == other && b.state == one);
    };
    return are(Reach::CanReceive, Reach::CannotReceive) || are(Reach::Subscribed, Reach::Unsubscribed) ||
           are(Reach::Subscribed, Reach::Never) || are(Reach::Suppressed, Reach::NotSuppressed) ||
           are(Reach::CanReceive, Reach::Suppressed);
}

bool excludeEach(const MembershipCondition &a, const MembershipCondition &b)
{
    return a.of == b.of && a.name == b.name && a.step == b.step && a.in != b.in && !a.since && !b.since &&
           (!a.name.isEmpty() || a.of == MemberOf::ThisFlow);
}

template <class Kind>
bool excludeEach(const Kind &, const Kind &)
{
    return false;
}

bool excludeConditions(const SegmentNode &a, const SegmentNode &b)
{
    // Who is let in though nothing is known of them can be in both.
    if (a.unknown == UnknownRule::In || b.unknown == UnknownRule::In || a.is.index() != b.is.index())
        return false;
    return std::visit(
        [&](const auto &condition) {
            return excludeEach(condition, std::get<std::decay_t<decltype(condition)>>(b.is));
        },
        a.is);
}

// What must hold for the node to hold, and what must not; "any" of several says nothing for certain.
struct Demands
{
    std::vector<const SegmentNode *> must;
    std::vector<const SegmentNode *> mustNot;
};

void gather(const SegmentNode &node, Demands &demands)
{
    const SegmentGroup *group = node.group();
    if (!group)
        return demands.must.push_back(&node);
    const bool isPlain =
        group->match == GroupMatch::All || (group->match == GroupMatch::Any && group->children.size() == 1);
    for (const SegmentNode &child : group->children) {
        if (isPlain)
            gather(child, demands);
        else if (group->match == GroupMatch::None && !child.group())
            demands.mustNot.push_back(&child);
    }
}

bool isImpossible(const Demands &demands)
{
    for (size_t i = 0; i < demands.must.size(); ++i) {
        for (size_t j = i + 1; j < demands.must.size(); ++j) {
            if (excludeConditions(*demands.must[i], *demands.must[j]))
                return true;
        }
        const auto equals = [&](const SegmentNode *not_) { return *not_ == *demands.must[i]; };
        if (std::ranges::any_of(demands.mustNot, equals))
            return true;
    }
    return false;
}

} // namespace

bool exclude(const SegmentNode &a, const SegmentNode &b)
{
    Demands demands;
    gather(a, demands);
    gather(b, demands);
    return isImpossible(demands);
}

bool excludesItself(const SegmentNode &node)
{
    Demands demands;
    gather(node, demands);
    return isImpossible(demands);
}

} // namespace perennial
