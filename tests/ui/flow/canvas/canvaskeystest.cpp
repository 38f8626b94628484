// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/canvas/canvasfixture.h"
#include "ui/flow/canvas/graphwalk.h"

using namespace perennial;

// Whatever a hand does, keys do.
class CanvasKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrowsWalkTheGraph()
    {
        ShownCanvas shown;
        shown.canvas.setCurrent("started"_id);
        const auto goes = [&](Qt::Key key, const QString &to) {
            shown.key(key);
            return shown.canvas.current() == to && shown.canvas.selection() == FlowSelection{.nodes = {to}};
        };
        QVERIFY(goes(Qt::Key_Down, "delay"_id));
        QVERIFY(goes(Qt::Key_Down, "bought"_id));
        QVERIFY(goes(Qt::Key_Down, "exit"_id));
        QVERIFY(goes(Qt::Key_Right, "mail"_id));
        QVERIFY(goes(Qt::Key_Left, "exit"_id));
        QVERIFY(goes(Qt::Key_Right, "mail"_id));
        QVERIFY(goes(Qt::Key_Down, "wait"_id));
        QVERIFY(goes(Qt::Key_Down, "goal"_id));
        QVERIFY(goes(Qt::Key_Right, "sms"_id));
        QVERIFY(goes(Qt::Key_Up, "wait"_id));
        shown.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(shown.canvas.selection(), (FlowSelection{.nodes = {"wait"_id, "goal"_id}}));
    }

    void tabReadsAndLeaves()
    {
        QWidget window;
        QLineEdit before(&window);
        FlowCanvas canvas(&window);
        QLineEdit after(&window);
        canvas.setFlow(cartFlow());
        window.resize(1200, 900);
        canvas.setGeometry(0, 40, 1200, 800);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        before.setFocus();
        QTest::keyClick(&before, Qt::Key_Tab);
        QStringList read;
        for (int i = 0; i < 20 && canvas.hasFocus(); ++i) {
            read << (canvas.current().isEmpty() ? *canvas.selection().remarks.begin() : canvas.current());
            QTest::keyClick(&canvas, Qt::Key_Tab);
        }
        QCOMPARE(read, (QStringList{"started"_id, "delay"_id, "bought"_id, "exit"_id, "mail"_id, "wait"_id, "goal"_id,
                                    "sms"_id, "r1"_id}));
        QVERIFY(after.hasFocus());
        QTest::keyClick(&after, Qt::Key_Backtab);
        QVERIFY(canvas.hasFocus());
        QTest::keyClick(&canvas, Qt::Key_Backtab);
        QCOMPARE(canvas.current(), "sms"_id);
    }

    void readingOrderFollowsTheDirection()
    {
        const auto order = readingOrder(cartFlow(), true);
        QCOMPARE(order[3], "mail"_id);
        QCOMPARE(order[4], "exit"_id);
    }

    void keysAskForEdits()
    {
        ShownCanvas shown;
        QSignalSpy activated(&shown.canvas, &FlowCanvas::nodeActivated);
        QSignalSpy moved(&shown.canvas, &FlowCanvas::moveRequested);
        QSignalSpy removed(&shown.canvas, &FlowCanvas::deleteRequested);
        QSignalSpy renamed(&shown.canvas, &FlowCanvas::renameRequested);
        QSignalSpy copied(&shown.canvas, &FlowCanvas::copyRequested);
        QSignalSpy cut(&shown.canvas, &FlowCanvas::cutRequested);
        QSignalSpy pasted(&shown.canvas, &FlowCanvas::pasteRequested);
        QSignalSpy doubled(&shown.canvas, &FlowCanvas::duplicateRequested);
        QSignalSpy added(&shown.canvas, &FlowCanvas::addAfterRequested);
        shown.canvas.setCurrent("sms"_id);
        shown.key(Qt::Key_Return);
        QCOMPARE(activated[0][0].toString(), "sms"_id);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(moved[0][1].toPointF(), QPointF(-8, 0));
        shown.key(Qt::Key_F2);
        QCOMPARE(renamed[0][0].toString(), "sms"_id);
        shown.key(Qt::Key_C, Qt::ControlModifier);
        shown.key(Qt::Key_X, Qt::ControlModifier);
        shown.key(Qt::Key_V, Qt::ControlModifier);
        shown.key(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(copied.size() == 1 && cut.size() == 1 && pasted.size() == 1 && doubled.size() == 1);
        shown.key(Qt::Key_Insert);
        QCOMPARE(added[0][0].value<FlowEdgeId>(), (FlowEdgeId{"sms"_id, port::Next}));
        shown.key(Qt::Key_Delete);
        QCOMPARE(removed[0][0].value<FlowSelection>(), (FlowSelection{.nodes = {"sms"_id}}));
        shown.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.canvas.selection().nodes.size(), size_t(8));
        QCOMPARE(shown.canvas.selection().remarks.size(), size_t(1));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.canvas.selection().isEmpty());
    }

    void edgesAreWalkedAndCut()
    {
        ShownCanvas shown;
        QSignalSpy removed(&shown.canvas, &FlowCanvas::deleteRequested);
        shown.canvas.setCurrent("bought"_id);
        shown.key(Qt::Key_E);
        QCOMPARE(shown.canvas.selection().edge, std::optional(FlowEdgeId{"bought"_id, port::Yes}));
        shown.key(Qt::Key_E);
        QCOMPARE(shown.canvas.selection().edge, std::optional(FlowEdgeId{"bought"_id, port::No}));
        shown.key(Qt::Key_Delete);
        QCOMPARE(removed[0][0].value<FlowSelection>().edge, std::optional(FlowEdgeId{"bought"_id, port::No}));
        shown.key(Qt::Key_Down);
        QCOMPARE(shown.canvas.current(), "mail"_id);
    }

    void connectsByKeys()
    {
        ShownCanvas shown;
        QSignalSpy connected(&shown.canvas, &FlowCanvas::connectRequested);
        shown.canvas.setCurrent("bought"_id);
        shown.key(Qt::Key_C);
        shown.key(Qt::Key_Right); // from yes to no
        shown.key(Qt::Key_Return);
        QVERIFY(shown.canvas.accessibleDescription().contains(QStringLiteral("no")));
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Return);
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][0].value<FlowEdgeId>(), (FlowEdgeId{"bought"_id, port::No}));
        const QString target = connected[0][1].toString();
        QVERIFY2(target == "goal"_id || target == "sms"_id, qPrintable(target));
        shown.key(Qt::Key_C);
        shown.key(Qt::Key_Escape);
        shown.key(Qt::Key_Return); // means the node again
        QCOMPARE(connected.size(), 1);
    }

    void zoomsByKeys()
    {
        ShownCanvas shown;
        shown.key(Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(shown.canvas.zoom(), 0.8);
        shown.key(Qt::Key_Plus, Qt::ControlModifier);
        shown.key(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(shown.canvas.zoom(), 1.25);
        shown.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(shown.canvas.zoom(), 1.0);
        shown.canvas.select({.nodes = {"sms"_id}});
        shown.key(Qt::Key_F, Qt::ShiftModifier);
        QCOMPARE(shown.canvas.zoom(), 1.5);
        shown.key(Qt::Key_F);
        QVERIFY(shown.canvas.zoom() <= 1);
    }

    void menuKeyAsksAtTheNode()
    {
        ShownCanvas shown;
        QSignalSpy asked(&shown.canvas, &FlowCanvas::menuRequested);
        shown.canvas.setCurrent("wait"_id);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(&shown.canvas, &event);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<CanvasTarget>().node, "wait"_id);
        QCOMPARE(asked[0][1].toPoint(), shown.canvas.viewport()->mapToGlobal(shown.middleOf("wait"_id)));
    }

    void walkingKeepsTheNodeInSight()
    {
        ShownCanvas shown(largeFlow(400));
        shown.canvas.setCurrent(QStringLiteral("n0"));
        for (int i = 0; i < 12; ++i)
            shown.key(Qt::Key_Down);
        QVERIFY(shown.canvas.viewport()->rect().contains(shown.middleOf(shown.canvas.current())));
        QVERIFY(shown.canvas.current() != QStringLiteral("n0"));
    }
};

QTEST_MAIN(CanvasKeysTest)
#include "canvaskeystest.moc"
