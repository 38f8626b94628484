// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/activitylog.h"
#include "ui/widgets/tokens.h"

namespace perennial {

class Job;

// A line of the Activity page, in words.
struct ActivityEntry
{
    enum class Kind { Import, Export, Change, Job, Push };

    Kind kind = Kind::Change;
    qint64 id = 0;
    Instant at;
    QString iconName;
    Ink ink = Ink::Muted;
    QString title;
    QString detail;

    friend bool operator==(const ActivityEntry &, const ActivityEntry &) = default;
};

[[nodiscard]] ActivityEntry entryOf(const ActivityRecord &record);
// As the job stands now.
[[nodiscard]] ActivityEntry entryOf(const Job &job, Instant at);

} // namespace perennial
