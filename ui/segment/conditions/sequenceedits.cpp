// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/sequenceedits.h"

#include <algorithm>
#include <numeric>

namespace perennial {

namespace {

constexpr int Gone = -1;

// A valid sequence of these steps; `places` says where each of the steps that were named before stands now.
SequenceCondition renamed(SequenceCondition sequence, const std::vector<int> &places)
{
    for (size_t i = 0; i < sequence.steps.size(); ++i) {
        SequenceStep &step = sequence.steps[i];
        if (i == 0) {
            step.happens = true;
            step.within.reset();
        }
        for (SameProperty &same : step.same)
            same.step = same.step >= 0 && same.step < static_cast<int>(places.size())
                            ? places[static_cast<size_t>(same.step)]
                            : Gone;
    }
    for (size_t i = 0; i < sequence.steps.size(); ++i)
        std::erase_if(sequence.steps[i].same, [&](const SameProperty &same) {
            return same.step < 0 || same.step >= static_cast<int>(i) ||
                   !sequence.steps[static_cast<size_t>(same.step)].happens;
        });
    return sequence;
}

std::vector<int> asTheyAre(size_t count)
{
    std::vector<int> places(count);
    std::iota(places.begin(), places.end(), 0);
    return places;
}

} // namespace

SequenceCondition withStep(SequenceCondition sequence, size_t index, const SequenceStep &step)
{
    if (index >= sequence.steps.size())
        return sequence;
    sequence.steps[index] = step;
    const auto places = asTheyAre(sequence.steps.size());
    return renamed(std::move(sequence), places);
}

SequenceCondition withStepAdded(SequenceCondition sequence, size_t index, const SequenceStep &step)
{
    if (sequence.steps.size() >= MostSteps)
        return sequence;
    index = std::min(index, sequence.steps.size());
    auto places = asTheyAre(sequence.steps.size());
    for (size_t i = index; i < places.size(); ++i)
        ++places[i];
    sequence.steps.insert(sequence.steps.begin() + static_cast<qsizetype>(index), step);
    return renamed(std::move(sequence), places);
}

SequenceCondition withStepRemoved(SequenceCondition sequence, size_t index)
{
    if (index >= sequence.steps.size())
        return sequence;
    auto places = asTheyAre(sequence.steps.size());
    places[index] = Gone;
    for (size_t i = index + 1; i < places.size(); ++i)
        --places[i];
    sequence.steps.erase(sequence.steps.begin() + static_cast<qsizetype>(index));
    return renamed(std::move(sequence), places);
}

SequenceCondition withStepMoved(SequenceCondition sequence, size_t from, size_t to)
{
    if (from >= sequence.steps.size() || to >= sequence.steps.size())
        return sequence;
    std::vector<int> order = asTheyAre(sequence.steps.size()); // which step stands at each place
    const int moved = order[from];
    order.erase(order.begin() + static_cast<qsizetype>(from));
    order.insert(order.begin() + static_cast<qsizetype>(to), moved);
    std::vector<int> places(order.size());
    std::vector<SequenceStep> steps;
    for (size_t i = 0; i < order.size(); ++i) {
        places[static_cast<size_t>(order[i])] = static_cast<int>(i);
        steps.push_back(sequence.steps[static_cast<size_t>(order[i])]);
    }
    sequence.steps = std::move(steps);
    return renamed(std::move(sequence), places);
}

} // namespace perennial
