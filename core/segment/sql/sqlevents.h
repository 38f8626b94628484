// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/condition.h"

namespace perennial {

struct SqlNode;

// Events of one metric that pass their filters, as a SELECT of the asker's columns; `e` is the event, `m` its profile,
// `d` its details.
struct SqlEvents
{
    const QString &metric;
    const FilterSet &filters;
    QString columns;
    QString joins;        // beside those of the filters
    QString when;         // a test of e.at
    bool details = false; // the columns look at them
};

[[nodiscard]] Result<QString> sqlEvents(const SqlEvents &events, SqlNode &node, const QString &where);
// The event's own value in the store's currency.
[[nodiscard]] QString sqlEventValue(const SqlNode &node);
// The property of an event as something to compare for being the same.
[[nodiscard]] QString sqlEventKey(const QString &property, const SqlNode &node);

} // namespace perennial
