// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapwords.h"

#include <QAbstractTableModel>

namespace perennial {

// What a cell says.
enum class OverlapMeasure {
    People,
    ShareOfRow, // of the segment of its row
    Likeness    // who is in both, of those in either
};

enum class OverlapOrder {
    Largest,
    Name,
    Likeness // each beside the one most like it
};

// Each segment beside each other.
class OverlapModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { ShadeRole = Qt::UserRole + 1, IsSelfRole, SentenceRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setMap(std::shared_ptr<const OverlapMap> map);
    void setOrder(OverlapOrder order);
    void setMeasure(OverlapMeasure measure);
    // Rows of segments whose names hold all of these words; the columns stay.
    void setFilter(const QString &words);
    [[nodiscard]] const OverlapMap *map() const { return m_map.get(); }
    [[nodiscard]] OverlapOrder order() const { return m_order; }
    [[nodiscard]] OverlapMeasure measure() const { return m_measure; }

    // Of the map.
    [[nodiscard]] size_t rowPlace(int row) const { return m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] size_t columnPlace(int column) const { return m_columns[static_cast<size_t>(column)]; }
    [[nodiscard]] QModelIndex indexOf(SegmentId row, SegmentId column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    [[nodiscard]] std::vector<size_t> ordered() const;
    [[nodiscard]] QString text(size_t a, size_t b) const;
    [[nodiscard]] QString spoken(size_t a, size_t b) const;
    [[nodiscard]] double shade(size_t a, size_t b) const;

    std::shared_ptr<const OverlapMap> m_map;
    OverlapOrder m_order = OverlapOrder::Largest;
    OverlapMeasure m_measure = OverlapMeasure::People;
    QStringList m_words;
    std::vector<size_t> m_rows;
    std::vector<size_t> m_columns;
};

// The places of a map, the largest first, or each beside the one most like it, beginning with the largest.
[[nodiscard]] std::vector<size_t> orderOf(const OverlapMap &map, OverlapOrder order);

} // namespace perennial
