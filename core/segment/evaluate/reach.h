// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

namespace perennial {

// Everybody in a state of consent for a channel at a moment: for counts of reachable people
// and for the reasons why somebody is left out. The same answer as a consent condition gives.
[[nodiscard]] ProfileSet peopleWho(const ProfileTable &table, Channel channel, Reach state, Instant asOf);

} // namespace perennial
