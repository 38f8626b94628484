// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/columns/profileset.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// How many people one node of a segment holds.
struct NodeCount
{
    NodePath path;
    bool finished = true; // an unfinished node has no counts and is passed over
    quint32 alone = 0;    // by itself, among all people
    quint32 running = 0;  // its group after this child and those before it
    quint32 unknown = 0;  // people for whom a condition cannot be decided

    friend bool operator==(const NodeCount &, const NodeCount &) = default;
};

struct SegmentAnswer
{
    Instant asOf;
    quint32 of = 0; // people known at that moment
    quint32 count = 0;
    ProfileSet members;
    std::vector<NodeCount> nodes; // in the order of the document
    quint32 unknown = 0;          // people for whom at least one condition cannot be decided

    // Null where there is no such node.
    [[nodiscard]] const NodeCount *node(const NodePath &path) const;
};

class LeafMemory;
class SegmentSources;
class SharedBindings;

struct CompileSetting
{
    LeafMemory *memory = nullptr;            // conditions it knows are not evaluated again
    const SegmentSources *sources = nullptr; // null: those of the table's store
    std::stop_token stop{};                  // ends compile, and the queries of the table's store
    SharedBindings *shared = nullptr;        // for plans of the same document at other moments
    const Journey *journey = nullptr;        // through a flow, of the one person who is asked about
};

// Written -> bound -> run.
class SegmentEngine
{
public:
    // Errors name the JSON path of the node. What no event, property or zone backs is no error: it simply matches
    // nobody; a segment, list or query that does not exist is one.
    [[nodiscard]] static Result<Plan> compile(const SegmentDoc &doc, std::shared_ptr<const ProfileTable> table,
                                              Instant asOf, const CompileSetting &setting = {});
    // The same on any number of threads. Stops within a chunk of people.
    [[nodiscard]] static Result<SegmentAnswer> evaluate(const Plan &plan, const Progress &progress);
};

} // namespace perennial
