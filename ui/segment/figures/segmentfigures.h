// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/money.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace perennial {

class LeafMemory;

// What the answer says of one node.
struct NodeFigures
{
    qint64 alone = 0;   // people for whom this node by itself holds
    qint64 running = 0; // people left of its group after it
    qint64 unknown = 0; // people for whom it cannot be decided

    friend bool operator==(const NodeFigures &, const NodeFigures &) = default;
};

struct SamplePerson
{
    ProfileId id;
    QString name;
    QString email;
};

// Everything the window shows beside a definition.
struct SegmentFigures
{
    qint64 members = 0;
    qint64 people = 0;                     // all there are
    std::map<NodePath, NodeFigures> nodes; // only those that were evaluated
    qint64 unknown = 0;                    // people for whom at least one condition cannot be decided
    std::optional<qint64> byEmail;         // members who can receive it
    std::optional<qint64> bySms;
    std::optional<qint64> orders;
    std::optional<Money> orderValue;
    std::vector<SamplePerson> sample;
    std::vector<ProfileId> memberIds; // ascending; only when asked for
    Instant asOf;
    bool isComplete = false; // reach, orders and the sample are there as far as there are any

    [[nodiscard]] double share() const { return people > 0 ? double(members) / double(people) : 0; }
};

enum class FigureDetail {
    Counts,  // of the whole and of each node
    Full,    // and reach, orders, a sample
    Members, // counts and everybody's id
};

struct SegmentQuestion
{
    SegmentDoc doc;
    Instant asOf;
    FigureDetail detail = FigureDetail::Full;
    std::shared_ptr<LeafMemory> memory; // of a row of questions that are much alike
};

// The seam between the pages and whoever answers: prepare() is called in the window's thread and takes hold of what
// the work needs; the work runs in a pool thread.
class SegmentOracle
{
public:
    using Work = std::function<Result<SegmentFigures>(const Progress &)>;

    SegmentOracle() = default;
    virtual ~SegmentOracle() = default;
    Q_DISABLE_COPY_MOVE(SegmentOracle)

    // False while the store is still being read.
    [[nodiscard]] virtual bool isReady() const = 0;
    [[nodiscard]] virtual Work prepare(SegmentQuestion question) = 0;
};

} // namespace perennial
