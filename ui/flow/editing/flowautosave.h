// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/documents/documentautosave.h"
#include "ui/flow/editing/flowkind.h"

namespace perennial {

using FlowAutosave = DocumentAutosave<FlowKind>;

} // namespace perennial
