// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/klaviyo/jsongrammar.h"

namespace perennial {

// The shapes of Klaviyo's definitions, revision 2026-07-15; the rules that definitions begin with are "segment" and
// "flow".
[[nodiscard]] const JsonGrammar &klaviyoGrammar();

} // namespace perennial
