// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/flow/export/klaviyoleaves.h"

namespace perennial {

// One action of Klaviyo before it has an id, and the ports of the step it stands for, in the order in which Klaviyo
// links them.
struct KlaviyoAction
{
    QString type;
    QJsonObject data;
    std::vector<FlowPort> ports; // one: next; two of a split: if true, if false; more: of its branches
};

// What stands for a step, one after the other: only the last leads on by several ports. Empty: the way goes on by
// `pass` as if the step were not there, or ends where that is empty.
struct KlaviyoSteps
{
    std::vector<KlaviyoAction> actions;
    FlowPort pass = port::Next;
};

// `rung`: how many discounts of a ladder the way has passed before.
[[nodiscard]] KlaviyoSteps klaviyoSteps(const FlowNode &node, size_t rung, const FlowDoc &flow,
                                        const KlaviyoGround &ground);

} // namespace perennial
