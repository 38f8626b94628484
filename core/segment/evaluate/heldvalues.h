// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"

#include <bit>

namespace perennial {

// The values of one property that the people of a chunk held at a moment. The column must live longer.
class HeldValues
{
public:
    HeldValues(const PropertyColumn &column, const PeopleChunk &chunk, qint64 asOf);

    // `place` counts from the chunk's first person.
    [[nodiscard]] PropertyColumn::Raw operator[](quint32 place) const { return m_raws[place]; }
    [[nodiscard]] bool isKnown(quint32 place) const;
    [[nodiscard]] double number(quint32 place) const { return std::bit_cast<double>(m_raws[place]); }
    [[nodiscard]] const QByteArray &text(quint32 place) const
    {
        return m_column.texts[static_cast<size_t>(m_raws[place])];
    }

private:
    const PropertyColumn &m_column;
    std::vector<PropertyColumn::Raw> m_raws;
};

} // namespace perennial
