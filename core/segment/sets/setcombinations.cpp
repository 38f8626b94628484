// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/setcombinations.h"

#include "core/segment/plan/chunkrun.h"
#include "core/segment/plan/planrun.h"

namespace perennial {

namespace {

using Sets = std::span<const ProfileSet *const>;

// One thread's share of the counts.
class CombinationRun
{
public:
    CombinationRun(Sets sets, const ProfileSet &everybody)
        : m_sets(sets)
        , m_everybody(&everybody)
        , m_counts(size_t(1) << sets.size())
    {
    }

    void operator()(const PeopleChunk &chunk)
    {
        const size_t first = chunk.first / 64, end = first + chunk.wordCount();
        for (m_word = first; m_word < end; ++m_word)
            split(m_everybody->words()[m_word], 0, 0);
    }

    [[nodiscard]] const std::vector<quint32> &counts() const { return m_counts; }

private:
    // Parts people who are alike in the sets before `set` into those in it and those not.
    void split(quint64 people, size_t set, size_t combination)
    {
        if (people == 0)
            return;
        if (set == m_sets.size()) {
            m_counts[combination] += static_cast<quint32>(std::popcount(people));
            return;
        }
        const quint64 members = m_sets[set]->words()[m_word];
        split(people & members, set + 1, combination | size_t(1) << set);
        split(people & ~members, set + 1, combination);
    }

    Sets m_sets;
    const ProfileSet *m_everybody;
    std::vector<quint32> m_counts;
    size_t m_word = 0;
};

// One thread's share of a plan's members; chunks do not share words.
class MembersRun
{
public:
    MembersRun(const Plan &plan, ProfileSet &members)
        : m_run(plan)
        , m_members(&members)
    {
    }

    void operator()(const PeopleChunk &chunk)
    {
        m_run.evaluate(chunk, std::span(m_members->words()).subspan(chunk.first / 64, chunk.wordCount()));
    }

private:
    PlanRun m_run;
    ProfileSet *m_members;
};

SegmentNode memberNode(const QString &segment, bool in)
{
    MembershipCondition condition;
    condition.name = segment;
    condition.in = in;
    return {condition, UnknownRule::Out};
}

} // namespace

SetRegion SetCombinations::region(size_t combination) const
{
    SetRegion region;
    for (size_t set = 0; set < sets; ++set)
        (combination >> set & 1 ? region.in : region.notIn).push_back(set);
    return region;
}

Result<SetCombinations> combinationsOf(Sets sets, const ProfileSet &everybody, const Progress &progress)
{
    Q_ASSERT(sets.size() <= SetCombinations::MostSets);
    const auto runs =
        runInChunks(everybody.size(), PeopleChunk::Most, progress, [&] { return CombinationRun(sets, everybody); });
    if (!runs)
        return failure(runs.error());
    SetCombinations combinations{sets.size(), std::vector<quint32>(size_t(1) << sets.size())};
    for (const CombinationRun &run : *runs) {
        for (size_t i = 0; i < combinations.counts.size(); ++i)
            combinations.counts[i] += run.counts()[i];
    }
    return combinations;
}

ProfileSet peopleIn(const SetRegion &region, Sets sets, const ProfileSet &everybody)
{
    ProfileSet people = everybody;
    for (const size_t set : region.in)
        people &= *sets[set];
    for (const size_t set : region.notIn)
        people.subtract(*sets[set]);
    return people;
}

ProfileSet peopleInOne(Sets sets, const ProfileSet &everybody)
{
    ProfileSet once(everybody.size()), again(everybody.size());
    for (const ProfileSet *set : sets) {
        ProfileSet both = once;
        again |= both &= *set;
        once |= *set;
    }
    return once.subtract(again) &= everybody;
}

SegmentDoc segmentOf(const SetRegion &region, const QStringList &names)
{
    SegmentGroup group;
    for (const size_t set : region.in)
        group.children.push_back(memberNode(names.at(static_cast<qsizetype>(set)), true));
    for (const size_t set : region.notIn)
        group.children.push_back(memberNode(names.at(static_cast<qsizetype>(set)), false));
    SegmentDoc doc;
    doc.root = {group, UnknownRule::Out};
    return doc;
}

Result<ProfileSet> membersOf(const Plan &plan, const Progress &progress)
{
    ProfileSet members(plan.table->profileCount());
    const auto runs =
        runInChunks(members.size(), PeopleChunk::Most, progress, [&] { return MembersRun(plan, members); });
    if (!runs)
        return failure(runs.error());
    return members;
}

} // namespace perennial
