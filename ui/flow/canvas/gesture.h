// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/flowscene.h"

#include <memory>

namespace perennial {

class FlowCanvas;

// What a hand does between pressing and letting go. The scene shows it meanwhile; what is wanted is told by the canvas
// when it is finished.
class Gesture
{
public:
    Gesture(FlowCanvas &canvas, FlowScene &scene)
        : m_canvas(canvas)
        , m_scene(scene)
    {
    }
    virtual ~Gesture() = default;

    virtual void moveTo(const QPointF &at, Qt::KeyboardModifiers modifiers) = 0; // on the canvas
    virtual void finish(const QPoint &globalAt) = 0;
    virtual void cancel() = 0;
    virtual void paint(QPainter &, const CanvasStyle &) const {} // above everything

protected:
    FlowCanvas &m_canvas;
    FlowScene &m_scene;
};

// Of what is selected; `grabbed` lines up with others.
[[nodiscard]] std::unique_ptr<Gesture> moveGesture(FlowCanvas &canvas, FlowScene &scene, const QPointF &from,
                                                   const QRectF &grabbed);
// A port, or the end of an edge, led to a node.
[[nodiscard]] std::unique_ptr<Gesture> connectGesture(FlowCanvas &canvas, FlowScene &scene, const FlowEdgeId &edge,
                                                      bool takesEnd);
// Selects what it touches, beside what was selected where it `extends`.
[[nodiscard]] std::unique_ptr<Gesture> bandGesture(FlowCanvas &canvas, FlowScene &scene, const QPointF &from,
                                                   bool extends);
[[nodiscard]] std::unique_ptr<Gesture> resizeGesture(FlowCanvas &canvas, FlowScene &scene, const QString &remark,
                                                     const QPointF &from);

// The edge that would be made, from a port to a point or into a node.
void paintProposedEdge(QPainter &painter, const QPointF &port, const QPointF &end, bool isTarget,
                       const CanvasStyle &style);

} // namespace perennial
