// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/boundsequence.h"

#include <algorithm>

namespace perennial {

namespace {

ValueCodes codesOf(const QString &property, const EventColumn &column, const Binding &binding)
{
    return property == OrderProperty ? ValueCodes::ofOrders(column) : ValueCodes(property, column, binding);
}

} // namespace

BoundSequence::BoundSequence(const SequenceCondition &condition, const Binding &binding)
    : window(condition.window, binding)
    , now(binding.frame.now.ms)
{
    for (const SequenceStep &step : condition.steps)
        addStep(step, binding);
    for (size_t place = 0; isPossible && place < steps.size(); ++place)
        addShared(condition, place, binding);
    shareLists(condition);
    assignSlots();
}

void BoundSequence::addStep(const SequenceStep &step, const Binding &binding)
{
    const size_t place = steps.size();
    BoundStep &bound = steps.emplace_back(BoundStep{{step.metric, step.filters, binding}, step.happens, {}, {}});
    const bool exists = bound.events.column() != nullptr;
    if (step.within)
        bound.within.emplace(-step.within->n, step.within->unit, binding.frame.zone);
    if (step.happens) {
        stages.push_back({place, {}, {}, {}});
        isPossible = isPossible && exists;
        isPlain = isPlain && !step.within && step.same.empty();
    } else if (exists) {
        stages.back().never.push_back(place);
        isPlain = false;
    }
}

void BoundSequence::addShared(const SequenceCondition &condition, size_t place, const Binding &binding)
{
    const EventColumn *column = steps[place].events.column();
    if (!column)
        return;
    for (const SameProperty &same : condition.steps[place].same) {
        const size_t slot = slotFor(same, binding);
        slots[slot].lastUse = place;
        steps[place].same.push_back({slot, codesOf(same.property, *column, binding)});
    }
}

void BoundSequence::shareLists(const SequenceCondition &condition)
{
    const auto isAlike = [](const SequenceStep &a, const SequenceStep &b) {
        return a.metric == b.metric && a.filters == b.filters && a.happens == b.happens && a.same.empty() &&
               b.same.empty();
    };
    for (size_t place = 0; place < steps.size(); ++place) {
        steps[place].list = 0;
        while (steps[place].list < place && !isAlike(condition.steps[steps[place].list], condition.steps[place]))
            ++steps[place].list;
    }
}

void BoundSequence::assignSlots()
{
    for (Stage &stage : stages) {
        for (size_t slot = 0; slot < slots.size(); ++slot) {
            if (slots[slot].step == stage.step)
                stage.fills.push_back(slot);
            else if (slots[slot].step < stage.step && slots[slot].lastUse <= stage.step)
                stage.drops.push_back(slot);
        }
    }
}

size_t BoundSequence::slotFor(const SameProperty &same, const Binding &binding)
{
    const auto step = static_cast<size_t>(same.step);
    const auto known = std::ranges::find_if(
        slots, [&](const SequenceSlot &slot) { return slot.step == step && slot.property == same.property; });
    if (known != slots.end())
        return static_cast<size_t>(known - slots.begin());
    slots.push_back({step, same.property, codesOf(same.property, *steps[step].events.column(), binding)});
    return slots.size() - 1;
}

} // namespace perennial
