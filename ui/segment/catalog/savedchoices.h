// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "ui/segment/catalog/segmentcatalog.h"

#include <memory>

namespace perennial {

class ProfileTable;
class Store;

// What is saved in a store for conditions to name.
struct SavedChoices
{
    std::vector<DefinitionChoice> definitions; // segments by name, then stages in their order
    std::vector<SqlTemplate> queries;
};

[[nodiscard]] Result<SavedChoices> savedChoices(Store &store);
[[nodiscard]] std::vector<ListChoice> listsOf(const ProfileTable &table, Instant now);
[[nodiscard]] std::vector<FlowChoice> flowsOf(const ProfileTable &table, Instant now);
// How many people each segment and each stage holds; one that cannot be asked is left out.
[[nodiscard]] Result<std::vector<DefinitionSize>>
definitionSizes(Store &store, const std::shared_ptr<const ProfileTable> &table, Instant now, const Progress &progress);

} // namespace perennial
