// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/explain/change.h"
#include "core/segment/plan/valuetest.h"

namespace perennial {

class SegmentSources;
struct Journey;

enum class EvidenceKind {
    Event,
    Value,
    Consent,
    Suppression,
    Address,
    Order,
    Membership, // in a list or a flow, since `at`
    Segment,    // in a saved segment as of `at`
    Rank,
    Distance,
    Sample,
    Query
};

struct EvidenceDetail
{
    QString name;
    QJsonValue value;

    friend bool operator==(const EvidenceDetail &, const EvidenceDetail &) = default;
};

// One thing that decides a condition: an event, a value, a word of consent.
struct Evidence
{
    EvidenceKind kind = EvidenceKind::Event;
    QString name;              // of the metric, property, channel, list, …
    std::optional<Instant> at; // when it happened, since when it holds
    QJsonValue value;          // null where there is none; an amount of money is a decimal text
    QString currency;
    bool assumed = false; // of a value: first seen after the moment asked for
    std::vector<EvidenceDetail> details;
};

// A node of a document as it is for one person.
struct ExplainedNode
{
    NodePath path;
    QString text;
    bool finished = true; // an unfinished one is passed over
    Verdict verdict = Verdict::No;
    bool holds = false;             // the verdict after the rule for unknowns
    QString compared;               // "2 times, needs at least 3 times"; empty where the evidence says it all
    std::vector<Evidence> evidence; // the first of them
    size_t evidenceTotal = 0;
    std::vector<ExplainedNode> children; // of a group; of a segment's membership the roots of that segment
    std::optional<Instant> asOf;         // of such a root: the moment it is asked for
    bool explainedAbove = false;         // such a root that stands above already: only its verdict is told again
};

// The least that would have to happen so that a person comes into a segment, or leaves it.
struct Flip
{
    bool possible = false;
    bool joins = false;
    Changes changes;           // none: time alone does it
    std::optional<Instant> on; // the first moment at which it is so, where it is not so at once
    std::optional<Instant> by; // the last moment at which the changes would still do
    QString sentence;
};

struct Explanation
{
    ProfileId profile;
    Instant asOf;
    bool known = true; // nobody is a member before being known
    bool member = false;
    ExplainedNode root;
    Flip flip;
};

// Why a person is in a segment or not, and what would change that. The verdicts are made of the evidence, person by
// person, not asked of the plan. Errors are those of compiling; `sources` null: those of the table's store.
[[nodiscard]] Result<Explanation> explain(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                          ProfileId person, Instant asOf, const Progress &progress,
                                          const SegmentSources *sources = nullptr);

// The same of a condition on somebody's way through a flow, without what would change it.
[[nodiscard]] Result<Explanation> explainOnTheWay(const SegmentDoc &doc,
                                                  const std::shared_ptr<const ProfileTable> &table, ProfileId person,
                                                  Instant asOf, const Journey &journey, const Progress &progress);

// "Placed Order, 2026-02-01 10:00, 120.00 EUR"; moments in `zone`.
[[nodiscard]] QString wordsOf(const Evidence &evidence, const QTimeZone &zone);
// "2026-02-01 10:00 Europe/Berlin", without the hour where it is the start of a day.
[[nodiscard]] QString wordsOf(Instant moment, const QTimeZone &zone);

} // namespace perennial
