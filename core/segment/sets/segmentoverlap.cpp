// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/segmentoverlap.h"

#include "core/segment/plan/chunkrun.h"

namespace perennial {

namespace {

using Sets = std::span<const ProfileSet *const>;

quint32 bits(quint64 word)
{
    return static_cast<quint32>(std::popcount(word));
}

// One thread's share of the counts.
class OverlapRun
{
public:
    OverlapRun(Sets sets, const ProfileSet &everybody)
        : m_sets(sets)
        , m_everybody(&everybody)
    {
        m_overlap.sets.resize(sets.size());
        for (size_t a = 0; a < sets.size(); ++a) {
            for (size_t b = a + 1; b < sets.size(); ++b)
                m_overlap.pairs.push_back({a, b});
        }
    }

    void operator()(const PeopleChunk &chunk)
    {
        const size_t first = chunk.first / 64, end = first + chunk.wordCount();
        countAlone(first, end);
        for (SetPair &pair : m_overlap.pairs) {
            const quint64 *a = m_sets[pair.a]->words().data(), *b = m_sets[pair.b]->words().data();
            for (size_t i = first; i < end; ++i)
                pair.both += bits(a[i] & b[i]);
        }
    }

    void addTo(SetOverlap &sum) const
    {
        sum.of += m_overlap.of;
        sum.inNone += m_overlap.inNone;
        sum.inOne += m_overlap.inOne;
        for (size_t i = 0; i < sum.sets.size(); ++i) {
            sum.sets[i].count += m_overlap.sets[i].count;
            sum.sets[i].only += m_overlap.sets[i].only;
        }
        for (size_t i = 0; i < sum.pairs.size(); ++i)
            sum.pairs[i].both += m_overlap.pairs[i].both;
    }

    [[nodiscard]] const SetOverlap &overlap() const { return m_overlap; }

private:
    void countAlone(size_t first, size_t end)
    {
        for (size_t i = first; i < end; ++i) {
            quint64 once = 0, again = 0;
            for (const ProfileSet *set : m_sets) {
                again |= once & set->words()[i];
                once |= set->words()[i];
            }
            const quint64 known = m_everybody->words()[i];
            m_overlap.of += bits(known);
            m_overlap.inNone += bits(known & ~once);
            m_overlap.inOne += bits(once & ~again);
            for (size_t s = 0; s < m_sets.size(); ++s) {
                m_overlap.sets[s].count += bits(m_sets[s]->words()[i]);
                m_overlap.sets[s].only += bits(m_sets[s]->words()[i] & ~again);
            }
        }
    }

    Sets m_sets;
    const ProfileSet *m_everybody;
    SetOverlap m_overlap;
};

SegmentNode memberNode(const QString &segment, bool in)
{
    MembershipCondition condition;
    condition.name = segment;
    condition.in = in;
    return {condition, UnknownRule::Out};
}

} // namespace

Result<SetOverlap> overlapOf(Sets sets, const ProfileSet &everybody, const Progress &progress)
{
    const auto runs =
        runInChunks(everybody.size(), PeopleChunk::Most, progress, [&] { return OverlapRun(sets, everybody); });
    if (!runs)
        return failure(runs.error());
    SetOverlap overlap = runs->front().overlap();
    for (size_t i = 1; i < runs->size(); ++i)
        (*runs)[i].addTo(overlap);
    for (SetPair &pair : overlap.pairs)
        pair.either = overlap.sets[pair.a].count + overlap.sets[pair.b].count - pair.both;
    return overlap;
}

SegmentDoc combined(SetOperation operation, const QStringList &segments)
{
    SegmentGroup group{operation == SetOperation::Union ? GroupMatch::Any : GroupMatch::All, {}};
    for (qsizetype i = 0; i < segments.size(); ++i)
        group.children.push_back(memberNode(segments.at(i), operation != SetOperation::Difference || i == 0));
    SegmentDoc doc;
    doc.root = {group, UnknownRule::Out};
    return doc;
}

} // namespace perennial
