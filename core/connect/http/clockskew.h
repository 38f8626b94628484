// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/connect/http/httpmessage.h"

#include <chrono>
#include <optional>

namespace perennial {

// How far our clock is ahead of the answer's Date header; negative where it is behind. Nothing up to 5 minutes, and
// where the answer has no date that can be read.
[[nodiscard]] std::optional<std::chrono::seconds> clockSkew(const HttpResponse &response, Instant now);
// "This computer's clock is 12 minutes ahead …", for people.
[[nodiscard]] QString clockSkewText(std::chrono::seconds skew);

} // namespace perennial
