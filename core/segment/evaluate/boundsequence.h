// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/personevents.h"
#include "core/segment/plan/spanshift.h"
#include "core/segment/plan/valuecodes.h"

namespace perennial {

// A SequenceCondition bound to a table and a moment.

// What a later step wants to have in common with an earlier one: the value of an earlier event's property, which is
// kept in a slot while the sequence is followed.
struct SharedValue
{
    size_t slot;
    ValueCodes codes; // of the later step's events
};

struct SequenceSlot
{
    size_t step; // whose event fills it
    QString property;
    ValueCodes codes;
    size_t lastUse = 0; // the last step that asks for it
};

struct BoundStep
{
    MetricEvents events;
    bool happens = true;
    std::optional<SpanShift> within; // from the step before to the last moment it may happen at
    std::vector<SharedValue> same;
    size_t list = 0; // the first step that looks at the same events
};

struct BoundSequence
{
    BoundSequence(const SequenceCondition &condition, const Binding &binding);

    // Each step that happens with those that must not happen between it and the next, or after the last.
    struct Stage
    {
        size_t step;
        std::vector<size_t> never;
        std::vector<size_t> fills; // slots
        std::vector<size_t> drops; // slots that nothing after it asks for
    };

    BoundWindow window;
    qint64 now;
    std::vector<BoundStep> steps;
    std::vector<Stage> stages;
    std::vector<SequenceSlot> slots;
    bool isPossible = true; // false where something has to happen that nobody has done
    bool isPlain = true;    // only what happens after what matters

private:
    void addStep(const SequenceStep &step, const Binding &binding);
    void addShared(const SequenceCondition &condition, size_t place, const Binding &binding);
    [[nodiscard]] size_t slotFor(const SameProperty &same, const Binding &binding);
    void shareLists(const SequenceCondition &condition);
    void assignSlots();
};

} // namespace perennial
