// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/keyconnect.h"

#include <memory>

class QKeyEvent;

namespace perennial {

class FlowCanvas;

// The keyboard on a canvas: everything that a hand can do.
class CanvasKeys
{
public:
    CanvasKeys(FlowCanvas &canvas, FlowScene &scene);

    // Whether the key meant something.
    bool press(const QKeyEvent &event);
    bool step(bool forward); // to the next node or remark; false: there is none
    bool cancel();
    void paint(QPainter &painter, const CanvasStyle &style) const;
    [[nodiscard]] QString hint() const;

private:
    bool pressConnecting(const QKeyEvent &event);
    bool pressArrow(const QKeyEvent &event);
    bool pressWithControl(const QKeyEvent &event);
    bool pressPlain(const QKeyEvent &event);
    bool pressEditing(int key);
    [[nodiscard]] std::ptrdiff_t stopOf(const std::vector<FlowNodeId> &order) const;
    void nudge(const QPointF &by);
    void walk(Way way, bool extends);
    void walkEdges();
    void startConnecting();
    void activate();
    void addAfter();
    [[nodiscard]] QPoint globalOf(const QPointF &at) const;

    FlowCanvas &m_canvas;
    FlowScene &m_scene;
    std::unique_ptr<KeyConnect> m_connect;
};

} // namespace perennial
