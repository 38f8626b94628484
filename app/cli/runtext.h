// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/connect/outbox/pushrun.h"
#include "core/connect/plan/audienceplan.h"

namespace perennial {

// A run in figures: {"run", "destination", "state", "joins", "leaves", "sent", "failed", …}.
[[nodiscard]] QJsonObject runJson(const PushRun &run);
// Exit code 3 where rows failed; a run that failed or waits for a yes is an error that says what to do.
[[nodiscard]] Result<Answer> answerOf(const PushRun &run);
// Who is held back, by the reason's enumId(): {"excluded": 3, …}.
[[nodiscard]] QJsonObject heldBackJson(const AudiencePlan &plan);

} // namespace perennial
