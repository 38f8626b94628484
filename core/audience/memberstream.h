// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/memberreader.h"
#include "core/base/progress.h"

#include <functional>

namespace perennial {

// Takes the next people in turn, on the thread that asked or on another, one call at a time.
using UseMembers = std::function<Result<void>(std::span<const ExportMember>)>;

// Reads people a few hundred at a time and hands them over in the order of `ids` (ascending): while some are used, all
// cores read the next ones, each by a connection of its own to the store's file. Stops with the first error.
[[nodiscard]] Result<void> readMembers(const Store &store, const std::vector<ExportColumn> &columns,
                                       const ReadingMoments &moments, std::span<const ProfileId> ids,
                                       const Progress &progress, const UseMembers &use);

} // namespace perennial
