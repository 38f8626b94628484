// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/page/flowfixture.h"
#include "ui/flow/canvas/canvasgeometry.h"
#include "ui/flow/page/flowtable.h"
#include "ui/widgets/banner.h"

#include <QClipboard>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QMimeData>
#include <QPrinter>
#include <QStackedWidget>
#include <QTreeWidget>

using namespace perennial;

namespace {

constexpr auto Cart = R"({"format": "perennial-flow", "version": 1, "name": "Cart", "nodes": [
    {"id": "start", "kind": "trigger", "on": "event", "metric": "Started Checkout", "x": 0, "y": 0, "to": {"next": "wait"}},
    {"id": "wait", "kind": "delay", "span": {"n": 4, "unit": "hour"}, "x": 0, "y": 144, "to": {"next": "split"}},
    {"id": "split", "kind": "split", "when": {"kind": "group", "match": "all", "children": []}, "x": 0, "y": 288, "to": {"yes": "goal", "no": "mail"}},
    {"id": "goal", "kind": "goal", "name": "Bought", "x": -160, "y": 432},
    {"id": "mail", "kind": "message", "channel": "email", "name": "Reminder", "text": "Your kettle waits", "x": 160, "y": 432}]})";

FlowDoc cart()
{
    const auto reading = readFlow(Cart);
    return reading ? reading->flow : FlowDoc();
}

} // namespace

// The list of flows and the designer around the canvas.
class FlowsPageTest : public QObject, protected FlowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void anEmptyStoreOffersReadyFlowsAndADrawing();
    void aReadyFlowBecomesOneOfYourOwn();
    void selectionIsTheSameEverywhere();
    void theOutlineIsEditedByKeys();
    void aClickInThePaletteAddsBehindTheSelection();
    void aStepIsDraggedOutOfThePalette();
    void partsGoFromFlowToFlow();
    void aSearchLeadsFromStepToStep();
    void problemsAreListedLeadThereAndAreMended();
    void whatCouldNotBeReadIsToldUntilItIsGone();
    void aVersionIsKeptAndRestored();
    void deletingCanBeTakenBack();
    void flowsAreRenamedAndDuplicatedInTheList();
    void filesComeAndGo();
    void aBrokenFileSaysWhy();
    void aFlowWrittenByHandIsLaidOut();
    void everyToolHasANameAndItsKeys();
    void aLongFlowIsEditedAtOnce();
};

void FlowsPageTest::anEmptyStoreOffersReadyFlowsAndADrawing()
{
    QVERIFY(find<QPushButton>("emptyReady")->isVisible());
    QTest::mouseClick(find<QPushButton>("emptyNewFlow"), Qt::LeftButton);
    QVERIFY(designer().isVisible());
    QVERIFY(find<QWidget>("palette")->isVisible()); // what there is to begin with
    press(Qt::Key_F, Qt::ControlModifier);          // nothing is lost by a stray key
    QVERIFY(doc().nodes.empty());
}

void FlowsPageTest::aReadyFlowBecomesOneOfYourOwn()
{
    QTest::mouseClick(find<QPushButton>("emptyReady"), Qt::LeftButton);
    auto *search = find<QLineEdit>("readySearch");
    QVERIFY(search->isVisible());
    QTest::keyClicks(search, QStringLiteral("abandoned cart"));
    auto *card = find<QAbstractButton>("ready-abandoned-cart");
    QVERIFY(card && card->isVisible());
    QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseClick(find<QPushButton>("startReady"), Qt::LeftButton);
    QVERIFY(designer().isVisible());
    QVERIFY(doc().nodes.size() > 3);
    QVERIFY(find<QWidget>("replaySummary")); // at once what it would have done
    QTRY_VERIFY(find<QLabel>("replaySummary")->isVisible() &&
                find<QLabel>("replaySummary")->text().contains(QStringLiteral("journeys")));
    QTRY_VERIFY(m_page->isSaved());
    QTest::mouseClick(designer().findChild<QToolButton *>(QStringLiteral("back")), Qt::LeftButton);
    QTRY_COMPARE(m_page->model().rowCount(), 1);
}

void FlowsPageTest::selectionIsTheSameEverywhere()
{
    m_page->startFlow(cart());
    designer().showSide(FlowDesigner::Side::Outline);
    auto *outline = find<FlowOutline>("outline");
    designer().canvas().setCurrent(QStringLiteral("mail"));
    QCOMPARE(outline->selectedNodes(), std::set<FlowNodeId>{"mail"});
    QCOMPARE(panel().node(), QStringLiteral("mail"));
    outline->setFocus();
    press(Qt::Key_Home);
    QCOMPARE(designer().canvas().selection().nodes, std::set<FlowNodeId>{"start"});
    QCOMPARE(panel().node(), QStringLiteral("start"));
    press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(designer().canvas().selection().nodes, (std::set<FlowNodeId>{"start", "wait"}));
    QVERIFY(panel().node().isEmpty());
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QVERIFY(panel().isAncestorOf(target())); // Enter leads to the properties
    press(Qt::Key_Escape);
    QCOMPARE(target(), static_cast<QWidget *>(outline)); // and Esc back
}

void FlowsPageTest::theOutlineIsEditedByKeys()
{
    m_page->startFlow(cart());
    designer().showSide(FlowDesigner::Side::Outline);
    auto *outline = find<FlowOutline>("outline");
    outline->setFocus();
    press(Qt::Key_Home);
    press(Qt::Key_Down);
    press(Qt::Key_Delete); // the wait
    QVERIFY(!doc().node(QStringLiteral("wait")));
    QCOMPARE(doc().node(QStringLiteral("start"))->to.at(port::Next), QStringLiteral("split"));
    m_undo.undo();
    QVERIFY(doc().node(QStringLiteral("wait")));
    // At the way “yes” of the split a step goes before the goal.
    press(Qt::Key_End);
    while (outline->currentItem()->text(0) != QStringLiteral("yes"))
        press(Qt::Key_Up);
    addStep(QStringLiteral("task"));
    const FlowNodeId task = doc().node(QStringLiteral("split"))->to.at(port::Yes);
    QVERIFY(doc().node(task)->as<MessageNode>());
    QCOMPARE(doc().node(task)->to.at(port::Next), QStringLiteral("goal"));
    QCOMPARE(target(), static_cast<QWidget *>(outline));
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(doc().nodes.size(), size_t(7));
    press(Qt::Key_F2);
    QCOMPARE(target()->objectName(), QStringLiteral("nodeTitle"));
    type(QStringLiteral("Call them"));
    QCOMPARE(doc().nodes.back().title, QStringLiteral("Call them"));
}

void FlowsPageTest::aClickInThePaletteAddsBehindTheSelection()
{
    m_page->startFlow(cart());
    designer().showSide(FlowDesigner::Side::Palette);
    designer().canvas().setCurrent(QStringLiteral("start"));
    auto *palette = find<QListWidget>("palette");
    const auto items = palette->findItems(QStringLiteral("SMS"), Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    palette->scrollToItem(items.first());
    QTest::mouseClick(palette->viewport(), Qt::LeftButton, {}, palette->visualItemRect(items.first()).center());
    const FlowNodeId added = doc().node(QStringLiteral("start"))->to.at(port::Next);
    QCOMPARE(doc().node(added)->as<MessageNode>()->channel, MessageChannel::Sms);
    QCOMPARE(doc().node(added)->to.at(port::Next), QStringLiteral("wait"));
    QCOMPARE(designer().canvas().selection().nodes, std::set<FlowNodeId>{added});
}

// Offscreen nothing carries the drag from one widget to the other: what the palette gives is dropped by hand.
void FlowsPageTest::aStepIsDraggedOutOfThePalette()
{
    m_page->startFlow(cart());
    designer().showSide(FlowDesigner::Side::Palette);
    FlowCanvas &canvas = designer().canvas();
    QTRY_VERIFY(canvas.viewport()->width() > 200);
    canvas.fit();
    QCoreApplication::processEvents();
    auto *palette = find<QListWidget>("palette");
    const auto drag = [&](const char *kind, const QPointF &to) {
        const auto items = palette->findItems(QLatin1String(kind), Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        QVERIFY(palette->dragEnabled() && items.first()->flags().testFlag(Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> mime(palette->model()->mimeData({palette->indexFromItem(items.first())}));
        const QPoint at = canvas.mapFromScene(to);
        QDragEnterEvent enter(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas.viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas.viewport(), &move);
        QDropEvent drop(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas.viewport(), &drop);
    };
    drag("SMS", {-320, 72}); // where nothing is
    QCOMPARE(doc().nodes.size(), size_t(6));
    QVERIFY(doc().nodes.back().as<MessageNode>());
    QVERIFY(doc().nodes.back().to.empty());
    const FlowNode &start = *doc().node(QStringLiteral("start"));
    const FlowNode &wait = *doc().node(QStringLiteral("wait"));
    drag("E-mail", {0, (start.at.y() + canvas::NodeHeight + wait.at.y()) / 2}); // onto the edge between the two
    QCOMPARE(doc().nodes.size(), size_t(7));
    const FlowNodeId added = doc().node(QStringLiteral("start"))->to.at(port::Next);
    QCOMPARE(doc().node(added)->as<MessageNode>()->channel, MessageChannel::Email);
    QCOMPARE(doc().node(added)->to.at(port::Next), QStringLiteral("wait"));
    m_undo.activeStack()->undo();
    QCOMPARE(doc().node(QStringLiteral("start"))->to.at(port::Next), QStringLiteral("wait"));
}

void FlowsPageTest::partsGoFromFlowToFlow()
{
    m_page->startFlow(cart());
    designer().showSide(FlowDesigner::Side::Outline);
    find<FlowOutline>("outline")->setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    designer().select({{"split", "mail"}, {}});
    press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("kettle")));
    m_page->startFlow();
    designer().showSide(FlowDesigner::Side::Outline);
    find<FlowOutline>("outline")->setFocus();
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(doc().nodes.size(), size_t(2));
    QCOMPARE(doc().nodes.front().to.at(port::No), doc().nodes.back().id);
    QVERIFY(!doc().nodes.front().to.contains(port::Yes));
}

void FlowsPageTest::aSearchLeadsFromStepToStep()
{
    m_page->startFlow(cart());
    QVERIFY(m_page->startSearch());
    QCOMPARE(target()->objectName(), QStringLiteral("stepSearch"));
    type(QStringLiteral("kettle"));
    QCOMPARE(find<QLabel>("stepsFound")->text(), QStringLiteral("1 found"));
    press(Qt::Key_Return);
    QCOMPARE(panel().node(), QStringLiteral("mail"));
    press(Qt::Key_Escape);
    QVERIFY(find<QLabel>("stepsFound")->text().isEmpty());
}

void FlowsPageTest::problemsAreListedLeadThereAndAreMended()
{
    FlowDoc broken = cart();
    broken.nodes[4].to[port::Next] = QStringLiteral("nobody");
    m_page->startFlow(broken);
    designer().action(FlowAction::Problems)->trigger();
    auto *list = find<QListWidget>("problems");
    QTRY_VERIFY(list->isVisible() && list->count() > 0);
    int row = -1;
    for (int i = 0; i < list->count(); ++i) {
        list->setCurrentRow(i);
        if (find<QPushButton>("fix")->isVisible() && row < 0)
            row = i;
    }
    QVERIFY(row >= 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
    const FlowDoc before = doc();
    const int problems = list->count();
    QTest::mouseClick(find<QPushButton>("fix"), Qt::LeftButton);
    QVERIFY(!(doc() == before));
    QTRY_VERIFY(list->count() < problems);
    m_undo.undo();
    QVERIFY(doc() == before);
}

void FlowsPageTest::whatCouldNotBeReadIsToldUntilItIsGone()
{
    QByteArray text = Cart;
    text.replace(R"("nodes": [)", R"("sending": 7, "nodes": [{"id": "odd", "kind": "magic"},)");
    const auto reading = readFlow(text);
    QVERIFY(reading && reading->problems.size() >= 2);
    m_page->startFlow(reading->flow);
    designer().action(FlowAction::Problems)->trigger();
    auto *list = find<QListWidget>("problems");
    for (const FlowProblem &problem : reading->problems)
        QTRY_VERIFY2(!list->findItems(problem.text, Qt::MatchExactly).isEmpty(), qPrintable(problem.text));
    designer().select({{"odd"}, {}});
    designer().action(FlowAction::Delete)->trigger();
    for (const FlowProblem &problem : reading->problems)
        QTRY_COMPARE(list->findItems(problem.text, Qt::MatchExactly).isEmpty(), problem.node == QStringLiteral("odd"));
}

void FlowsPageTest::aVersionIsKeptAndRestored()
{
    m_page->startFlow(cart());
    QTRY_VERIFY(m_page->isSaved());
    designer().showSide(FlowDesigner::Side::Versions);
    auto *note = designer().findChild<QLineEdit *>(QStringLiteral("versionNote"));
    note->setFocus();
    type(QStringLiteral("Agreed"));
    press(Qt::Key_Return);
    auto *versions = designer().findChild<QListWidget *>(QStringLiteral("versions"));
    QTRY_VERIFY(versions->count() == 1 && versions->item(0)->text() == QStringLiteral("Agreed"));
    const FlowDoc agreed = doc();
    designer().select({{"mail"}, {}});
    designer().action(FlowAction::Delete)->trigger();
    m_page->flush();
    QTRY_COMPARE(versions->count(), 2);
    versions->setCurrentRow(1);
    QVERIFY(designer()
                .findChild<QLabel *>(QStringLiteral("versionDifference"))
                ->text()
                .contains(QStringLiteral("Reminder")));
    QTest::mouseClick(designer().findChild<QPushButton *>(QStringLiteral("restoreVersion")), Qt::LeftButton);
    QVERIFY(doc() == agreed);
}

void FlowsPageTest::deletingCanBeTakenBack()
{
    m_page->startFlow(cart());
    QTRY_VERIFY(m_page->isSaved());
    m_page->showList();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    std::function<void()> undo;
    connect(m_page.get(), &Page::done, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
    auto *table = find<FlowTable>("flows");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    press(Qt::Key_Delete);
    QCOMPARE(m_page->model().rowCount(), 0);
    QTRY_VERIFY(undo);
    undo();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    m_page->openFlow(m_page->model().lines().front().saved.id);
    QCOMPARE(doc().nodes.size(), size_t(5));
}

void FlowsPageTest::flowsAreRenamedAndDuplicatedInTheList()
{
    m_page->startFlow(cart());
    QTRY_VERIFY(m_page->isSaved());
    m_page->showList();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    auto *table = find<FlowTable>("flows");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(m_page->model().rowCount(), 2);
    QVERIFY(m_page->model().names().contains(QStringLiteral("Cart 2")));
}

void FlowsPageTest::filesComeAndGo()
{
    const QString path = m_folder.filePath(QStringLiteral("cart.json"));
    m_page->startFlow(cart());
    QVERIFY(designer().exportTo(path));
    QVERIFY(m_page->takeFiles({path}));
    QCOMPARE(doc().name, QStringLiteral("Cart 2")); // beside the one there is
    QCOMPARE(doc().nodes.size(), size_t(5));
    QVERIFY(!m_page->takeFiles({QStringLiteral("orders.csv")}));
    for (const char *ending : {"png", "svg", "pdf"}) {
        const QString picture = m_folder.filePath(QStringLiteral("cart.") + QLatin1String(ending));
        QVERIFY(designer().exportTo(picture));
        QVERIFY(QFileInfo(picture).size() > 500);
    }
    const QString paper = m_folder.filePath(QStringLiteral("paper.pdf"));
    QPrinter printer;
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(paper);
    designer().printOn(printer);
    QVERIFY(QFileInfo(paper).size() > 500);
}

void FlowsPageTest::aBrokenFileSaysWhy()
{
    const QString path = m_folder.filePath(QStringLiteral("broken.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"format\": \"perennial-segment\" ");
    file.close();
    m_page->importFile(path);
    QVERIFY(!m_page->banner()->text().isEmpty());
    QVERIFY(!designer().editor());
    m_page->importFile(m_folder.filePath(QStringLiteral("nowhere.json")));
    QVERIFY(m_page->banner()->text().contains(QStringLiteral("can't be read")));
}

void FlowsPageTest::aFlowWrittenByHandIsLaidOut()
{
    const QString path = m_folder.filePath(QStringLiteral("hand.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"format": "perennial-flow", "version": 1, "name": "By hand", "nodes": [
        {"id": "start", "kind": "trigger", "on": "event", "metric": "Placed Order", "to": {"next": "wait"}},
        {"id": "wait", "kind": "delay", "span": {"n": 1, "unit": "day"}, "to": {"next": "end"}},
        {"id": "end", "kind": "exit"}]})");
    file.close();
    m_page->importFile(path);
    QTRY_VERIFY(doc().node(QStringLiteral("wait"))->at.y() > doc().node(QStringLiteral("start"))->at.y());
    QVERIFY(doc().node(QStringLiteral("end"))->at.y() > doc().node(QStringLiteral("wait"))->at.y());
    m_undo.undo();
    QCOMPARE(doc().node(QStringLiteral("end"))->at, doc().node(QStringLiteral("start"))->at);
    QCOMPARE(doc().nodes.size(), size_t(3)); // and the file is still there
}

void FlowsPageTest::everyToolHasANameAndItsKeys()
{
    m_page->startFlow(cart());
    std::set<QKeySequence> keys;
    for (const FlowActionFace &face : flowActions()) {
        QVERIFY(!textOf(face.action).isEmpty());
        QVERIFY(designer().action(face.action));
        const QKeySequence own(QLatin1String(face.keys));
        QVERIFY2(own.isEmpty() || keys.insert(own).second, face.keys); // no two of them
    }
    for (const QWidget *button : m_page->findChildren<QAbstractButton *>()) {
        const auto *named = static_cast<const QAbstractButton *>(button);
        if (named->isVisible() && (named->focusPolicy() & Qt::TabFocus))
            QVERIFY2(!named->accessibleName().isEmpty() || !named->text().isEmpty(), qPrintable(named->objectName()));
    }
}

void FlowsPageTest::aLongFlowIsEditedAtOnce()
{
    FlowDoc flow;
    flow.name = QStringLiteral("Long");
    for (int i = 0; i < 500; ++i) {
        FlowNode node = *cart().node(i == 0 ? QStringLiteral("start") : QStringLiteral("wait"));
        node.id = QString::number(i);
        node.at = {0, 144.0 * i};
        node.to.clear();
        if (i < 499)
            node.to[port::Next] = QString::number(i + 1);
        flow.nodes.push_back(node);
    }
    m_page->startFlow(flow);
    designer().showSide(FlowDesigner::Side::Outline);
    designer().select({{"250"}, {}});
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    std::vector<qint64> took;
    auto *title = find<QLineEdit>("nodeTitle");
    title->setFocus();
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(title, Qt::Key_X);
        took.push_back(timer.elapsed());
    }
    std::ranges::sort(took);
    qInfo("a key in a flow of 500 steps: %lld ms, at most %lld", took[took.size() / 2], took.back());
    QVERIFY(took[took.size() / 2] < 50);
    QCOMPARE(doc().node(QStringLiteral("250"))->title, QString(20, u'x'));
}

QTEST_MAIN(FlowsPageTest)
#include "flowspagetest.moc"
