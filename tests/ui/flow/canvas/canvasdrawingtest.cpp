// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/canvas/canvasfixture.h"
#include "ui/flow/canvas/connecting.h"
#include "ui/flow/canvas/flowlayout.h"
#include "ui/flow/canvas/flowpicture.h"
#include "ui/flow/canvas/snapping.h"

#include <QImage>
#include <QImageReader>
#include <QSvgRenderer>
#include <QTemporaryDir>

#include <clocale>

using namespace perennial;

// Ways, places and pictures, without a hand.
class CanvasDrawingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edgesRunAlongTheAxesAndAroundNodes()
    {
        FlowDoc flow = cartFlow();
        flow.node("sms"_id)->to[port::Next] = "delay"_id; // back up, past everything
        ShownCanvas shown(flow);
        for (const FlowNode &node : flow.nodes)
            for (const auto &[port, to] : node.to) {
                const QPolygonF corners = shown.scene().edge({node.id, port})->corners();
                QCOMPARE(corners.first(), shown.scene().portAt({node.id, port}));
                QCOMPARE(corners.last(), flow.node(to)->at);
                for (qsizetype i = 1; i < corners.size(); ++i) {
                    const QLineF line(corners[i - 1], corners[i]);
                    QVERIFY(line.dx() == 0 || line.dy() == 0);
                    QVERIFY2(!crossesANode(flow, line), qPrintable(QStringLiteral("%1 %2: %3,%4 to %5,%6")
                                                                       .arg(node.id, port)
                                                                       .arg(line.x1())
                                                                       .arg(line.y1())
                                                                       .arg(line.x2())
                                                                       .arg(line.y2())));
                }
                QVERIFY2(corners.last().y() > corners[corners.size() - 2].y(), qPrintable(node.id)); // in from above
            }
    }

    void straightBelowIsOneLine()
    {
        ShownCanvas shown;
        QCOMPARE(shown.scene().edge({"started"_id, port::Next})->corners().size(), 2);
    }

    void circlesNeedADelay()
    {
        const FlowDoc flow = cartFlow();
        QVERIFY(mayConnect(flow, "sms"_id, port::Next, "delay"_id));
        QVERIFY(mayConnect(flow, "goal"_id, port::Next, "sms"_id));
        QVERIFY(!mayConnect(flow, "sms"_id, port::Next, "wait"_id));    // round without a delay
        QVERIFY(!mayConnect(flow, "sms"_id, port::Next, "sms"_id));     // to itself
        QVERIFY(!mayConnect(flow, "sms"_id, port::Next, "started"_id)); // a trigger
        QVERIFY(!mayConnect(flow, "mail"_id, port::Next, "wait"_id));   // leads there already
        QVERIFY(!mayConnect(flow, "exit"_id, port::Next, "sms"_id));    // no such port
    }

    void layoutPutsStepsBelowEachOther()
    {
        // A locale that writes decimals with a comma must not change it.
        const char *before = std::setlocale(LC_NUMERIC, nullptr);
        std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
        const FlowDoc flow = branchedFlow(120);
        const auto places = layoutOf(flow);
        std::setlocale(LC_NUMERIC, before);
        QVERIFY(places);
        QCOMPARE(places->size(), flow.nodes.size());
        FlowDoc laidOut = flow;
        for (FlowNode &node : laidOut.nodes)
            node.at = places->at(node.id);
        for (const FlowNode &node : laidOut.nodes) {
            QCOMPARE(onGrid(node.at), node.at);
            for (const auto &[port, to] : node.to)
                QVERIFY(laidOut.node(to)->at.y() > shapeOf(node).card.bottom());
            for (const FlowNode &other : laidOut.nodes)
                QVERIFY(node.id == other.id || !shapeOf(node).card.intersects(shapeOf(other).card));
        }
        const FlowNode &split = laidOut.nodes[2];
        QVERIFY(laidOut.node(split.to.at(port::Yes))->at.x() < laidOut.node(split.to.at(port::No))->at.x());
    }

    void layoutOfSomeLeavesTheRest()
    {
        const FlowDoc flow = cartFlow();
        const auto places = layoutOf(flow, {"mail"_id, "wait"_id, "sms"_id});
        QVERIFY(places);
        QCOMPARE(places->size(), size_t(3));
        QCOMPARE(places->at("mail"_id).y(), 456.0);
        QCOMPARE(places->at("mail"_id).x(), places->at("wait"_id).x());
        QVERIFY(layoutOf(FlowDoc())->empty());
    }

    void layoutOfThousandsGivesEachAPlace()
    {
        const FlowDoc large = largeFlow(10'000);
        const auto places = layoutOf(large);
        QVERIFY(places);
        std::set<std::pair<double, double>> taken;
        for (const auto &[id, at] : *places)
            taken.insert({at.x(), at.y()});
        QCOMPARE(taken.size(), large.nodes.size());
        std::set<FlowNodeId> most;
        for (const FlowNode &node : large.nodes)
            most.insert(node.id);
        QVERIFY(!layoutOf(large, most)); // would take longer than one waits
    }

    void nodesSnap()
    {
        const QRectF card(0, 0, 240, 56);
        QCOMPARE(snapped(card, {5, 11}, {}, 6).by, QPointF(8, 8));
        const Snap snap = snapped(card, {301, 200}, {QRectF(304, 0, 240, 56)}, 6);
        QCOMPARE(snap.by, QPointF(304, 200));
        QCOMPARE(snap.guides.size(), size_t(1));
    }

    void textStaysReadableAtAnyZoom()
    {
        for (const double zoom : {3.0, 1.0, 0.7, 0.5, 0.25}) {
            CanvasStyle style;
            style.zoom = zoom;
            QVERIFY(style.font(12, TextWeight::Regular).pixelSize() * zoom >= CanvasStyle::SmallestText);
        }
    }

    void picturesAreWhole_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("starts");
        QTest::newRow("PNG") << static_cast<int>(FlowPictureKind::Png) << QByteArray("\x89PNG");
        QTest::newRow("SVG") << static_cast<int>(FlowPictureKind::Svg) << QByteArray("<?xml");
        QTest::newRow("PDF") << static_cast<int>(FlowPictureKind::Pdf) << QByteArray("%PDF-");
    }
    void picturesAreWhole()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, starts);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("cart"));
        QVERIFY(exportPicture(cartState(), path, static_cast<FlowPictureKind>(kind)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(starts));
    }

    void svgSaysItsWords()
    {
        const auto svg = pictureOf(cartState(), FlowPictureKind::Svg);
        QVERIFY(svg);
        QVERIFY(svg->contains("You left something"));
        QVERIFY(svg->contains("12,408") || svg->contains("12.408"));
        QVERIFY(!svg->contains("<image")); // icons are drawings
        QVERIFY(QSvgRenderer(*svg).isValid());
    }

    void pictureOfALargeFlowFits()
    {
        CanvasState state;
        state.setFlow(largeFlow(2000));
        const auto png = pictureOf(state, FlowPictureKind::Png);
        QVERIFY(png);
        QImageReader::setAllocationLimit(0);
        const QImage image = QImage::fromData(*png);
        QVERIFY(!image.isNull());
        QVERIFY(image.width() <= 30'000 && image.height() <= 30'000);
        QVERIFY(!pictureOf(CanvasState(), FlowPictureKind::Png)); // nothing to draw is told
    }

private:
    static CanvasState cartState()
    {
        CanvasState state;
        state.setFlow(cartFlow());
        const TrafficView traffic = cartTraffic();
        state.setTraffic(&traffic);
        return state;
    }

    static bool crossesANode(const FlowDoc &flow, const QLineF &line)
    {
        const QRectF along = QRectF(line.p1(), line.p2()).normalized().adjusted(-0.5, -0.5, 0.5, 0.5);
        for (const FlowNode &node : flow.nodes)
            if (shapeOf(node).card.adjusted(1, 1, -1, -1).intersects(along))
                return true;
        return false;
    }
};

QTEST_MAIN(CanvasDrawingTest)
#include "canvasdrawingtest.moc"
