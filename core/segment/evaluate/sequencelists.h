// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/boundsequence.h"

#include <span>

namespace perennial {

// An event that may stand for a step.
struct SequenceMoment
{
    qint64 key = 0; // the first of the codes it is sorted by
    qint64 at = 0;
    qint64 end = TimeRange::End; // the last moment at which what follows may come, whatever values are shared
    quint32 event = 0;
    quint32 latest = 0; // the place, by time, of the latest event of the stage before that it may follow
};

// By slot; Unknown also where it is not asked for any more.
using SequenceValues = const qint64 *;

// What may stand for one stage of a sequence.
struct StageList
{
    std::vector<SequenceMoment> moments; // by the values they share, then by those they fill in, then by time
    std::vector<quint32> groups;         // where the moments of one set of values begin, and the end
    bool isByTime = true;

    // Of the moments from `begin` until `end`, which are of one group, the first that comes later.
    [[nodiscard]] quint32 firstAfter(quint32 begin, quint32 end, qint64 at) const;
};

// One person's events, by step. Of each stage those are kept that a chain of events leads to, whatever values they
// share: where there is nothing to share, that is all there is to find out.
class SequenceLists
{
public:
    // The sequence must outlive it.
    explicit SequenceLists(const BoundSequence &sequence);

    // `runs`: the events by step. False where there is no such chain.
    [[nodiscard]] bool gather(const std::vector<EventColumn::Run> &runs, const TimeRange &range);
    void sortByValues();

    [[nodiscard]] const StageList &stage(size_t stage) const { return m_stages[stage]; }
    // Whether anything limits when the next one may come.
    [[nodiscard]] bool isLimited(size_t stage) const;
    // The places of the groups whose moments share the values: the first, and the one behind the last.
    [[nodiscard]] std::pair<size_t, size_t> groupsOf(size_t stage, SequenceValues values) const;
    // Of the events that must not happen and share the values the first one after a moment; End where there is none.
    [[nodiscard]] qint64 firstNever(size_t step, qint64 after, SequenceValues values) const;

private:
    using Moments = std::vector<SequenceMoment>;

    [[nodiscard]] bool gatherAll(const std::vector<EventColumn::Run> &runs, const TimeRange &range);
    void gather(const BoundStep &step, EventColumn::Run run, Moments &list) const;
    [[nodiscard]] bool chain();
    void markEnds(size_t stage);
    void limitByNever(const BoundStep &never, Moments &from) const;
    void takeReachable(size_t stage);
    void sortByValues(size_t stage);

    const BoundSequence &m_sequence;
    std::vector<Moments> m_lists; // by step: the events that count
    std::vector<StageList> m_stages;
    std::vector<quint32> m_open;
};

} // namespace perennial
