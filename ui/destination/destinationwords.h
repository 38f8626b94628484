// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/runlog.h"
#include "ui/widgets/tokens.h"

namespace perennial {

// "Sent", "Waits for a yes", "Failed, can go on": a run's state for people, and the ink it is written in.
[[nodiscard]] QString stateText(const PushRun &run);
[[nodiscard]] Ink stateInk(const PushRun &run);
// What a run that is done did: "Sent 138 people."
[[nodiscard]] QString outcomeText(const PushRun &run);
[[nodiscard]] QString rowStateText(RowState state, RowOp op);

// "Klaviyo · Members of a list · “VIP” · Mirror"
[[nodiscard]] QString describe(const Destination &destination);

} // namespace perennial
