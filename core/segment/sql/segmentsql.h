// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

class SegmentSources;

// What a query says in words and numbers of the store: the moment, the zone of days, the currency of amounts, and where
// the saved segments are found that a document names.
struct SqlSetting
{
    Instant asOf;
    QTimeZone homeZone;
    QString currency;
    const SegmentSources *sources = nullptr; // null: there is no saved segment
};

// One SQLite query (3.40, with its mathematical functions) over the documented tables that yields the members' profile
// ids, ascending; a common table expression a node, named after its path, under a line that says it in words. Segments
// that it names are written into it. It shares nothing with the evaluator but the document and the reckoning of
// windows, and is what the evaluator is tested against. What plain SQLite cannot say is an error that names the node.
[[nodiscard]] Result<QString> segmentSql(const SegmentDoc &doc, const SqlSetting &setting);

} // namespace perennial
