// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/lifecycle.h"
#include "core/segment/evaluate/segmentengine.h"

namespace perennial {

// The stage of every person of a table at one moment.
struct StageCensus
{
    // Of people of whom nothing was known yet.
    static constexpr quint8 NotKnown = 255;

    Instant asOf;
    std::vector<quint8> stages;  // by the person's index: places in Lifecycle::names(), or NotKnown
    std::vector<quint32> counts; // by place in Lifecycle::names()
    quint32 of = 0;              // people known at the moment: the sum of the counts

    [[nodiscard]] ProfileSet peopleIn(quint8 stage) const;
};

// How many people were in one stage at one moment and are in another, or the same, at a later one.
struct StageMove
{
    quint8 from = 0; // StageCensus::NotKnown: they became known in between
    quint8 to = 0;
    quint32 people = 0;

    friend bool operator==(const StageMove &, const StageMove &) = default;
};

// The census of each moment (ascending). Each person is asked about each stage only while none before it took them;
// all moments are asked for a few people before the next few are looked at. Errors name the stage: "stages[2]".
// Stops within a chunk of one moment.
[[nodiscard]] Result<std::vector<StageCensus>> stagesAt(const std::vector<Instant> &moments, const Lifecycle &lifecycle,
                                                        const std::shared_ptr<const ProfileTable> &table,
                                                        const CompileSetting &setting, const Progress &progress);

// Who went where, of the same lifecycle and table; those who stayed as well. By from, NotKnown last, then to; none of
// nobody.
[[nodiscard]] std::vector<StageMove> movesBetween(const StageCensus &before, const StageCensus &after);
// The people of one of these.
[[nodiscard]] ProfileSet peopleMoved(const StageCensus &before, const StageCensus &after, quint8 from, quint8 to);

} // namespace perennial
