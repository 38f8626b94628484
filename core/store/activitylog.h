// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QString>

#include <vector>

namespace perennial {

class Store;

enum class ActivityKind { Import, Export, Change, Push };

// Something that was done with the store.
struct ActivityRecord
{
    ActivityKind kind = ActivityKind::Change;
    qint64 id = 0; // in its table
    Instant at;
    QString name;    // an import's file, an export's segment, a change's action, a push's destination
    QString note;    // an import's format, an export's layout, a change's detail, a push's state
    QString path;    // of the file that was read or written; why a push did not go on
    qint64 rows = 0; // read, written, or sent
    qint64 stored = 0;
    qint64 rejected = 0;

    friend bool operator==(const ActivityRecord &, const ActivityRecord &) = default;
};

// Imports, exports, pushes and the audit log as one, newest first.
[[nodiscard]] Result<std::vector<ActivityRecord>> listActivity(const Store &store, int limit);

} // namespace perennial
