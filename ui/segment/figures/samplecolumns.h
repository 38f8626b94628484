// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

namespace perennial {

class ProfileTable;

// What a segment's conditions ask about, for a few of its people: the values are read row by row, as explanations do,
// so that they cost next to nothing and are those that the conditions compare.
class SampleColumns
{
public:
    static constexpr size_t Most = 3;

    SampleColumns(const SegmentDoc &doc, const ProfileTable &table, Instant asOf);
    ~SampleColumns();
    Q_DISABLE_COPY_MOVE(SampleColumns)

    // In the order of the document, each once.
    [[nodiscard]] std::vector<SampleColumn> columns() const;
    [[nodiscard]] std::vector<SampleValue> valuesOf(ProfileId person) const;

    class Source;

private:
    void add(const SegmentNode &node);
    void add(SampleColumn column, std::unique_ptr<Source> source);
    void addQuantity(const EventQuantity &quantity);
    void addLast(const QString &metric);
    void addProperty(const QString &property);

    const SegmentDoc &m_doc;
    const ProfileTable &m_table;
    Instant m_asOf;
    std::vector<std::pair<SampleColumn, std::unique_ptr<Source>>> m_columns;
};

} // namespace perennial
