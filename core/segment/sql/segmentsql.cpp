// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/segmentsql.h"

#include "core/segment/sql/sqlquery.h"

namespace perennial {

Result<QString> segmentSql(const SegmentDoc &doc, const SqlSetting &setting)
{
    return SqlQuery(setting).write(doc);
}

} // namespace perennial
