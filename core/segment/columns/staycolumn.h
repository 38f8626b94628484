// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/column.h"

#include <QString>

namespace perennial {

struct StayRow
{
    quint32 person;
    qint64 since;
    qint64 until; // TimeRange::End where it has not ended

    [[nodiscard]] bool holdsAt(qint64 ms) const { return since <= ms && until > ms; }
};

// Who was where and when: in a list, or at a step of a flow. By person, then time.
struct StayColumn
{
    QString name; // of the list or flow
    QString step; // of a flow
    Column<StayRow> stays;
};

} // namespace perennial
