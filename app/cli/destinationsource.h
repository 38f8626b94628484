// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "app/cli/secretsource.h"
#include "core/connect/sync/rundestination.h"
#include "core/sandbox/sandboxhost.h"
#include "core/segment/columns/profiletable.h"

namespace perennial {

// A destination by its name; an error says which there are.
[[nodiscard]] Result<SavedDestination> savedDestination(Store &store, const QString &name);

// The key of a destination; none for one that wants none.
[[nodiscard]] WantedKey wantedKey(const QString &storeId, const SavedDestination &saved);

// The columns of the store of --store.
[[nodiscard]] Result<std::shared_ptr<const ProfileTable>> columnsOf(const CommonOptions &options);

// Where a destination is sent and with which key: the one that `keys` finds or `secretFile` holds; `sandbox` is started
// where it goes there.
[[nodiscard]] Result<PushSetting> sendingTo(const CommonOptions &options, const SavedDestination &destination,
                                            KeyFinder &keys, const std::string &secretFile, SandboxHost &sandbox);

// Sends a destination's run, or goes on with one, with the key that `keys` finds or `secretFile` holds; the sandbox is
// there as long as the command. `order` lacks the store, the destination, the key and the columns.
[[nodiscard]] Result<PushRun> runNow(const CommonOptions &options, const SavedDestination &destination, KeyFinder &keys,
                                     const std::string &secretFile, RunOrder order);

} // namespace perennial
