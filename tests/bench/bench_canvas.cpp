// SPDX-License-Identifier: GPL-3.0-or-later
// How long a frame of the flow canvas takes while a hand pans, zooms and drags: 500 nodes and their edges with counts
// on a window of 1920 x 1080; and how long 10,000 nodes take to open. Run offscreen as: bench_canvas [NODES]
#include "tests/ui/flow/canvas/canvasflows.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowlayout.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace perennial;

namespace {

constexpr int Frames = 200;

double msSince(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

// What a step and the picture after it take, in one go as the window's thread does them.
template <class Step>
void measure(const char *what, QWidget &widget, const Step &step)
{
    std::vector<double> frames;
    for (int i = 0; i < Frames; ++i) {
        QElapsedTimer timer;
        timer.start();
        step(i);
        widget.repaint(); // all of it, which is more than a drag needs
        QCoreApplication::processEvents();
        frames.push_back(msSince(timer));
    }
    std::ranges::sort(frames);
    QTextStream(stdout) << QStringLiteral("%1  median %2 ms, p95 %3 ms, max %4 ms\n")
                               .arg(QLatin1String(what), -34)
                               .arg(frames[Frames / 2], 6, 'f', 1)
                               .arg(frames[Frames * 95 / 100], 6, 'f', 1)
                               .arg(frames.back(), 6, 'f', 1);
}

void mouse(FlowCanvas &canvas, QEvent::Type type, const QPointF &at, Qt::MouseButton button)
{
    const bool isUp = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, canvas.viewport()->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
                      isUp ? Qt::NoButton : button, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas.viewport(), &event);
}

void drag(const char *what, FlowCanvas &canvas, const QPointF &from, Qt::MouseButton button)
{
    mouse(canvas, QEvent::MouseButtonPress, from, button);
    measure(what, *canvas.viewport(), [&](int i) {
        const double angle = i * 0.1;
        mouse(canvas, QEvent::MouseMove, from + QPointF(std::cos(angle) * 160 - 120, std::sin(angle) * 160 + 20),
              button);
    });
    mouse(canvas, QEvent::MouseButtonRelease, from, button);
}

void wheel(FlowCanvas &canvas, int delta)
{
    const QPointF at = canvas.viewport()->rect().center();
    QWheelEvent event(at, canvas.viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas.viewport(), &event);
}

QPointF middleOf(const FlowCanvas &canvas, const FlowDoc &flow, size_t node)
{
    return canvas.mapFromScene(flow.nodes[node].at + QPointF(0, 28));
}

void bench(FlowCanvas &canvas, const FlowDoc &flow)
{
    for (const double zoom : {1.0, 0.5, 0.25}) {
        QTextStream(stdout) << "at " << zoom * 100 << " %\n";
        canvas.fit();
        canvas.setZoom(zoom);
        canvas.reveal(flow.nodes[flow.nodes.size() / 2].id);
        QElapsedTimer timer;
        timer.start();
        canvas.viewport()->repaint();
        QTextStream(stdout) << "  first picture at this zoom         " << QString::number(msSince(timer), 'f', 1)
                            << " ms\n";
        drag("  pan", canvas, {960, 540}, Qt::MiddleButton);
        FlowSelection fifty;
        for (size_t i = 0; i < 50; ++i)
            fifty.nodes.insert(flow.nodes[flow.nodes.size() / 2 - 25 + i].id);
        const size_t grabbed = flow.nodes.size() / 2;
        canvas.reveal(flow.nodes[grabbed].id);
        canvas.select({.nodes = {flow.nodes[grabbed].id}});
        drag("  drag one node", canvas, middleOf(canvas, flow, grabbed), Qt::LeftButton);
        canvas.select(fifty);
        drag("  drag 50 nodes", canvas, middleOf(canvas, flow, grabbed), Qt::LeftButton);
    }
    canvas.setZoom(0.6);
    canvas.setZoom(0.5);
    std::vector<TrafficView> days;
    for (int day = 0; day < 20; ++day)
        days.push_back(trafficOf(flow, 50'000 * (day + 1)));
    measure("another day's counts, at 50 %", *canvas.viewport(),
            [&](int i) { canvas.setTraffic(&days[static_cast<size_t>(i) % days.size()]); });
    measure("zoom by the wheel, 25 to 150 %", *canvas.viewport(),
            [&](int i) { wheel(canvas, i / 20 % 2 == 0 ? 40 : -40); });
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    new Theme(ThemeChoice::Light, &application);
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 500;
    const FlowDoc flow = largeFlow(count);
    size_t edges = 0;
    for (const FlowNode &node : flow.nodes)
        edges += node.to.size();
    FlowCanvas canvas;
    canvas.resize(1920, 1080);
    canvas.show();
    const TrafficView traffic = trafficOf(flow);
    canvas.setFlow(flow);
    canvas.setTraffic(&traffic);
    QCoreApplication::processEvents();
    QTextStream(stdout) << count << " nodes, " << edges << " edges, counts shown\n";
    bench(canvas, flow);
    QElapsedTimer timer;
    timer.start();
    const auto places = layoutOf(flow);
    QTextStream(stdout) << "layout of all: " << QString::number(msSince(timer), 'f', 1) << " ms\n";
    FlowDoc edited = flow;
    edited.nodes[static_cast<size_t>(count) / 2].title = QStringLiteral("Renamed");
    timer.restart();
    canvas.setFlow(edited);
    QTextStream(stdout) << "one node changed: " << QString::number(msSince(timer), 'f', 1) << " ms\n";
    const FlowDoc huge = largeFlow(10'000);
    timer.restart();
    canvas.setFlow(huge);
    QTextStream(stdout) << "10,000 nodes set: " << QString::number(msSince(timer), 'f', 1) << " ms";
    canvas.fit();
    canvas.viewport()->repaint();
    QTextStream(stdout) << ", and drawn: " << QString::number(msSince(timer), 'f', 1) << " ms\n";
    return places ? 0 : 1;
}
