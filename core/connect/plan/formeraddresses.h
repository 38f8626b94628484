// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/plan/audienceplan.h"

namespace perennial {

// Whoever stays, and is reached by another address than the platform was told of, is taken out there under the old one
// before they are told anew; whoever leaves is taken out under what was told. Such people stand in `takeOuts` once for
// each address, and those who stay among `adds` too. Only where leavers are taken out and whoever stays is told anew
// (a mirror, an upsert), and only of lists, audiences and properties: what was suppressed stays so, events and files
// are past. Sets formerAddresses.
[[nodiscard]] Result<void> addFormerAddresses(const PlanGround &ground, const SavedDestination &destination,
                                              AudiencePlan &plan);

} // namespace perennial
