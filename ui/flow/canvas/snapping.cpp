// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/snapping.h"

#include "ui/flow/canvas/canvasgeometry.h"

#include <cmath>
#include <optional>

namespace perennial {

namespace {

struct Line
{
    double at = 0; // where the other's line is
    double off = 0;
    QRectF other;
};

void takeNearer(std::optional<Line> &best, const Line &line, double reach)
{
    if (std::abs(line.off) <= reach && (!best || std::abs(line.off) < std::abs(best->off)))
        best = line;
}

} // namespace

Snap snapped(const QRectF &dragged, const QPointF &by, const std::vector<QRectF> &others, double reach)
{
    const QRectF there = dragged.translated(by);
    const QPointF head(there.center().x(), there.top());
    std::optional<Line> upright;
    std::optional<Line> level;
    for (const QRectF &other : others) {
        takeNearer(upright, {other.center().x(), other.center().x() - head.x(), other}, reach);
        takeNearer(upright, {other.left(), other.left() - there.left(), other}, reach);
        takeNearer(upright, {other.right(), other.right() - there.right(), other}, reach);
        takeNearer(level, {other.top(), other.top() - head.y(), other}, reach);
    }
    const QPointF grid = onGrid(head) - head;
    Snap snap{by + QPointF(upright ? upright->off : grid.x(), level ? level->off : grid.y()), {}};
    const QRectF lands = dragged.translated(snap.by);
    if (upright) {
        const QRectF both = lands | upright->other;
        snap.guides.emplace_back(upright->at, both.top(), upright->at, both.bottom());
    }
    if (level) {
        const QRectF both = lands | level->other;
        snap.guides.emplace_back(both.left(), level->at, both.right(), level->at);
    }
    return snap;
}

} // namespace perennial
