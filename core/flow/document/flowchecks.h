// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

namespace perennial {

// What the parts of a flow must be beyond their shape: the first value that cannot be, with its place below the part.
[[nodiscard]] std::optional<Error> wrongValueIn(const FlowNode &node);
[[nodiscard]] std::optional<Error> wrongValueIn(const SendingRules &sending);
[[nodiscard]] std::optional<Error> wrongLength(const TimeSpan &span, const QString &where);

// Definitions and filters that ask for what cannot be, anywhere in a flow, and a zone that does not exist. Documents
// made in the program are asked too.
[[nodiscard]] std::vector<FlowProblem> definitionProblems(const FlowDoc &flow);

} // namespace perennial
