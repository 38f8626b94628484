// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the flow canvas in its various dresses into a folder, to be looked at: canvas_pictures DIR (offscreen).
#include "tests/ui/flow/canvas/canvasflows.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowlayout.h"
#include "ui/flow/canvas/flowpicture.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace perennial;

namespace {

FlowDoc laidOut(FlowDoc flow)
{
    const auto places = layoutOf(flow);
    for (FlowNode &node : flow.nodes)
        node.at = places->at(node.id);
    return flow;
}

FlowDoc wideFlow()
{
    FlowDoc flow = cartFlow();
    MultiSplitNode split;
    for (const char *name : {"Bought twice", "Very important people of long standing", "Gave five stars", "Abroad"})
        split.branches.push_back({QString::fromLatin1(name).left(3), QString::fromLatin1(name), {}});
    flow.nodes.push_back(nodeAt(QStringLiteral("multi"), 700, 144, split));
    flow.node(QStringLiteral("started"))->note = QStringLiteral("Agreed with Support.");
    return flow;
}

void save(QWidget &widget, const QString &path)
{
    for (int i = 0; i < 8; ++i) { // a large flow takes several frames
        widget.grab();
        QCoreApplication::processEvents();
    }
    widget.grab().save(path);
}

void saveIcons(const QString &path)
{
    QImage image(1200, 420, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    image.fill(Qt::white);
    QPainter painter(&image);
    int n = 0;
    for (const QString &name : iconNames()) {
        const QRectF at(10 + (n % 20) * 29, 10 + (n / 20) * 40, 20, 20);
        paintIcon(painter, name, at, Qt::black);
        ++n;
    }
    painter.end();
    image.save(path);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(".");
    auto *theme = new Theme(ThemeChoice::Light, &application);
    setReducedMotion(true);
    const auto at = [&](const char *name) { return QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name)); };
    saveIcons(at("icons"));
    const TrafficView traffic = cartTraffic();
    FlowCanvas canvas;
    canvas.resize(1100, 900);
    canvas.show();
    canvas.setFlow(wideFlow());
    canvas.fit();
    canvas.setZoom(1);
    save(canvas, at("plain"));
    canvas.setProblems({{QStringLiteral("sms"), FlowSeverity::Warning}, {QStringLiteral("goal"), FlowSeverity::Error}});
    canvas.setTraffic(&traffic);
    canvas.fit();
    save(canvas, at("traffic"));
    canvas.setFocus(Qt::TabFocusReason);
    canvas.setCurrent(QStringLiteral("mail"));
    canvas.setHighlighted({QStringLiteral("sms"), QStringLiteral("goal")});
    canvas.setZoom(1.25);
    save(canvas, at("selected"));
    QTest::keyClick(&canvas, Qt::Key_C);
    save(canvas, at("connecting"));
    QTest::keyClick(&canvas, Qt::Key_Escape);
    canvas.setHighlighted({});
    canvas.select({.edge = FlowEdgeId{QStringLiteral("bought"), port::No}});
    theme->choose(ThemeChoice::Dark);
    canvas.setZoom(1);
    save(canvas, at("dark"));
    theme->choose(ThemeChoice::Light);
    for (const auto &[zoom, name] :
         {std::pair(0.75, "zoom75"), {0.5, "zoom50"}, {0.35, "zoom35"}, {0.25, "zoom25"}, {0.12, "zoom12"}}) {
        canvas.fit();
        canvas.setZoom(zoom);
        save(canvas, at(name));
    }
    canvas.setZoom(2);
    save(canvas, at("zoom200"));
    canvas.fit();
    const TrafficView heat = cartTraffic(TrafficLook::Heat);
    canvas.setTraffic(&heat);
    save(canvas, at("heat"));
    const FlowTrail trail{{QStringLiteral("started"), QStringLiteral("delay"), QStringLiteral("bought")},
                          {{QStringLiteral("started"), port::Next}, {QStringLiteral("delay"), port::Next}},
                          QStringLiteral("bought")};
    canvas.setTraffic(&traffic);
    canvas.setTrail(&trail);
    save(canvas, at("trail"));
    canvas.setTrail(nullptr);
    QApplication::setLayoutDirection(Qt::RightToLeft);
    canvas.select({.remarks = {QStringLiteral("r1")}});
    save(canvas, at("rtl"));
    QApplication::setLayoutDirection(Qt::LeftToRight);
    canvas.setTraffic(nullptr);
    canvas.setFlow(laidOut(branchedFlow(40)));
    canvas.fit();
    save(canvas, at("layout"));
    const FlowDoc large = laidOut(branchedFlow(500));
    canvas.setFlow(large);
    const TrafficView many = trafficOf(large);
    canvas.setTraffic(&many);
    canvas.fit();
    save(canvas, at("large"));
    canvas.setZoom(0.5);
    save(canvas, at("large50"));
    CanvasState state;
    state.setFlow(wideFlow());
    state.setTraffic(&traffic);
    for (const auto &[kind, name] : {std::pair(FlowPictureKind::Png, "export.png"),
                                     {FlowPictureKind::Svg, "export.svg"},
                                     {FlowPictureKind::Pdf, "export.pdf"}})
        if (!exportPicture(state, folder + QLatin1Char('/') + QLatin1String(name), kind))
            return 1;
    return 0;
}
