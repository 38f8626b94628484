// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/bodyshape.h"

namespace perennial {

// What the bodies of Klaviyo's operations look like, revision 2026-07-15: https://developers.klaviyo.com/en/reference.
// Numbers of items and bytes are the operations' own matter.
[[nodiscard]] BodyShape klaviyoImportShape();
[[nodiscard]] BodyShape klaviyoListShape();
[[nodiscard]] BodyShape klaviyoMembersShape();
[[nodiscard]] BodyShape klaviyoEventShape();
// What their definitions hold: klaviyodefinitions.h.
[[nodiscard]] BodyShape klaviyoSegmentShape();
[[nodiscard]] BodyShape klaviyoFlowShape();
[[nodiscard]] BodyShape klaviyoFlowStatusShape();
[[nodiscard]] BodyShape klaviyoTemplateShape();
[[nodiscard]] BodyShape klaviyoSuppressionShape(const char *type);

} // namespace perennial
