// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/documents/documentautosave.h"
#include "ui/segment/editing/segmentkind.h"

namespace perennial {

using SegmentAutosave = DocumentAutosave<SegmentKind>;

} // namespace perennial
