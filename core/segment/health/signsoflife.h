// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/columns/profileset.h"
#include "core/segment/columns/profiletable.h"

namespace perennial {

// Whether an event of this metric is done to somebody rather than by them: mail that is sent, a parcel on its way.
[[nodiscard]] bool isDoneToPeople(const QString &metric);
// Everybody who has done anything in the `days` before `asOf`.
[[nodiscard]] Result<ProfileSet> aliveAt(const std::shared_ptr<const ProfileTable> &table, Instant asOf, int days,
                                         const Progress &progress);
// Everybody who can receive e-mail or SMS.
[[nodiscard]] Result<ProfileSet> reachableAt(const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                             const Progress &progress);

} // namespace perennial
