// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/connect/http/httpmessage.h"

#include <chrono>
#include <optional>

namespace perennial {

// How long the answer asks to wait: Retry-After in seconds or as a date (RFC 9110, 10.2.3), at least 1 s and at most 1
// h. Nothing where there is none, or none that can be read.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryAfter(const HttpResponse &response, Instant now);
// An HTTP date (RFC 9110, 5.6.7) in any of its three forms.
[[nodiscard]] std::optional<Instant> httpDate(const QByteArray &text);

} // namespace perennial
