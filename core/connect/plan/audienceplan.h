// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/pushrun.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

// People of the audience who do not go, for one reason. Whoever has several is counted at the first.
struct HeldBack
{
    enum class Kind { NeverSent, Excluded, Guarded, LostTo, NoIdentifier, Suppressed, NoConsent };

    Kind kind = Kind::Excluded;
    QString name; // of the segment, list, guard or destination; empty where the kind says all
    std::vector<ProfileId> people;

    // "in the list “Staff”", "go to “VIP mail” instead", "not subscribed": for people.
    [[nodiscard]] QString text() const;
};

template <>
struct EnumIds<HeldBack::Kind>
{
    static constexpr std::array ids{"never-sent",    "excluded",   "guarded",   "lost-to",
                                    "no-identifier", "suppressed", "no-consent"};
};

// Whom a run of a destination would touch, seen from one moment.
struct AudiencePlan
{
    Instant asOf;
    qint64 members = 0; // of the segment or list
    std::vector<HeldBack>
        heldBack;                  // in the order in which the reasons are tried; empty ones too, where they were tried
    AudienceDifference difference; // of those who may go against whom it was told of before
    RunPeople people;              // what the run does of it, by the destination's mode
    qint64 before = 0;             // people it was told of
    qint64 formerAddresses = 0;    // of people.takeOuts: those besides, under addresses that are not theirs any more

    // Share of the people it was told of before who come or go; 0 for a first run.
    [[nodiscard]] double changedShare() const;
    // Share of them who are taken out.
    [[nodiscard]] double removedShare() const;
};

// Why a run waits for a yes; empty: it may go. A first run asks nothing.
[[nodiscard]] QString asksFirst(const Destination &destination, const AudiencePlan &plan);

// What a plan is made from.
struct PlanGround
{
    Store &store;
    std::shared_ptr<const ProfileTable> table;
    Instant asOf;
};

// A source or exclusion that does not exist, or cannot be evaluated, is an error: nobody is sent by mistake.
[[nodiscard]] Result<AudiencePlan> planAudience(const PlanGround &ground, const SavedDestination &destination,
                                                const Progress &progress);

// A segment's document; of a list, one that asks for its members. Errors as planAudience()'s.
[[nodiscard]] Result<SegmentDoc> sourceDocument(Store &store, const AudienceSource &source);

// The members of a segment or list, by index in the table.
[[nodiscard]] Result<ProfileSet> membersOf(const PlanGround &ground, const AudienceSource &source,
                                           const Progress &progress);

} // namespace perennial
