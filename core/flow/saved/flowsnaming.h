// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/document/savedname.h"
#include "core/store/flowshelf.h"

#include <QStringList>

namespace perennial {

// Whether anything in a flow asks for membership of it: a trigger, the entry filter, an exit, a step.
[[nodiscard]] bool names(const FlowDoc &flow, const SavedName &name);
// The names of the saved flows that do; one that cannot be read names nothing.
[[nodiscard]] Result<QStringList> flowsNaming(const FlowShelf &shelf, const SavedName &name);

} // namespace perennial
