// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/segmentdoc.h"

namespace perennial {

// What a query says in words and numbers of the store: the moment, the zone of days, the currency of amounts.
struct SqlSetting
{
    Instant asOf;
    QTimeZone homeZone;
    QString currency;
};

// One SQLite query over the documented tables that yields the members' profile ids, ascending; a common table
// expression a node, named after its path. It shares nothing with the evaluator but the document and the reckoning of
// windows, and is what the evaluator is tested against. What plain SQLite cannot say (regular expressions,
// anniversaries in a zone with summer time) is an error that names the node.
[[nodiscard]] Result<QString> segmentSql(const SegmentDoc &doc, const SqlSetting &setting);

} // namespace perennial
