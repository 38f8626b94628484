// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/pickers/picklist.h"

namespace perennial {

class SegmentCatalog;

// What can be added to a group, as a marketer thinks: what someone did, who someone is, consent.
[[nodiscard]] std::vector<PickItem> newConditionItems(const SegmentCatalog &catalog);
// The condition an item stands for, with the rest left to its pills.
[[nodiscard]] SegmentNode newCondition(const QString &itemId);

} // namespace perennial
