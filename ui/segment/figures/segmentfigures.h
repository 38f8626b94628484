// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/money.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/explain/explanation.h"
#include "core/segment/history/segmenthistory.h"
#include "core/segment/history/segmentmoves.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <variant>
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

// What is shown of one person beside the name; nothing where it is not known.
using SampleValue = std::variant<std::monostate, QString, double, bool, Money, Instant>;

// Something that a condition asks about.
struct SampleColumn
{
    QString title;
    QString hint; // the whole of it: "Placed Order, sum of value, ever"
    bool isNumber = false;

    friend bool operator==(const SampleColumn &, const SampleColumn &) = default;
};

struct SamplePerson
{
    ProfileId id;
    QString name;
    QString email;
    std::vector<SampleValue> values; // by column

    // The best name there is; never empty.
    [[nodiscard]] QString shownName() const;
};

struct ChannelReach
{
    Channel channel = Channel::Email;
    qint64 people = 0;

    friend bool operator==(const ChannelReach &, const ChannelReach &) = default;
};

// Everything the window shows beside a definition.
struct SegmentFigures
{
    qint64 members = 0;
    qint64 people = 0;                     // all there are
    std::map<NodePath, NodeFigures> nodes; // only those that were evaluated
    qint64 unknown = 0;                    // people for whom at least one condition cannot be decided
    std::vector<ChannelReach> reach;       // members who can receive something, of the channels the store knows
    std::optional<qint64> orders;          // placed by the members until then
    std::optional<Money> orderValue;
    std::vector<SampleColumn> columns; // of the sample
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
    quint32 shuffle = 0;                // another number, another sample
};

struct WhyQuestion
{
    SegmentDoc doc;
    Instant asOf;
    ProfileId person;

    friend bool operator==(const WhyQuestion &, const WhyQuestion &) = default;
};

struct WhyAnswer
{
    Explanation explanation;
    SamplePerson person;
};

struct LeftOutQuestion
{
    SegmentDoc doc;
    Instant asOf;

    friend bool operator==(const LeftOutQuestion &, const LeftOutQuestion &) = default;
};

// Whom the conditions at the top of a segment keep out.
struct LeftOut
{
    struct Reason
    {
        std::vector<NodePath> paths; // these, and no others
        qint64 people = 0;
    };
    struct Near
    {
        SamplePerson person;
        NodePath path;
        QString missing; // "34.10 EUR"; empty where there is no measure
    };

    bool hasReasons = false; // else any one condition is enough, or there is none
    qint64 failing = 0;
    std::vector<Reason> only;     // the most people first
    std::vector<Reason> together; // several conditions at once; the most frequent sets
    std::vector<Near> nearest;
};

struct HistoryQuestion
{
    SegmentDoc doc;
    std::vector<Instant> moments;

    friend bool operator==(const HistoryQuestion &, const HistoryQuestion &) = default;
};

struct MovesQuestion
{
    SegmentDoc doc;
    Instant from;
    Instant to;

    friend bool operator==(const MovesQuestion &, const MovesQuestion &) = default;
};

struct Moves
{
    Instant from;
    Instant to;
    qint64 entered = 0;
    qint64 left = 0;
    std::vector<MoveCause> causes; // in the order of the document
};

// Behind which number the people are wanted.
struct Members
{
};
struct ReachedBy
{
    Channel channel = Channel::Email;
};
struct KeptOutBy
{
    std::vector<NodePath> paths; // children of the root that fail, while no others do
};
struct MovedBetween
{
    Instant from;
    Instant to;
    bool entered = true;           // else left
    std::optional<NodePath> cause; // of all moves those that this node made
};
using PeopleWanted = std::variant<Members, ReachedBy, KeptOutBy, MovedBetween>;

struct PeopleQuestion
{
    SegmentDoc doc;
    Instant asOf;
    PeopleWanted who;
    std::shared_ptr<LeafMemory> memory;
};

// The seam between the pages and whoever answers: a prepare…() is called in the window's thread and takes hold of what
// the work needs; the work runs in a pool thread and obeys the wish to stop.
class SegmentOracle
{
public:
    template <class T>
    using Answering = std::function<Result<T>(const Progress &)>;
    using Work = Answering<SegmentFigures>;

    SegmentOracle() = default;
    virtual ~SegmentOracle() = default;
    Q_DISABLE_COPY_MOVE(SegmentOracle)

    // False while the store is still being read.
    [[nodiscard]] virtual bool isReady() const = 0;
    [[nodiscard]] virtual Work prepare(SegmentQuestion question) = 0;
    [[nodiscard]] virtual Answering<WhyAnswer> prepareWhy(WhyQuestion question) = 0;
    [[nodiscard]] virtual Answering<LeftOut> prepareLeftOut(LeftOutQuestion question) = 0;
    [[nodiscard]] virtual Answering<std::vector<HistoryPoint>> prepareHistory(HistoryQuestion question) = 0;
    [[nodiscard]] virtual Answering<Moves> prepareMoves(MovesQuestion question) = 0;
    [[nodiscard]] virtual Answering<std::vector<ProfileId>> preparePeople(PeopleQuestion question) = 0;
    // People by name, address or order number, at most `limit`.
    [[nodiscard]] virtual Answering<std::vector<SamplePerson>> prepareSearch(QString text, int limit) = 0;
};

} // namespace perennial
