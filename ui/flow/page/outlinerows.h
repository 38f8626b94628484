// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/editing/flowedits.h"

namespace perennial {

// A line of the outline: a step, a way out of one, or a step that stands elsewhere and is only led to from here.
struct OutlineRow
{
    enum class Kind { Step, Way, Link, Heading };

    Kind kind = Kind::Step;
    FlowNodeId node; // of a way: whose it is
    FlowPort port;   // of a way; of a step or link: by which it is reached, empty at the start
    FlowNodeId from;
    QString text;
    QString iconName; // of a step
    std::vector<OutlineRow> below;

    friend bool operator==(const OutlineRow &, const OutlineRow &) = default;
};

// Whether they differ in their words at most.
[[nodiscard]] bool isSameTree(const std::vector<OutlineRow> &a, const std::vector<OutlineRow> &b);
// The flow as a tree: steps one below the other, deeper only where ways part; each step stands once.
[[nodiscard]] std::vector<OutlineRow> outlineOf(const FlowDoc &flow);

} // namespace perennial
