// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasstyle.h"

#include <QPainterPath>
#include <QPolygonF>

#include <optional>

namespace perennial {

// What is drawn of an edge.
struct EdgeLook
{
    enum class Tone { Plain, Hovered, Selected, Trail, Dimmed };

    double share = 0; // of the traffic of the busiest
    bool hasTraffic = false;
    bool isTaken = true; // by anybody
    std::optional<double> heat;
    Tone tone = Tone::Plain;

    friend bool operator==(const EdgeLook &, const EdgeLook &) = default;
};

inline constexpr double WidestEdge = 16;
[[nodiscard]] double widthOf(const EdgeLook &look);
// The line, which ends where its arrow begins.
[[nodiscard]] QPainterPath edgePath(const QPolygonF &corners, double width);
void paintEdge(QPainter &painter, const QPainterPath &path, const QPointF &tip, const EdgeLook &look,
               const CanvasStyle &style);
// The grip with which a selected edge's end is led elsewhere.
[[nodiscard]] QRectF gripRect(const QPointF &tip, const CanvasStyle &style);
void paintGrip(QPainter &painter, const QPointF &tip, const CanvasStyle &style);

} // namespace perennial
