// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/segmentsql.h"

#include "core/segment/sqlquery.h"

namespace perennial {

Result<QString> segmentSql(const SegmentDoc &doc, const SqlSetting &setting)
{
    return SqlQuery(setting).write(doc);
}

} // namespace perennial
