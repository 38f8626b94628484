// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

// Edits of a sequence's steps. Each keeps it a valid one: the first step happens and has none before it, and what was
// the same as at a step that is gone, comes later now or must not happen, is dropped.

inline constexpr size_t MostSteps = 20;

[[nodiscard]] SequenceCondition withStep(SequenceCondition sequence, size_t index, const SequenceStep &step);
// At `index`, or unchanged where there are MostSteps.
[[nodiscard]] SequenceCondition withStepAdded(SequenceCondition sequence, size_t index, const SequenceStep &step);
[[nodiscard]] SequenceCondition withStepRemoved(SequenceCondition sequence, size_t index);
[[nodiscard]] SequenceCondition withStepMoved(SequenceCondition sequence, size_t from, size_t to);

} // namespace perennial
