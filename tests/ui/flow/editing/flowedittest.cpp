// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/flowclip.h"
#include "ui/flow/editing/floweditor.h"
#include "ui/flow/editing/flowlists.h"
#include "ui/flow/editing/flowplaces.h"
#include "ui/flow/editing/nodekinds.h"

#include <QMimeData>
#include <QSet>
#include <QTest>

#include <functional>
#include <memory>

using namespace perennial;

namespace {

// start → wait → split —yes→ mail → out, —no→ sms → out
constexpr auto Cart = R"({"format": "perennial-flow", "version": 1, "name": "Cart", "nodes": [
    {"id": "start", "kind": "trigger", "on": "event", "metric": "Started Checkout", "x": 0, "y": 0, "to": {"next": "wait"}},
    {"id": "wait", "kind": "delay", "span": {"n": 4, "unit": "hour"}, "x": 0, "y": 144, "to": {"next": "split"}},
    {"id": "split", "kind": "split", "when": {"kind": "group", "match": "all", "children": []}, "x": 0, "y": 288, "to": {"yes": "mail", "no": "sms"}},
    {"id": "mail", "kind": "message", "channel": "email", "name": "One", "x": -160, "y": 432, "to": {"next": "out"}},
    {"id": "sms", "kind": "message", "channel": "sms", "name": "Two", "x": 160, "y": 432, "to": {"next": "out"}},
    {"id": "ways", "kind": "multi_split", "branches": [{"id": "b1", "when": {"kind": "group", "match": "all", "children": []}}], "x": 600, "y": 0, "to": {"b1": "out", "else": "mail"}},
    {"id": "out", "kind": "exit", "x": 0, "y": 576}],
    "remarks": [{"id": "remark", "text": "Try less", "x": 300, "y": 0, "width": 200, "height": 96}]})";

FlowDoc cart()
{
    const auto reading = readFlow(Cart);
    return reading ? reading->flow : FlowDoc();
}

FlowNodeKind kind(const char *id)
{
    return nodeKind(QLatin1String(id))->make();
}

DelayNode twoDays()
{
    DelayNode delay;
    delay.span = {2, TimeUnit::Day};
    return delay;
}

// "start>wait wait>split split.yes>mail …": every edge, in the order of the document.
QString edgesOf(const FlowDoc &doc)
{
    QStringList edges;
    for (const FlowNode &node : doc.nodes) {
        for (const FlowPort &port : portsOf(node)) {
            const auto to = node.to.find(port);
            if (to != node.to.end())
                edges.append(node.id + (port == port::Next ? QString() : u'.' + port) + u'>' + to->second);
        }
    }
    return edges.join(u' ');
}

QPointF placeOf(const FlowDoc &doc, const char *id)
{
    return doc.node(QLatin1String(id))->at;
}

struct NamedEdit
{
    const char *name;
    std::function<FlowDoc(const FlowDoc &)> make;
};

// Every edit there is, on a document in which it changes something.
std::vector<NamedEdit> edits()
{
    const FlowParts mail{{"mail"}, {}};
    const FlowParts some{{"mail", "sms"}, {"remark"}};
    return {
        {"add a step",
         [](const FlowDoc &d) {
             return added(d, kind("email"), {900, 0}).doc;
         }},
        {"add on an edge",
         [](const FlowDoc &d) {
             return addedAfter(d, kind("delay"), {"start", "next"}).doc;
         }},
        {"add at a free way",
         [](const FlowDoc &d) {
             return addedAfter(disconnected(d, {"split", "no"}), kind("goal"), {"split", "no"}).doc;
         }},
        {"connect",
         [](const FlowDoc &d) {
             return connected(d, {"split", "yes"}, "out");
         }},
        {"disconnect",
         [](const FlowDoc &d) {
             return disconnected(d, {"split", "yes"});
         }},
        {"move",
         [some](const FlowDoc &d) {
             return moved(d, some, {10, 20});
         }},
        {"place",
         [](const FlowDoc &d) {
             return placed(d, {{"out", QPointF(5, 5)}});
         }},
        {"align",
         [](const FlowDoc &d) {
             return linedUp(d, {"mail", "sms"}, LineUp::Left);
         }},
        {"spread",
         [](const FlowDoc &d) {
             return linedUp(d, {"start", "mail", "ways"}, LineUp::Across);
         }},
        {"delete and close", [mail](const FlowDoc &d) { return removed(d, mail, GapRule::Close).doc; }},
        {"delete and leave", [mail](const FlowDoc &d) { return removed(d, mail, GapRule::Leave).doc; }},
        {"delete a note",
         [](const FlowDoc &d) {
             return removed(d, {{}, {"remark"}}, GapRule::Close).doc;
         }},
        {"duplicate", [some](const FlowDoc &d) { return duplicated(d, some).doc; }},
        {"paste",
         [](const FlowDoc &d) {
             return pasted(d, cart(), {0, 900}).doc;
         }},
        {"rename", [](const FlowDoc &d) { return withTitle(d, "mail", "First mail"); }},
        {"note", [](const FlowDoc &d) { return withNote(d, "mail", "Ask Ann"); }},
        {"change settings", [](const FlowDoc &d) { return withKind(d, "wait", twoDays()); }},
        {"add a way",
         [](const FlowDoc &d) { return withKind(d, "ways", withBranch(*d.node("ways")->as<MultiSplitNode>())); }},
        {"remove a way",
         [](const FlowDoc &d) {
             MultiSplitNode split = *d.node("ways")->as<MultiSplitNode>();
             split.branches = withoutRow(split.branches, 0);
             return withKind(d, "ways", split);
         }},
        {"add an exit", [](const FlowDoc &d) { return withExit(d, {}); }},
        {"add a cap", [](const FlowDoc &d) { return withCap(d, {}); }},
        {"add a note",
         [](const FlowDoc &d) {
             return withRemark(d, {1, 1}).doc;
         }},
        {"write a note", [](const FlowDoc &d) { return withRemarkText(d, "remark", "Try more"); }},
        {"resize a note",
         [](const FlowDoc &d) {
             return withRemarkPlace(d, "remark", {0, 0}, {50, 50});
         }},
        {"re-entry", [](FlowDoc d) { return d.reEntry = ReEntry::Never, d; }},
        {"sending", [](FlowDoc d) { return d.sending.quiet.on = true, d; }},
    };
}

} // namespace

// Edits of flows: what each makes of a cart flow, and that each can be undone.
class FlowEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canBeUndoneAndRedone_data();
    void canBeUndoneAndRedone();
    void aStepOnAnEdgeStandsBetween();
    void whatFollowsMakesRoom();
    void aStepBehindASplitStandsBelowItsWay();
    void stepsDoNotLieOnEachOther();
    void deletingClosesTheGap();
    void deletingMayLeaveTheGap();
    void deletingAWholeChainLeadsToWhatFollows();
    void deletingARingEnds();
    void nothingLeadsToATrigger();
    void copiesHaveTheirOwnIds();
    void copiesGoBetweenFlowsAsText();
    void whatIsNoFlowIsNotPasted();
    void aWayThatGoesTakesItsEdge();
    void everyKindCanBeAddedAndIsRead();
    void typingIsOneStepUntilAPause();
    void typingBackToTheStartIsNoStep();
    void impossibleEditsChangeNothing();
};

void FlowEditTest::canBeUndoneAndRedone_data()
{
    QTest::addColumn<int>("edit");
    const auto all = edits();
    for (size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << static_cast<int>(i);
}

void FlowEditTest::canBeUndoneAndRedone()
{
    QFETCH(int, edit);
    const FlowDoc before = cart();
    const FlowDoc after = edits()[static_cast<size_t>(edit)].make(before);
    QVERIFY(before != after);
    FlowEditor editor({}, before);
    editor.apply(after, QStringLiteral("edit"));
    QVERIFY(editor.doc() == after);
    editor.undoStack()->undo();
    QVERIFY(editor.doc() == before);
    editor.undoStack()->redo();
    QVERIFY(editor.doc() == after);
    // What was made can be kept and read again as it is.
    const auto read = readFlow(after.toJson());
    QVERIFY(read);
    QVERIFY(read->problems.empty());
    QCOMPARE(read->flow.toJson(), after.toJson());
}

void FlowEditTest::aStepOnAnEdgeStandsBetween()
{
    const FlowEdited edited = addedAfter(cart(), kind("email"), {"wait", "next"});
    QCOMPARE(edited.now.nodes, std::set<FlowNodeId>{"message"});
    QVERIFY(edgesOf(edited.doc).contains(QStringLiteral("wait>message")));
    QVERIFY(edgesOf(edited.doc).contains(QStringLiteral("message>split")));
    const FlowEdited split = addedAfter(cart(), kind("split"), {"wait", "next"});
    QVERIFY(edgesOf(split.doc).contains(QStringLiteral("wait>split-2 "))); // and what followed goes on by its first way
    QVERIFY(edgesOf(split.doc).contains(QStringLiteral("split-2.yes>split")));
}

void FlowEditTest::whatFollowsMakesRoom()
{
    const FlowDoc doc = addedAfter(cart(), kind("email"), {"wait", "next"}).doc;
    QCOMPARE(placeOf(doc, "wait"), QPointF(0, 144));
    QCOMPARE(placeOf(doc, "message"), QPointF(0, 288));
    QCOMPARE(placeOf(doc, "split"), QPointF(0, 432));
    QCOMPARE(placeOf(doc, "mail"), QPointF(-160, 576));
    QCOMPARE(placeOf(doc, "out"), QPointF(0, 720));
    QCOMPARE(placeOf(doc, "ways"), QPointF(600, 0)); // it does not follow
}

void FlowEditTest::aStepBehindASplitStandsBelowItsWay()
{
    FlowDoc doc = disconnected(disconnected(cart(), {"split", "yes"}), {"split", "no"});
    doc = removed(doc, {{"mail", "sms", "out"}, {}}, GapRule::Leave).doc;
    const FlowDoc yes = addedAfter(doc, kind("email"), {"split", "yes"}).doc;
    QVERIFY(placeOf(yes, "message").x() < 0 && placeOf(yes, "message").y() > 288);
    const FlowDoc both = addedAfter(yes, kind("sms"), {"split", "no"}).doc;
    QVERIFY(placeOf(both, "message-2").x() > 0);
    QCOMPARE(placeOf(both, "message-2").y(), placeOf(both, "message").y());
}

void FlowEditTest::stepsDoNotLieOnEachOther()
{
    FlowDoc doc;
    for (int i = 0; i < 5; ++i)
        doc = added(doc, kind("email"), {0, 0}).doc;
    for (const FlowNode &one : doc.nodes) {
        for (const FlowNode &other : doc.nodes)
            QVERIFY(one.id == other.id || std::abs(one.at.x() - other.at.x()) >= 240);
    }
}

void FlowEditTest::deletingClosesTheGap()
{
    const FlowEdited edited = removed(cart(), {{"wait"}, {}}, GapRule::Close);
    QVERIFY(edgesOf(edited.doc).startsWith(QStringLiteral("start>split split.yes>mail")));
    QCOMPARE(edited.now.nodes, std::set<FlowNodeId>{"start"}); // what is looked at next
    QVERIFY(edgesOf(removed(cart(), {{"split"}, {}}, GapRule::Close).doc).contains(QStringLiteral("wait>mail")));
}

void FlowEditTest::deletingMayLeaveTheGap()
{
    const FlowDoc doc = removed(cart(), {{"wait"}, {}}, GapRule::Leave).doc;
    QVERIFY(!edgesOf(doc).contains(QStringLiteral("start")));
    QVERIFY(edgesOf(doc).contains(QStringLiteral("split.yes>mail")));
}

void FlowEditTest::deletingAWholeChainLeadsToWhatFollows()
{
    QVERIFY(edgesOf(removed(cart(), {{"wait", "split", "mail"}, {}}, GapRule::Close).doc)
                .contains(QStringLiteral("start>out")));
}

void FlowEditTest::deletingARingEnds()
{
    const FlowDoc ring = connected(connected(cart(), {"mail", "next"}, "sms"), {"sms", "next"}, "mail");
    const FlowDoc doc = removed(ring, {{"mail", "sms"}, {}}, GapRule::Close).doc;
    QVERIFY(!doc.node("split")->to.contains(port::Yes));
    QVERIFY(!doc.node("split")->to.contains(port::No));
}

void FlowEditTest::nothingLeadsToATrigger()
{
    QVERIFY(!whyNotConnected(cart(), {"mail", "next"}, "start").isEmpty());
    QVERIFY(!whyNotConnected(cart(), {"mail", "next"}, "mail").isEmpty());
    QVERIFY(whyNotConnected(cart(), {"mail", "next"}, "wait").isEmpty()); // round, with a wait between
    QVERIFY(connected(cart(), {"mail", "next"}, "start") == cart());
}

void FlowEditTest::copiesHaveTheirOwnIds()
{
    const FlowEdited edited = duplicated(cart(), {{"split", "mail", "sms"}, {"remark"}});
    QSet<QString> ids;
    for (const FlowNode &node : edited.doc.nodes)
        ids.insert(node.id);
    QCOMPARE(static_cast<size_t>(ids.size()), edited.doc.nodes.size());
    QCOMPARE(edited.now.nodes.size(), size_t(3));
    QCOMPARE(edited.now.remarks.size(), size_t(1));
    const QString edges = edgesOf(edited.doc);
    QVERIFY2(edges.contains(QStringLiteral("split-2.yes>message")), qPrintable(edges));
    QVERIFY(!edges.contains(QStringLiteral("message>out"))); // what leads out of the copy is not copied
}

void FlowEditTest::copiesGoBetweenFlowsAsText()
{
    const std::unique_ptr<QMimeData> clip(clipOf(cart(), {{"split", "mail"}, {}}));
    QVERIFY(clip->text().contains(QStringLiteral("perennial-flow")));
    QMimeData text; // as an editor would hand it back
    text.setText(QStringLiteral("  ") + clip->text() + u'\n');
    for (const QMimeData *data : {static_cast<const QMimeData *>(clip.get()), static_cast<const QMimeData *>(&text)}) {
        const auto flow = flowIn(data);
        QVERIFY(flow);
        FlowDoc other;
        const FlowEdited edited = pasted(other, *flow, {100, 100});
        QCOMPARE(edited.doc.nodes.size(), size_t(2));
        QCOMPARE(edited.doc.nodes.front().at, QPointF(100, 100));
        QCOMPARE(edgesOf(edited.doc), QStringLiteral("split.yes>message"));
    }
}

void FlowEditTest::whatIsNoFlowIsNotPasted()
{
    QMimeData data;
    QVERIFY(!flowIn(&data));
    QVERIFY(!flowIn(nullptr));
    data.setText(QStringLiteral("{ \"hello\": 1 }"));
    QVERIFY(!flowIn(&data));
    data.setText(QStringLiteral("Dear all"));
    QVERIFY(!flowIn(&data));
}

void FlowEditTest::aWayThatGoesTakesItsEdge()
{
    const FlowDoc doc = withKind(cart(), "ways", MultiSplitNode{});
    QCOMPARE(doc.node("ways")->to, (std::map<FlowPort, FlowNodeId>{{port::Else, "mail"}}));
}

void FlowEditTest::everyKindCanBeAddedAndIsRead()
{
    FlowDoc doc;
    doc.name = QStringLiteral("All");
    for (const NodeKindFace &face : nodeKinds()) {
        doc = added(doc, face.make(), {0, 0}).doc;
        QVERIFY2(kindFaceOf(doc.nodes.back().is) == &face, face.id);
        QVERIFY(!nameOf(face).isEmpty() && !hintOf(face).isEmpty());
    }
    const auto read = readFlow(doc.toJson());
    QVERIFY(read);
    for (const FlowProblem &problem : read->problems)
        qWarning("%s %s", qPrintable(problem.where), qPrintable(problem.text));
    QVERIFY(read->problems.empty());
    QVERIFY(read->flow == doc);
}

void FlowEditTest::typingIsOneStepUntilAPause()
{
    FlowEditor editor({}, cart());
    for (const char *text : {"F", "Fi", "Fir"})
        editor.apply(withTitle(editor.doc(), "mail", QLatin1String(text)), QStringLiteral("Rename"),
                     QStringLiteral("mail"));
    QCOMPARE(editor.undoStack()->count(), 1);
    editor.endMerging();
    editor.apply(withTitle(editor.doc(), "mail", "First"), QStringLiteral("Rename"), QStringLiteral("mail"));
    editor.apply(withTitle(editor.doc(), "sms", "Second"), QStringLiteral("Rename"), QStringLiteral("sms"));
    QCOMPARE(editor.undoStack()->count(), 3);
    editor.undoStack()->undo();
    editor.undoStack()->undo();
    QCOMPARE(editor.doc().node("mail")->title, QStringLiteral("Fir"));
    editor.undoStack()->undo();
    QVERIFY(editor.doc() == cart());
}

void FlowEditTest::typingBackToTheStartIsNoStep()
{
    FlowEditor editor({}, cart());
    editor.apply(withTitle(editor.doc(), "mail", "F"), QStringLiteral("Rename"), QStringLiteral("mail"));
    editor.apply(withTitle(editor.doc(), "mail", {}), QStringLiteral("Rename"), QStringLiteral("mail"));
    QCOMPARE(editor.undoStack()->count(), 0);
    QVERIFY(editor.doc() == cart());
}

void FlowEditTest::impossibleEditsChangeNothing()
{
    const FlowDoc doc = cart();
    QVERIFY(addedAfter(doc, kind("email"), {"nobody", "next"}).doc == doc);
    QVERIFY(addedAfter(doc, kind("email"), {"out", "next"}).doc == doc); // an exit leads nowhere
    QVERIFY(addedAfter(doc, kind("trigger_event"), {"wait", "next"}).doc == doc);
    QVERIFY(withTitle(doc, "nobody", "x") == doc);
    QVERIFY(removed(doc, {{"nobody"}, {}}, GapRule::Close).doc == doc);
    QVERIFY(linedUp(doc, {"mail"}, LineUp::Left) == doc);
    QVERIFY(withRemarkText(doc, "nobody", "x") == doc);
}

QTEST_GUILESS_MAIN(FlowEditTest)
#include "flowedittest.moc"
