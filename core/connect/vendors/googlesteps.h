// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"
#include "core/connect/vendors/googleanswers.h"
#include "core/connect/vendors/googlememo.h"

namespace perennial {

// How the conversation about an upload to Google goes on: stage "upload" sends it, "status" asks what came of it.

// An upload may be unknown where it is asked after at once.
inline constexpr int GooglePollsBeforeForgotten = 8;

[[nodiscard]] BatchStep googleUpload(const GoogleMemo &memo, std::chrono::milliseconds wait = {});
// Asks after it: first after 5 s, then ever later, at last every 5 min.
[[nodiscard]] BatchStep googleWorking(const GoogleMemo &memo);
// Whoever was left out is told of; all others are there.
[[nodiscard]] BatchStep googleDone(const GoogleMemo &memo);
// Google works on an upload long after it took it, and tells afterwards how many it refused, never whom. Uploading
// somebody again changes nothing, so they are sought by halving.
[[nodiscard]] BatchStep googleStep(const GoogleStatus &status, GoogleMemo memo);

} // namespace perennial
