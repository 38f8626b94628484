// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/flow/canvas/canvasflows.h"
#include "ui/flow/canvas/canvasgeometry.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowscene.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace perennial {

inline QString operator""_id(const char *text, size_t size)
{
    return QString::fromLatin1(text, static_cast<qsizetype>(size));
}

// A canvas that shows the flow of a cart at 100 %, in a window of its own.
struct ShownCanvas
{
    FlowCanvas canvas;

    explicit ShownCanvas(const FlowDoc &flow = cartFlow())
    {
        setReducedMotion(true);
        canvas.setMinimapShown(false);
        canvas.resize(1400, 1100);
        canvas.setFlow(flow);
        canvas.show();
        canvas.activateWindow();
        [[maybe_unused]] const bool shown = QTest::qWaitForWindowActive(&canvas);
        canvas.fit();
        canvas.setZoom(1);
        canvas.setFocus();
    }

    const FlowScene &scene() const { return *static_cast<const FlowScene *>(canvas.scene()); }
    QPoint onScreen(const QPointF &at) const { return canvas.mapFromScene(at); }
    QPoint middleOf(const QString &node) const { return onScreen(scene().node(node)->outline().card.center()); }
    QPoint portOf(const QString &node, const FlowPort &port) const { return onScreen(scene().portAt({node, port})); }
    QPoint onEdge(const QString &node, const FlowPort &port) const
    {
        const QPolygonF corners = scene().edge({node, port})->corners();
        const qsizetype last = corners.size() - 1;
        return onScreen(corners[last] * 0.5 + corners[last - 1] * 0.5);
    }

    void click(const QPoint &at, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, modifiers, at);
    }
    void drag(const QPoint &from, const QPoint &to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        press(from, button, modifiers);
        moveTo((from + to) / 2, button, modifiers);
        moveTo(to, button, modifiers);
        QTest::mouseRelease(canvas.viewport(), button, modifiers, to);
    }
    void press(const QPoint &at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(canvas.viewport(), button, modifiers, at);
    }
    void moveTo(const QPoint &at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, at, canvas.viewport()->mapToGlobal(at), Qt::NoButton, button, modifiers);
        QCoreApplication::sendEvent(canvas.viewport(), &event);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&canvas, key, modifiers);
    }
};

} // namespace perennial
