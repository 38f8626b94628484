// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/heldvalues.h"

#include <algorithm>
#include <cmath>

namespace perennial {

HeldValues::HeldValues(const PropertyColumn &column, const PeopleChunk &chunk, qint64 asOf)
    : m_column(column)
    , m_raws(chunk.count)
{
    for (quint32 place = 0; place < chunk.count; ++place)
        m_raws[place] = column.rawAt(chunk.first + place);
    if (asOf >= column.lastSince)
        return;
    const auto &rows = column.histories;
    auto row = std::ranges::lower_bound(rows, chunk.first, {}, &PropertyColumn::Earlier::person);
    while (row != rows.end() && row->person < chunk.end()) {
        const auto next = std::find_if(row, rows.end(), [&](const auto &r) { return r.person != row->person; });
        m_raws[row->person - chunk.first] = PropertyColumn::inForce(&*row, &*row + (next - row), asOf);
        row = next;
    }
}

bool HeldValues::isKnown(quint32 place) const
{
    return m_column.type == ValueType::Number ? !std::isnan(number(place)) : m_raws[place] != m_column.noValue();
}

} // namespace perennial
