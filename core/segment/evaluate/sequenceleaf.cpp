// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sequenceleaf.h"

#include "core/segment/evaluate/sequencesearch.h"

#include <algorithm>

namespace perennial {

namespace {

class SequenceLeaf final : public Leaf
{
public:
    SequenceLeaf(const SequenceCondition &condition, const Binding &binding)
        : m_sequence(condition, binding)
    {
        if (m_sequence.isPossible)
            m_rarest = rarest();
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        if (m_sequence.window.isPersonal())
            markUnknown(chunk, verdicts);
        if (m_sequence.isPossible)
            search(chunk, verdicts);
    }

    [[nodiscard]] double cost() const override { return 20.0 * static_cast<double>(m_sequence.steps.size()); }

private:
    // Of the steps that have to happen the one that fewest people did.
    [[nodiscard]] size_t rarest() const
    {
        const auto people = [&](const BoundSequence::Stage &stage) {
            return m_sequence.steps[stage.step].events.column()->people.size();
        };
        return std::ranges::min_element(m_sequence.stages, {}, people)->step;
    }

    void markUnknown(const PeopleChunk &chunk, const Verdicts &verdicts) const
    {
        RangeCursor ranges(m_sequence.window, chunk);
        for (quint32 place = 0; place < chunk.count; ++place)
            setBit(verdicts.unknown, place, !ranges.rangeOf(chunk.first + place));
    }

    void search(const PeopleChunk &chunk, const Verdicts &verdicts) const
    {
        SequenceSearch search(m_sequence, chunk);
        RangeCursor ranges(m_sequence.window, chunk);
        std::vector<RunCursor> cursors;
        for (const BoundStep &step : m_sequence.steps)
            cursors.emplace_back(step.events.column(), chunk);
        std::vector<EventColumn::Run> runs(cursors.size());
        RunCursor people(m_sequence.steps[m_rarest].events.column(), chunk);
        for (quint32 person = people.nextPerson(chunk.first); person < chunk.end();
             person = people.nextPerson(person + 1)) {
            if (chunk.isStopped())
                return;
            if (!verdicts.isWanted(person - chunk.first))
                continue;
            const auto range = ranges.rangeOf(person);
            if (range && find(cursors, person, runs))
                setBit(verdicts.yes, person - chunk.first, search.holds(runs, *range));
        }
    }

    // False where the person never did what has to happen.
    bool find(std::vector<RunCursor> &cursors, quint32 person, std::vector<EventColumn::Run> &runs) const
    {
        for (size_t step = 0; step < cursors.size(); ++step) {
            runs[step] = cursors[step].runOf(person);
            if (runs[step].begin == runs[step].end && m_sequence.steps[step].happens)
                return false;
        }
        return true;
    }

    BoundSequence m_sequence;
    size_t m_rarest = 0;
};

} // namespace

std::shared_ptr<const Leaf> makeSequenceLeaf(const SequenceCondition &condition, const Binding &binding)
{
    return std::make_shared<SequenceLeaf>(condition, binding);
}

} // namespace perennial
