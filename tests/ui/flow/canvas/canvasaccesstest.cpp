// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/canvas/canvasfixture.h"

#include <QAccessible>

using namespace perennial;

// What somebody hears who cannot see the canvas.
class CanvasAccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void nodesEdgesAndNotesAreListed()
    {
        ShownCanvas shown;
        const TrafficView traffic = cartTraffic();
        shown.canvas.setTraffic(&traffic);
        shown.canvas.setProblems({{"sms"_id, FlowSeverity::Warning}});
        const QStringList names = namesIn(shown.canvas);
        QCOMPARE(names.size(), 8 + 7 + 1);
        QVERIFY2(names[1].startsWith(QStringLiteral("Wait: 4 hours, 12,408 people, 37 waiting")), qPrintable(names[1]));
        QVERIFY2(names[7].endsWith(QStringLiteral("has a warning")), qPrintable(names[7]));
        const QString edge = names[9];
        QVERIFY2(edge.startsWith(QStringLiteral("Wait: 4 hours, next, leads to Split")), qPrintable(edge));
        QVERIFY2(edge.contains(QStringLiteral("12,371 people, 99.7")), qPrintable(edge));
        QCOMPARE(names.last(), QStringLiteral("Note: Ask Support before the SMS is changed."));
    }

    void itemsHavePlaceStateAndActions()
    {
        ShownCanvas shown;
        shown.canvas.setCurrent("mail"_id);
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(&shown.canvas);
        QCOMPARE(canvas->role(), QAccessible::List);
        QAccessibleInterface *mail = canvas->child(4);
        QCOMPARE(mail->role(), QAccessible::ListItem);
        QVERIFY(mail->state().selected && mail->state().focused && !canvas->child(0)->state().selected);
        const QPoint middle = shown.canvas.viewport()->mapToGlobal(shown.middleOf("mail"_id));
        QVERIFY(mail->rect().contains(middle));
        QCOMPARE(canvas->childAt(middle.x(), middle.y()), mail);
        QCOMPARE(canvas->indexOfChild(mail), 4);
        QCOMPARE(canvas->focusChild(), mail);
        QSignalSpy activated(&shown.canvas, &FlowCanvas::nodeActivated);
        canvas->child(7)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated[0][0].toString(), "sms"_id);
        QCOMPARE(shown.canvas.current(), "sms"_id);
        canvas->child(10)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(shown.canvas.selection().edge, std::optional(FlowEdgeId{"bought"_id, port::Yes}));
    }

    void focusFollowsTheKeys()
    {
        ShownCanvas shown;
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(&shown.canvas);
        shown.canvas.setCurrent("started"_id);
        shown.key(Qt::Key_Down);
        QCOMPARE(canvas->focusChild(), canvas->child(1));
        shown.key(Qt::Key_E);
        QCOMPARE(canvas->focusChild(), canvas->child(9));
        QVERIFY(canvas->child(9)->state().focused);
        shown.key(Qt::Key_End);
        QCOMPARE(canvas->focusChild(), canvas->child(15));
    }

    void whatVanishedIsNotListed()
    {
        ShownCanvas shown;
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(&shown.canvas);
        namesIn(shown.canvas);
        FlowDoc flow = cartFlow();
        flow.nodes.pop_back();
        shown.canvas.setFlow(flow);
        QCOMPARE(canvas->childCount(), 7 + 6 + 1);
        for (int i = 0; i < canvas->childCount(); ++i)
            QVERIFY(canvas->child(i)->isValid());
    }

private:
    static QStringList namesIn(FlowCanvas &canvas)
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&canvas);
        QStringList names;
        for (int i = 0; i < list->childCount(); ++i)
            names << list->child(i)->text(QAccessible::Name);
        return names;
    }
};

QTEST_MAIN(CanvasAccessTest)
#include "canvasaccesstest.moc"
