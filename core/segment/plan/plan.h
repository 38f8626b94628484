// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/nodepath.h"

#include <memory>
#include <span>
#include <stop_token>

namespace perennial {

// A stretch of people that is evaluated in one go: small enough for the processor's caches and for stopping quickly.
// `first` is a multiple of 64.
struct PeopleChunk
{
    static constexpr quint32 Most = 8192;

    quint32 first = 0;
    quint32 count = 0;
    const std::stop_token *stop = nullptr; // null: never

    // What is said of a chunk after that is worth nothing: whoever takes its time may leave off, and nobody keeps it.
    [[nodiscard]] bool isStopped() const { return stop && stop->stop_requested(); }
    [[nodiscard]] quint32 end() const { return first + count; }
    [[nodiscard]] size_t wordCount() const { return (count + 63) / 64; }
};

// The verdicts of one condition for a chunk, a bit a person. Both come zeroed; a bit beyond the last person may be set.
struct Verdicts
{
    std::span<quint64> yes;
    std::span<quint64> unknown; // disjoint from `yes`
    // Who is asked about, everybody where it is empty: what is said of others is not looked at, so that a leaf may
    // leave them out.
    std::span<const quint64> wanted = {};

    [[nodiscard]] bool isWanted(quint32 place) const
    {
        return wanted.empty() || (wanted[place >> 6] >> (place & 63) & 1) != 0;
    }
};

// A bound condition.
class Leaf
{
public:
    virtual ~Leaf() = default;
    virtual void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const = 0;
    // About how much there is to look at for a person: 1 is an event, or a value.
    [[nodiscard]] virtual double cost() const { return 1; }
};

struct PlanNode
{
    NodePath path;
    bool finished = true;
    std::optional<GroupMatch> match; // a group
    std::vector<size_t> children;    // places in Plan::nodes
    std::vector<size_t> byCost;      // the finished ones among them, the cheapest first
    std::shared_ptr<const Leaf> leaf;
    UnknownRule unknown = UnknownRule::Out;
    double cost = 0;
};

// What a SegmentDoc means for one table and one moment. Immutable; keeps the table alive.
struct Plan
{
    std::shared_ptr<const ProfileTable> table;
    Instant asOf;
    std::vector<PlanNode> nodes; // the root first, parents before children
};

} // namespace perennial
