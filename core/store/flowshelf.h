// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/documentshelf.h"

namespace perennial {

using FlowId = Id<struct FlowTag>;

// The flows of a store; their documents are the JSON of core/flow.
using FlowShelf = DocumentShelf<FlowId>;
using SavedFlow = SavedDocument<FlowId>;
using FlowVersion = DocumentVersion;

} // namespace perennial
