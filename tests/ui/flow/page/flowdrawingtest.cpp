// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/page/flowfixture.h"

#include <QClipboard>
#include <QSignalSpy>

using namespace perennial;

// A flow is drawn by keys alone, and is what the file says.
class FlowDrawingTest : public QObject, protected FlowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void aWelcomeFlowByKeysAlone();
    void aRingIsClosedByKeys();
    void aStepGoesToTheOnlyOpenEndWhereNothingIsSelected();
    void aLayoutIsLookedForAsideAndIsOneEdit();
    void whatWasDrawnIsKept();

private:
    void compareWithGolden(const char *name);
};

void FlowDrawingTest::compareWithGolden(const char *name)
{
    QFile file(sourceFile(QStringLiteral("tests/ui/flow/page/golden/%1.json").arg(QLatin1String(name))));
    const QByteArray drawn = doc().toJson();
    QVERIFY2(file.open(QIODevice::ReadOnly), drawn.constData());
    const auto golden = readFlow(file.readAll());
    QVERIFY2(golden, qPrintable(golden ? QString() : golden.error().message));
    QVERIFY2(drawn == golden->flow.toJson(),
             ("\ndrawn:\n" + drawn + "\ngolden:\n" + golden->flow.toJson()).constData());
}

void FlowDrawingTest::aWelcomeFlowByKeysAlone()
{
    find<QPushButton>("newFlow")->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(target()->objectName(), QStringLiteral("name"));
    type(QStringLiteral("Welcome"));

    addStep(QStringLiteral("something"));
    press(Qt::Key_I, Qt::ControlModifier); // its properties
    tabTo("triggerMetric");
    pick(QStringLiteral("Placed"));
    press(Qt::Key_Escape); // back to the canvas

    addStep(QStringLiteral("e-mail"));
    press(Qt::Key_I, Qt::ControlModifier);
    tabTo("messageName");
    type(QStringLiteral("Thanks"));
    press(Qt::Key_Tab);
    QCOMPARE(target()->objectName(), QStringLiteral("messageSubject"));
    type(QStringLiteral("Thank you"));
    tabTo("messageText");
    type(QStringLiteral("On its way to "));
    tabTo("insertField");
    pick(QStringLiteral("Country"));
    QCOMPARE(target()->objectName(), QStringLiteral("messageText")); // where somebody wrote last
    press(Qt::Key_Escape);

    addStep(QStringLiteral("delay"));
    press(Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(target()->objectName(), QStringLiteral("spanNumber"));
    press(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("3"));
    press(Qt::Key_Escape);

    addStep(QStringLiteral("split"));
    press(Qt::Key_I, Qt::ControlModifier);
    tabTo("addCondition");
    pick(QStringLiteral("Did something since starting"));
    QTRY_VERIFY(QApplication::activePopupWidget()); // it asks what
    type(QStringLiteral("Placed"));
    press(Qt::Key_Return);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    press(Qt::Key_Escape);

    addStep(QStringLiteral("goal"));
    press(Qt::Key_I, Qt::ControlModifier);
    type(QStringLiteral("Bought again"));
    press(Qt::Key_Escape);
    compareWithGolden("welcome");

    // And back again, step by step, to nothing.
    while (m_undo.activeStack()->canUndo())
        m_undo.activeStack()->undo();
    QVERIFY(doc().nodes.empty());
    while (m_undo.activeStack()->canRedo())
        m_undo.activeStack()->redo();
    compareWithGolden("welcome");
}

void FlowDrawingTest::aRingIsClosedByKeys()
{
    m_page->startFlow();
    addStep(QStringLiteral("something"));
    addStep(QStringLiteral("delay"));
    addStep(QStringLiteral("SMS"));
    press(Qt::Key_L, Qt::ControlModifier); // leads to …
    QVERIFY(QApplication::activePopupWidget());
    type(QStringLiteral("Wait"));
    press(Qt::Key_Return);
    const FlowNode &sms = doc().nodes.back();
    QVERIFY(sms.as<MessageNode>());
    QCOMPARE(sms.to.at(port::Next), doc().nodes[1].id);
    press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier); // ends here instead
    QVERIFY(doc().nodes.back().to.empty());
}

void FlowDrawingTest::aStepGoesToTheOnlyOpenEndWhereNothingIsSelected()
{
    m_page->startFlow();
    addStep(QStringLiteral("something"));
    addStep(QStringLiteral("delay"));
    const FlowNodeId delay = doc().nodes.back().id;
    press(Qt::Key_I, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QCOMPARE(designer().selection().nodes, std::set<FlowNodeId>{delay}); // what was edited stays selected
    QCOMPARE(designer().canvas().selection().nodes, std::set<FlowNodeId>{delay});
    press(Qt::Key_Escape); // once more: nothing is
    QVERIFY(designer().selection().isEmpty());
    addStep(QStringLiteral("split"));
    const FlowNodeId split = doc().nodes.back().id;
    QCOMPARE(doc().node(delay)->to.at(port::Next), split);
    press(Qt::Key_Escape);
    QSignalSpy told(&designer(), &FlowDesigner::toldDone);
    addStep(QStringLiteral("goal")); // behind yes, or behind no?
    const FlowNodeId goal = doc().nodes.back().id;
    QVERIFY(doc().node(split)->to.empty());
    QCOMPARE(designer().selection().nodes, std::set<FlowNodeId>{goal});
    QCOMPARE(told.size(), 1);
    QVERIFY2(told[0][0].toString().contains(QStringLiteral("not connected yet")), qPrintable(told[0][0].toString()));
}

void FlowDrawingTest::aLayoutIsLookedForAsideAndIsOneEdit()
{
    m_page->startFlow();
    addStep(QStringLiteral("something"));
    addStep(QStringLiteral("delay"));
    FlowDoc moved = doc();
    moved.nodes[1].at += QPointF(640, 640);
    m_page->startFlow(moved);
    designer().action(FlowAction::LayOut)->trigger();
    QVERIFY(find<QLabel>("layingOut")->isVisible());
    QVERIFY(doc().nodes == moved.nodes); // not yet
    QTRY_VERIFY(!find<QLabel>("layingOut")->isVisible());
    QVERIFY(qAbs(doc().nodes[1].at.x() - doc().nodes[0].at.x()) < 1);
    m_undo.activeStack()->undo();
    QVERIFY(doc().nodes == moved.nodes);
    // A step that comes meanwhile makes the answer worthless, a name does not.
    designer().action(FlowAction::LayOut)->trigger();
    addStep(QStringLiteral("e-mail"));
    const FlowDoc longer = doc();
    QTRY_VERIFY(!find<QLabel>("layingOut")->isVisible());
    QVERIFY(doc() == longer);
}

void FlowDrawingTest::whatWasDrawnIsKept()
{
    m_page->startFlow();
    type(QStringLiteral("Kept"));
    addStep(QStringLiteral("something"));
    addStep(QStringLiteral("e-mail"));
    const QByteArray drawn = doc().toJson();
    m_page->flush();
    QTRY_VERIFY(m_page->isSaved());
    close();
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<FlowsPage>(*m_workspace);
    m_page->show();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    m_page->openFlow(m_page->model().lines().front().saved.id);
    QCOMPARE(doc().toJson(), drawn);
}

QTEST_MAIN(FlowDrawingTest)
#include "flowdrawingtest.moc"
