// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sqlquery.h"

#include <QCoreApplication>

namespace perennial {

Result<QString> sqlBody(const SqlCondition &condition, SqlNode &node)
{
    return failure(ErrorKind::Invalid,
                   QCoreApplication::translate("perennial", "The query “%1” is SQL of its own and is not shown within "
                                                            "this one.")
                       .arg(condition.query),
                   node.where + QStringLiteral(".query"));
}

} // namespace perennial
