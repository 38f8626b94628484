// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace perennial {

// What edges go around: rectangles, found by place.
class Obstacles
{
public:
    void clear();
    void insert(int key, const QRectF &rect); // keys are small and without gaps
    void remove(int key);
    [[nodiscard]] QRectF rect(int key) const;
    // Those the line along an axis passes, each once.
    [[nodiscard]] std::vector<int> passedBy(const QPointF &from, const QPointF &to) const;
    [[nodiscard]] std::vector<int> within(const QRectF &area) const;

private:
    template <class Do>
    void eachCell(const QRectF &area, const Do &act) const;

    std::vector<QRectF> m_rects;
    QHash<QPair<int, int>, std::vector<int>> m_cells;
};

// From a port down, along the axes, around what stands in the way, and down into the next node.
struct EdgeEnds
{
    QPointF from;
    QPointF to;
    int source = -1; // keys of obstacles
    int target = -1;
    int lane = 0; // how far down it turns, beside others of the same node
};
// Of several edges of a node those that would cross others of it turn further down. `ways`: how far to the right the
// edge of each port goes, 0 where it goes nowhere.
[[nodiscard]] int laneOf(const std::vector<double> &ways, size_t own);
[[nodiscard]] QPolygonF routeOf(const EdgeEnds &ends, const Obstacles &obstacles);
[[nodiscard]] QPainterPath roundedPath(const QPolygonF &corners, double radius);

} // namespace perennial
