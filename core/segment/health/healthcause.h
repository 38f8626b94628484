// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/nodepath.h"

#include <QString>

#include <optional>

namespace perennial {

// What can be wrong with a segment.
enum class HealthKind {
    CannotCount,     // it names what is gone
    NeverMatches,    // a condition holds for nobody
    Contradiction,   // two conditions that both have to hold share nobody
    Empty,           // nobody is in it, for no other reason that is known
    AlwaysMatches,   // a condition holds for everybody
    Unfinished,      // a condition is passed over
    StaleData,       // nothing has happened in the store for long
    MetricStopped,   // a metric it asks about has gone quiet, while others have not
    NoSignOfLife,    // members who have done nothing for 90 days
    Unreachable,     // members who can receive neither e-mail nor SMS
    Turnover,        // most came or went within 30 days
    DriftedFromPush, // it is not what was sent any more
    NearlySame,      // another segment holds almost the same people
    ReviewOverdue,   // its review-by date has passed
    Unused           // never sent and not part of another segment
};

// What a window can offer to do about it.
enum class HealthFix { None, Import, EditCondition, DeleteCondition, Review, Compare, Delete };

struct HealthCause
{
    HealthKind kind = HealthKind::Empty;
    QString text;     // "412 of 1,000 members have done nothing for 90 days."
    qint64 count = 0; // of people, days or conditions, as the text has it
    int weight = 0;   // what it takes off the score
    HealthFix fix = HealthFix::None;
    std::optional<NodePath> path; // of the condition it is about
    QString other;                // the metric or the other segment it is about

    friend bool operator==(const HealthCause &, const HealthCause &) = default;
};

[[nodiscard]] QString idOf(HealthKind kind);   // "never_matches", stable
[[nodiscard]] QString nameOf(HealthKind kind); // "Never matches"
[[nodiscard]] QString wordsOf(HealthFix fix);  // "Delete the condition"; empty for None

} // namespace perennial
