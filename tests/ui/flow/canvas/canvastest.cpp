// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/canvas/canvasfixture.h"
#include "ui/flow/canvas/minimap.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>

using namespace perennial;

// The canvas under a mouse: what somebody does comes as a wish, and what is shown follows the flow alone.
class CanvasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickSelectsANode()
    {
        ShownCanvas shown;
        QSignalSpy changed(&shown.canvas, &FlowCanvas::selectionChanged);
        shown.click(shown.middleOf("mail"_id));
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"mail"_id}}));
        QCOMPARE(shown.canvas.current(), "mail"_id);
        shown.click(shown.middleOf("sms"_id), Qt::ShiftModifier);
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"mail"_id, "sms"_id}}));
        shown.click(shown.middleOf("mail"_id), Qt::ShiftModifier);
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"sms"_id}}));
        shown.click(shown.onScreen({600, 0}));
        QVERIFY(shown.canvas.selection().isEmpty());
        QVERIFY(changed.size() >= 4);
    }

    void doubleClickOpensANode()
    {
        ShownCanvas shown;
        QSignalSpy activated(&shown.canvas, &FlowCanvas::nodeActivated);
        QTest::mouseDClick(shown.canvas.viewport(), Qt::LeftButton, {}, shown.middleOf("wait"_id));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toString(), "wait"_id);
    }

    void bandTakesWhatItTouches()
    {
        ShownCanvas shown;
        shown.drag(shown.onScreen({-300, 430}), shown.onScreen({60, 560}));
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"exit"_id, "mail"_id}}));
    }

    void draggedNodeLandsOnTheGrid()
    {
        ShownCanvas shown;
        QSignalSpy moved(&shown.canvas, &FlowCanvas::moveRequested);
        const QPoint from = shown.middleOf("goal"_id);
        shown.drag(from, from + QPoint(-203, 101));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].value<FlowSelection>(), (FlowSelection{.nodes = {"goal"_id}}));
        QCOMPARE(moved[0][1].toPointF(), QPointF(-200, 104));
        QCOMPARE(shown.scene().node("goal"_id)->outline().entry(), QPointF(0, 768));
    }

    void draggedNodeLinesUpWithOthers()
    {
        ShownCanvas shown;
        QSignalSpy moved(&shown.canvas, &FlowCanvas::moveRequested);
        const QPoint from = shown.middleOf("goal"_id);
        shown.drag(from, from + QPoint(141, 3)); // nearly below the wait, in a row with the SMS
        QCOMPARE(moved[0][1].toPointF(), QPointF(144, 0));
    }

    void escapeTakesADragBack()
    {
        ShownCanvas shown;
        QSignalSpy moved(&shown.canvas, &FlowCanvas::moveRequested);
        const QPoint from = shown.middleOf("goal"_id);
        shown.press(from);
        shown.moveTo(from + QPoint(-200, 104));
        QVERIFY(shown.scene().node("goal"_id)->outline().entry() != QPointF(0, 768));
        shown.key(Qt::Key_Escape);
        QCOMPARE(shown.scene().node("goal"_id)->outline().entry(), QPointF(0, 768));
        QTest::mouseRelease(shown.canvas.viewport(), Qt::LeftButton, {}, from + QPoint(-200, 104));
        QVERIFY(moved.isEmpty());
    }

    void portLeadsOnlyWhereItMay()
    {
        ShownCanvas shown;
        QSignalSpy connected(&shown.canvas, &FlowCanvas::connectRequested);
        shown.drag(shown.portOf("sms"_id, port::Next), shown.middleOf("started"_id)); // a trigger
        shown.drag(shown.portOf("sms"_id, port::Next), shown.middleOf("mail"_id));    // would go round without a delay
        QVERIFY(connected.isEmpty());
        shown.drag(shown.portOf("sms"_id, port::Next), shown.middleOf("delay"_id));
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][0].value<FlowEdgeId>(), (FlowEdgeId{"sms"_id, port::Next}));
        QCOMPARE(connected[0][1].toString(), "delay"_id);
    }

    void endOfAnEdgeIsLedElsewhere()
    {
        ShownCanvas shown;
        QSignalSpy connected(&shown.canvas, &FlowCanvas::connectRequested);
        QSignalSpy cut(&shown.canvas, &FlowCanvas::disconnectRequested);
        const FlowEdgeId edge{"wait"_id, port::Timeout};
        shown.click(shown.onEdge(edge.from, edge.port));
        QCOMPARE(shown.canvas.selection().edge, std::optional(edge));
        const QPoint grip = shown.onScreen(gripRect(shown.scene().edge(edge)->tip(), shown.scene().style(1)).center());
        shown.drag(grip, shown.middleOf("goal"_id));
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][1].toString(), "goal"_id);
        shown.drag(grip, shown.onScreen({560, 640}));
        QCOMPARE(cut.size(), 1);
        QCOMPARE(cut[0][0].value<FlowEdgeId>(), edge);
    }

    void openPortOffersTheNextStep()
    {
        ShownCanvas shown;
        QSignalSpy asked(&shown.canvas, &FlowCanvas::addAfterRequested);
        shown.click(shown.portOf("sms"_id, port::Next) + QPoint(0, 18));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<FlowEdgeId>(), (FlowEdgeId{"sms"_id, port::Next}));
        shown.drag(shown.portOf("sms"_id, port::Next), shown.onScreen({288, 1000}));
        QCOMPARE(asked.size(), 2);
    }

    void countsAreClicked()
    {
        ShownCanvas shown;
        const TrafficView traffic = cartTraffic();
        shown.canvas.setTraffic(&traffic);
        QSignalSpy edges(&shown.canvas, &FlowCanvas::edgeCountClicked);
        QSignalSpy nodes(&shown.canvas, &FlowCanvas::nodeCountClicked);
        shown.click(shown.portOf("bought"_id, port::No) + QPoint(0, 17));
        QCOMPARE(edges.size(), 1);
        QCOMPARE(edges[0][0].value<FlowEdgeId>(), (FlowEdgeId{"bought"_id, port::No}));
        const NodeItem *wait = shown.scene().node("wait"_id);
        const CanvasStyle style = shown.scene().style(1);
        shown.click(shown.onScreen(countRect(wait->outline().card, wait->look(), style).center()));
        shown.click(shown.onScreen(waitingRect(wait->outline().card, wait->look(), style).center()));
        QCOMPARE(nodes.size(), 2);
        QCOMPARE(nodes[0][1].toBool(), false);
        QCOMPARE(nodes[1][1].toBool(), true);
    }

    void kindsAreDropped()
    {
        ShownCanvas shown;
        QSignalSpy onGround(&shown.canvas, &FlowCanvas::insertRequested);
        QSignalSpy onEdge(&shown.canvas, &FlowCanvas::insertOnEdgeRequested);
        drop(shown, shown.onScreen({603, 131}));
        QCOMPARE(onGround.size(), 1);
        QCOMPARE(onGround[0][0].toString(), QStringLiteral("delay"));
        QCOMPARE(onGround[0][1].toPointF(), QPointF(600, 104));
        drop(shown, shown.onEdge("mail"_id, port::Next));
        QCOMPARE(onEdge.size(), 1);
        QCOMPARE(onEdge[0][1].value<FlowEdgeId>(), (FlowEdgeId{"mail"_id, port::Next}));
        shown.canvas.setReadOnly(true);
        drop(shown, shown.onScreen({603, 131}));
        QCOMPARE(onGround.size(), 1);
    }

    void notesAreMovedResizedAndWritten()
    {
        ShownCanvas shown;
        QSignalSpy moved(&shown.canvas, &FlowCanvas::moveRequested);
        QSignalSpy resized(&shown.canvas, &FlowCanvas::remarkResized);
        QSignalSpy written(&shown.canvas, &FlowCanvas::remarkEdited);
        const QPoint middle = shown.onScreen({-420, 504});
        shown.drag(middle, middle + QPoint(0, 64));
        QCOMPARE(moved[0][0].value<FlowSelection>(), (FlowSelection{.remarks = {"r1"_id}}));
        shown.drag(shown.onScreen({-323, 549}), shown.onScreen({-283, 581}));
        QCOMPARE(resized.size(), 1);
        QCOMPARE(resized[0][1].toRectF(), QRectF(-520, 456, 240, 128));
        QTest::mouseDClick(shown.canvas.viewport(), Qt::LeftButton, {}, middle);
        auto *editor = shown.canvas.findChild<QPlainTextEdit *>(QStringLiteral("remark"));
        QVERIFY(editor && editor->hasFocus());
        QTest::keyClicks(editor, QStringLiteral("Done."));
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(written.size(), 1);
        QCOMPARE(written[0][1].toString(), QStringLiteral("Done."));
        QVERIFY(shown.canvas.hasFocus());
    }

    void viewIsPannedAndZoomed()
    {
        ShownCanvas shown;
        const QPointF before = shown.canvas.mapToScene(100, 100);
        shown.drag({500, 500}, {440, 460}, Qt::MiddleButton);
        QCOMPARE(shown.canvas.mapToScene(100, 100), before + QPointF(60, 40));
        QTest::keyPress(&shown.canvas, Qt::Key_Space);
        shown.drag({500, 500}, {560, 540});
        QTest::keyRelease(&shown.canvas, Qt::Key_Space);
        QCOMPARE(shown.canvas.mapToScene(100, 100), before);
        QVERIFY(shown.canvas.selection().isEmpty());
        const QPoint at(400, 300);
        const QPointF under = shown.canvas.mapToScene(at);
        QWheelEvent wheel(at, shown.canvas.viewport()->mapToGlobal(QPointF(at)), {}, {0, -240}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(shown.canvas.viewport(), &wheel);
        QVERIFY(shown.canvas.zoom() < 0.8);
        QVERIFY(QLineF(shown.canvas.mapToScene(at), under).length() < 2);
    }

    void flowOpensReadable()
    {
        ShownCanvas shown;
        shown.canvas.home();
        QVERIFY(shown.canvas.zoom() >= 0.8);
        QVERIFY(shown.canvas.viewport()->rect().contains(shown.middleOf("started"_id)));
        shown.canvas.setFlow(largeFlow(300));
        shown.canvas.home();
        QVERIFY(shown.canvas.zoom() >= 0.8);
        QVERIFY(shown.canvas.viewport()->rect().contains(shown.middleOf("n0"_id)));
    }

    void minimapMovesTheView()
    {
        ShownCanvas shown(largeFlow(300));
        shown.canvas.setMinimapShown(true);
        shown.canvas.setZoom(1);
        auto *map = shown.canvas.findChild<Minimap *>();
        QVERIFY(map && map->isVisible());
        QTest::mousePress(map, Qt::LeftButton, {}, QPoint(20, 72));
        const QPointF left = shown.canvas.middle();
        QTest::mouseMove(map, QPoint(180, 72));
        QTest::mousePress(map, Qt::LeftButton, {}, QPoint(180, 72));
        QVERIFY(shown.canvas.middle().x() > left.x() + 2000);
        shown.canvas.fit();
        QVERIFY(!map->isVisible() || shown.canvas.zoom() <= 0.05);
    }

    void readOnlyOnlySelects()
    {
        ShownCanvas shown;
        shown.canvas.setReadOnly(true);
        QSignalSpy moved(&shown.canvas, &FlowCanvas::moveRequested);
        QSignalSpy connected(&shown.canvas, &FlowCanvas::connectRequested);
        QSignalSpy removed(&shown.canvas, &FlowCanvas::deleteRequested);
        const QPoint from = shown.middleOf("goal"_id);
        shown.drag(from, from + QPoint(100, 100));
        shown.drag(shown.portOf("sms"_id, port::Next), shown.middleOf("delay"_id));
        shown.click(from);
        shown.key(Qt::Key_Delete);
        QVERIFY(moved.isEmpty() && connected.isEmpty() && removed.isEmpty());
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"goal"_id}}));
    }

    void sceneFollowsTheFlow()
    {
        ShownCanvas shown;
        shown.canvas.select({.nodes = {"goal"_id, "mail"_id}});
        const NodeItem *mail = shown.scene().node("mail"_id);
        FlowDoc flow = cartFlow();
        std::erase_if(flow.nodes, [](const FlowNode &node) { return node.id == "goal"_id; });
        flow.node("mail"_id)->at = {400, 456};
        flow.node("sms"_id)->to[port::Next] = QStringLiteral("nobody");
        shown.canvas.setFlow(flow);
        QCOMPARE(shown.scene().node("mail"_id), mail); // the same item, moved
        QCOMPARE(mail->outline().entry(), QPointF(400, 456));
        QVERIFY(!shown.scene().node("goal"_id));
        QVERIFY(!shown.scene().edge({"wait"_id, port::Met}));
        QVERIFY(!shown.scene().edge({"sms"_id, port::Next}));
        QCOMPARE(shown.scene().edge({"bought"_id, port::No})->tip(), QPointF(400, 456));
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"mail"_id}}));
    }

    void flowSetWhileANodeIsDraggedWins()
    {
        ShownCanvas shown;
        FlowDoc flow = cartFlow();
        connect(&shown.canvas, &FlowCanvas::moveRequested, [&](const FlowSelection &what, const QPointF &by) {
            for (const FlowNodeId &id : what.nodes)
                flow.node(id)->at += by;
            shown.canvas.setFlow(flow);
        });
        const QPoint from = shown.middleOf("goal"_id);
        shown.drag(from, from + QPoint(-200, 104));
        QCOMPARE(shown.scene().node("goal"_id)->outline().entry(), QPointF(-200, 872));
        QCOMPARE(shown.scene().edge({"wait"_id, port::Met})->tip(), QPointF(-200, 872));
    }

    void largeFlowIsDrawnFrameByFrame()
    {
        ShownCanvas shown(largeFlow(500));
        shown.canvas.fit();
        shown.canvas.setZoom(0.15);
        QTRY_COMPARE(drawnIn(shown), size_t(500));
        const TrafficView traffic = trafficOf(shown.canvas.flow());
        shown.canvas.setTraffic(&traffic); // all have to be drawn anew
        QTRY_COMPARE(drawnIn(shown), size_t(500));
    }

    void strangePlacesAreEndured()
    {
        FlowDoc flow = cartFlow();
        flow.node("sms"_id)->at = {1e300, -1e300};
        flow.node("goal"_id)->at = {900'000, 900'000};
        ShownCanvas shown(flow);
        shown.canvas.fit();
        shown.canvas.grab();
        QVERIFY(shown.canvas.zoom() > 0);
    }

private:
    // How many nodes have a picture that is up to date.
    static size_t drawnIn(ShownCanvas &shown)
    {
        auto &scene = *static_cast<FlowScene *>(shown.canvas.scene());
        size_t drawn = 0;
        for (int key = 0; key < 500; ++key)
            drawn += scene.pictures().find(key, shown.canvas.zoom() * shown.canvas.devicePixelRatioF()) ? 1 : 0;
        return drawn;
    }

    static void drop(ShownCanvas &shown, const QPoint &at)
    {
        QMimeData mime;
        mime.setData(FlowNodeMime, "delay");
        QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(shown.canvas.viewport(), &enter);
        QDragMoveEvent move(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(shown.canvas.viewport(), &move);
        shown.canvas.grab();
        QDropEvent event(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(shown.canvas.viewport(), &event);
    }
};

QTEST_MAIN(CanvasTest)
#include "canvastest.moc"
