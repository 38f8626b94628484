// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/ordercolumns.h"

#include "core/base/celltext.h"

namespace perennial {

OrderColumns::OrderColumns(const std::vector<BoundColumn> &columns)
    : m_bound(columns)
{
    const auto fields = orderFields();
    Q_ASSERT(fields.size() == static_cast<std::size_t>(OrderCell::Count));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].mapping.role != ColumnRole::OrderField)
            continue;
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (columns[i].mapping.name == QLatin1String(fields[field].name))
                m_columns[field].push_back(i);
        }
    }
}

void OrderColumns::read(const CsvRecord &record, OrderCells &cells) const
{
    for (std::size_t field = 0; field < cells.size(); ++field) {
        cells[field] = {};
        for (const std::size_t column : m_columns[field]) {
            if (cells[field].empty())
                cells[field] = withoutGuard(trimmed(record[column]));
        }
    }
}

} // namespace perennial
