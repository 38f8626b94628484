// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/sets/setcombinations.h"

#include <atomic>
#include <functional>
#include <memory>

namespace perennial {

// A saved segment with everybody in it.
struct OverlapSegment
{
    SegmentId id;
    QString name;
    QString sentence;
    ProfileSet members;
    quint32 count = 0;
};

// One whose people are not known, and why.
struct AbsentSegment
{
    SegmentId id;
    QString name;
    QString why;
};

// Who is in each saved segment at a moment. Keeps no table alive.
struct OverlapMembers
{
    Instant asOf;
    std::vector<ProfileId> ids; // of people, by their places in the sets
    ProfileSet everybody;
    std::vector<OverlapSegment> segments; // by name
    std::vector<AbsentSegment> absent;    // by name
};

// How far the reading of them is; written by the job, read by the window.
struct OverlapTally
{
    std::atomic<int> done = 0;
    std::atomic<int> total = 0; // 0: not known yet
};

// How the segments lie across each other that somebody chose. They are named by their places, in the order of names.
class OverlapMap
{
public:
    // What is to be looked at: places of OverlapMembers::segments, ascending, and among them up to six to be combined.
    struct Choice
    {
        std::vector<size_t> shown;
        std::vector<size_t> combined;
    };

    // Counts all of it.
    [[nodiscard]] static Result<std::shared_ptr<const OverlapMap>> of(std::shared_ptr<const OverlapMembers> members,
                                                                      const Choice &choice, const Progress &progress);

    [[nodiscard]] const OverlapMembers &members() const { return *m_members; }
    [[nodiscard]] size_t size() const { return m_shown.size(); }
    [[nodiscard]] bool isWhole() const { return m_shown.size() == m_members->segments.size(); }
    [[nodiscard]] const OverlapSegment &segment(size_t place) const { return m_members->segments[m_shown[place]]; }
    [[nodiscard]] std::optional<size_t> placeOf(SegmentId id) const;
    [[nodiscard]] QStringList names() const;

    [[nodiscard]] quint32 people() const { return m_overlap.of; }
    [[nodiscard]] quint32 inNone() const { return m_overlap.inNone; }
    [[nodiscard]] quint32 inOne() const { return m_overlap.inOne; }
    [[nodiscard]] quint32 count(size_t place) const { return m_overlap.sets[place].count; }
    // In no other of the segments.
    [[nodiscard]] quint32 only(size_t place) const { return m_overlap.sets[place].only; }
    // In both; of a segment and itself its size.
    [[nodiscard]] quint32 both(size_t a, size_t b) const;
    [[nodiscard]] double jaccard(size_t a, size_t b) const;

    // The combined ones, the largest first.
    [[nodiscard]] const std::vector<size_t> &combined() const { return m_combined; }
    // By combination: bit i stands for combined()[i].
    [[nodiscard]] const std::vector<quint32> &combinations() const { return m_combinations.counts; }
    [[nodiscard]] SetRegion regionOf(size_t combination) const;

    // Ascending. Both take as long as there are people.
    [[nodiscard]] std::vector<ProfileId> idsIn(const SetRegion &region) const;
    [[nodiscard]] std::vector<ProfileId> idsInOne() const;

private:
    OverlapMap() = default;
    [[nodiscard]] std::vector<const ProfileSet *> sets(const std::vector<size_t> &places) const;
    [[nodiscard]] std::vector<const ProfileSet *> sets() const;
    [[nodiscard]] std::vector<ProfileId> idsOf(const ProfileSet &people) const;
    void sortCombined(const std::vector<size_t> &wanted);

    std::shared_ptr<const OverlapMembers> m_members;
    std::vector<size_t> m_shown; // places of the members' segments
    SetOverlap m_overlap;
    std::vector<size_t> m_combined; // places of m_shown
    SetCombinations m_combinations;
};

// Reads all saved segments and who is in them now. What cannot be counted is absent.
[[nodiscard]] Result<std::shared_ptr<const OverlapMembers>>
readOverlapMembers(const QString &path, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                   OverlapTally &tally, const Progress &progress);

} // namespace perennial
